//! Tables as commands open them: delimited text, or a sheet of a workbook.

use crate::{
    cli::{Failure, input},
    import::{Binary, Quotes, Sheet, WorkbookError, sheet},
};
use std::{
    io::{Cursor, Read},
    path::Path,
};

/// Opens a table, or a sheet of a workbook, with what is to be reported of it.
pub(super) fn open(
    file: &Path,
    wanted: Option<&str>,
    delimiter: Option<u8>,
    quotes: Quotes,
) -> Result<(input::Input, Vec<String>), Failure> {
    let (mut input, binary) = input::recognized(file)?;
    match binary {
        Some(Binary::Workbook) => {}
        Some(binary) => return Err(input::refusal(file, binary)),
        None if wanted.is_some() => {
            let message = format!("{} is no workbook: leave out --sheet", file.display());
            return Err(Failure::Usage(message));
        }
        None => return Ok((input, Vec::new())),
    }
    if quotes == Quotes::None {
        let message = "cells of a workbook have no quotation marks: leave out --quotes none";
        return Err(Failure::Usage(message.to_owned()));
    }
    let mut bytes = Vec::new();
    let read = input.content.read_to_end(&mut bytes);
    read.map_err(|error| Failure::file(file, "read", &error))?;
    let sheet = sheet(bytes, wanted, delimiter.unwrap_or(b'\t'));
    let Sheet { table, notes } = sheet.map_err(|error| {
        let message = format!("{}: {error}", file.display());
        match error {
            WorkbookError::NoSheet { .. } => Failure::Usage(message),
            _ => Failure::Data(message),
        }
    })?;
    let len = u64::try_from(table.len()).ok();
    Ok((input::Input { content: Box::new(Cursor::new(table)), len }, notes))
}

/// What is said to stand between fields.
pub(super) fn delimiter(text: &str) -> Result<u8, String> {
    match text {
        "\\t" | "tab" => Ok(b'\t'),
        _ => match *text.as_bytes() {
            [byte] if byte.is_ascii() && !matches!(byte, b'"' | b'\n' | b'\r') => Ok(byte),
            _ => Err("one character is expected, such as ; or tab".to_owned()),
        },
    }
}
