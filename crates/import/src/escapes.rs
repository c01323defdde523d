//! Bytes that stand as a sign and two hexadecimal digits.

/// Decodes them behind this sign: `%` in addresses (RFC 3986, section 2.1), `=` in quoted-printable text (RFC 2045, section 6.7).
/// What is no escape stays as it is.
pub fn decode(sign: u8, text: &[u8], into: &mut Vec<u8>) {
    let mut rest = text;
    while let Some((first, behind)) = rest.split_first() {
        let digit = |at: usize| behind.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        match (*first == sign, digit(0), digit(1)) {
            (true, Some(high), Some(low)) => {
                into.push((high * 16 + low) as u8);
                rest = behind.get(2..).unwrap_or_default();
            }
            _ => {
                into.push(*first);
                rest = behind;
            }
        }
    }
}

/// An address with what `%20` and its like stand for; as it is where that is no text.
pub fn percent_decoded(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    decode(b'%', address.as_bytes(), &mut bytes);
    String::from_utf8(bytes).ok().filter(|plain| !plain.contains('\0')).unwrap_or_else(|| address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_escape_stays() {
        for (address, expected) in [
            ("a%20b%C3%BC", "a bü"),
            ("100%", "100%"),
            ("%2", "%2"),
            ("%zz%41", "%zzA"),
            ("%ff", "%ff"),
            ("%00", "%00"),
        ] {
            assert_eq!(percent_decoded(address), expected);
        }
    }
}
