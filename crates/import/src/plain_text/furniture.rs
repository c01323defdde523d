//! Lines that belong to the page an article was saved from, and not to the article.

/// Lines that are nothing but furniture, in lower case without outer signs.
const WHOLE: [&str; 56] = [
    "ad",
    "advert",
    "advertisement",
    "advertising",
    "anzeige",
    "publicité",
    "sponsored",
    "sponsored content",
    "share",
    "share this",
    "share this article",
    "share this story",
    "share on facebook",
    "share on twitter",
    "share on whatsapp",
    "share via email",
    "tweet",
    "email",
    "print",
    "print this article",
    "save",
    "copy link",
    "facebook",
    "twitter",
    "whatsapp",
    "telegram",
    "linkedin",
    "comments",
    "leave a comment",
    "post a comment",
    "no comments",
    "read more",
    "read also",
    "also read",
    "read next",
    "related articles",
    "related stories",
    "related topics",
    "related news",
    "most read",
    "most popular",
    "trending",
    "trending now",
    "recommended",
    "recommended for you",
    "you may also like",
    "more from this section",
    "sign up",
    "sign in",
    "log in",
    "subscribe",
    "subscribe now",
    "newsletter",
    "back to top",
    "skip to main content",
    "listen to this article",
];

/// What WordPress adds below the text of an item in a feed, by its beginning and what stands in the middle, in lower case.
const ADDED_TO_FEEDS: [(&str, &str); 13] = [
    ("the post ", " appeared first on "),
    ("der beitrag ", " erschien zuerst auf "),
    ("l’article ", " est apparu en premier sur "),
    ("l'article ", " est apparu en premier sur "),
    ("cet article ", " est apparu en premier sur "),
    ("la entrada ", " se publicó primero en "),
    ("la entrada ", " aparece primero en "),
    ("el cargo ", " apareció primero en "),
    ("o post ", " apareceu primeiro em "),
    ("l'articolo ", " proviene da "),
    ("het bericht ", " verscheen eerst op "),
    ("сообщение ", " появились сначала на "),
    ("inlägget ", " dök först upp på "),
];

/// Where the sentence begins that WordPress adds to an item of a feed: at the end of a text, or as all of it.
pub fn added_to_feed(line: &str) -> Option<usize> {
    // Lower case may be longer: what is looked for has none of these letters.
    let lower = line.to_lowercase();
    if lower.len() != line.len() {
        return None;
    }
    ADDED_TO_FEEDS.iter().find_map(|(begins, middle)| {
        let middle = lower.rfind(middle)?;
        let start = lower[..middle].rfind(begins)?;
        let is_sentence = start == 0 || lower[..start].ends_with(char::is_whitespace);
        (is_sentence && lower[middle..].chars().count() < 120).then_some(start)
    })
}

/// A line that begins so, with a colon, points to another page.
const POINTERS: [&str; 20] = [
    "read more",
    "also read",
    "read also",
    "read next",
    "see also",
    "related",
    "related story",
    "related stories",
    "related article",
    "related articles",
    "more on this",
    "more on this story",
    "don't miss",
    "you may also like",
    "recommended",
    "recommended reading",
    "lesen sie auch",
    "mehr zum thema",
    "lire aussi",
    "à lire aussi",
];

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
    (WHOLE.contains(&plain) && !line.ends_with('.'))
        || is_rights(plain)
        || is_cookie_notice(plain)
        || is_advertisement(plain)
        || is_reading_time(plain)
        || is_pointer(plain)
        || (!is_reported(plain) && (is_prompt(plain) || is_follow(plain) || is_click(plain)))
}

/// "© 2016 The Courier. All rights reserved."
pub fn is_rights(plain: &str) -> bool {
    let plain = plain.to_lowercase();
    let is_sign = ["©", "(c) ", "copyright ©", "copyright (c)", "copyright 19", "copyright 20"]
        .iter()
        .any(|start| plain.starts_with(start));
    let has_year = plain.split(|character: char| !character.is_ascii_digit()).any(|digits| digits.len() == 4);
    let ends = plain.trim_end_matches('.').ends_with("all rights reserved");
    ends && words(&plain).len() <= 14 || is_sign && has_year && words(&plain).len() <= 14
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

/// "5 min read", "Reading time: 3 minutes".
fn is_reading_time(plain: &str) -> bool {
    let words = words(plain);
    let has_number = words.iter().any(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let reads = plain.ends_with("min read")
        || plain.ends_with("minute read")
        || plain.starts_with("reading time")
        || plain.starts_with("read time");
    reads && has_number && words.len() <= 5
}

fn is_pointer(plain: &str) -> bool {
    plain.split_once(':').is_some_and(|(start, rest)| POINTERS.contains(&start.trim()) && !rest.trim().is_empty())
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
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: bool) {
        assert_eq!(is_furniture(line), expected, "{line}");
    }

    #[test]
    fn furniture_is_known() {
        for line in [
            "ADVERTISEMENT",
            "Advertisement - Scroll to continue",
            "Story continues below advertisement",
            "Share this article",
            "Stay informed - Follow the Courier on WhatsApp, Google News and Telegram",
            "Follow us on Facebook!",
            "Follow The Courier on Twitter: @courier",
            "Sign up for our daily newsletter.",
            "SIGN UP HERE FOR FREE",
            "Subscribe to our newsletter and get the news in your mailbox.",
            "Get the latest news delivered to your inbox: sign up for our newsletter",
            "Download our app for alerts",
            "Click here to read the whole report",
            "Read more: Ferry prices to rise",
            "Also read: Ferry prices to rise",
            "» Related: Ferry prices to rise",
            "© 2016 The Courier. All rights reserved.",
            "Copyright 2016 The Courier",
            "All rights reserved.",
            "We use cookies to improve your visit. By continuing you agree.",
            "5 min read",
            "Lesen Sie auch: Die Fähre wird teurer",
        ] {
            check(line, true);
        }
    }

    #[test]
    fn what_feeds_add_is_told() {
        for (line, start) in [
            ("The post Harbour opens appeared first on The Courier.", Some(0)),
            ("It opened […] The post Harbour opens appeared first on The Courier.", Some(16)),
            ("Der Beitrag Hafen offen erschien zuerst auf Kurier.", Some(0)),
            ("He said that the post of harbour master is free.", None),
            ("The photograph appeared first on Monday.", None),
        ] {
            assert_eq!(added_to_feed(line), start, "{line}");
        }
    }

    #[test]
    fn prose_is_not_furniture() {
        for line in [
            "Subscribers to the newsletter said they would follow the talks.",
            "Sign up for the trial has been slow, officials said.",
            "Follow the money, the old rule goes.",
            "Follow-up talks on Google's tax bill begin on Monday.",
            "“Subscribe to our newsletter,” the sign read.",
            "Share prices fell by a tenth on Tuesday.",
            "Get the latest figures and the trend is plain: fewer ships, larger ones.",
            "Advertisement revenue fell by a tenth.",
            "Related companies paid no tax, the report said.",
            "Read more slowly, the teacher told the class.",
            "Cookies are baked here by the thousand.",
            "He reserved all rights to the song.",
            "Stay tuned instruments are rare in this climate.",
            "Print workers went back to the presses.",
            "Click tracks guide the drummers.",
            "Download speeds in the islands doubled.",
            "Join the queue at dawn, residents say.",
            "Facebook.",
        ] {
            check(line, false);
        }
    }
}
