//! Real input that lies beside the project; each test is skipped, by name, where it is absent.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use import::{Event, Imported, Message, Severity, import};
use std::convert::Infallible;
use std::path::PathBuf;

fn shared(name: &str) -> Option<PathBuf> {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared")).join(name);
    if !path.exists() {
        println!("skipped: ../shared/{name} is absent");
        return None;
    }
    Some(path)
}

fn read(source: &std::path::Path) -> (Vec<Imported>, Vec<Message>) {
    let (mut articles, mut messages) = (Vec::new(), Vec::new());
    import::<Infallible>(source, &mut |event| {
        match event {
            Event::Article(article) => articles.push(*article),
            Event::Message(message) => messages.push(message),
            Event::Progress { .. } => {}
        }
        Ok(())
    })
    .unwrap();
    (articles, messages)
}

#[test]
fn the_seed_article_comes_out_clean() {
    let Some(path) = shared("seed/article.txt") else { return };
    let (articles, messages) = read(&path);
    let [Imported { article, origin, .. }] = articles.as_slice() else { panic!("{} articles", articles.len()) };
    assert_eq!(origin.path, "article.txt");
    assert_eq!(article.headline, "Putin hails ‘invincible friendship’ with North Korea in New Year letter");
    assert!(article.abstract_.as_deref().unwrap().starts_with("The Russian leader commended"));
    assert_eq!(article.associations.len(), 1);
    let caption =
        "Vladimir Putin said strong Pyongyang-Moscow relations will help build a fair multipolar world order.";
    assert_eq!(article.associations[0].caption.as_deref(), Some(caption));
    assert_eq!(article.associations[0].credit_text.as_deref(), Some("EPA Images pic"));
    assert_eq!(article.dateline.as_deref(), Some("SEOUL"));
    assert_eq!(article.body.len(), 12);
    assert!(article.body.iter().all(|block| block.kind == article::BlockKind::Paragraph));
    assert!(article.body[0].text.starts_with("Russia’s President"));
    assert!(article.body[11].text.ends_with("But this has not materialised."));
    let said: Vec<_> =
        messages.iter().map(|message| (message.severity, message.what.contains("promotional"))).collect();
    assert_eq!(said, [(Severity::Note, true), (Severity::Note, true)]);
}

#[track_caller]
fn check_whole(name: &str, expected: usize) {
    let Some(path) = shared(name) else { return };
    let mut articles = 0;
    let mut problems = Vec::new();
    let mut bytes = 0;
    import::<Infallible>(&path, &mut |event| {
        match event {
            Event::Article(_) => articles += 1,
            Event::Message(message) if message.severity == Severity::Problem => problems.push(message.to_string()),
            Event::Message(_) => {}
            Event::Progress { bytes_read } => {
                assert!(bytes_read >= bytes);
                bytes = bytes_read;
            }
        }
        Ok(())
    })
    .unwrap();
    assert_eq!(articles, expected);
    assert_eq!(problems, [] as [String; 0]);
    assert_eq!(
        bytes,
        import::wanted_bytes(&mut import::Source {
            path: &path,
            prefix: "",
            wants: &mut |_| true,
            is_anothers: &|_| false
        })
    );
}

#[test]
fn reuters_comes_in_whole() {
    check_whole("corpora/reuters-21578.jsonl.gz", 21_578);
}

#[test]
fn the_election_comes_in_whole() {
    check_whole("corpora/election-2016.jsonl.gz", 284);
}

#[test]
fn strings_that_try_to_run_script_become_text() {
    let Some(path) = shared("corpora/hostile/xss-filter-evasion.json") else { return };
    let text = std::fs::read_to_string(path).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("hostile.md");
    std::fs::write(&file, text.replace("\\n", "\n").replace("\\\"", "\"")).unwrap();
    for article in read(&file).0 {
        for span in article.article.body.iter().flat_map(|block| &block.spans) {
            assert!(span.href.as_deref().is_none_or(|href| !href.to_lowercase().contains("script:")), "{span:?}");
        }
    }
}
