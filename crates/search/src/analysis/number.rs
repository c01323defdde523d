//! Numbers as news writes them: `10,000`, `10.000`, `1,234.5`, `3,5`.

use super::class::Class;
use super::fold::decimal;

/// Digits without anything between them.
struct Group {
    /// What stands before them; of the first group this has no meaning.
    separator: Class,
    start: usize,
    end: usize,
}

impl Group {
    fn digits(&self) -> usize {
        self.end - self.start
    }
}

/// The most groups that are looked at; no amount has as many.
const MOST_GROUPS: usize = 16;

/// Appends the number that begins at `at`, where a digit stands, in one form for all ways to write it, and returns where
/// it ends.
///
/// Points, commas, apostrophes and narrow spaces before groups of three digits go. One other point or comma
/// before the last digits is a decimal point. Of several points (`192.168.0.1`, `12.3.2024`) all stay; of several commas
/// that are no thousands (`1,2,3`) the first ends the number. What may be thousands is: `10.000` is 10000 in most of
/// the languages that write so, and whoever looks for the decimal number `3.125` finds it still. A plain space joins
/// nothing: between such groups it mostly stands in the columns of tables (seen in Reuters-21578).
pub(super) fn number(characters: &[(char, Class)], at: usize, out: &mut String) -> usize {
    let mut groups = groups(characters, at);
    let is_in_list = matches!(characters[..at], [.., (_, Class::Digit), (_, Class::Comma)]);
    if is_in_list {
        groups.truncate(1);
    }
    let Some(first) = groups.first() else { return at };
    let mut put = |group: &Group| {
        let digits = characters[group.start..group.end].iter().filter_map(|(character, _)| decimal(*character));
        out.extend(digits.map(|digit| char::from(b'0' + digit)));
        group.end
    };
    let thousands = thousands(characters, &groups);
    let mut end = put(first);
    for group in &groups[1..=thousands] {
        end = put(group);
    }
    let rest = &groups[thousands + 1..];
    let is_decimal = match rest {
        [group] => match group.separator {
            Class::Point => true,
            // A longer one is a list: `1987,1988`.
            Class::Comma => thousands > 0 || first.digits() <= 3,
            _ => false,
        },
        _ => thousands == 0 && rest.iter().all(|group| group.separator == Class::Point),
    };
    if is_decimal {
        for group in rest {
            out.push('.');
            let digits = characters[group.start..group.end].iter().filter_map(|(character, _)| decimal(*character));
            out.extend(digits.map(|digit| char::from(b'0' + digit)));
            end = group.end;
        }
    }
    end
}

fn groups(characters: &[(char, Class)], mut at: usize) -> Vec<Group> {
    let class = |at: usize| characters.get(at).map(|(_, class)| *class);
    let mut groups = Vec::new();
    let mut separator = Class::Other;
    while groups.len() < MOST_GROUPS {
        let start = at;
        while class(at) == Some(Class::Digit) {
            at += 1;
        }
        groups.push(Group { separator, start, end: at });
        match class(at) {
            Some(next @ (Class::Point | Class::Comma | Class::Apostrophe | Class::Space))
                if class(at + 1) == Some(Class::Digit) =>
            {
                separator = next;
                at += 1;
            }
            _ => break,
        }
    }
    groups
}

/// How many groups behind the first are thousands, millions and so on; `10,00,000` is how India writes a million.
fn thousands(characters: &[(char, Class)], groups: &[Group]) -> usize {
    let [first, second, ..] = groups else { return 0 };
    let same = groups[1..].iter().take_while(|group| group.separator == second.separator);
    let count = same.clone().count();
    let indian =
        |index: usize, group: &Group| second.separator == Class::Comma && index + 1 < count && group.digits() == 2;
    let all = same.enumerate().all(|(index, group)| group.digits() == 3 || indian(index, group));
    let begins_with_zero = characters.get(first.start).is_some_and(|(digit, _)| decimal(*digit) == Some(0));
    if all && first.digits() <= 3 && !begins_with_zero { count } else { 0 }
}
