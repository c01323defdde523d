//! Captions and credits as East Asia prints them: `港に入る船＝山田太郎撮影`, `图为港口。新华社记者 李明 摄`, `▲ 부산항. 사진=연합뉴스`.

use article::Association;

/// What stands before a credit; of two that begin alike the longer first. Some say themselves that a name follows.
#[rustfmt::skip]
const LABELS: [(&str, bool); 27] = [
    ("写真・図版", false), ("写真提供", true), ("写真撮影", true), ("写真", false), ("画像提供", true), ("画像", false), ("提供", true), ("撮影", true),
    ("图片来源", true), ("图片提供", true), ("图片", false), ("图源", true), ("图", false), ("摄影", true), ("摄", true),
    ("圖片來源", true), ("圖片提供", true), ("圖片", false), ("圖源", true), ("圖", false), ("攝影", true), ("照片", false),
    ("사진 제공", true), ("사진제공", true), ("사진 출처", true), ("사진출처", true), ("사진", false),
];

/// What stands between a label and what it is one of.
const COLONS: [char; 2] = [':', '：'];
/// The same, where that is a name.
const EQUALS: [char; 6] = ['=', '＝', '/', '／', '|', '｜'];

/// Agencies and houses that deliver pictures, beside those of the [whole world](super::LONG_AGENCIES).
#[rustfmt::skip]
const AGENCIES: [&str; 35] = [
    "共同通信", "時事通信", "ロイター", "アフロ", "ゲッティ", "聯合報", "新华社", "新華社", "中新社", "中国新闻社", "中新网", "人民网", "视觉中国", "視覺中國", "中央社", "法新社",
    "路透", "美联社", "美聯社", "歐新社", "欧新社", "达志", "達志", "东方ic", "本报", "本報", "本社", "연합뉴스", "뉴시스", "뉴스1", "로이터", "게티", "getty",
    "shutterstock", "unsplash",
];
/// The same where they are words by themselves; other words have them within.
const SHORT_AGENCIES: [&str; 4] = ["cfp", "vcg", "共同", "時事"];

/// How a credit ends.
#[rustfmt::skip]
const ENDS: [&str; 21] = [
    "摄", "攝", "撮影", "提供", "翻摄", "翻攝", "供图", "供圖", "资料图", "资料图片", "資料圖片", "資料照", "資料照片", "檔案照", "檔案照片", "資料写真",
    "記者", "记者", "기자", "제공", "자료사진",
];

/// What marks a line as one about a picture, before its text.
const SIGNS: [char; 8] = ['▲', '△', '▼', '▽', '▶', '◀', '↑', '■'];

/// How lines begin that say what a picture shows.
const BEGINS: [&str; 13] = [
    "写真・図版",
    "图为",
    "圖為",
    "圖爲",
    "写真は",
    "画像は",
    "資料圖片",
    "资料图片",
    "资料图",
    "示意图",
    "示意圖",
    "자료사진",
    "図は",
];

/// The longest credit, in characters.
const LONGEST: usize = 40;

/// Whether a text is written in the scripts of East Asia.
pub fn is_east_asian(text: &str) -> bool {
    text.contains(|sign| matches!(sign, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'))
}

/// Reads a caption with its credit, or a credit alone.
pub fn read(line: &str) -> Option<Association> {
    let line = line.trim();
    if !is_east_asian(line) {
        return None;
    }
    let (caption, credit) = in_brackets(line)
        .or_else(|| labelled(line).map(|credit| ("", credit)))
        .or_else(|| behind_label(line))
        .or_else(|| behind_equals(line))
        .or_else(|| by_end(line))?;
    let caption = bare_caption(caption);
    let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    Some(Association { caption: given(caption), credit_text: given(credit), ..Association::default() })
}

/// A caption that stands on a line of its own below its picture, where the line says so.
pub fn read_line(line: &str) -> Option<Association> {
    let is_marked = || {
        let begins_numbered = ["图", "圖", "図", "写真", "사진"]
            .iter()
            .any(|label| line.strip_prefix(label).is_some_and(|rest| rest.starts_with(|sign: char| sign.is_numeric())));
        let has_label = LABELS
            .iter()
            .any(|(label, _)| line.strip_prefix(label).is_some_and(|rest| rest.trim_start().starts_with(COLONS)));
        let is_signed = line.starts_with(SIGNS) && line.matches(SIGNS).count() == 1;
        is_signed || begins_numbered || has_label || BEGINS.iter().any(|begins| line.starts_with(begins))
    };
    if !is_east_asian(line) {
        return None;
    }
    let whole = || Association { caption: Some(bare_caption(line).to_owned()), ..Association::default() };
    // A whole report may end with its agency as a caption does.
    let may_be_report = |found: &Association| {
        let has_sentence = found.caption.as_ref().is_some_and(|caption| caption.contains('。'));
        has_sentence && ends_with_bare_agency(line) && !is_marked()
    };
    read(line).filter(|found| !may_be_report(found)).or_else(|| is_marked().then(whole))
}

/// A credit without its label.
pub fn bare_credit(text: &str) -> &str {
    let is_label = |(label, _): &&(&str, bool)| text.starts_with(label);
    let rest = LABELS.iter().find(is_label).map_or("", |(label, _)| text[label.len()..].trim_start());
    let name = rest.trim_start_matches(COLONS).trim_start_matches(EQUALS).trim();
    if name.is_empty() || name.len() == rest.len() { text } else { name }
}

/// A caption without what marks it as one, and what parted it from its credit.
fn bare_caption(caption: &str) -> &str {
    let caption = caption.trim().trim_start_matches(SIGNS).trim_start();
    let caption = caption
        .strip_prefix("写真・図版")
        .map_or(caption, |rest| rest.trim_start_matches([' ', '\u{3000}', '：', ':']));
    caption.trim_end_matches(['/', '／', '|', '｜', '＝', '=', ' ', '\u{3000}'])
}

/// The credit of a text that is a label and a name.
fn labelled(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(SIGNS).trim_start();
    let (label, is_certain) = LABELS.iter().find(|(label, _)| text.starts_with(label))?;
    let rest = text[label.len()..].trim_start();
    let sign = rest.chars().next()?;
    let name = rest[sign.len_utf8()..].trim();
    let is_sure = *is_certain || EQUALS.contains(&sign);
    let is_parted = COLONS.contains(&sign) || EQUALS.contains(&sign);
    (is_parted && is_short(name) && (is_sure || is_credit(name) || is_name(name))).then_some(name)
}

/// `港口重新開放。（圖／記者王小明攝）`, `부산항 [사진=연합뉴스]`
fn in_brackets(line: &str) -> Option<(&str, &str)> {
    let bare = line.trim_end_matches(['。', '.']);
    let last = bare.chars().last()?;
    let open = BRACKETS.iter().find(|(_, close)| *close == last).map(|(open, _)| *open)?;
    let (caption, within) = bare.strip_suffix(last)?.rsplit_once(open)?;
    let credit =
        labelled(within).or_else(|| Some(within.trim()).filter(|within| is_short(within) && is_credit(within)))?;
    Some((caption, credit))
}

/// Whether a line ends with an agency in brackets, which nothing tells to have made a picture.
fn ends_with_bare_agency(line: &str) -> bool {
    in_brackets(line).is_some_and(|(caption, credit)| {
        let within = line[caption.len()..].trim_start_matches(|sign| BRACKETS.iter().any(|(open, _)| *open == sign));
        within.trim_start().starts_with(credit) && !ENDS.iter().any(|end| credit.ends_with(end))
    })
}

const BRACKETS: [(char, char); 8] =
    [('（', '）'), ('(', ')'), ('[', ']'), ('【', '】'), ('［', '］'), ('〔', '〕'), ('〈', '〉'), ('<', '>')];

/// What ends a caption before a label, or a name that needs none.
const PARTS: [char; 15] = ['。', '．', '.', '！', '？', '!', '?', '」', '』', '）', ')', '／', '/', '　', ' '];

/// `부산항에 들어온 배. 사진=연합뉴스`
fn behind_label(line: &str) -> Option<(&str, &str)> {
    let begins = line.char_indices().rev().filter(|(at, _)| line[..*at].ends_with(PARTS));
    let mut read = begins.filter_map(|(at, _)| Some((&line[..at], labelled(&line[at..])?)));
    read.next().or_else(|| {
        let (caption, credit) = line.rsplit_once('ⓒ')?;
        is_short(credit.trim()).then_some((caption, credit))
    })
}

/// `港に入る船＝共同`
fn behind_equals(line: &str) -> Option<(&str, &str)> {
    let (caption, credit) = line.rsplit_once(['＝', '='])?;
    (is_short(credit) && is_credit(credit) && !credit.contains(['、', '。'])).then_some((caption, credit))
}

/// `港に入る船＝5日、スカーン港、山田太郎撮影`, `图为港口。新华社记者 李明 摄`
fn by_end(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_end_matches('。');
    if !["摄", "攝", "撮影", "翻攝"].iter().any(|end| line.ends_with(end)) {
        return None;
    }
    let is_japanese = line.ends_with("撮影");
    let ends = |sign: char| "。！？」』）)＝=／/\u{3000}".contains(sign) || is_japanese && sign == '、';
    let start = line.rfind(ends).map_or(0, |at| at + line[at..].chars().next().map_or(0, char::len_utf8));
    let (caption, last) = line.split_at(start);
    if is_short(last.trim()) && (!caption.is_empty() || is_credit_of_reporter(last)) && is_credit(last.trim()) {
        return Some((caption.trim_end_matches('、'), last.trim()));
    }
    // Where blanks alone part them the credit begins with who the photographer works for.
    let at = last.match_indices(' ').map(|(at, _)| at).find(|at| is_credit_of_reporter(&last[at + 1..]))?;
    let credit = last[at..].trim();
    is_short(credit).then(|| (&line[..start + at], credit))
}

fn is_credit_of_reporter(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    ["记者", "記者", "通讯员", "特约"].iter().any(|word| first.contains(word)) || names_agency(first)
}

fn is_short(text: &str) -> bool {
    !text.is_empty() && text.chars().count() <= LONGEST && !text.contains(['。', '！', '？', '!', '?'])
}

/// Whether a text names an agency, or ends as credits do.
fn is_credit(text: &str) -> bool {
    names_agency(text) || ENDS.iter().filter_map(|end| text.strip_suffix(end)).any(says_who)
}

/// Whether what stands before the end of a credit may be someone: no day, no sentence of which the end is the verb, and not nothing.
fn says_who(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && !text.ends_with(['年', '月', '日', 'を', 'に', 'で', 'は', 'が', 'も']) && !text.contains('を')
}

fn names_agency(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words = lower.split(|sign: char| !sign.is_alphanumeric());
    super::LONG_AGENCIES.iter().chain(&AGENCIES).any(|agency| lower.contains(agency))
        || words.any(|word| super::SHORT_AGENCIES.contains(&word) || SHORT_AGENCIES.contains(&word))
}

/// Whether a text may be a name in Chinese characters or Hangul: one short word, without the signs that Japanese writes between words.
fn is_name(text: &str) -> bool {
    (2..=5).contains(&text.chars().count())
        && text.chars().all(|sign| matches!(sign, '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '々'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, caption: &str, credit: &str) {
        let read = read_line(line).unwrap_or_default();
        let said = (read.caption.unwrap_or_default(), read.credit_text.unwrap_or_default());
        assert_eq!(said, (caption.to_owned(), credit.to_owned()), "{line}");
    }

    #[test]
    fn captions_and_credits_are_parted() {
        check("港に入る船（共同）", "港に入る船", "共同");
        check("港に入る船＝ロイター", "港に入る船", "ロイター");
        check("港に入る船＝5日、スカーン港、山田太郎撮影", "港に入る船＝5日、スカーン港", "山田太郎撮影");
        check("写真：山田太郎", "", "山田太郎");
        check("写真・図版　港に入る船＝5日、山田太郎撮影", "港に入る船＝5日", "山田太郎撮影");
        check("写真提供：スカーン港湾局", "", "スカーン港湾局");
        check("船が港に入った。写真：AFP＝時事", "船が港に入った。", "AFP＝時事");
        check("图为船只驶入港口。新华社记者 李明 摄", "图为船只驶入港口。", "新华社记者 李明 摄");
        check("船只驶入港口 新华社记者 李明 摄", "船只驶入港口", "新华社记者 李明 摄");
        check("船只驶入港口（图/视觉中国）", "船只驶入港口", "视觉中国");
        check("图片来源：海岸日报", "", "海岸日报");
        check("▲船隻駛入港口。（圖／記者王小明攝）", "船隻駛入港口。", "記者王小明攝");
        check("港口重新開放。（中央社檔案照片）", "港口重新開放。", "中央社檔案照片");
        check("▲ 부산항에 들어오는 배. 사진=연합뉴스", "부산항에 들어오는 배.", "연합뉴스");
        check("부산항에 들어오는 배 [사진=홍길동 기자]", "부산항에 들어오는 배", "홍길동 기자");
        check("사진 제공=부산항만공사", "", "부산항만공사");
    }

    /// The day was credited, and what kind of picture it is.
    #[test]
    fn a_day_is_no_credit() {
        for line in ["スカーン港（2019年3月撮影）", "港口（3月5日摄）", "港口重新开放（资料图）"]
        {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn lines_about_a_picture_are_told_by_their_beginning() {
        check("▲ 부산항에 들어오는 배", "부산항에 들어오는 배", "");
        check("图为船只驶入港口。", "图为船只驶入港口。", "");
        check("図1：港の地図", "図1：港の地図", "");
        check("写真：港に入る船", "写真：港に入る船", "");
    }

    #[test]
    fn prose_is_no_caption() {
        for line in [
            "港は五日に再開した。",
            "市長は「待った」と話した（五日の会見で）。",
            "船员于周日晚间投票，多数接受了港务局的方案。",
            "부산항이 5일 다시 열렸다.",
            "▲부산 ▲인천 ▲평택 항이 대상이다.",
            "사진이 공개되자 시민들이 모였다.",
            "Photo: Jane Doe",
            "近くの住民が、煙が上がる様子を撮影。",
            "スカーン港は5日、再開した。（共同）",
            "",
        ] {
            assert_eq!(read_line(line), None, "{line}");
        }
    }
}
