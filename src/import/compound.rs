//! Compound files (MS-CFB), in which `.xls` workbooks lie: chains of sectors, each of which names the next.

const SIGNATURE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// From here on, numbers are no sectors.
const RESERVED: u32 = 0xFFFF_FFFA;
/// The bytes of an entry of the folder.
const ENTRY: usize = 128;
/// Shorter streams lie in small sectors.
const SHORT: u32 = 4096;

/// Whether a chain of sectors of a compound file runs in a circle: whoever follows it never comes to its end. What is wrong
/// otherwise with the file, or is no compound file, is for its reader to say.
pub(super) fn runs_in_a_circle(file: &[u8]) -> bool {
    file.starts_with(SIGNATURE) && follow_all(file) == Err(Fault::Circle)
}

/// Why chains cannot be followed.
#[derive(Debug, PartialEq, Eq)]
enum Fault {
    Circle,
    /// Something is missing.
    Cut,
}

/// A compound file whose table of sectors was read.
struct Compound<'f> {
    file: &'f [u8],
    sector_size: usize,
    /// Which sector follows each.
    following: Vec<u32>,
}

impl<'f> Compound<'f> {
    fn new(file: &'f [u8]) -> Result<Self, Fault> {
        let sector_size = match file.get(30..32) {
            Some([9, 0]) => 512,
            Some([12, 0]) => 4096,
            _ => return Err(Fault::Cut),
        };
        let mut compound = Self { file, sector_size, following: Vec::new() };
        // The sectors that hold the table.
        let mut tables: Vec<u32> = numbers(file.get(76..512).ok_or(Fault::Cut)?).collect();
        let mut next = compound.number(68)?;
        while next < RESERVED {
            tables.extend(numbers(compound.sector(next).ok_or(Fault::Cut)?));
            next = tables.pop().ok_or(Fault::Cut)?;
            if tables.len() > file.len() / sector_size + 1 + sector_size {
                return Err(Fault::Circle);
            }
        }
        let tables = tables.into_iter().filter(|id| *id < RESERVED);
        let tables = tables.filter_map(|id| compound.sector(id));
        compound.following = tables.flat_map(numbers).collect();
        Ok(compound)
    }

    fn number(&self, at: usize) -> Result<u32, Fault> {
        number(self.file, at).ok_or(Fault::Cut)
    }

    fn sector(&self, id: u32) -> Option<&'f [u8]> {
        let begin = (usize::try_from(id).ok()? + 1).checked_mul(self.sector_size)?;
        self.file.get(begin..self.file.len().min(begin + self.sector_size))
    }

    /// The sectors of the chain that begins at one.
    fn chain(&self, start: u32) -> Result<impl Iterator<Item = &'f [u8]>, Fault> {
        let chain = followed(&self.following, start).ok_or(Fault::Circle)?;
        Ok(chain.into_iter().filter_map(|id| self.sector(id)))
    }

    fn bytes(&self, start: u32) -> Result<Vec<u8>, Fault> {
        Ok(self.chain(start)?.flatten().copied().collect())
    }

    /// The entries of the folder, sector by sector.
    fn entries(&self) -> Result<impl Iterator<Item = &'f [u8]>, Fault> {
        Ok(self.chain(self.number(48)?)?.flat_map(|sector| sector.chunks_exact(ENTRY)))
    }

    /// Which small sector follows each. Streams shorter than [`SHORT`] lie in these, which are in the stream of the root.
    fn minis(&self) -> Result<Vec<u32>, Fault> {
        Ok(self.chain(self.number(60)?)?.flat_map(numbers).collect())
    }
}

/// Follows the chains of all streams.
fn follow_all(file: &[u8]) -> Result<(), Fault> {
    let compound = Compound::new(file)?;
    let (entries, minis) = (compound.entries()?, compound.minis()?);
    for entry in entries {
        let number = |at| number(entry, at).ok_or(Fault::Cut);
        let (kind, start, len) = (entry.get(66).ok_or(Fault::Cut)?, number(116)?, number(120)?);
        let chain = match kind {
            5 => followed(&compound.following, start),
            2 if len >= SHORT => followed(&compound.following, start),
            2 if len > 0 => followed(&minis, start),
            _ => continue,
        };
        chain.ok_or(Fault::Circle)?;
    }
    Ok(())
}

/// The stream of a compound file with one of these names, as far as it is there.
pub(super) fn stream(file: &[u8], names: &[&str]) -> Option<Vec<u8>> {
    if !file.starts_with(SIGNATURE) {
        return None;
    }
    let compound = Compound::new(file).ok()?;
    let is_named = |entry: &&[u8]| {
        let letters = entry.get(..64).unwrap_or_default().chunks_exact(2);
        let letters: Vec<u16> = letters.map(|two| u16::from_le_bytes([two[0], two[1]])).collect();
        let name = String::from_utf16_lossy(&letters);
        names.contains(&name.trim_end_matches('\0'))
    };
    let root = compound.entries().ok()?.find(|entry| entry.get(66) == Some(&5))?;
    let entry = compound.entries().ok()?.find(is_named)?;
    let (start, len) = (number(entry, 116)?, number(entry, 120)?);
    let mut bytes = if len >= SHORT {
        compound.bytes(start).ok()?
    } else {
        const SMALL: usize = 64;
        let small = compound.bytes(number(root, 116)?).ok()?;
        let chain = followed(&compound.minis().ok()?, start)?.into_iter();
        let sectors = chain.filter_map(|id| {
            let begin = usize::try_from(id).ok()?.checked_mul(SMALL)?;
            small.get(begin..small.len().min(begin + SMALL))
        });
        sectors.flatten().copied().collect()
    };
    bytes.truncate(usize::try_from(len).ok()?);
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
        assert_eq!(follow_all(&sound), Ok(()));
        assert!(runs_in_a_circle(&file([END, 1, 3, END])), "the folder");
        assert!(runs_in_a_circle(&file([END, END, 3, 2])), "the stream");
        for len in 0..sound.len() {
            assert!(!runs_in_a_circle(&sound[..len]), "{len} bytes");
        }
    }
}
