//! Workbooks that are damaged: each is read or refused, and nothing panics or takes the memory for cells that are not there.

use stancegraph::import::sheet;
use std::{fs, path::Path, time::Instant};

fn sound() -> Vec<u8> {
    fs::read(Path::new("tests/cli/import-workbook.in/votes.xlsx")).unwrap()
}

/// A compound file that holds one stream, `Workbook`, in sectors of 512 bytes.
fn compound(stream: &[u8]) -> Vec<u8> {
    const END: u32 = 0xFFFF_FFFE;
    const SECTOR: usize = 512;
    let mut stream = stream.to_vec();
    let len = stream.len().max(4096);
    stream.resize(len.next_multiple_of(SECTOR), 0);
    let n_sectors = u32::try_from(stream.len() / SECTOR).unwrap();
    let mut file = vec![0; SECTOR];
    let put = |file: &mut Vec<u8>, at: usize, bytes: &[u8]| {
        file[at..at + bytes.len()].copy_from_slice(bytes);
    };
    put(&mut file, 0, b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    put(&mut file, 24, &[0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]);
    put(&mut file, 44, &1_u32.to_le_bytes());
    put(&mut file, 48, &1_u32.to_le_bytes());
    put(&mut file, 56, &4096_u32.to_le_bytes());
    put(&mut file, 60, &END.to_le_bytes());
    put(&mut file, 68, &END.to_le_bytes());
    put(&mut file, 76, &[0xFF; SECTOR - 76]);
    put(&mut file, 76, &0_u32.to_le_bytes());
    // The table of sectors, the folder, and the stream.
    let mut table = vec![0xFFFF_FFFD, END];
    table.extend((0..n_sectors).map(|at| if at + 1 == n_sectors { END } else { 3 + at }));
    let mut table: Vec<u8> = table.into_iter().flat_map(u32::to_le_bytes).collect();
    table.resize(SECTOR, 0xFF);
    file.extend(table);
    let entry = |name: &str, kind: u8, child: u32, start: u32, len: usize| {
        let mut entry = vec![0; 128];
        let letters: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        put(&mut entry, 0, &letters);
        put(&mut entry, 64, &u16::try_from(letters.len() + 2).unwrap().to_le_bytes());
        put(&mut entry, 66, &[kind, 1]);
        put(&mut entry, 68, &[0xFF; 8]);
        put(&mut entry, 76, &child.to_le_bytes());
        put(&mut entry, 116, &start.to_le_bytes());
        put(&mut entry, 120, &u32::try_from(len).unwrap().to_le_bytes());
        entry
    };
    file.extend(entry("Root Entry", 5, 1, END, 0));
    file.extend(entry("Workbook", 2, u32::MAX, 2, len));
    file.resize(3 * SECTOR, 0);
    file.extend(stream);
    file
}

/// A workbook of Excel 97 with one sheet, which has these records.
fn xls(records: &[(u16, Vec<u8>)]) -> Vec<u8> {
    fn record((kind, data): &(u16, Vec<u8>)) -> Vec<u8> {
        let len = u16::try_from(data.len()).unwrap();
        [&kind.to_le_bytes(), &len.to_le_bytes(), data.as_slice()].concat()
    }
    let begin = |of: u8| (0x0809, vec![0, 6, of, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let end = (0x000A, Vec::new());
    let name = b"\x00\x00\x01\x00a".to_vec();
    let globals =
        [record(&begin(5)), record(&(0x0085, [vec![0; 4], name.clone()].concat())), record(&end)];
    let at = u32::try_from(globals.concat().len()).unwrap();
    let named = (0x0085, [at.to_le_bytes().to_vec(), name].concat());
    let globals = [record(&begin(5)), record(&named), record(&end)].concat();
    let sheet: Vec<u8> = records.iter().flat_map(record).collect();
    compound(&[globals, record(&begin(16)), sheet, record(&end)].concat())
}

/// The number 7 in a cell.
fn number(row: u16, column: u16) -> (u16, Vec<u8>) {
    let value = 7_f64.to_le_bytes();
    (0x0203, [&row.to_le_bytes(), &column.to_le_bytes(), &[0, 0][..], &value].concat())
}

fn dimensions(rows: u32, columns: u16) -> (u16, Vec<u8>) {
    let rows = [0_u32.to_le_bytes(), rows.to_le_bytes()].concat();
    (0x0200, [rows, [[0, 0], columns.to_le_bytes(), [0, 0]].concat()].concat())
}

#[test]
fn cells_where_no_sheet_has_any_take_no_memory() {
    let read = |records: &[(u16, Vec<u8>)]| sheet(xls(records), None, b',');
    let sound = read(&[dimensions(2, 2), number(0, 0), number(1, 1)]).unwrap();
    assert_eq!(sound.table, b"\"7\",\n,\"7\"\n");
    // The last cell that a sheet may have.
    assert!(read(&[dimensions(1 << 16, 256), number(0, 0)]).is_ok());
    for records in [
        vec![dimensions(u32::MAX, u16::MAX), number(0, 0)],
        vec![dimensions(1, u16::MAX), number(0, 0)],
        vec![number(0, 0), number(u16::MAX, u16::MAX)],
        vec![number(0, 0), (0x00BD, [[0, 0], [0, 0], [0, 0], [0, 0], [0, 0], [0xFF; 2]].concat())],
    ] {
        assert!(read(&records).is_err(), "{records:?}");
    }
}

/// Numbers that look random and are the same each time.
fn numbers(mut seed: u64) -> impl FnMut(usize) -> usize {
    move |below| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % below.max(1)
    }
}

#[test]
fn damaged_workbooks_are_read_or_refused() {
    let cells: Vec<_> = (0..40).map(|at| number(at / 4, at % 4)).collect();
    let old = xls(&[vec![dimensions(10, 4)], cells].concat());
    for (file, n_rounds) in [(sound(), 300), (old, 1_500)] {
        assert!(sheet(file.clone(), None, b',').is_ok());
        let mut next = numbers(7);
        for round in 0..n_rounds {
            let mut damaged = file.clone();
            for _ in 0..=next(3) {
                let at = next(damaged.len());
                match next(3) {
                    0 => damaged[at] = u8::try_from(next(256)).unwrap(),
                    1 => damaged.truncate(at.max(8)),
                    _ => damaged[at] ^= 1 << next(8),
                }
            }
            let begun = Instant::now();
            let _ = sheet(damaged, None, b',');
            assert!(begun.elapsed().as_secs() < 20, "round {round}");
        }
    }
}
