//! Compound files (MS-CFB), in which `.xls` workbooks lie: chains of sectors, each of which names the next.

const SIGNATURE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// From here on, numbers are no sectors.
const RESERVED: u32 = 0xFFFF_FFFA;

/// Whether a chain of sectors of a compound file runs in a circle: whoever follows it never comes to its end. What is wrong
/// otherwise with the file, or is no compound file, is for its reader to say.
pub(super) fn runs_in_a_circle(file: &[u8]) -> bool {
    file.starts_with(SIGNATURE) && chains(file) == Some(Chain::Circle)
}

/// What became of following chains.
#[derive(Debug, PartialEq, Eq)]
enum Chain {
    Ends,
    Circle,
}

fn chains(file: &[u8]) -> Option<Chain> {
    let size = match file.get(30..32)? {
        [9, 0] => 512,
        [12, 0] => 4096,
        _ => return None,
    };
    let sector = |id: u32| {
        let begin = (usize::try_from(id).ok()? + 1).checked_mul(size)?;
        file.get(begin..file.len().min(begin + size))
    };
    let n_sectors = file.len() / size + 1;
    // The sectors that hold the table of which sector follows which.
    let mut tables: Vec<u32> = numbers(file.get(76..512)?).collect();
    let mut next = number(file, 68)?;
    while next < RESERVED {
        tables.extend(numbers(sector(next)?));
        next = tables.pop()?;
        if tables.len() > n_sectors + size {
            return Some(Chain::Circle);
        }
    }
    let tables = tables.into_iter().filter(|id| *id < RESERVED).filter_map(sector);
    let following: Vec<u32> = tables.flat_map(numbers).collect();
    let Some(folders) = followed(&following, number(file, 48)?) else {
        return Some(Chain::Circle);
    };
    let Some(minis) = followed(&following, number(file, 60)?) else { return Some(Chain::Circle) };
    let minis: Vec<u32> = minis.into_iter().filter_map(sector).flat_map(numbers).collect();
    for entry in folders.into_iter().filter_map(sector).flat_map(|them| them.chunks_exact(128)) {
        let (kind, start, len) = (entry.get(66)?, number(entry, 116)?, number(entry, 120)?);
        // The root holds the small sectors, in which short streams lie.
        let chain = match kind {
            5 => followed(&following, start),
            2 if len >= 4096 => followed(&following, start),
            2 if len > 0 => followed(&minis, start),
            _ => continue,
        };
        if chain.is_none() {
            return Some(Chain::Circle);
        }
    }
    Some(Chain::Ends)
}

/// The stream of a compound file with one of these names, as far as it is there.
pub(super) fn stream(file: &[u8], names: &[&str]) -> Option<Vec<u8>> {
    if !file.starts_with(SIGNATURE) {
        return None;
    }
    let size = match file.get(30..32)? {
        [9, 0] => 512,
        [12, 0] => 4096,
        _ => return None,
    };
    let sector = |id: u32| {
        let begin = (usize::try_from(id).ok()? + 1).checked_mul(size)?;
        file.get(begin..file.len().min(begin + size))
    };
    let mut tables: Vec<u32> = numbers(file.get(76..512)?).collect();
    let mut next = number(file, 68)?;
    while next < RESERVED && tables.len() <= file.len() / size + size {
        tables.extend(numbers(sector(next)?));
        next = tables.pop()?;
    }
    let tables = tables.into_iter().filter(|id| *id < RESERVED).filter_map(sector);
    let following: Vec<u32> = tables.flat_map(numbers).collect();
    let read = |start: u32| -> Option<Vec<u8>> {
        Some(
            followed(&following, start)?
                .into_iter()
                .filter_map(sector)
                .flatten()
                .copied()
                .collect(),
        )
    };
    let folders = read(number(file, 48)?)?;
    let entries = || folders.chunks_exact(128);
    let root = entries().find(|entry| entry.get(66) == Some(&5))?;
    let is_named = |entry: &&[u8]| {
        let letters = entry.get(..64).unwrap_or_default().chunks_exact(2);
        let letters: Vec<u16> = letters.map(|two| u16::from_le_bytes([two[0], two[1]])).collect();
        let name = String::from_utf16_lossy(&letters);
        names.contains(&name.trim_end_matches('\0'))
    };
    let entry = entries().find(is_named)?;
    let (start, len) = (number(entry, 116)?, usize::try_from(number(entry, 120)?).ok()?);
    let mut bytes = if len >= 4096 {
        read(start)?
    } else {
        // Short streams lie in small sectors, which the root holds.
        const SMALL: usize = 64;
        let (small, minis) = (read(number(root, 116)?)?, read(number(file, 60)?)?);
        let minis: Vec<u32> = numbers(&minis).collect();
        let chain = followed(&minis, start)?.into_iter();
        let sectors = chain.filter_map(|id| {
            let begin = usize::try_from(id).ok()?.checked_mul(SMALL)?;
            small.get(begin..small.len().min(begin + SMALL))
        });
        sectors.flatten().copied().collect()
    };
    bytes.truncate(len);
    Some(bytes)
}

/// The sectors of a chain; nothing where it runs in a circle.
fn followed(following: &[u32], start: u32) -> Option<Vec<u32>> {
    let mut chain = Vec::new();
    let mut next = Some(start);
    while let Some(id) = next.filter(|id| *id < RESERVED) {
        if chain.len() > following.len() {
            return None;
        }
        chain.push(id);
        next = usize::try_from(id).ok().and_then(|at| following.get(at)).copied();
    }
    Some(chain)
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    numbers(bytes.get(at..at + 4)?).next()
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + use<'_> {
    bytes.chunks_exact(4).filter_map(|four| Some(u32::from_le_bytes(four.try_into().ok()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of four sectors: the table, the folder of a root and one stream, and the two sectors of that stream.
    fn file(following: [u32; 4]) -> Vec<u8> {
        let mut file = vec![0; 512 * 5];
        let mut put = |at: usize, bytes: &[u8]| file[at..at + bytes.len()].copy_from_slice(bytes);
        put(0, SIGNATURE);
        put(30, &[9, 0]);
        put(48, &1_u32.to_le_bytes());
        put(60, &u32::MAX.to_le_bytes());
        put(68, &u32::MAX.to_le_bytes());
        put(76, &[0xFF; 512 - 76]);
        put(76, &0_u32.to_le_bytes());
        put(512, &[0xFF; 512]);
        for (at, next) in following.into_iter().enumerate() {
            put(512 + 4 * at, &next.to_le_bytes());
        }
        put(1024 + 66, &[5]);
        put(1024 + 116, &u32::MAX.to_le_bytes());
        put(1024 + 128 + 66, &[2]);
        put(1024 + 128 + 116, &2_u32.to_le_bytes());
        put(1024 + 128 + 120, &5000_u32.to_le_bytes());
        file
    }

    #[test]
    fn circles_are_found() {
        const END: u32 = 0xFFFF_FFFE;
        let sound = file([END, END, 3, END]);
        assert_eq!(chains(&sound), Some(Chain::Ends));
        assert!(runs_in_a_circle(&file([END, 1, 3, END])), "the folder");
        assert!(runs_in_a_circle(&file([END, END, 3, 2])), "the stream");
        for len in 0..sound.len() {
            assert!(!runs_in_a_circle(&sound[..len]), "{len} bytes");
        }
    }
}
