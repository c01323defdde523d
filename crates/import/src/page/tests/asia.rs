//! Pictures on pages of East Asia, whose captions and credits stand in lines below them.

use super::*;

const TEXT: &str = "スカーン港は5日、9日間続いたストライキを経て再開した。港湾労働者の組合は前夜、港湾局の提案を賛成多数で受け入れたと発表し、沖合で待っていた\
                    40隻の船が順に入港した。市長は記者団に「長い9日間だった」と述べ、関係者に感謝した。";

/// The caption, the credit, and the paragraphs of a page with this between two of them.
#[track_caller]
fn check(within: &str, caption: Option<&str>, credit: Option<&str>, paragraphs: usize) {
    let body = format!("<article><h1>スカーン港が再開</h1><p>{TEXT}</p>{within}<p>{TEXT}</p></article>");
    let read = read_page("<title>スカーン港が再開</title>", &body);
    let [picture] = read.article.associations.as_slice() else { panic!("{within}: {:?}", read.article.associations) };
    assert_eq!((picture.caption.as_deref(), picture.credit_text.as_deref()), (caption, credit), "{within}");
    let shown = read.article.body.iter().find(|block| block.kind == article::BlockKind::Figure);
    assert_eq!(shown.map(|block| block.text.as_str()), Some(caption.unwrap_or_default()), "{within}");
    assert_eq!(read.article.body.len() - 1, paragraphs, "{within}: {:?}", texts(&read));
}

/// They stood as paragraphs of the text.
#[test]
fn lines_below_a_picture_are_its_caption() {
    check("<p><img src=a.jpg></p><p>▲ 港に入る船（共同）</p>", Some("港に入る船"), Some("共同"), 2);
    check("<p><img src=a.jpg></p><p>写真：山田太郎</p>", None, Some("山田太郎"), 2);
    check(
        "<p><img src=a.jpg></p><p>港に入る船</p><p>写真提供：スカーン港湾局</p>",
        Some("港に入る船"),
        Some("スカーン港湾局"),
        2,
    );
    check(
        "<p><img src=a.jpg><br>图为船只驶入港口。新华社记者 李明 摄</p>",
        Some("图为船只驶入港口。"),
        Some("新华社记者 李明 摄"),
        2,
    );
    check(
        "<div><img src=a.jpg></div><p>▲船隻駛入港口。（圖／記者王小明攝）</p>",
        Some("船隻駛入港口。"),
        Some("記者王小明攝"),
        2,
    );
    check(
        "<p><img src=a.jpg></p><p>부산항에 들어오는 배. 사진=연합뉴스</p>",
        Some("부산항에 들어오는 배."),
        Some("연합뉴스"),
        2,
    );
    check(
        "<p><img src=a.jpg></p><p>▲부산항에 들어오는 배<br>사진 제공=부산항만공사</p>",
        Some("부산항에 들어오는 배"),
        Some("부산항만공사"),
        2,
    );
}

/// The credit stayed the end of the caption.
#[test]
fn captions_in_figures_are_parted_from_their_credits() {
    let figure = |caption: &str| format!("<figure><img src=a.jpg><figcaption>{caption}</figcaption></figure>");
    check(&figure("港に入る船＝5日、山田太郎撮影"), Some("港に入る船＝5日"), Some("山田太郎撮影"), 2);
    check(&figure("船只驶入港口（图/视觉中国）"), Some("船只驶入港口"), Some("视觉中国"), 2);
    check(&figure("부산항 [사진=홍길동 기자]"), Some("부산항"), Some("홍길동 기자"), 2);
    check(&figure("港に入る船 <span class=credit>写真：ロイター</span>"), Some("港に入る船"), Some("ロイター"), 2);
}

#[test]
fn paragraphs_below_a_picture_stay() {
    check("<p><img src=a.jpg></p><p>市長は5日の会見で「待った」と話した。</p>", None, None, 3);
    check("<p><img src=a.jpg></p><p>▲부산 ▲인천 ▲평택 항이 대상이다.</p>", None, None, 3);
    check(&format!("<p><img src=a.jpg></p><p>{TEXT}（共同）</p>"), None, None, 3);
}
