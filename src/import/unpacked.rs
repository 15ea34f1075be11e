//! Compressed files, known by their first bytes.

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::{
    BlockDecodingStrategy, FrameDecoder,
    errors::{FrameDecoderError, ReadFrameHeaderError},
};
use std::io::{self, BufRead, BufReader, Read};

/// What gzip files begin with (RFC 1952).
const GZIP: &[u8] = &[0x1f, 0x8b];
/// What Zstandard frames begin with (RFC 8878).
const ZSTANDARD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];

/// The content of what may be compressed with gzip or Zstandard, and whether it is. Files made of several
/// compressed parts are read to their end.
pub fn unpacked(input: impl Read + Send + 'static) -> io::Result<(Box<dyn Read + Send>, bool)> {
    /// Large reads cost the system less.
    const BUFFER: usize = 1 << 18;
    let mut input = BufReader::with_capacity(BUFFER, input);
    let begin = input.fill_buf()?;
    Ok(if begin.starts_with(GZIP) {
        (Box::new(MultiGzDecoder::new(input)), true)
    } else if begin.starts_with(ZSTANDARD) {
        (Box::new(Zstandard { input, frame: FrameDecoder::new(), is_within: false }), true)
    } else {
        (Box::new(input), false)
    })
}

/// Reads frame after frame.
struct Zstandard<R> {
    input: R,
    frame: FrameDecoder,
    is_within: bool,
}

impl<R: BufRead> Zstandard<R> {
    /// Begins the next frame that has content, if there is one.
    fn next_frame(&mut self) -> io::Result<bool> {
        while !self.input.fill_buf()?.is_empty() {
            match self.frame.reset(&mut self.input) {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    let mut skipped = self.input.by_ref().take(length.into());
                    io::copy(&mut skipped, &mut io::sink())?;
                }
                Err(error) => return Err(io::Error::other(error)),
            }
        }
        Ok(false)
    }
}

impl<R: BufRead> Read for Zstandard<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.is_within {
                if self.frame.can_collect() > 0 {
                    return self.frame.read(buffer);
                }
                if !self.frame.is_finished() {
                    let one = BlockDecodingStrategy::UptoBlocks(1);
                    self.frame.decode_blocks(&mut self.input, one).map_err(io::Error::other)?;
                    continue;
                }
            }
            self.is_within = self.next_frame()?;
            if !self.is_within {
                return Ok(0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn gzip(content: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(content).unwrap();
        encoder.finish().unwrap()
    }

    fn zstandard(content: &[u8]) -> Vec<u8> {
        use ruzstd::encoding::{CompressionLevel, compress_to_vec};
        compress_to_vec(content, CompressionLevel::Fastest)
    }

    fn read(input: Vec<u8>) -> io::Result<(Vec<u8>, bool)> {
        let (mut content, is_compressed) = unpacked(io::Cursor::new(input))?;
        let mut bytes = Vec::new();
        content.read_to_end(&mut bytes)?;
        Ok((bytes, is_compressed))
    }

    #[test]
    fn files_are_known_by_their_first_bytes() {
        let long = b"holder,target\n".repeat(100_000);
        assert_eq!(read(b"holder".to_vec()).unwrap(), (b"holder".to_vec(), false));
        assert_eq!(read(Vec::new()).unwrap(), (Vec::new(), false));
        for pack in [gzip as fn(&[u8]) -> Vec<u8>, zstandard] {
            assert_eq!(read(pack(&long)).unwrap(), (long.clone(), true));
            let parts = [pack(b"one "), pack(b""), pack(b"two")].concat();
            assert_eq!(read(parts).unwrap(), (b"one two".to_vec(), true));
            let mut short = pack(&long);
            short.truncate(short.len() / 2);
            assert!(read(short).is_err());
        }
        let skippable = [&[0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3][..], &zstandard(b"two")];
        let parts = [zstandard(b"one "), skippable.concat()].concat();
        assert_eq!(read(parts).unwrap(), (b"one two".to_vec(), true));
    }
}
