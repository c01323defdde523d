//! Numbers as bits, the lowest first: what lists of documents and positions are made of.
//!
//! Gaps between documents fall off like a geometric series, for which a Rice code (Rice, Plaunt, "Adaptive
//! variable-length coding for efficient compression of spacecraft television data", 1971) is within a few hundredths
//! of the shortest: the number's low bits as they are, what is above them as so many zeros and a one.

use crate::bytes::Damage;

/// The most low bits of a Rice code: as many as a document's number may have.
pub(crate) const MAX_RICE: u32 = 26;

/// So many zeros say that the whole number follows in 32 bits. With [`MAX_RICE`] low bits behind them a code is never
/// longer than what [`BitReader::refill`] provides.
const ESCAPE: u32 = 24;

/// So many bits [`BitReader::refill`] makes ready at least.
const READY: u32 = 56;

/// Bits that the parameter of a Rice code takes where it is written.
pub(crate) const RICE_BITS: u32 = 5;

/// Appends bits to bytes.
#[cfg(feature = "build")]
#[derive(Default)]
pub(crate) struct BitWriter {
    bytes: Vec<u8>,
    buffer: u64,
    filled: u32,
}

#[cfg(feature = "build")]
impl BitWriter {
    /// Appends the low bits of a number, at most 32.
    pub fn put(&mut self, number: u32, bits: u32) {
        self.buffer |= u64::from(number) << self.filled;
        self.filled += bits;
        while self.filled >= 8 {
            self.bytes.push(self.buffer as u8);
            self.buffer >>= 8;
            self.filled -= 8;
        }
    }

    /// Appends a number as a Rice code with so many low bits.
    pub fn put_rice(&mut self, number: u32, low: u32) {
        let high = number >> low;
        if high < ESCAPE {
            self.put(1 << high, high + 1);
            self.put(number & ((1 << low) - 1), low);
        } else {
            self.put(1 << ESCAPE, ESCAPE + 1);
            self.put(number, 32);
        }
    }

    /// Appends a number below `range`, which is at most 2^31.
    pub fn put_below(&mut self, number: u32, range: u32) {
        let Some(Below { bits, short, middle }) = Below::of(range) else { return };
        let turned = if number >= middle { number - middle } else { number + range - middle };
        if turned < short {
            return self.put(turned, bits);
        }
        let is_behind = turned >= 1 << bits;
        self.put(if is_behind { turned + short - (1 << bits) } else { turned }, bits);
        self.put(u32::from(is_behind), 1);
    }

    /// Appends a number of at least 1, in Elias' gamma code: the length of its bits and those below the first.
    pub fn put_gamma(&mut self, number: u32) {
        let bits = number.ilog2();
        self.put_rice(bits, 0);
        self.put(number & ((1 << bits) - 1), bits);
    }

    /// How many bytes are full.
    pub fn bytes(&self) -> usize {
        self.bytes.len()
    }

    /// Fills the last byte with zeros, hands all bytes over and begins anew.
    pub fn take(&mut self) -> Vec<u8> {
        if self.filled > 0 {
            self.bytes.push(self.buffer as u8);
        }
        (self.buffer, self.filled) = (0, 0);
        std::mem::take(&mut self.bytes)
    }
}

/// How numbers below a range are coded: in so many bits or in one more. Those from the middle on are the shorter ones,
/// since interpolated numbers mostly lie there.
struct Below {
    bits: u32,
    /// How many numbers take no further bit.
    short: u32,
    /// The first of them.
    middle: u32,
}

impl Below {
    /// `None` where there is but one number.
    #[inline]
    fn of(range: u32) -> Option<Self> {
        let bits = range.saturating_sub(1).checked_ilog2()?;
        let short = (2 << bits) - range;
        Some(Self { bits, short, middle: (range - short) / 2 })
    }
}

/// How many bits a number takes as a Rice code.
#[cfg(feature = "build")]
pub(crate) fn rice_length(number: u32, low: u32) -> u64 {
    let high = number >> low;
    u64::from(if high < ESCAPE { high + 1 + low } else { ESCAPE + 1 + 32 })
}

/// The number of low bits with which these numbers take the least room.
#[cfg(feature = "build")]
pub(crate) fn best_rice(numbers: impl Iterator<Item = u32> + Clone) -> u32 {
    let (count, sum) =
        numbers.clone().fold((0_u64, 0_u64), |(count, sum), number| (count + 1, sum + u64::from(number)));
    // The best lies beside the logarithm of the mean.
    let near = (sum / count.max(1) + 1).ilog2();
    let room = |low: &u32| numbers.clone().map(|number| rice_length(number, *low)).sum::<u64>();
    (near.saturating_sub(2)..=near + 1).map(|low| low.min(MAX_RICE)).min_by_key(room).unwrap_or(0)
}

/// Reads bits. Behind the end it reads zeros; [`BitReader::finish`] tells.
pub(crate) struct BitReader<'a> {
    bytes: &'a [u8],
    /// The next byte to be taken into the buffer.
    at: usize,
    buffer: u64,
    filled: u32,
}

impl<'a> BitReader<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, buffer: 0, filled: 0 }
    }

    /// Begins behind so many bits.
    pub fn behind(bytes: &'a [u8], bits: usize) -> Self {
        let mut reader = Self { bytes, at: bits / 8, buffer: 0, filled: 0 };
        reader.take(bits as u32 % 8);
        reader
    }

    /// How many bits were read.
    pub fn read(&self) -> usize {
        self.at * 8 - self.filled as usize
    }

    /// Makes at least [`READY`] bits ready.
    #[inline]
    fn refill(&mut self) {
        match self.bytes.get(self.at..).and_then(|rest| rest.first_chunk::<8>()) {
            // What lies above `filled` already is what the same bytes put there again.
            Some(word) => {
                self.buffer |= u64::from_le_bytes(*word) << self.filled;
                self.at += (63 - self.filled) as usize / 8;
                self.filled |= 56;
            }
            None => {
                while self.filled <= 56 {
                    let byte = self.bytes.get(self.at).copied().unwrap_or(0);
                    self.buffer |= u64::from(byte) << self.filled;
                    self.at += 1;
                    self.filled += 8;
                }
            }
        }
    }

    #[inline]
    fn drop(&mut self, bits: u32) {
        self.buffer >>= bits;
        self.filled -= bits;
    }

    /// So many bits, at most 32.
    #[inline]
    pub fn take(&mut self, bits: u32) -> u32 {
        self.refill();
        self.ready(bits)
    }

    #[inline]
    fn ready(&mut self, bits: u32) -> u32 {
        let number = (self.buffer & ((1 << bits) - 1)) as u32;
        self.drop(bits);
        number
    }

    /// A number written as a Rice code with so many low bits, at most [`MAX_RICE`].
    #[inline]
    pub fn rice(&mut self, low: u32) -> u32 {
        self.refill();
        let high = self.buffer.trailing_zeros();
        if high >= ESCAPE {
            return self.escaped();
        }
        self.drop(high + 1);
        (high << low) | self.ready(low)
    }

    /// A number in Elias' gamma code.
    #[inline]
    pub fn gamma(&mut self) -> u32 {
        let bits = self.rice(0).min(31);
        1 << bits | self.take(bits)
    }

    /// A number below `range`, which is at most 2^31.
    #[inline]
    pub fn below(&mut self, range: u32) -> u32 {
        let Some(Below { bits, short, middle }) = Below::of(range) else { return 0 };
        self.refill();
        let first = self.ready(bits);
        // Which numbers come is hard to foresee, so nothing branches upon it.
        let is_long = u32::from(first >= short);
        let is_behind = self.buffer as u32 & is_long;
        self.drop(is_long);
        let turned = first + is_behind * ((1 << bits) - short);
        let number = turned + middle;
        if number >= range { number - range } else { number }
    }

    /// So many numbers written so, one after another: what lists of documents spend their time with.
    #[inline]
    pub fn rices(&mut self, low: u32, count: usize, mut take: impl FnMut(u32)) {
        // In the program's registers while it loops.
        let mut reader = Self { ..*self };
        let mask = (1_u64 << low) - 1;
        // Whether bits have run out is hard to foresee, so that is not asked: as many codes follow as are sure to be there.
        let at_once = (READY / (ESCAPE + 1 + low)) as usize;
        let mut left = count;
        while left > 0 {
            reader.refill();
            let now = left.min(at_once);
            left -= now;
            for _ in 0..now {
                let high = reader.buffer.trailing_zeros();
                if high < ESCAPE {
                    let rest = reader.buffer >> (high + 1);
                    take(high << low | (rest & mask) as u32);
                    reader.buffer = rest >> low;
                    reader.filled -= high + 1 + low;
                } else {
                    take(reader.escaped());
                    reader.refill();
                }
            }
        }
        *self = reader;
    }

    #[cold]
    fn escaped(&mut self) -> u32 {
        self.drop(ESCAPE + 1);
        self.take(32)
    }

    /// The parameter of the Rice codes that follow.
    pub fn parameter(&mut self) -> Result<u32, Damage> {
        let low = self.take(RICE_BITS);
        if low <= MAX_RICE { Ok(low) } else { Err(Damage { at: self.at, what: "a code has too many low bits" }) }
    }

    /// Fails where more was read than there is.
    pub fn finish(&self) -> Result<(), Damage> {
        if self.read() <= self.bytes.len() * 8 {
            Ok(())
        } else {
            Err(Damage { at: self.bytes.len(), what: "it ends too early" })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(numbers in prop::collection::vec((any::<u32>(), 0..=32_u32, 0..=MAX_RICE, 1..=1_u32 << 31), 0..200)) {
            let mut writer = BitWriter::default();
            for (number, bits, low, range) in &numbers {
                writer.put_below(number % range, *range);
                writer.put_below(number % 11, number % 11 + 1);
                writer.put_gamma((number >> (bits / 2)).max(1));
                writer.put((u64::from(*number) & ((1 << bits) - 1)) as u32, *bits);
                writer.put_rice(*number >> (bits / 2), *low);
            }
            let bytes = writer.take();
            let mut reader = BitReader::new(&bytes);
            for (number, bits, low, range) in &numbers {
                prop_assert_eq!(reader.below(*range), number % range);
                prop_assert_eq!(reader.below(number % 11 + 1), number % 11);
                prop_assert_eq!(reader.gamma(), (number >> (bits / 2)).max(1));
                prop_assert_eq!(u64::from(reader.take(*bits)), u64::from(*number) & ((1 << bits) - 1));
                prop_assert_eq!(reader.rice(*low), *number >> (bits / 2));
            }
            let mut written = BitWriter::default();
            let low = numbers.first().map_or(0, |(_, _, low, _)| *low);
            numbers.iter().for_each(|(number, ..)| written.put_rice(*number, low));
            let written = written.take();
            let mut read = Vec::new();
            BitReader::new(&written).rices(low, numbers.len(), |number| read.push(number));
            prop_assert!(read.iter().eq(numbers.iter().map(|(number, ..)| number)));
            let half = numbers.len() / 2;
            let (mut first, mut rest) = (BitReader::new(&written), Vec::new());
            first.rices(low, half, |_| {});
            BitReader::behind(&written, first.read()).rices(low, numbers.len() - half, |number| rest.push(number));
            prop_assert_eq!(&rest, &read[half..]);
            prop_assert!(reader.finish().is_ok());
            if reader.take(8) == 0 && !bytes.is_empty() {
                reader.take(8);
                prop_assert!(reader.finish().is_err());
            }
        }

        #[test]
        fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..60), lows in prop::collection::vec(0..=MAX_RICE, 0..90)) {
            let mut reader = BitReader::new(&bytes);
            for low in lows {
                reader.rice(low);
                prop_assert!(reader.below(low + 1) <= low && reader.gamma() > 0);
            }
            let _ = reader.finish();
        }
    }

    #[test]
    fn the_best_parameter_is_the_best_of_all() {
        for numbers in [vec![0, 0, 1, 0], vec![5, 9, 3, 100], vec![70_000, 3, 90_000], vec![]] {
            let room = |low: u32| numbers.iter().map(|number| rice_length(*number, low)).sum::<u64>();
            let best = best_rice(numbers.iter().copied());
            assert_eq!(room(best), (0..=MAX_RICE).map(room).min().unwrap_or(0), "{numbers:?}: {best}");
        }
    }
}
