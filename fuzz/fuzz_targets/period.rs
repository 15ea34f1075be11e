//! Any text as a period: it begins before it ends, and the calendar covers it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use stancegraph::model::{Calendar, Day, Period};

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let today = Day::from_civil(2018, 4, 25);
    let span = match text.parse::<Period>().and_then(|period| period.span(today)) {
        Ok(span) => span,
        Err(error) => {
            assert!(!error.to_string().is_empty());
            return;
        }
    };
    assert!(span.begin < span.end, "{text}: {span}");
    assert!(!span.to_string().is_empty());
    for calendar in Calendar::ALL {
        let mut before = None;
        for period in calendar.periods(span).take(1000) {
            assert!(period.begin < period.end, "{text}: {period}");
            assert!(!period.intersection(span).is_empty(), "{text}: {period}");
            match before {
                None => assert!(period.begin <= span.begin, "{text}: {period}"),
                Some(end) => assert_eq!(end, period.begin, "{text}"),
            }
            before = Some(period.end);
        }
    }
});
