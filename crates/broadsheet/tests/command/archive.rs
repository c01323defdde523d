//! The archive on disk: the same bytes each time, whole or not at all, and proved by `check`.

use std::fs;

use serde_json::json;

use crate::harness::{Test, lines};

fn forty_articles() -> Test {
    let articles: Vec<_> = (0..40)
        .map(|n| {
            json!({
                "uri": format!("test:{n}"), "headline": format!("Headline number {n}"),
                "datePublished": format!("2020-01-{:02}", n % 28 + 1), "places": ["here", format!("place {}", n % 7)],
                "body": [format!("The text of article {n} speaks of budgets and harbours."), "x ".repeat(300)],
            })
        })
        .collect();
    Test::new().file("in/a.jsonl", lines(&articles))
}

#[test]
fn the_same_sources_give_the_same_bytes() {
    let test = forty_articles();
    test.bundle();
    test.run(&["bundle", "in", "--out", "again"]).success();
    let (first, second) = (test.files("out"), test.files("again"));
    let relative = |files: &std::collections::BTreeMap<std::path::PathBuf, Vec<u8>>, root: &str| {
        let root = test.path(root);
        let pairs = files.iter().map(|(path, bytes)| (path.strip_prefix(&root).unwrap().to_owned(), bytes.clone()));
        pairs.collect::<Vec<_>>()
    };
    assert!(first.len() > 5, "{} files", first.len());
    assert_eq!(relative(&first, "out"), relative(&second, "again"));
}

#[test]
fn the_manifest_tells_what_a_search_for_nothing_finds() {
    let test = forty_articles();
    test.bundle();
    let manifest: serde_json::Value =
        serde_json::from_slice(&fs::read(test.path("out/archive.json")).unwrap()).unwrap();
    let front = &manifest["front"];
    assert_eq!(front["total"], 40);
    let newest: Vec<u64> = front["hits"].as_array().unwrap().iter().filter_map(|hit| hit["number"].as_u64()).collect();
    assert_eq!(newest, (0..40).collect::<Vec<_>>());
    assert_eq!(front["histogram"]["bars"].as_array().map(Vec::len), Some(28));
    // In another order the counts are made anew, from the index.
    let counted = test.search("", &["--sort", "oldest", "--facets", "all"]);
    let places = front["facets"].as_array().unwrap().iter().find(|facet| facet["facet"] == "places").unwrap();
    assert_eq!((&places["values"], places["values"].as_array().map(Vec::len)), (&counted["facets"]["places"], Some(8)));
}

#[test]
fn what_is_exported_makes_the_same_archive() {
    let test = forty_articles()
        .file("in/broadsheet.toml", "id = \"mine\"\ntitle = \"Mine\"\ntimeZone = \"Asia/Seoul\"\n")
        .file(
            "in/b.md",
            "---\ntitle: Boats\nauthor: [Ana, Bo]\n---\n![Two](https://a.example/a.jpg)\n\n> Quoted.\n{: .pullquote}\n\n- one\n- *two*",
        )
        .file("in/c.txt", "A headline of some length\n\nSEOUL: And a text that follows it.");
    test.bundle();
    let exported = test.run(&["export", "out", "--format", "jsonl"]).success().stdout;
    assert_eq!(exported.lines().count(), 42);
    test.write("exported.jsonl", exported);
    test.run(&["bundle", "exported.jsonl", "--config", "in/broadsheet.toml", "--out", "again"]).success();
    let bytes = |folder: &str| test.files(folder).into_values().collect::<Vec<_>>();
    assert_eq!(bytes("out"), bytes("again"));
}

#[test]
fn an_archive_that_lacks_a_group_is_not_exported_as_if_it_were_whole() {
    let test = forty_articles();
    test.bundle();
    let path = test.files("out").into_keys().find(|path| path.ends_with("articles/000001.json")).unwrap();
    fs::remove_file(path).unwrap();
    test.run(&["export", "out"]).status(2).says("articles/000001.json: is not there; copy the archive again");
}

#[test]
fn check_names_every_file_that_is_damaged() {
    let test = forty_articles();
    test.bundle();
    test.run(&["check", "out"]).success().says("whole");
    for (path, bytes) in test.files("out") {
        let mut changed = bytes.clone();
        // The last byte: in JSON pieces outside of what the checksum covers, so the list has to notice it.
        *changed.last_mut().unwrap() ^= 1;
        fs::write(&path, &changed).unwrap();
        let outcome = test.run(&["check", "out"]);
        assert_ne!(outcome.status, 0, "{} was changed", path.display());
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        outcome.says(&name);
        fs::remove_file(&path).unwrap();
        let outcome = test.run(&["check", "out"]);
        assert_ne!(outcome.status, 0, "{} was removed", path.display());
        assert!(
            path.parent().is_some_and(|folder| folder.ends_with("out")) || outcome.stderr.contains("is missing"),
            "{}",
            outcome.stderr
        );
        fs::write(&path, &bytes).unwrap();
    }
    test.run(&["check", "out"]).success();
}

#[test]
fn a_file_that_does_not_belong_is_named() {
    let test = forty_articles();
    test.bundle();
    let segment = fs::read_dir(test.path("out")).unwrap().find_map(|entry| {
        let path = entry.unwrap().path();
        path.is_dir().then_some(path)
    });
    fs::write(segment.unwrap().join("articles/stray.json"), "x").unwrap();
    test.run(&["check", "out"]).status(1).says("stray.json");
}

#[test]
fn a_damaged_archive_is_mended_by_bundling_again() {
    let test = forty_articles();
    test.bundle();
    let path = test.files("out").into_keys().find(|path| path.ends_with("articles/000000.json")).unwrap();
    fs::write(&path, "gone").unwrap();
    test.bundle();
    test.run(&["check", "out"]).success();
}

#[test]
fn a_folder_with_other_things_is_refused() {
    let test = forty_articles().file("out/diary.txt", "mine");
    test.run(&["bundle", "in", "--out", "out"]).status(2).says("is not empty");
    assert_eq!(test.files("out").len(), 1, "nothing was written into it");
    test.run(&["bundle", "in", "--out", "out/diary.txt"]).status(2).says("out/diary.txt: is a file");
}

#[test]
fn what_a_killed_run_left_is_cleared_away() {
    let test = forty_articles().file("out/.broadsheet-new-segment/articles/000000.json", "half");
    test.bundle();
    test.run(&["check", "out"]).success();
    assert!(!test.path("out/.broadsheet-new-segment").exists());
}

/// The segment was in place and the manifest was not: the next run took the folder for someone else's.
#[test]
fn a_run_killed_before_its_manifest_can_be_repeated() {
    let test = forty_articles();
    test.bundle();
    fs::remove_file(test.path("out/archive.json")).unwrap();
    test.bundle();
    test.run(&["check", "out"]).success();
}

/// Two runs cleared away each other's unfinished files.
#[test]
fn a_second_run_into_one_folder_is_refused_while_the_first_works() {
    let test = forty_articles().file("out/.broadsheet-new-lock", "").file("out/.broadsheet-new-segment/half", "");
    let lock = fs::File::open(test.path("out/.broadsheet-new-lock")).unwrap();
    lock.try_lock().unwrap();
    test.run(&["bundle", "in", "--out", "out"]).status(2).says("out: another run of broadsheet is writing");
    assert!(test.path("out/.broadsheet-new-segment/half").exists(), "the first run's work is left alone");
    // A run that is killed lets go of the lock and leaves the file.
    drop(lock);
    test.bundle();
    test.run(&["check", "out"]).success();
    assert!(!test.path("out/.broadsheet-new-lock").exists());
}

#[test]
fn pages_that_are_open_keep_the_last_generation() {
    let test = Test::new();
    let segments = || {
        let folders = fs::read_dir(test.path("out")).unwrap().map(|entry| entry.unwrap().path());
        folders.filter(|path| path.is_dir()).collect::<Vec<_>>()
    };
    test.write("in/a.txt", "A first headline\n\nThe first text, long enough to be one.");
    test.bundle();
    let first = segments();
    test.write("in/b.txt", "A second headline\n\nThe second text, long enough to be one.");
    test.bundle();
    assert_eq!(segments().len(), 2, "the new one and the one before");
    test.write("in/c.txt", "A third headline\n\nThe third text, long enough to be one.");
    test.bundle();
    assert_eq!(segments().len(), 2);
    assert!(!segments().contains(&first[0]), "the generation before the last is gone");
}

#[test]
fn an_archive_may_be_empty_or_hold_one_article() {
    let test = Test::new().file("in/a.jsonl", lines(&[json!({"uri": "test:1", "headline": "Alone", "body": []})]));
    test.bundle();
    test.run(&["check", "out"]).success();
    assert_eq!(test.found("alone", &[]), ["test:1"]);
    test.write("in/a.jsonl", lines(&[json!({"uri": "test:1", "headline": "Alone", "pubStatus": "withheld"})]));
    test.bundle();
    test.run(&["check", "out"]).success();
    assert_eq!(test.search("alone", &[])["total"], 0);
    assert_eq!(test.search("", &["--facets", "all"])["total"], 0);
}

#[test]
fn another_format_is_told_apart_from_damage() {
    let test = forty_articles();
    test.bundle();
    let manifest = fs::read_to_string(test.path("out/archive.json")).unwrap();
    test.write("out/archive.json", manifest.replace(&format!("\"format\":{},", article::FORMAT), "\"format\":99,"));
    test.run(&["search", "out", "budgets"]).status(2).says("has format 99");
    test.write("out/archive.json", &manifest[..manifest.len() / 2]);
    test.run(&["search", "out", "budgets"]).status(2).says("archive.json: is damaged, or not the manifest");
    for manifest in ["{}", "[]", "null", "{\"format\": 1}", "{\"format\": \"x\"}"] {
        test.write("out/archive.json", manifest);
        let outcome = test.run(&["check", "out"]).status(2).says("archive.json: is damaged");
        assert!(!outcome.stderr.contains("struct"), "{}", outcome.stderr);
    }
    // The segment beside it says whose folder it is, so that bundling again mends it.
    test.bundle();
    test.run(&["check", "out"]).success();
}

#[test]
fn a_folder_that_is_none_of_ours_is_told_with_the_way_out() {
    let test = Test::new().file("pictures/a.jpg", "");
    for command in ["search", "check", "export"] {
        test.run(&[command, "nowhere"]).status(2).says("nowhere: is not there");
        test.run(&[command, "pictures/a.jpg"]).status(2).says("is a file");
        test.run(&[command, "pictures"]).status(2).says("neither an archive nor a site; `broadsheet bundle");
    }
    test.run(&["serve", "nowhere"]).status(2).says("nowhere: is not there");
    test.run(&["serve", "pictures"]).status(2).says("not a site; `broadsheet build");
}

/// A slip in a source's name put an empty archive in the place of the good one.
#[test]
fn where_no_article_could_be_read_the_old_archive_stays() {
    let test = forty_articles();
    test.bundle();
    let before = test.files("out");
    test.run(&["bundle", "inn", "--out", "out"]).status(2).says("inn: is not there").says("nothing was written");
    test.run(&["bundle", "in/*.txt", "--out", "out"]).status(2).says("patterns are not filled in here");
    assert_eq!(test.files("out"), before);
}

/// A folder that was emptied, or is not filled yet, put an empty archive in the place of the good one, without a word.
#[test]
fn a_source_without_articles_makes_no_archive() {
    let test = forty_articles();
    test.bundle();
    let before = test.files("out");
    fs::create_dir(test.path("empty")).unwrap();
    let says = "no article could be read from empty; nothing was written";
    // Who takes the last article away to withdraw it is told how that is done.
    test.run(&["bundle", "empty", "--out", "out"]).status(2).says(says).says("cuts it out with bundle --remove");
    assert_eq!(test.files("out"), before);
    test.run(&["bundle", "empty", "--out", "new"]).status(2).says(says);
    test.run(&["bundle", "empty", "--out", "new", "--append"]).status(2).says(says);
    assert!(!test.path("new/archive.json").exists());
    // Nothing new is nothing to complain of.
    test.run(&["bundle", "empty", "--out", "out", "--append"]).success().says("40 articles in the archive");
    assert_eq!(test.files("out"), before);
    test.write("settings/broadsheet.toml", "sources = [\"articles\", \"b/*.md\", \"c\", \"d\"]");
    for folder in ["articles", "b", "c", "d"] {
        fs::create_dir(test.path("settings").join(folder)).unwrap();
    }
    let outcome = test.run(&["bundle", "settings", "--out", "out"]).status(2).says("and 1 more; nothing was written");
    outcome.says("no article could be read from \"articles\" of settings/broadsheet.toml");
    assert_eq!(test.files("out"), before);
}

#[test]
fn the_manifest_does_not_grow_with_the_archive() {
    let size = |n: usize| {
        let articles: Vec<_> = (0..n)
            .map(|n| json!({"uri": format!("test:{n}"), "headline": "H", "subjects": [format!("s{n}")]}))
            .collect();
        let test = Test::new().file("in/a.jsonl", lines(&articles));
        test.bundle();
        fs::metadata(test.path("out/archive.json")).unwrap().len()
    };
    // Fewer articles than a page shows are told of with less.
    assert!(size(2) < size(200) && size(2000) < size(200) + 20, "only the digits of the counts may differ");
}

/// A file that happens to be called like the manifest made the folder ours, and folders with a `files.json` were removed.
#[test]
fn a_foreign_file_of_the_manifest_s_name_does_not_make_a_folder_ours() {
    let test = forty_articles().file("out/archive.json", "{\"photos\": 3}").file("out/2019/files.json", "[]");
    test.run(&["bundle", "in", "--out", "out"]).status(2).says("is not empty");
    assert_eq!(test.files("out").len(), 2);
}

#[test]
fn an_archive_inside_its_own_source_is_refused() {
    let test = forty_articles();
    test.run(&["bundle", "in", "--out", "in/archive"]).status(2).says("inside the source");
    assert!(!test.path("in/archive").exists());
}

/// An archive of format 1, as the program that wrote this format made it.
#[test]
fn an_archive_of_an_earlier_format_is_searched_and_checked() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/format-1");
    let test = Test::new();
    let found = test.run(&["search", folder, "harbour", "--json", "--facets", "places"]).success();
    let answer: serde_json::Value = serde_json::from_str(&found.stdout).unwrap();
    let uris: Vec<_> = answer["hits"].as_array().unwrap().iter().map(|hit| hit["uri"].as_str().unwrap()).collect();
    assert_eq!(uris, ["urn:example:1", "urn:example:3"]);
    assert_eq!(answer["facets"]["places"], json!([{ "value": "Porto", "count": 1 }]));
    test.run(&["check", folder]).success().says("whole");
}

/// Those of formats 3 and 4, of two segments: an article of the first is replaced in the second, and two words mean the same.
#[test]
fn an_archive_of_segments_of_each_format_is_searched_and_checked() {
    for format in ["format-3", "format-4"] {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/").to_owned() + format;
        let test = Test::new();
        let found = |query: &str| {
            let answer: serde_json::Value =
                serde_json::from_str(&test.run(&["search", &folder, query, "--json"]).success().stdout).unwrap();
            answer["hits"].as_array().unwrap().iter().map(|hit| hit["uri"].clone()).collect::<Vec<_>>()
        };
        assert_eq!(found("passed budget"), ["urn:example:2"], "{format}");
        assert!(found("nine").is_empty(), "{format}");
        assert_eq!(found("pier"), ["urn:example:2"], "{format}");
        assert_eq!(found("\"quay of the harbour\""), ["urn:example:4"], "{format}");
        assert_eq!(found("tempest"), ["urn:example:1"], "{format}");
        assert_eq!(found("rain -9").len(), 5, "{format}");
        test.run(&["check", &folder]).success().says("whole");
    }
}

/// Every file of an archive but its manifest, and the ids in them. Who changes the bytes of articles, previews or the look-up
/// breaks links that people have. Who changes those of the index or the joint asks whether a reader of this format, who has
/// only docs/FORMAT.md, still reads them: if not, the format needs another number, and the fixtures an archive of it.
#[test]
fn the_bytes_of_an_archive_have_not_changed_by_accident() {
    let test =
        forty_articles().file("in/b.md", "---\ntitle: Été\nauthor: Ana\n---\nA *b* c.\n\n> Quoted\n\n- one\n- two");
    test.bundle();
    test.write("more.jsonl", lines(&[json!({"uri": "test:7", "headline": "Later", "dateModified": "2021-01-01"})]));
    test.run(&["bundle", "more.jsonl", "--out", "out", "--append"]).success();
    let manifest: serde_json::Value =
        serde_json::from_slice(&fs::read(test.path("out/archive.json")).unwrap()).unwrap();
    let segments = manifest["segments"].as_array().unwrap().iter().map(|segment| &segment["hash"]);
    let mut written = Vec::new();
    for folder in segments.chain([&manifest["joint"]]) {
        let list = fs::read(test.path("out").join(folder.as_str().unwrap()).join("files.json")).unwrap();
        for file in serde_json::from_slice::<Vec<serde_json::Value>>(&list).unwrap() {
            written.push(format!("{} {}", file["path"].as_str().unwrap(), &file["sha256"].as_str().unwrap()[..12]));
        }
    }
    assert_eq!(written, GOLDEN);
}

const GOLDEN: [&str; 13] = [
    "articles/000000.json 276cc6588d73",
    "articles/000001.json 410b520c28d6",
    "lookup/000000.json 27cbe037b0cc",
    "previews/000000.json f0ce29996c30",
    "previews/000001.json d43d523152d0",
    "search/000000.bin aa120c294aba",
    "search/000001.bin e8823ba546c4",
    // The segment of the article that was added.
    "articles/000000.json ba1ba374fb37",
    "lookup/000000.json 719b1697f59d",
    "previews/000000.json 8a7d95d2bf7b",
    "search/000000.bin d0374457dfac",
    "search/000001.bin 3f6444e315a1",
    "joint.bin c4ffb9a810c2",
];
