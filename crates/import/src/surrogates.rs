//! Halves of characters in JSON: `"\ud83d"` alone, as programs leave it that cut a text in the middle of an emoji.

/// JSON with `\ufffd` in place of each half that stands alone; nothing where there is none.
pub fn without_halves(json: &str) -> Option<String> {
    let mut mended = String::new();
    let mut done = 0;
    let mut at = 0;
    while let Some(found) = json[at..].find('\\') {
        let escape = at + found;
        at = match unit(json, escape) {
            // Any other escape, a backslash above all, is two bytes long or is no JSON.
            None => json[escape + 1..].chars().next().map_or(json.len(), |next| escape + 1 + next.len_utf8()),
            Some(0xd800..=0xdbff) if matches!(unit(json, escape + UNIT), Some(0xdc00..=0xdfff)) => escape + 2 * UNIT,
            Some(0xd800..=0xdfff) => {
                mended.push_str(&json[done..escape]);
                mended.push_str("\\ufffd");
                done = escape + UNIT;
                done
            }
            Some(_) => escape + UNIT,
        };
    }
    (done > 0).then(|| mended + &json[done..])
}

/// The bytes of an escape such as `\ud83d`.
const UNIT: usize = 6;

/// The number in an escape of that kind, if one stands there.
fn unit(json: &str, at: usize) -> Option<u16> {
    let digits = json.get(at..at + UNIT)?.strip_prefix("\\u")?;
    u16::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_alone_are_replaced() {
        for (json, expected) in [
            (r#""cut \ud83d""#, Some(r#""cut \ufffd""#)),
            (r#""\udE00\ud83d\ud83d\ude00""#, Some(r#""\ufffd\ufffd\ud83d\ude00""#)),
            (r#""whole \ud83d\ude00 \u00e9 \n""#, None),
            (r#""a backslash: \\ud83d""#, None),
            (r#""\ud8"#, None),
            (r#""\u+83d\ü\"#, None),
        ] {
            assert_eq!(without_halves(json).as_deref(), expected, "{json}");
        }
    }
}
