//! Any bytes as a workbook: it is read or refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use stancegraph::import::sheet;

fuzz_target!(|bytes: &[u8]| {
    for wanted in [None, Some("2")] {
        if let Ok(sheet) = sheet(bytes.to_vec(), wanted, b',') {
            assert!(std::str::from_utf8(&sheet.table).is_ok());
        }
    }
});
