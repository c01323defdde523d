//! Several names in one text, and names that have a joining word within: offices, and surnames of Spain and Portugal.

/// What joins names.
const JOINS: [&str; 8] = [" and ", " und ", " et ", " en ", " och ", " og ", " AND ", " & "];

/// What joins names too, and as often the two surnames of one person.
const JOINS_OF_SURNAMES: [&str; 2] = [" y ", " e "];

/// Whether a text has a joining word.
pub fn is_joined(text: &str) -> bool {
    JOINS.iter().chain(&JOINS_OF_SURNAMES).any(|join| text.contains(join))
}

/// What stands behind a joining word at the beginning of a text.
pub fn behind_join(text: &str) -> Option<&str> {
    JOINS.iter().chain(&JOINS_OF_SURNAMES).find_map(|join| text.strip_prefix(join.trim_start()))
}

/// The names of a line that begins as a byline does.
pub fn printed(names: &str) -> Vec<&str> {
    parted(names, |_| true)
}

/// The names of a value that holds nothing else. Its writers had one field for a name, so a joining word of surnames parts two people only in a list,
/// or where a given name follows.
pub fn given(names: &str) -> Vec<&str> {
    let is_list = names.contains(',');
    parted(names, |behind| is_list || behind.split_whitespace().next().is_some_and(|word| GIVEN_NAMES.contains(&word)))
}

/// `is_another` tells whether another person follows a joining word of surnames.
fn parted(names: &str, is_another: impl Fn(&str) -> bool) -> Vec<&str> {
    let mut parts = Vec::new();
    for chunk in names.split(',').map(str::trim) {
        // "Jane Doe, John Roe, and Ann Poe"
        let chunk = behind_join(chunk).unwrap_or(chunk);
        if is_organisation(chunk) {
            parts.push(chunk);
            continue;
        }
        let mut rest = vec![chunk];
        for join in JOINS {
            rest = rest.into_iter().flat_map(|part| part.split(join)).collect();
        }
        for join in JOINS_OF_SURNAMES {
            let cut = |part| -> Vec<&str> {
                let whole: &str = part;
                match whole.split_once(join) {
                    Some((_, behind)) if is_another(behind) => whole.split(join).collect(),
                    _ => vec![whole],
                }
            };
            rest = rest.into_iter().flat_map(cut).collect();
        }
        parts.extend(rest);
    }
    // "Jane Doe and agencies"
    let is_someone = |part: &&str| !part.is_empty() && !part.eq_ignore_ascii_case("agencies");
    parts.into_iter().map(str::trim).filter(is_someone).collect()
}

/// The names of a value between signs that no name has.
pub fn between_signs(value: &str) -> Option<Vec<&str>> {
    let parts =
        |sign: &str| -> Vec<&str> { value.split(sign).map(str::trim).filter(|part| !part.is_empty()).collect() };
    let semicolons = parts(";");
    if semicolons.len() > 1 {
        return Some(semicolons);
    }
    // What stands beside such a sign may be a house.
    let has_words = |part: &&str| part.contains(' ');
    [" | ", " / ", " · "].into_iter().map(parts).find(|parts| parts.len() > 1 && parts.iter().all(has_words))
}

/// Whether a name with a joining word within is that of an office or the like: by its last word, or by its first.
pub fn is_organisation(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_kind = |word: &&str| {
        let bare = word.trim_matches(|sign: char| !sign.is_alphanumeric()).to_lowercase();
        ORGANISATIONS.contains(&bare.as_str())
    };
    let is_word =
        |word: &&str| WITHIN.contains(word) || word.starts_with(|sign: char| sign.is_uppercase() || sign == '(');
    let is_called_so = words.last().is_some_and(is_kind) || words.first().is_some_and(is_kind);
    is_joined(name) && !name.contains([',', ';']) && words.len() <= 9 && words.iter().all(is_word) && is_called_so
}

/// What is written small in such names.
const WITHIN: [&str; 22] = [
    "and", "of", "for", "the", "on", "in", "to", "und", "für", "der", "des", "et", "de", "du", "la", "e", "y", "en",
    "og", "och", "&", "del",
];

/// What organisations are called.
#[rustfmt::skip]
const ORGANISATIONS: [&str; 84] = [
    "administration", "agency", "alliance", "assembly", "association", "authority", "board", "bureau", "center", "centre", "chamber", "club",
    "college", "commission", "committee", "company", "corporation", "council", "department", "desk", "directorate", "federation", "foundation",
    "fund", "group", "guild", "inc", "institute", "laboratory", "league", "ltd", "llc", "llp", "ministry", "museum", "network", "office",
    "organisation", "organization", "partnership", "program", "programme", "school", "secretariat", "service", "services", "society", "staff",
    "survey", "team", "trust", "union", "university",
    "amt", "behörde", "bundesamt", "gesellschaft", "gmbh", "institut", "ministerium", "rat", "redaktion", "stiftung", "universität", "verband",
    "agence", "fédération", "ministère", "rédaction", "université",
    "agencia", "asociación", "comisión", "federación", "instituto", "ministerio", "redacción", "universidad",
    "istituto", "ministero", "redazione", "ministério", "redação", "universidade",
];

/// Given names that are frequent where surnames are joined so, and are hardly ever surnames.
#[rustfmt::skip]
const GIVEN_NAMES: [&str; 116] = [
    "Adriana", "Agustín", "Alba", "Alejandra", "Alejandro", "Alessandra", "Alessandro", "Alessia", "Alicia", "Álvaro", "Ana", "Anabel", "André",
    "Andrea", "Andrés", "Ángel", "Ángela", "Antonella", "Antonia", "Antonio", "António", "Beatriz", "Bruno", "Camila", "Carla", "Carlo", "Carlos",
    "Carmen", "Carolina", "Catarina", "Cecilia", "Chiara", "Clara", "Claudia", "Cláudia", "Cristina", "Daniela", "Daniele", "Diego", "Elena",
    "Elisa", "Emilia", "Enrique", "Esther", "Eva", "Federica", "Federico", "Felipe", "Fernanda", "Fernando", "Filippo", "Francesca", "Francesco",
    "Francisca", "Francisco", "Gabriela", "Giorgio", "Giovanna", "Giovanni", "Giulia", "Giuseppe", "Gonzalo", "Gustavo", "Helena", "Inés", "Inês",
    "Irene", "Isabel", "Javier", "João", "Joana", "Joaquín", "Jorge", "José", "Juan", "Juana", "Julia", "Julio", "Laura", "Lorenzo", "Lucía",
    "Luca", "Luigi", "Luis", "Luís", "Luisa", "Luiz", "Manuel", "Manuela", "Marco", "Marcos", "Margarita", "María", "Maria", "Mariana", "Mario",
    "Marta", "Matteo", "Mercedes", "Miguel", "Mónica", "Paolo", "Paula", "Paulo", "Pablo", "Pedro", "Pilar", "Rafael", "Raquel", "Ricardo",
    "Roberto", "Rosa", "Sara", "Sofía", "Stefano", "Teresa",
];
