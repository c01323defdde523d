//! What follows from an article's language alone.

/// The direction in which a language (BCP 47) is written, as the attribute `dir` has it; `None` where it is not known.
pub fn direction(language: Option<&str>) -> Option<&'static str> {
    language.map(|language| if is_rtl(language) { "rtl" } else { "ltr" })
}

/// Whether a language (BCP 47) is written from right to left, by its first subtag.
pub fn is_rtl(language: &str) -> bool {
    let code = language.split('-').next().unwrap_or_default();
    ["ar", "he", "fa", "ur", "ps", "yi", "ug", "sd", "dv", "ckb"].contains(&code)
}
