//! IPTC's codes: what stands for a name, and the addresses of the lists that they come from.

/// The aliases of IPTC's lists as its catalogs have them, with their addresses (<https://cv.iptc.org/newscodes/>).
const SCHEMES: [(&str, &str); 8] = [
    ("medtop", "http://cv.iptc.org/newscodes/mediatopic/"),
    ("subj", "http://cv.iptc.org/newscodes/subjectcode/"),
    ("genre", "http://cv.iptc.org/newscodes/genre/"),
    ("ninat", "http://cv.iptc.org/newscodes/ninature/"),
    ("cpnat", "http://cv.iptc.org/newscodes/cpnature/"),
    ("stat", "http://cv.iptc.org/newscodes/pubstatusg2/"),
    ("nprov", "http://cv.iptc.org/newscodes/newsprovider/"),
    ("digsrctype", "http://cv.iptc.org/newscodes/digitalsourcetype/"),
];

/// The topics at the top of IPTC's Media Topics; the older Subject Codes have the same numbers. Agencies send them without a
/// name.
const TOPICS: [(&str, &str); 17] = [
    ("01000000", "arts, culture, entertainment and media"),
    ("02000000", "crime, law and justice"),
    ("03000000", "disaster, accident and emergency incident"),
    ("04000000", "economy, business and finance"),
    ("05000000", "education"),
    ("06000000", "environment"),
    ("07000000", "health"),
    ("08000000", "human interest"),
    ("09000000", "labour"),
    ("10000000", "lifestyle and leisure"),
    ("11000000", "politics and government"),
    ("12000000", "religion"),
    ("13000000", "science and technology"),
    ("14000000", "society"),
    ("15000000", "sport"),
    ("16000000", "conflict, war and peace"),
    ("17000000", "weather"),
];

/// A code that is written short (`medtop:15000000`) as an address, where its list is known: to the file, by what it declares,
/// or to everyone. Else as it is.
pub fn address_of(code: &str, declared: &[(String, String)]) -> String {
    let Some((alias, value)) = code.split_once(':').filter(|(_, value)| !value.starts_with("//")) else {
        return code.to_owned();
    };
    let own = declared.iter().find(|(known, _)| known == alias).map(|(_, address)| address.as_str());
    let known = || SCHEMES.iter().find(|(known, _)| *known == alias).map(|(_, address)| *address);
    match own.or_else(known) {
        Some(list) => format!("{list}{value}"),
        None => code.to_owned(),
    }
}

/// The address of a subject by IPTC's eight digits alone, as NITF and old feeds have them: Media Topics begin with `2`, but
/// for the topics at the top, which the Subject Codes have too.
pub fn address_of_number(number: &str) -> Option<String> {
    let is_number = number.len() == 8 && number.bytes().all(|byte| byte.is_ascii_digit());
    let list = if number.starts_with('2') { "mediatopic" } else { "subjectcode" };
    is_number.then(|| format!("http://cv.iptc.org/newscodes/{list}/{number}"))
}

/// What a code may be called where nobody says its name: a topic that everyone knows, else its last part.
pub fn name_of(code: &str) -> String {
    let last = last_part(code);
    let topic = TOPICS.iter().find(|(known, _)| *known == last);
    topic.map_or(last, |(_, name)| name).to_owned()
}

/// The part of a code or an address behind its list: `usable` of `stat:usable`.
pub fn last_part(code: &str) -> &str {
    let code = code.trim_end_matches('/');
    code.rsplit(['/', '#', ':']).next().unwrap_or(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_addresses_and_names() {
        let own = [("city".to_owned(), "http://cv.example/city/".to_owned())];
        for (code, address, name) in [
            ("medtop:15000000", "http://cv.iptc.org/newscodes/mediatopic/15000000", "sport"),
            ("city:skarn", "http://cv.example/city/skarn", "skarn"),
            ("unknown:x", "unknown:x", "x"),
            ("http://cv.iptc.org/newscodes/genre/Current", "http://cv.iptc.org/newscodes/genre/Current", "Current"),
            ("plain", "plain", "plain"),
        ] {
            assert_eq!((address_of(code, &own).as_str(), name_of(code).as_str()), (address, name));
        }
        assert_eq!(address_of_number("20000892").as_deref(), Some("http://cv.iptc.org/newscodes/mediatopic/20000892"));
        assert_eq!(address_of_number("04011000").as_deref(), Some("http://cv.iptc.org/newscodes/subjectcode/04011000"));
        assert_eq!(address_of_number("4711"), None);
    }
}
