//! Memory that the system does not give.

use std::{
    alloc::{GlobalAlloc, Layout, System},
    cell::Cell,
    io::Write,
    process::abort,
    sync::atomic::{AtomicBool, Ordering},
    thread::sleep,
    time::Duration,
};

/// The system's allocator, for a program that reports a failed allocation and ends with status 1 instead of aborting.
///
/// Collections abort when this returns null, and stable Rust has no hook for that. Files that are not
/// finished are left, as when the process is killed: the next run that writes there removes them.
#[derive(Debug)]
pub struct Allocator;

#[expect(unsafe_code, reason = "a failed allocation can be reported in no other way")]
// SAFETY: every call is handed to the system's allocator as it is, and null is never returned. What a caller has to
// ensure is ensured towards the system's allocator as well.
unsafe impl GlobalAlloc for Allocator {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: see above.
        given(unsafe { System.alloc(layout) }, layout.size())
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: see above.
        given(unsafe { System.alloc_zeroed(layout) }, layout.size())
    }

    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: see above.
        given(unsafe { System.realloc(memory, layout, size) }, size)
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        // SAFETY: see above.
        unsafe { System.dealloc(memory, layout) }
    }
}

#[inline]
fn given(memory: *mut u8, size: usize) -> *mut u8 {
    if memory.is_null() {
        end(size);
    }
    memory
}

/// Reports that there is no memory of a size, and ends the process. Must neither allocate nor unwind.
#[cold]
fn end(size: usize) -> ! {
    static IS_ENDING: AtomicBool = AtomicBool::new(false);
    thread_local! {
        static IS_ENDING_HERE: Cell<bool> = const { Cell::new(false) };
    }
    if IS_ENDING_HERE.replace(true) {
        // To end takes memory, too.
        abort();
    }
    while IS_ENDING.swap(true, Ordering::Relaxed) {
        // Another thread ends the process.
        sleep(Duration::from_millis(100));
    }
    if let Some(mut errors) = errors() {
        let _ = writeln!(errors, "error: out of memory: {size} bytes more were needed");
        let _ = writeln!(
            errors,
            "help: narrow the question with `--period` or `--where`, or allow the process more memory"
        );
    }
    leave()
}

/// Ends the process at once: what else runs at its end asks for memory.
#[cfg(unix)]
fn leave() -> ! {
    signal_hook::low_level::exit(1)
}

#[cfg(not(unix))]
fn leave() -> ! {
    std::process::exit(1)
}

/// Standard error itself: the lock of [`std::io::Stderr`] may be held by who asked for memory.
#[cfg(unix)]
fn errors() -> Option<std::fs::File> {
    use std::os::fd::AsFd;

    std::io::stderr().as_fd().try_clone_to_owned().ok().map(Into::into)
}

#[cfg(not(unix))]
fn errors() -> Option<std::io::Stderr> {
    Some(std::io::stderr())
}
