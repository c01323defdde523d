//! One item of a stored list, without reading the others.

/// The item at this place, counted from 0, of a list as the archive stores it: its JSON as it stands there. `None` where the
/// list is shorter, or no list.
///
/// It looks for where items end and reads none of them; whoever reads the item finds out whether it is JSON.
pub fn nth_item(list: &str, place: u32) -> Option<&str> {
    let items = list.strip_prefix('[')?;
    let (mut depth, mut before, mut start) = (0_u32, place, 0);
    let (mut is_text, mut is_escaped) = (false, false);
    for (at, byte) in items.bytes().enumerate() {
        if is_text {
            is_text = is_escaped || byte != b'"';
            is_escaped = !is_escaped && byte == b'\\';
            continue;
        }
        match byte {
            b'"' => is_text = true,
            b',' | b']' if depth == 0 => {
                if before == 0 {
                    return items.get(start..at).filter(|item| !item.is_empty());
                }
                if byte == b']' {
                    return None;
                }
                before -= 1;
                start = at + 1;
            }
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_item_is_found_as_it_stands() {
        let items = [
            json!("a,]\"}\\"),
            json!({ "a": [1, { "b": ",", "\\\"": "[" }], "c": {} }),
            json!(-7),
            json!([]),
            json!("\\"),
            json!("😀\u{1}"),
            json!(null),
        ];
        let list = json!(items).to_string();
        for (place, item) in (0..).zip(&items) {
            assert_eq!(nth_item(&list, place), Some(item.to_string().as_str()), "{place}");
        }
        assert_eq!(nth_item(&list, 7), None);
        assert_eq!(nth_item(&list, u32::MAX), None);
    }

    #[test]
    fn what_is_no_list_has_no_items() {
        for text in ["", "[", "[]", "7", "]", "{\"a\":1,\"b\":2}", "[1", "[}", "[\"1,", "[1],2]", "[,]"] {
            assert_eq!(nth_item(text, u32::from(text == "[1],2]")), None, "{text}");
        }
    }
}
