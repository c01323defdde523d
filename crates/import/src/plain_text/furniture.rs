//! Lines that belong to the page an article was saved from, and not to the article.

mod lines;

use lines::{COMMENTS, LEADS, OBJECTS, OPEN_POINTERS, PLAYERS, POINTERS, PRINTED, SHARING, SMALL, TAGS, WALLS, WHOLE};

/// What WordPress adds below the text of an item in a feed, by its beginning and what stands in the middle.
const ADDED_TO_FEEDS: [(&str, &str); 13] = [
    ("The post ", " appeared first on "),
    ("Der Beitrag ", " erschien zuerst auf "),
    ("L’article ", " est apparu en premier sur "),
    ("L'article ", " est apparu en premier sur "),
    ("Cet article ", " est apparu en premier sur "),
    ("La entrada ", " se publicó primero en "),
    ("La entrada ", " aparece primero en "),
    ("El cargo ", " apareció primero en "),
    ("O post ", " apareceu primeiro em "),
    ("L'articolo ", " proviene da "),
    ("Het bericht ", " verscheen eerst op "),
    ("Сообщение ", " появились сначала на "),
    ("Inlägget ", " dök först upp på "),
];

/// Where the sentence begins that WordPress adds to an item of a feed: at the end of a text, or as all of it.
pub fn added_to_feed(line: &str) -> Option<usize> {
    ADDED_TO_FEEDS.iter().find_map(|(begins, middle)| {
        let middle = line.rfind(middle)?;
        // The headline that it names may begin with the same words.
        let is_sentence = |start: &usize| {
            let before = line[..*start].trim_end();
            before.is_empty() || before.ends_with(['.', '…', ']', '!', '?', '”', '"', '»'])
        };
        let start = line[..middle].rmatch_indices(begins).map(|(start, _)| start).find(is_sentence)?;
        (line[middle..].chars().count() < 120).then_some(start)
    })
}

/// What a prompt to the reader begins with.
const PROMPTS: [&str; 36] = [
    "subscribe to",
    "subscribe for",
    "subscribe now",
    "subscribe here",
    "sign up",
    "signup",
    "follow us",
    "follow our",
    "like us on",
    "find us on",
    "join us on",
    "join our",
    "join the conversation",
    "download our",
    "download the",
    "get our",
    "get the latest",
    "get all the latest",
    "get breaking news",
    "get unlimited",
    "stay current",
    "stay updated",
    "stay informed",
    "stay up to date",
    "stay tuned",
    "stay connected",
    "register for",
    "register now",
    "support our",
    "become a member",
    "become a subscriber",
    "for the latest",
    "for more news",
    "for more stories",
    "share this",
    "visit our",
];

/// What a prompt offers or where it leads; whole words.
const OFFERS: [&str; 30] = [
    "us",
    "our",
    "here",
    "newsletter",
    "newsletters",
    "inbox",
    "mailbox",
    "whatsapp",
    "telegram",
    "facebook",
    "twitter",
    "x",
    "instagram",
    "youtube",
    "tiktok",
    "linkedin",
    "app",
    "apps",
    "podcast",
    "alerts",
    "notifications",
    "subscriber",
    "subscription",
    "channel",
    "page",
    "website",
    "email",
    "e-mail",
    "free",
    "you",
];

/// Where one is told to follow someone.
const PLATFORMS: [&str; 12] = [
    "whatsapp",
    "telegram",
    "facebook",
    "twitter",
    "instagram",
    "youtube",
    "tiktok",
    "linkedin",
    "google",
    "x",
    "threads",
    "bluesky",
];

/// Words of reporting: where they stand, a line is prose.
const REPORTED: [&str; 11] =
    ["said", "says", "told", "wrote", "announced", "reported", "asked", "added", "according", "urged", "was"];

/// A prompt is short. The longest seen in practice is under this; what is longer is a paragraph.
const LONGEST: usize = 220;

/// What ends a sentence.
const SENTENCE_ENDS: [char; 7] = ['.', '!', '?', '…', '。', '！', '？'];

/// Whether the whole line is furniture. Ordinary prose that speaks of newsletters or followers is not, and nothing that
/// holds a quotation.
pub fn is_furniture(line: &str) -> bool {
    // An arrow, not a quotation, where it stands at the start alone.
    let line = line.trim_start_matches(['»', '›', '>', '►', '▶', '➤', ' ']);
    if line.chars().count() > LONGEST || line.contains(['“', '”', '"', '«', '»', '„']) {
        return false;
    }
    let plain = line.to_lowercase().replace('’', "'");
    let plain = plain.trim_matches(|character: char| !character.is_alphanumeric() && !"©(".contains(character));
    // Prose set in one word ends with a full stop: a page's buttons do not.
    let is_alone = || WHOLE.contains(&plain) || LEADS.contains(&plain) || TAGS.contains(&plain) || is_sharing(plain);
    (!line.ends_with('.') && is_alone())
        || is_rights(plain)
        || is_wall(plain)
        || is_for_subscribers(plain, line.ends_with(SENTENCE_ENDS))
        || is_cookie_notice(plain)
        || is_advertisement(plain)
        || is_reading_time(plain)
        || is_count_of_comments(plain)
        || is_player(plain)
        || is_of_print(plain)
        || is_pointer(plain, line.ends_with(['.', '。']))
        || (!is_reported(plain) && (is_prompt(plain) || is_follow(plain) || is_click(plain)))
}

/// "© 2016 The Courier. All rights reserved."
pub fn is_rights(plain: &str) -> bool {
    let plain = plain.to_lowercase();
    let is_sign = ["©", "(c) ", "copyright ©", "copyright (c)", "copyright 19", "copyright 20"]
        .iter()
        .any(|start| plain.starts_with(start));
    let has_year = plain.split(|character: char| !character.is_ascii_digit()).any(|digits| digits.len() == 4);
    let ends = [
        "all rights reserved",
        "riproduzione riservata",
        "alle rechte vorbehalten",
        "tous droits réservés",
        "todos los derechos reservados",
        "todos os direitos reservados",
        "版权所有",
        "無断転載禁止",
        "無断転載を禁じます",
        "무단전재 및 재배포 금지",
        "무단 전재 및 재배포 금지",
        "جميع الحقوق محفوظة",
        "все права защищены",
        "wszelkie prawa zastrzeżone",
    ]
    .iter()
    .any(|end| plain.trim_end_matches(['.', '。']).ends_with(end));
    ends && words(&plain).len() <= 14 || is_sign && has_year && words(&plain).len() <= 14
}

/// "Share on Facebook", "Copiar enlace": a line that says what one may do with the page, and nothing else. Verbs are names too: "La Stampa",
/// "The Print".
fn is_sharing(plain: &str) -> bool {
    let words = words(plain);
    let does = |word: &str| SHARING.contains(&word);
    let is_known = |word: &&str| does(word) || OBJECTS.contains(word) || SMALL.contains(word);
    // "Deel X" is a part of something.
    let on_x = words.windows(2).any(|pair| pair[1] == "x" && SMALL.contains(&pair[0]));
    let acts_on = |verb: &str| does(verb) && (on_x || words.iter().any(|word| *word != verb && OBJECTS.contains(word)));
    let acts = || words.first().is_some_and(|verb| acts_on(verb)) || words.last().is_some_and(|verb| acts_on(verb));
    let are_buttons = || words.iter().all(|word| does(word)) && words.first() != words.last();
    // The places alone, one button each: "WhatsApp Facebook Twitter".
    let are_places = || words.iter().filter(|word| PLATFORMS.contains(word)).count() >= 3;
    let acts = || words.len() <= 6 && (acts() || are_buttons());
    (2..=8).contains(&words.len()) && words.iter().all(is_known) && (acts() || are_places())
}

/// Whether a line stands above the words under which an article is filed, and says nothing else: "Tags".
pub fn is_label_of_tags(line: &str) -> bool {
    let plain = line.to_lowercase();
    TAGS.contains(&plain.trim_matches(|sign: char| !sign.is_alphanumeric()))
}

/// Whether a line names the words under which an article is filed: "Tags: ports, ships". What follows the label.
pub fn filed_under(line: &str) -> Option<&str> {
    let (label, words) = line.split_once([':', '：'])?;
    TAGS.contains(&label.trim().to_lowercase().as_str()).then_some(words.trim())
}

/// "Article réservé aux abonnés".
fn is_for_subscribers(plain: &str, is_sentence: bool) -> bool {
    let is_rest = plain.starts_with("il vous reste ") && plain.contains("cet article");
    let is_wall = |wall: &&str| {
        let rest = plain.strip_prefix(*wall).filter(|_| begins_with_words(plain, wall));
        rest.is_some_and(|rest| words(wall).len() > SHORT_WALL || ends_wall(rest, words(plain).len(), is_sentence))
    };
    plain.chars().count() <= LONGEST_WALL && (is_rest || WALLS.iter().any(is_wall))
}

/// The most words of a beginning that sentences have too: "Subscribers only pay half price."
const SHORT_WALL: usize = 3;

/// Whether what follows such a beginning is no more of a sentence, in a line of so many words.
fn ends_wall(rest: &str, words: usize, is_sentence: bool) -> bool {
    let rest = rest.trim_start();
    rest.is_empty()
        || rest.starts_with(['.', '!', '|', '·'])
        || rest.starts_with([':', '–', '—']) && !is_sentence
        || words <= SHORT_WALL
        || words <= 6 && !is_sentence
}

/// The longest line, in characters, that says so.
const LONGEST_WALL: usize = 140;

/// What hides the rest of a text in East Asia, where a sentence is one word: "for members only", "to read all of it".
fn is_wall(plain: &str) -> bool {
    let says = |parts: &[&str]| parts.iter().any(|part| plain.contains(part));
    plain.chars().count() <= 80
        && says(&["会員限定", "有料会員", "会員登録", "무료 회원", "订阅后", "付费阅读", "會員專屬"])
        && says(&["記事", "全文", "続き", "残り", "기사", "阅读", "閱讀"])
}

fn is_cookie_notice(plain: &str) -> bool {
    let begins = [
        "we use cookies",
        "this site uses cookies",
        "this website uses cookies",
        "by continuing to",
        "by using this site",
    ];
    begins.iter().any(|start| plain.starts_with(start)) && (plain.contains("cookie") || plain.contains("you agree"))
}

fn is_advertisement(plain: &str) -> bool {
    let has_word = words(plain).iter().any(|word| matches!(*word, "advertisement" | "ad" | "advert"));
    let goes_on = plain.starts_with("story continues")
        || plain.starts_with("article continues")
        || plain.starts_with("continue reading");
    (goes_on && words(plain).len() <= 8)
        || (has_word && plain.starts_with("advertisement ") && plain.contains("scroll"))
}

/// What stands before the minutes that a text takes.
const READING_TIMES: [&str; 12] = [
    "reading time",
    "read time",
    "estimated read time",
    "lesezeit",
    "lesedauer",
    "temps de lecture",
    "tiempo de lectura",
    "tempo di lettura",
    "tempo de leitura",
    "leestijd",
    "lästid",
    "время чтения",
];

/// "5 min read", "Reading time: 3 minutes".
fn is_reading_time(plain: &str) -> bool {
    let words = words(plain);
    let has_number = words.iter().any(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let reads = plain.ends_with("min read")
        || plain.ends_with("minute read")
        || READING_TIMES.iter().any(|start| plain.starts_with(start));
    reads && has_number && words.len() <= 5
}

/// "0 Comments", "23 Kommentare".
fn is_count_of_comments(plain: &str) -> bool {
    let parted = plain.split_once(' ').filter(|(number, _)| number.bytes().all(|byte| byte.is_ascii_digit()));
    parted.is_some_and(|(_, counted)| COMMENTS.contains(&counted.trim()))
}

/// "Listen • 3:45": a button, and how long one will.
fn is_player(plain: &str) -> bool {
    let words: Vec<&str> = plain.split(|sign: char| sign.is_whitespace() || "•·|-–()".contains(sign)).collect();
    let mut words = words.into_iter().filter(|word| !word.is_empty());
    let is_button = words.next().is_some_and(|word| PLAYERS.contains(&word));
    let is_clock = |word: &str| word.contains(':') && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
    is_button && words.next().is_some_and(is_clock) && words.next().is_none()
}

/// "Find this article at: https://courier.example/a": what pages that are made for print say of themselves. "Printed from wooden blocks" is a
/// text.
fn is_of_print(plain: &str) -> bool {
    let is_address = |rest: &str| [":", "http", "www."].iter().any(|start| rest.trim_start().starts_with(start));
    PRINTED.iter().any(|start| plain.strip_prefix(start).is_some_and(is_address))
}

fn is_pointer(plain: &str, is_sentence: bool) -> bool {
    plain.split_once([':', '：']).is_some_and(|(start, rest)| {
        let start = start.trim();
        !rest.trim().is_empty()
            && (POINTERS.contains(&start) || !is_sentence && (OPEN_POINTERS.contains(&start) || LEADS.contains(&start)))
    })
}

/// Whether words point to another page, and say nothing else: "Read also".
pub fn points(words: &str) -> bool {
    let plain = words.to_lowercase();
    let plain = plain.trim_matches(|sign: char| !sign.is_alphanumeric());
    POINTERS.contains(&plain) || OPEN_POINTERS.contains(&plain) || LEADS.contains(&plain)
}

/// A prompt begins as one, and offers something.
fn is_prompt(plain: &str) -> bool {
    let Some(start) = PROMPTS.iter().find(|start| begins_with_words(plain, start)) else { return false };
    words(&plain[start.len()..]).iter().chain(&words(start)).any(|word| OFFERS.contains(word))
}

/// "Follow FMT on WhatsApp": a platform stands soon behind an "on".
fn is_follow(plain: &str) -> bool {
    let Some((who, on)) = plain.strip_prefix("follow ").and_then(|rest| rest.split_once(" on ")) else { return false };
    words(who).len() <= 6 && words(on).first().is_some_and(|word| PLATFORMS.contains(word))
}

fn is_click(plain: &str) -> bool {
    ["click here", "tap here"].iter().any(|start| begins_with_words(plain, start))
}

fn is_reported(plain: &str) -> bool {
    words(plain).iter().any(|word| REPORTED.contains(word))
}

fn begins_with_words(plain: &str, start: &str) -> bool {
    plain
        .strip_prefix(start)
        .is_some_and(|rest| !rest.starts_with(|character: char| character.is_alphanumeric() || character == '-'))
}

fn words(text: &str) -> Vec<&str> {
    text.split(|character: char| !character.is_alphanumeric() && character != '-' && character != '\'')
        .filter(|word| !word.is_empty())
        .collect()
}

#[cfg(test)]
mod tests;
