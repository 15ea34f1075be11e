//! Code of others that gives up on damaged input by a panic.

use std::{
    cell::Cell,
    panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook},
    sync::Once,
};

thread_local! {
    /// Whether a panic of this thread is caught and reported as an error, so that it prints nothing.
    static IS_CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// What code returns, or nothing where it panics. The panic prints nothing; those of other threads print as before.
pub(super) fn unless_it_panics<T>(read: impl FnOnce() -> T) -> Option<T> {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let print = take_hook();
        set_hook(Box::new(move |panic| {
            if !IS_CAUGHT.get() {
                print(panic);
            }
        }));
    });
    let was_caught = IS_CAUGHT.replace(true);
    let result = catch_unwind(AssertUnwindSafe(read));
    IS_CAUGHT.set(was_caught);
    result.ok()
}
