//! Numbers and texts as bytes: written without thought, read with every length checked.

/// What is wrong with bytes, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Damage {
    /// How far into the bytes that were being read.
    pub at: usize,
    /// What is wrong.
    pub what: &'static str,
}

/// Appends a number, seven bits a byte, the lowest first; every byte but the last has its high bit set.
#[cfg(feature = "build")]
pub(crate) fn put_number(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Appends a text: its length in bytes, then its UTF-8.
#[cfg(feature = "build")]
pub(crate) fn put_text(out: &mut Vec<u8>, text: &str) {
    put_number(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

/// Appends a signed number: 0, -1, 1, -2, 2 … as 0, 1, 2, 3, 4 …
#[cfg(feature = "build")]
pub(crate) fn put_signed(out: &mut Vec<u8>, number: i32) {
    let wide = i64::from(number);
    put_number(out, ((wide << 1) ^ (wide >> 63)) as u64);
}

/// Reads bytes from the front.
#[derive(Clone)]
pub(crate) struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    pub fn is_at_end(&self) -> bool {
        self.at >= self.bytes.len()
    }

    /// How many bytes were read.
    pub fn at(&self) -> usize {
        self.at
    }

    pub fn damage(&self, what: &'static str) -> Damage {
        Damage { at: self.at, what }
    }

    /// A number of up to 32 bits. This is what every posting is made of: the first byte mostly is all of it.
    #[inline]
    pub fn number(&mut self) -> Result<u32, Damage> {
        match self.bytes.get(self.at) {
            Some(byte) if *byte < 0x80 => {
                self.at += 1;
                Ok(u32::from(*byte))
            }
            _ => {
                let wide = self.wide()?;
                u32::try_from(wide).map_err(|_| self.damage("a number is too large"))
            }
        }
    }

    /// A number of up to 63 bits.
    pub fn wide(&mut self) -> Result<u64, Damage> {
        let mut number = 0;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(self.damage("a number has no end"))
    }

    pub fn signed(&mut self) -> Result<i32, Damage> {
        let number = self.wide()?;
        let signed = (number >> 1) as i64 ^ -((number & 1) as i64);
        i32::try_from(signed).map_err(|_| self.damage("a number is too large"))
    }

    #[inline]
    pub fn byte(&mut self) -> Result<u8, Damage> {
        let byte = self.bytes.get(self.at).copied().ok_or_else(|| self.damage("it ends too early"))?;
        self.at += 1;
        Ok(byte)
    }

    pub fn take(&mut self, length: usize) -> Result<&'a [u8], Damage> {
        let end = self.at.checked_add(length).filter(|end| *end <= self.bytes.len());
        let end = end.ok_or_else(|| self.damage("a length reaches beyond the end"))?;
        let taken = &self.bytes[self.at..end];
        self.at = end;
        Ok(taken)
    }

    /// All that is left.
    pub fn rest(&mut self) -> &'a [u8] {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        self.at = self.bytes.len();
        rest
    }

    pub fn text(&mut self) -> Result<&'a str, Damage> {
        let length = self.number()? as usize;
        let bytes = self.take(length)?;
        std::str::from_utf8(bytes).map_err(|_| self.damage("a text is not UTF-8"))
    }

    /// A number of things of which each takes at least one byte, so that no list is made room for that cannot be
    /// there.
    pub fn count(&mut self) -> Result<usize, Damage> {
        let count = self.number()? as usize;
        if count <= self.bytes.len() - self.at { Ok(count) } else { Err(self.damage("a count is too large")) }
    }
}
