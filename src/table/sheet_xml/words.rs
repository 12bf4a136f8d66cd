//! Eight bytes at a time: comparing, finding and reading digits without a loop over bytes.

/// Each byte 0x01.
const ONES: u64 = 0x0101_0101_0101_0101;
/// Each byte 0x80.
const HIGH_BITS: u64 = 0x8080_8080_8080_8080;

/// The eight bytes at `at`, the first lowest; `None` where fewer are left.
#[inline]
pub(super) fn word(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// Marks the bytes of `word` that equal `byte` by their high bits: the lowest mark is right, those above it may be wrong.
#[inline]
pub(super) fn marks(word: u64, byte: u8) -> u64 {
    let differing = word ^ (ONES * u64::from(byte));
    differing.wrapping_sub(ONES) & !differing & HIGH_BITS
}

/// How many of a word's first bytes are digits, and the number that they make.
#[inline]
pub(super) fn digits(word: u64) -> (usize, u32) {
    let values = word ^ (ONES * u64::from(b'0'));
    // A digit's upper half is 0, even with 6 added; what a byte above the first other one carries over does not matter.
    let others = (values | values.wrapping_add(ONES * 6)) & (ONES * 0xf0);
    let count = (others.trailing_zeros() / 8) as usize;
    if count == 0 {
        return (0, 0);
    }
    // Moved up, so that zeros stand before them, then added up in pairs, fours and eights.
    let values = values << (64 - 8 * count);
    let pairs = (values.wrapping_mul(10 << 8 | 1) >> 8) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs.wrapping_mul(100 << 16 | 1) >> 16) & 0x0000_ffff_0000_ffff;
    // Below 10^8.
    (count, (fours.wrapping_mul(10_000 << 32 | 1) >> 32) as u32)
}

/// Up to 24 bytes that are expected at a place, since they stood at the like of it before.
#[derive(Debug, Clone, Copy)]
pub(super) struct Expected {
    words: [u64; 3],
    masks: [u64; 3],
    /// How many bytes.
    pub(super) length: usize,
}

impl Expected {
    /// Fits nowhere.
    pub(super) const NOTHING: Self = Self { words: [u64::MAX; 3], masks: [0; 3], length: 0 };

    /// These bytes, if they are few enough.
    pub(super) fn new(bytes: &[u8]) -> Self {
        let mut padded = [0; 24];
        let Some(start) = padded.get_mut(..bytes.len()) else { return Self::NOTHING };
        start.copy_from_slice(bytes);
        let mut mask = [0; 24];
        mask[..bytes.len()].fill(0xff);
        Self { words: words(&padded), masks: words(&mask), length: bytes.len() }
    }

    /// Whether the bytes at `at` are these. Near the end of `bytes` the answer is no.
    #[inline]
    pub(super) fn fits(&self, bytes: &[u8], at: usize) -> bool {
        let Some(there) = bytes.get(at..).and_then(|rest| rest.first_chunk::<24>()) else { return false };
        let there = words(there);
        let differing = |index: usize| (there[index] & self.masks[index]) ^ self.words[index];
        differing(0) | differing(1) | differing(2) == 0
    }
}

fn words(bytes: &[u8; 24]) -> [u64; 3] {
    let (words, _) = bytes.as_chunks::<8>();
    std::array::from_fn(|index| u64::from_le_bytes(words[index]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn digits_are_read_as_by_the_standard_library(number in 0..100_000_000_u32, rest in "[^0-9]{8}") {
            let text = format!("{number}{rest}");
            let (count, read) = digits(word(text.as_bytes(), 0).unwrap());
            prop_assert_eq!((count, read), (number.to_string().len(), number));
        }

        #[test]
        fn any_eight_bytes_have_their_digits_counted(bytes: [u8; 8]) {
            let leading = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
            prop_assert_eq!(digits(u64::from_le_bytes(bytes)).0, leading);
        }

        #[test]
        fn the_lowest_mark_is_right(bytes: [u8; 8], byte: u8) {
            let found = marks(u64::from_le_bytes(bytes), byte).trailing_zeros() as usize / 8;
            prop_assert_eq!(found, bytes.iter().position(|&other| other == byte).unwrap_or(8));
        }

        #[test]
        fn only_the_bytes_expected_fit(bytes in prop::collection::vec(0..3_u8, 24..40), length in 0..30_usize, at in 0..16_usize) {
            let length = length.min(bytes.len());
            let expected = Expected::new(&bytes[..length]);
            let is_there = length <= 24 && at + 24 <= bytes.len() && bytes[at..].starts_with(&bytes[..length]);
            prop_assert_eq!(expected.fits(&bytes, at), is_there);
        }
    }
}
