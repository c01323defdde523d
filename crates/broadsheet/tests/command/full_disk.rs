//! A disk that fills half-way leaves the old site whole, and is told.
#![cfg(target_os = "linux")]

use std::fs;
use std::process::Command;

use crate::harness::{Test, lines};

/// Builds a site on a disk of its own, then one of other articles where so many kilobytes are left; copies of both and what the second run
/// said are `before`, `after` and `said`.
const SCRIPT: &str = r#"
set -e
mount -t tmpfs -o size=4m tmpfs small
"$COMMAND" build old --out small/site --app dist --quiet
cp -r small/site before
free=$(df -k --output=avail small | tail -1)
head -c $(( (free - $LEFT) * 1024 )) /dev/zero > small/filler
status=0
"$COMMAND" build new --out small/site --app dist > said 2>&1 || status=$?
cp -r small/site after
"$COMMAND" check small/site --quiet
echo $status
"#;

/// Whether there may be a file system of our own.
fn can_mount(test: &Test) -> bool {
    let script = "mkdir -p try && mount -t tmpfs tmpfs try";
    let made = Command::new("unshare").args(["-rm", "sh", "-c", script]).current_dir(test.path("")).output();
    made.is_ok_and(|output| output.status.success())
}

#[test]
fn the_old_site_stays_whole() {
    let articles = |from: u32, what: &str| {
        let article = |number| serde_json::json!({ "uri": format!("a:{number}"), "headline": format!("{what} {number}"), "datePublished": "2026-01-01", "body": [what.repeat(300)] });
        lines(&(from..from + 60).map(article).collect::<Vec<_>>())
    };
    let settings = "id = \"paper\"\nbaseAddress = \"https://news.example/\"\n";
    let test = Test::new()
        .file("dist/index.html", "<title>x</title>")
        .file("dist/boot.js", "old")
        .file("old/a.jsonl", articles(0, "old "))
        .file("old/broadsheet.toml", settings)
        .file("new/a.jsonl", articles(30, "new "))
        .file("new/broadsheet.toml", settings);
    if !can_mount(&test) {
        println!("skipped: no file system of its own can be made for the test (unshare, mount)");
        return;
    }
    let (mut failed, mut done) = (0, 0);
    for left in [0, 4, 8, 16, 32, 64, 96, 128, 160, 192, 224, 256, 320, 384, 448, 512, 1024, 2048] {
        for folder in ["before", "after"] {
            let _ = fs::remove_dir_all(test.path(folder));
        }
        fs::create_dir_all(test.path("small")).unwrap();
        let output = Command::new("unshare")
            .args(["-rm", "sh", "-c", SCRIPT])
            .current_dir(test.path(""))
            .env("COMMAND", env!("CARGO_BIN_EXE_broadsheet"))
            .env("LEFT", left.to_string())
            .output()
            .unwrap();
        let told = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success(), "{left} kB: {}", String::from_utf8_lossy(&output.stderr));
        let said = fs::read_to_string(test.path("said")).unwrap();
        let files = |folder: &str| {
            let root = test.path(folder);
            let files = test
                .files(folder)
                .into_iter()
                .map(|(path, bytes)| (path.strip_prefix(&root).unwrap().to_owned(), bytes));
            // What may be removed one day is listed there before it is there.
            files.filter(|(path, _)| path.to_str() != Some("site.json")).collect::<Vec<_>>()
        };
        if told.trim() == "0" {
            done += 1;
            assert_ne!(files("before"), files("after"), "{left} kB");
            continue;
        }
        failed += 1;
        assert_eq!(told.trim(), "2", "{left} kB: {said}");
        assert!(
            said.contains("there is no room on the disk, and what was published before is as it was"),
            "{left} kB: {said}"
        );
        let (before, after) = (files("before"), files("after"));
        for file in &before {
            assert!(after.contains(file), "{left} kB: {} has changed\n{said}", file.0.display());
        }
    }
    assert!(failed >= 3 && done >= 2, "{failed} failed, {done} did not");
}
