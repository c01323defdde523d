//! Whom an agency's text names right behind its place: `新华社青河3月6日电（记者李明）`, `(청하=연합뉴스) 한미라 기자 =`.

use article::{Article, BlockKind, Name};

/// How many paragraphs are looked at.
const MOST: usize = 2;
/// How far from the beginning such names end, in characters.
const FURTHEST: usize = 80;

/// The reporters that the beginning of a text names.
pub fn find(article: &Article) -> Vec<Name> {
    let paragraphs = article.body.iter().filter(|block| block.kind == BlockKind::Paragraph).take(MOST);
    let names = paragraphs.map(|block| block.text.chars().take(FURTHEST).collect::<String>());
    let names = names.filter_map(|start| in_brackets(&start).or_else(|| before_task(&start))).next();
    names.unwrap_or_default().into_iter().map(|name| Name::from(name.as_str())).collect()
}

/// `（记者 李明、王强）`
fn in_brackets(start: &str) -> Option<Vec<String>> {
    let labels = ["（记者", "(记者", "（記者", "(記者"];
    // Other words in brackets tell of reporters.
    let is_place = |(before, _): &(&str, &str)| before.trim_end().ends_with(['电', '電', '讯', '訊']);
    let behind = labels.iter().find_map(|label| start.split_once(label)).filter(is_place)?.1;
    names(behind.split(['）', ')']).next().filter(|names| names.len() < behind.len())?)
}

/// `(청하=연합뉴스) 한미라 기자 =`, `[청하=뉴시스] 한미라 기자 =`
fn before_task(start: &str) -> Option<Vec<String>> {
    let (place, behind) = start.strip_prefix(['(', '['])?.split_once([')', ']'])?;
    let (before, rest) = behind.split_once(" 기자").or_else(|| behind.split_once(" 특파원"))?;
    names(before).filter(|_| place.contains('=') && rest.trim_start().starts_with(['=', '＝']))
}

fn names(text: &str) -> Option<Vec<String>> {
    let parts = text.split([' ', '、', '，', ',', '·', '\u{3000}']).map(str::trim).filter(|part| !part.is_empty());
    let parts: Vec<String> = parts.map(str::to_owned).collect();
    let is_name = |name: &String| {
        (2..=4).contains(&name.chars().count())
            && name.chars().all(|sign| sign.is_alphabetic() && !sign.is_ascii())
            && !NO_NAMES.iter().any(|words| name.contains(words))
            && !name.ends_with(NO_ENDS)
    };
    (!parts.is_empty() && parts.iter().all(is_name)).then_some(parts)
}

/// What reporters did, from whom they have it, and when: `（记者昨日获悉）`.
#[rustfmt::skip]
const NO_NAMES: [&str; 30] = [
    "获悉", "獲悉", "从", "從", "了解", "瞭解", "得知", "采访", "採訪", "报道", "報道", "報導", "看到", "发现", "發現", "注意到", "昨日", "今日", "近日", "日前",
    "当日", "當日", "昨天", "今天", "昨晚", "今晨", "今早", "上午", "下午", "现场",
];
/// The last signs of days and offices, which no name of a person has.
const NO_ENDS: [char; 7] = ['日', '部', '处', '處', '局', '院', '署'];
