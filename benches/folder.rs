//! Writes a synthetic corpus of 100,000 statements in 1,000 files, to time whole commands.
//!
//! `cargo bench --bench folder -- FOLDER [STATEMENTS [FILES]]`; without a folder nothing is written.

mod generate;

use std::{fs, io, path::Path};

fn main() -> io::Result<()> {
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let number = |position: usize, default: usize| {
        arguments.get(position).and_then(|text| text.parse().ok()).unwrap_or(default)
    };
    let Some(folder) = arguments.first().map(Path::new) else { return Ok(()) };
    for (name, text) in generate::files(number(1, 100_000), number(2, 1_000)) {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(&path, text)?;
    }
    Ok(())
}
