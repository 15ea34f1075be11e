//! Any text as a date: its bounds are in order and can be written as dates.
#![no_main]

use libfuzzer_sys::fuzz_target;
use stancegraph::model::{Bounds, Date, Day};

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let date = match text.parse::<Date>() {
        Ok(date) => date,
        Err(error) => {
            assert!(error.offset <= text.len());
            assert!(!error.to_string().is_empty());
            return;
        }
    };
    assert_eq!(date.as_str(), text);
    assert_eq!(date.to_string().parse::<Date>().as_ref(), Ok(&date));
    let Bounds { earliest, latest } = date.bounds();
    assert!(earliest <= latest, "{text}: {earliest} {latest}");
    for day in [earliest, latest].into_iter().filter(|day| can_be_written(*day)) {
        let written = day.to_string().parse::<Date>().expect("a day is a date");
        assert_eq!(written.bounds(), Bounds::on(day), "{text}");
    }
});

/// EDTF has four digits for the year of a day.
fn can_be_written(day: Day) -> bool {
    day.is_bounded() && day.civil().0.abs() <= 9999
}
