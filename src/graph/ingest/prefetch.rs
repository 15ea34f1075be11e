//! Memory that is about to be read.

/// Has what stands at a place brought near, and does not wait for it.
#[cfg_attr(
    target_arch = "x86_64",
    expect(
        unsafe_code,
        reason = "to wait for what is read takes an eighth of the time of an import"
    )
)]
#[inline]
pub(super) fn prefetch<T>(item: &T) {
    #[cfg(target_arch = "x86_64")]
    // SAFETY: the place is that of a reference, and a hint reads nothing and cannot fail.
    unsafe {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        _mm_prefetch::<_MM_HINT_T0>(std::ptr::from_ref(item).cast());
    }
    #[cfg(not(target_arch = "x86_64"))]
    std::hint::black_box(item);
}
