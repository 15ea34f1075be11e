//! Any bytes as a table of entities: every row is of an entity or is reported, and what is added makes a sound corpus.
#![no_main]

use libfuzzer_sys::fuzz_target;
use stancegraph::{
    import::{
        ColumnMapping, DateForm, Mode, Quotes,
        destination::AddError,
        entities::{EntityMode, EntityOptions, read, update},
    },
    model::EntityKind,
};
use std::path::Path;

/// Read before the bytes, so that they are rows.
const HEADER: &[u8] = b"id,name,aliases,kind,roles,role,of,from,until\n";

fuzz_target!(|bytes: &[u8]| {
    let options = EntityOptions {
        mapping: ColumnMapping::default(),
        missing: Vec::new(),
        dates: DateForm::default(),
        delimiter: None,
        skip: 0,
        quotes: Quotes::Double,
        between: None,
    };
    for bytes in [bytes.to_vec(), [HEADER, bytes].concat()] {
        let Ok((entries, mut report)) = read(bytes.as_slice(), &options) else { continue };
        let mode = EntityMode { mode: Mode::Add, only_known: false, kind: EntityKind::Person };
        let update = update(None, &entries, mode, &mut report);
        match update.in_corpus(None, Path::new("fuzzed.ron")) {
            Ok(_) => {}
            Err(AddError::Unsound(reading)) => panic!("{:?}", reading.diagnostics),
            Err(error) => panic!("{error}"),
        }
    }
});
