//! Fixtures and what they become. `UPDATE_GOLDEN=1 cargo test -p import --test golden` writes what it is now; look at
//! the difference before keeping it.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use import::{Event, import};
use serde_json::json;
use std::convert::Infallible;
use std::path::{Path, PathBuf};

/// One line of JSON for each article and each message, in their order.
fn read(source: &Path) -> String {
    let mut lines = String::new();
    import::<Infallible>(source, &mut |event| {
        let line = match event {
            Event::Article(found) => {
                json!({ "path": found.origin.path, "item": found.origin.item, "article": found.article })
            }
            Event::Message(message) => json!({ "message": message.to_string() }),
            Event::Progress { .. } => return Ok(()),
        };
        lines.push_str(&line.to_string());
        lines.push('\n');
        Ok(())
    })
    .unwrap();
    lines
}

#[test]
fn fixtures_become_what_they_did() {
    let mut fixtures: Vec<PathBuf> =
        std::fs::read_dir("tests/fixtures").unwrap().map(|entry| entry.unwrap().path()).collect();
    fixtures.retain(|path| !path.to_string_lossy().ends_with(".expected.jsonl"));
    fixtures.sort();
    assert!(fixtures.len() > 5);
    for fixture in fixtures {
        let golden = PathBuf::from(format!("{}.expected.jsonl", fixture.display()));
        let now = read(&fixture);
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&golden, now).unwrap();
        } else {
            let before = std::fs::read_to_string(&golden).unwrap_or_default();
            assert_eq!(now, before, "{} changed; see the first line of this file", fixture.display());
        }
    }
}
