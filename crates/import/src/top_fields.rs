//! The fields of the outermost object of a JSON text as its bytes pass, whether all of them are JSON or not: what stands behind a place
//! that cannot be read may still hold back what stands before it.

use std::cell::RefCell;
use std::io::{self, Read};

use article::Article;

use crate::object;

/// See the top.
#[derive(Default)]
pub struct TopFields {
    depth: usize,
    is_text: bool,
    is_escaped: bool,
    /// The field that passes: its name, and as much of its value as tells whether it says something.
    field: Vec<u8>,
    guard: Option<String>,
}

/// The most bytes of a field that are looked at. A value that is longer says something.
const MOST: usize = 1_000;

impl TopFields {
    /// The first field that means to hold back what it stands beside.
    pub fn guard(&self) -> Option<&str> {
        self.guard.as_deref()
    }

    /// Nothing follows: a field that is cut off ends here.
    pub fn end(&mut self) {
        let field = std::mem::take(&mut self.field);
        if self.guard.is_none() {
            let field = String::from_utf8_lossy(&field);
            let held =
                parted(field.trim()).filter(|(name, value)| object::is_guarded(name, value, &Article::default()));
            self.guard = held.map(|(name, _)| name);
        }
    }

    fn take(&mut self, byte: u8) {
        if self.is_text {
            self.is_text = byte != b'"' || self.is_escaped;
            self.is_escaped = byte == b'\\' && !self.is_escaped;
        } else {
            match byte {
                b'"' => self.is_text = true,
                b'{' | b'[' => {
                    self.depth += 1;
                    if self.depth == 1 {
                        return;
                    }
                }
                b'}' | b']' => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 0 {
                        return self.end();
                    }
                }
                b',' if self.depth == 1 => return self.end(),
                _ => {}
            }
        }
        if self.depth > 0 && self.field.len() < MOST {
            self.field.push(byte);
        }
    }
}

/// The name and the value of a field. Programs that write no JSON may leave out the marks around a name.
fn parted(field: &str) -> Option<(String, &str)> {
    let mut names = serde_json::Deserializer::from_str(field).into_iter::<String>();
    if let Some(Ok(name)) = names.next() {
        let value = field.get(names.byte_offset()..)?.trim_start().strip_prefix(':')?;
        return Some((name, value.trim()));
    }
    let (name, value) = field.split_once(':')?;
    Some((name.trim().to_owned(), value.trim()))
}

/// A reader whose bytes these fields see.
pub struct Watched<'a, R> {
    inner: R,
    fields: &'a RefCell<TopFields>,
}

impl<'a, R> Watched<'a, R> {
    /// One of this reader.
    pub fn new(inner: R, fields: &'a RefCell<TopFields>) -> Self {
        Self { inner, fields }
    }
}

impl<R: Read> Read for Watched<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        let mut fields = self.fields.borrow_mut();
        into[..read].iter().for_each(|byte| fields.take(*byte));
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(json: &str, expected: Option<&str>) {
        let mut fields = TopFields::default();
        json.bytes().for_each(|byte| fields.take(byte));
        fields.end();
        assert_eq!(fields.guard(), expected, "{json}");
    }

    #[test]
    fn fields_are_seen_whether_all_is_json_or_not() {
        for json in [
            r#"{"a":NaN,"embargo":"2099"}"#,
            r#"{"a":{"b":"} \" ]"},"embargo":"2099"}"#,
            r#"{"a":[{"b":1},nonsense], "embargo" : {"until":"2099"}, "c":1}"#,
            "{a:1,\nembargo:'2099'}",
            r#"{"emb\u0061rgo":NaN}"#,
            r#"{"embargo":"20"#,
        ] {
            check(json, Some("embargo"));
        }
        for json in [
            r#"{"a":{"embargo":"2099"},"b":"\"embargo\":1"}"#,
            r#"{"embargo":null,"embargoed":false,"expires":"","embargoes":[]}"#,
            r#"{"headline":"embargo: what next"}"#,
            r#"{"a":[1,2,"embargo":"2099"]} "embargo":1"#,
            r#"[{"a":1}]"#,
            "",
        ] {
            check(json, None);
        }
    }
}
