//! Ids that nobody else gives, and the time of day.

use js_sys::{Date, Uint8Array};

use super::{called, property};

/// A random UUID (RFC 9562, version 4) as an IRI. `crypto.randomUUID` is there for secure pages alone.
pub fn urn() -> String {
    let mut bytes = [0; 16];
    let array = Uint8Array::new_with_length(16);
    let crypto = property(&js_sys::global(), "crypto").unwrap_or_default();
    called(&crypto, "getRandomValues", &[array.clone().into()]).ok();
    array.copy_to(&mut bytes);
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut urn = "urn:uuid:".to_owned();
    for (at, byte) in bytes.iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            urn.push('-');
        }
        urn.extend([byte >> 4, byte & 15].into_iter().filter_map(|digit| char::from_digit(digit.into(), 16)));
    }
    urn
}

/// The day of an instant where the reader is, as `2026-11-26`; what is no instant stays as it is.
pub fn day(instant: &str) -> String {
    let date = Date::new(&instant.into());
    if date.get_time().is_nan() {
        return instant.to_owned();
    }
    let two = |number: u32| [if number < 10 { "0" } else { "" }, &number.to_string()].concat();
    [date.get_full_year().to_string(), two(date.get_month() + 1), two(date.get_date())].join("-")
}

/// Now, as RFC 3339 has it, in UTC.
pub fn now() -> String {
    Date::new_0().to_iso_string().into()
}
