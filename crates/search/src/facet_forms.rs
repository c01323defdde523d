//! How a facet's values are written: what belongs to a key in its dictionary.
//!
//! Where documents write a value in several ways, how many write it in each stands there too, so that the form that most
//! write is still known when segments come together.

use crate::bytes::{Cursor, Damage};
#[cfg(feature = "build")]
use crate::bytes::{put_number, put_text};
#[cfg(feature = "build")]
use crate::facet_builder::SortedValue;

/// Writes the form of a value, empty where it is the key, and the ways in which it is written where these are several.
#[cfg(feature = "build")]
pub(crate) fn put(out: &mut Vec<u8>, value: &SortedValue) {
    let form = if value.form() == value.key { "" } else { value.form() };
    let is_several = value.forms.len() > 1;
    put_number(out, (form.len() as u64) << 1 | u64::from(is_several));
    out.extend_from_slice(form.as_bytes());
    if is_several {
        put_number(out, value.forms.len() as u64);
        for (form, documents) in &value.forms {
            put_text(out, form);
            put_number(out, u64::from(*documents));
        }
    }
}

/// Reads the form of a value, empty where it is the key, and calls `take` with the ways in which it is written, where these
/// are several, and how many documents write it so.
pub(crate) fn read<'a>(cursor: &mut Cursor<'a>, take: &mut dyn FnMut(&str, u32)) -> Result<&'a str, Damage> {
    let head = cursor.number()?;
    let form = std::str::from_utf8(cursor.take((head >> 1) as usize)?);
    if head & 1 == 1 {
        for _ in 0..cursor.count()? {
            let form = cursor.text()?;
            take(form, cursor.number()?);
        }
    }
    form.map_err(|_| cursor.damage("a value is not UTF-8"))
}
