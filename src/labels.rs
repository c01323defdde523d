//! What people read where the model has a name of its own.

/// A facet's name for people; an unknown one stands for itself.
pub fn facet(name: &str) -> &str {
    match name {
        "subjects" => "Subjects",
        "people" => "People",
        "organisations" => "Organisations",
        "places" => "Places",
        "articleSection" => "Section",
        "genres" => "Genre",
        "publisher" => "Source",
        "by" => "Byline",
        "language" => "Language",
        other => other,
    }
}

/// A facet's value for people: languages are named by their code's best known names, all else as the source writes it.
pub fn value(facet: &str, value: &str) -> String {
    let name = match (facet, value) {
        ("language", "ar") => "Arabic",
        ("language", "de") => "German",
        ("language", "en") => "English",
        ("language", "es") => "Spanish",
        ("language", "fr") => "French",
        ("language", "he") => "Hebrew",
        ("language", "it") => "Italian",
        ("language", "ja") => "Japanese",
        ("language", "nl") => "Dutch",
        ("language", "pt") => "Portuguese",
        ("language", "ru") => "Russian",
        ("language", "uk") => "Ukrainian",
        ("language", "zh") => "Chinese",
        (_, other) => other,
    };
    name.to_owned()
}

/// The terms that a word in the box can be scoped by, each with an example, for the page that explains them.
pub const FIELD_EXAMPLES: [(&str, &str); 4] = [
    ("headline:budget", "the word in the headline; likewise by: for the byline"),
    ("place:japan", "articles about a place; Enter turns it into a filter"),
    ("source:reuters", "likewise person:, org:, subject:, section:, genre:, source: and lang:"),
    ("after:1987-03", "likewise before: and on:, with a year, a month or a day; on:1987-03/1987-05 is a span"),
];
