//! Several values in one cell: parted by a sign, or as a program's list that was written out, `['Jane Doe', "Jon Vik"]`.

use super::PARTS;

/// The values of a cell. In another's table semicolons part names too; commas part words alone, as names have them.
pub fn items_of(cell: &str, has_commas: bool, is_own: bool) -> Vec<String> {
    if !is_own && let Some(items) = written_out(cell) {
        return items;
    }
    let sign = if cell.contains(PARTS) {
        PARTS
    } else if !is_own && semicolons(cell).next().is_some() {
        return parted(cell, semicolons(cell));
    } else if has_commas {
        ','
    } else {
        PARTS
    };
    cell.split(sign).map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect()
}

/// Where semicolons stand that end no name of a sign, as `&amp;` and `&#38;` do.
fn semicolons(cell: &str) -> impl Iterator<Item = usize> {
    cell.match_indices(';').map(|(at, _)| at).filter(|at| !ends_a_sign(&cell[..*at]))
}

fn ends_a_sign(before: &str) -> bool {
    let Some((_, name)) = before.rsplit_once('&') else { return false };
    match name.strip_prefix('#') {
        Some(number) => !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_alphanumeric()),
        // None has one letter alone: "R&D; Sales" are two.
        None => name.len() > 1 && name.bytes().all(|byte| byte.is_ascii_alphanumeric()),
    }
}

fn parted(cell: &str, ends: impl Iterator<Item = usize>) -> Vec<String> {
    let (mut items, mut from) = (Vec::new(), 0);
    for end in ends.chain([cell.len()]) {
        items.push(cell[from..end].trim());
        from = end + 1;
    }
    items.into_iter().filter(|item| !item.is_empty()).map(str::to_owned).collect()
}

/// The texts of a list as JSON and Python write it; nothing where it is none, or holds anything else.
fn written_out(cell: &str) -> Option<Vec<String>> {
    if let Ok(items) = serde_json::from_str::<Vec<String>>(cell) {
        return Some(items.iter().map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect());
    }
    let mut rest = cell.strip_prefix('[')?.strip_suffix(']')?.trim();
    let mut items = Vec::new();
    while !rest.is_empty() {
        let quote = rest.chars().next().filter(|sign| matches!(sign, '"' | '\''))?;
        let (mut item, mut is_escaped, mut end) = (String::new(), false, None);
        for (at, sign) in rest.char_indices().skip(1) {
            match sign {
                _ if is_escaped => {
                    // What stands for a sign by its number is left to nobody's guess.
                    matches!(sign, '"' | '\'' | '\\' | '/').then(|| item.push(sign))?;
                    is_escaped = false;
                }
                '\\' => is_escaped = true,
                _ if sign == quote => {
                    end = Some(at + 1);
                    break;
                }
                _ => item.push(sign),
            }
        }
        rest = rest.get(end?..)?.trim_start();
        rest = if rest.is_empty() { rest } else { rest.strip_prefix(',')?.trim_start() };
        items.extend(Some(item.trim().to_owned()).filter(|item| !item.is_empty()));
    }
    Some(items)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_as_programs_write_them() {
        for (cell, expected) in [
            ("['Jane Doe', \"Jon O'Vik\"]", vec!["Jane Doe", "Jon O'Vik"]),
            ("[\"a\\\"b\", \"c\",]", vec!["a\"b", "c"]),
            ("[]", vec![]),
            ("[Jane]", vec!["[Jane]"]),
            ("['a' 'b']", vec!["['a' 'b']"]),
            ("['\\u00e9']", vec!["['\\u00e9']"]),
            ("Doe, Jane; Vik, Jon", vec!["Doe, Jane", "Vik, Jon"]),
            ("a; b|c", vec!["a; b", "c"]),
            // What stands for a sign was cut in two, and a list as Python's json writes it was one name.
            ("[\"Jos\\u00e9\", \"Ana\"]", vec!["José", "Ana"]),
            ("News &amp; Views", vec!["News &amp; Views"]),
            ("AT&amp;T; Skarn&#8217;s &#x26; Co;", vec!["AT&amp;T", "Skarn&#8217;s &#x26; Co"]),
            ("R&D; Sales; & more", vec!["R&D", "Sales", "& more"]),
        ] {
            assert_eq!(items_of(cell, false, false), expected, "{cell}");
        }
        assert_eq!(items_of("a; b", false, true), ["a; b"]);
        assert_eq!(items_of("a, b", true, true), ["a", "b"]);
        assert_eq!(items_of("News &amp; Views, Sport", true, false), ["News &amp; Views", "Sport"]);
    }
}
