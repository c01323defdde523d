//! Languages by other codes than their shortest, which is the one that counts (BCP 47, section 2.2.1): the three letters of ISO 639-2, of both
//! its kinds.

/// The languages that news is mostly written in.
#[rustfmt::skip]
const CODES: [(&str, &[&str]); 41] = [
    ("ar", &["ara"]), ("bg", &["bul"]), ("bn", &["ben"]), ("ca", &["cat"]),
    ("cs", &["ces", "cze"]), ("da", &["dan"]), ("de", &["deu", "ger"]), ("el", &["ell", "gre"]),
    ("en", &["eng"]), ("es", &["spa"]), ("et", &["est"]), ("eu", &["eus", "baq"]),
    ("fa", &["fas", "per"]), ("fi", &["fin"]), ("fr", &["fra", "fre"]), ("ga", &["gle"]),
    ("he", &["heb"]), ("hi", &["hin"]), ("hr", &["hrv"]), ("hu", &["hun"]),
    ("id", &["ind"]), ("it", &["ita"]), ("ja", &["jpn"]), ("ko", &["kor"]),
    ("lt", &["lit"]), ("lv", &["lav"]), ("nl", &["nld", "dut"]), ("no", &["nor"]),
    ("pl", &["pol"]), ("pt", &["por"]), ("ro", &["ron", "rum"]), ("ru", &["rus"]),
    ("sk", &["slk", "slo"]), ("sl", &["slv"]), ("sr", &["srp"]), ("sv", &["swe"]),
    ("tr", &["tur"]), ("uk", &["ukr"]), ("ur", &["urd"]), ("vi", &["vie"]),
    ("zh", &["zho", "chi"]),
];

/// The code of a language that is known by such a code.
pub fn shortest(code: &str) -> Option<&'static str> {
    let is_it = |codes: &[&str]| codes.iter().any(|known| known.eq_ignore_ascii_case(code));
    CODES.iter().find(|(_, codes)| is_it(codes)).map(|(shortest, _)| *shortest)
}
