//! Amounts of memory.

use std::str::FromStr;

/// A number of bytes, as people write it: 500M, 4G.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bytes(pub(super) usize);

impl Bytes {
    /// The default where the free memory is unknown.
    const MODEST: Self = Self(1 << 30);

    /// Whether the edges of a network fit in. If they do not: why, and the mebibytes that are needed.
    pub(super) fn check(self, edges: u64, bytes_each: u64) -> Result<(), (String, u64)> {
        let needed = edges.saturating_mul(bytes_each);
        if needed <= self.0 as u64 {
            return Ok(());
        }
        let (needed, allowed) = (needed.div_ceil(1 << 20), self.0 >> 20);
        let message = format!(
            "the network may have {edges} edges; for these {needed}M of memory are needed, and {allowed}M are allowed"
        );
        Err((message, needed))
    }

    /// Half of the memory that is free.
    pub(super) fn half_of_free() -> Self {
        let info = std::fs::read_to_string("/proc/meminfo").ok();
        let free = info.as_deref().and_then(|info| {
            let line = info.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
            line.trim().strip_suffix("kB")?.trim().parse::<usize>().ok()
        });
        free.map_or(Self::MODEST, |kilobytes| Self(kilobytes / 2 * 1024))
    }
}

impl FromStr for Bytes {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        const LEAST: usize = 1 << 20;
        let upper = text.trim().to_ascii_uppercase();
        let upper = upper.strip_suffix("IB").or(upper.strip_suffix('B')).unwrap_or(&upper);
        let split = upper.find(|c: char| !c.is_ascii_digit()).unwrap_or(upper.len());
        let (number, unit) = upper.split_at(split);
        let shift = match unit.trim() {
            "" => 0,
            "K" => 10,
            "M" => 20,
            "G" => 30,
            "T" => 40,
            _ => return Err("expected a number of bytes, such as 500M or 4G".to_owned()),
        };
        let number: usize = number
            .parse()
            .map_err(|_| "expected a number of bytes, such as 500M or 4G".to_owned())?;
        match number.checked_mul(1 << shift) {
            Some(bytes) if bytes >= LEAST => Ok(Self(bytes)),
            Some(_) => Err("expected at least 1M".to_owned()),
            None => Err("expected a smaller number of bytes".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Bytes;

    #[test]
    fn bytes_are_read_as_people_write_them() {
        for (text, bytes) in [
            ("500M", Some(500 << 20)),
            ("4g", Some(4 << 30)),
            ("2 GiB", Some(2 << 30)),
            ("1048576", Some(1 << 20)),
            ("10", None),
            ("G", None),
            ("4X", None),
            ("", None),
        ] {
            assert_eq!(text.parse::<Bytes>().ok().map(|bytes| bytes.0), bytes, "{text}");
        }
    }
}
