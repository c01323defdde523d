//! Files and folders as they come: packed, cut off, malformed, linked, in other encodings.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use flate2::{Compression, write::GzEncoder};
use import::{Event, Source, import, wanted_bytes};
use std::fs;
use std::io::Write;
use std::path::Path;

mod answers;
mod fitting;
mod linked;
mod refused;

/// Articles as "path#item: headline", messages as printed without the folder's name.
fn read(source: &Path) -> Vec<String> {
    let folder = if source.is_dir() { source } else { source.parent().unwrap() };
    let mut said = Vec::new();
    let mut last = 0;
    import::<()>(source, &mut |event| {
        match event {
            Event::Article(found) => {
                let item = found.origin.item.map(|item| format!("#{item}")).unwrap_or_default();
                said.push(format!("{}{item}: {}", found.origin.path, found.article.headline));
            }
            Event::Message(message) => said.push(message.to_string().replace(&format!("{}/", folder.display()), "")),
            Event::Progress { bytes_read } => {
                assert!(bytes_read >= last);
                last = bytes_read;
            }
        }
        Ok(())
    })
    .unwrap();
    assert_eq!(
        last,
        wanted_bytes(&mut Source { path: source, prefix: "", wants: &mut |_| true, is_anothers: &|_| false })
    );
    said
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Writes one file, reads its folder.
#[track_caller]
fn check(name: &str, bytes: impl AsRef<[u8]>, expected: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    assert_eq!(read(folder.path()), expected);
}

#[test]
fn a_malformed_line_among_good_ones_is_named() {
    check(
        "a.jsonl",
        "{\"headline\":\"One\"}\n\n{\"headline\":\n[1]\n{\"headline\":\"Two\"}\n{}\n{\"body\":5}\n",
        &[
            "a.jsonl#1: One",
            "problem: a.jsonl:3:12: is not whole: it ends within a value; an article must stand on one line",
            "problem: a.jsonl:4: is not an object, so it is no article",
            "a.jsonl#5: Two",
            "problem: a.jsonl:6: was left out: it has neither a headline nor a body",
            "problem: a.jsonl:7: \"body\" is 5 and should be a list of paragraphs, each a text or {\"kind\", \"text\"}; it was left out",
            "problem: a.jsonl:7: was left out: it has neither a headline nor a body",
        ],
    );
}

#[test]
fn json_may_be_one_article_or_many() {
    check("a.json", r#"{"headline":"One"}"#, &["a.json: One"]);
    check(
        "a.json",
        r#" [{"headline":"One"}, 5, {"headline":"Two"}]"#,
        &["a.json#1: One", "problem: a.json:item 2: is not an object, so it is no article", "a.json#3: Two"],
    );
    check(
        "a.json",
        r#"{"title":"x","articles":[{"headline":"One"},{"body":"Two"}]}"#,
        &[
            "a.json#1: One",
            "a.json#2: ",
            "note: a.json: the field \"title\" is not part of the article model and was left out",
        ],
    );
    check(
        "a.json",
        r#"[{"headline":"One"},{"headline""#,
        &["a.json#1: One", "problem: a.json:1:31: is not whole: it ends within an object (what follows was not read)"],
    );
    check(
        "a.json",
        "5",
        &[
            "problem: a.json:1:1: does not fit the article model: invalid type: integer `5`, expected an article, an array of articles, or {\"articles\": […]} (what follows was not read)",
        ],
    );
}

#[test]
fn what_may_be_embargoed_is_held_back() {
    for field in [
        "\"embargo\":\"2030\"",
        "\"embargoedUntil\":{\"at\":\"2030-01-01\"}",
        "\"embargoedUntil\":\"soon\"",
        "\"embargoed_until\":\"2030-01-01\"",
        // An object without a name was read as nothing, and the article as fit for publication.
        "\"pubStatus\":{\"qcode\":\"stat:canceled\"}",
        "\"pubstatus\":\"withheld\"",
        "\"emb\\u0061rgo\":true",
    ] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.jsonl"), format!("{{\"headline\":\"One\",{field}}}")).unwrap();
        let said = read(folder.path());
        assert!(
            said.iter().any(
                |line| line.starts_with("problem: a.jsonl:1: was left out, as it may not be meant for publication")
            ),
            "{said:?}"
        );
        assert!(!said.iter().any(|line| line.ends_with(": One")), "{said:?}");
    }
    check(
        "a.jsonl",
        r#"{"headline":"One","pubstatus":"usable"}"#,
        &[
            "a.jsonl#1: One",
            "note: a.jsonl:1: the field \"pubstatus\" is not part of the article model and was left out",
        ],
    );
    check("a.jsonl", r#"{"headline":"One","embargoedUntil":null,"expires":"2030-01-01"}"#, &["a.jsonl#1: One"]);
    let held = "was left out, as it may not be meant for publication: the field \"embargo\" stands beside the list of articles; put it \
                into each that it holds back";
    check(
        "a.json",
        r#"{"embargo":"2030","articles":[{"headline":"One"}],"x":1}"#,
        &[&format!("problem: a.json: {held}")],
    );
    check(
        "a.txt",
        "Embargoed until Monday\nHarbour reopens\n",
        &[
            "problem: a.txt:1: was left out, as “Embargoed until Monday” does not say in one way until when; write “Embargoed until 2016-09-12T10:00:00Z”",
        ],
    );
    check(
        "a.md",
        "---\nembargoedUntil: [\n---\nText.",
        &[
            "problem: a.md:2: front matter is not YAML of keys and values: unclosed bracket '['; was left out, as it may not be meant for publication",
        ],
    );
}

#[test]
fn packed_files_are_read_as_they_are() {
    let lines = b"{\"headline\":\"One\"}\n{\"headline\":\"Two\"}\n";
    check("a.jsonl.gz", packed(lines), &["a.jsonl.gz#1: One", "a.jsonl.gz#2: Two"]);
    check("a.jsonl", packed(lines), &["a.jsonl#1: One", "a.jsonl#2: Two"]);
    check("a.jsonl.gz", lines, &["a.jsonl.gz#1: One", "a.jsonl.gz#2: Two"]);
    check("a.txt.gz", packed("Headline\n\nText.".as_bytes()), &["a.txt.gz: Headline"]);
    check("a.md.gz", packed(b""), &["problem: a.md.gz: is empty"]);
}

#[test]
fn of_a_packed_file_that_is_cut_off_what_is_whole_passes() {
    let folder = tempfile::tempdir().unwrap();
    let mut noise = 1u64;
    let lines: String = (0..2000)
        .map(|number| {
            noise = noise.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            format!("{{\"headline\":\"{number} {noise:x}\"}}\n")
        })
        .collect();
    let bytes = packed(lines.as_bytes());
    fs::write(folder.path().join("a.jsonl.gz"), &bytes[..bytes.len() / 2]).unwrap();
    let said = read(folder.path());
    assert!(said.len() > 500 && said.len() < 1500, "{}", said.len());
    assert!(said[0].starts_with("a.jsonl.gz#1: 0 "));
    assert!(said.last().unwrap().contains(": is cut off: what follows is missing"), "{:?}", said.last());

    fs::write(folder.path().join("a.jsonl.gz"), [&bytes[..bytes.len() / 2], &[0xff; 900]].concat()).unwrap();
    let said = read(folder.path());
    assert!(said.len() > 500 && said.last().unwrap().starts_with("problem: a.jsonl.gz:"), "{:?}", said.last());
}

#[test]
fn above_the_limit_is_a_problem_and_the_rest_passes() {
    let mut large = b"{\"headline\":\"".to_vec();
    large.resize(17 << 20, b'x');
    large.extend(b"\"}\n{\"headline\":\"Two\"}\n");
    check(
        "a.jsonl",
        &large,
        &[
            "problem: a.jsonl:1: this line is larger than 16 MB, the most that one article may take; part it",
            "a.jsonl#2: Two",
        ],
    );
    check("a.txt", &large, &["problem: a.txt: is larger than 16 MB, the most that one article may take; part it"]);
    let mut array = b"[{\"headline\":\"One\"},".to_vec();
    array.extend(&large);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.json"), &array).unwrap();
    let said = read(folder.path());
    assert_eq!(said[0], "a.json#1: One");
    assert!(said[1].contains("an item here is larger than 16 MB"), "{said:?}");
    assert_eq!(said.len(), 2);
}

#[test]
fn an_array_above_the_limit_passes_where_its_items_do_not_exceed_it() {
    let item = format!("{{\"headline\":\"One\",\"body\":\"{}\"}}", "x".repeat(1 << 20));
    let array = format!("[{}]", vec![item; 17].join(","));
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.json"), array).unwrap();
    assert_eq!(read(folder.path()).len(), 17);
}

#[test]
fn other_encodings_are_read_and_said() {
    check(
        "a.txt",
        b"Caf\xe9 in Z\xfcrich\n\nIt\x92s open.",
        &["a.txt: Café in Zürich", "note: a.txt: was read as windows-1252; save it as UTF-8 if letters look wrong"],
    );
    check(
        "a.jsonl",
        b"{\"headline\":\"Z\xc3\xbcrich\"}\n{\"headline\":\"Caf\xe9 in Z\xfcrich\"}\n",
        &[
            "a.jsonl#1: Zürich",
            "a.jsonl#2: Café in Zürich",
            "note: a.jsonl:2: was read as windows-1252; save it as UTF-8 if letters look wrong",
        ],
    );
    let wide: Vec<u8> = "\u{feff}{\"headline\":\"Zürich\"}\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    check(
        "a.jsonl",
        &wide,
        &["a.jsonl#1: Zürich", "note: a.jsonl: was read as UTF-16LE; save it as UTF-8 if letters look wrong"],
    );
    check(
        "a.json",
        &wide,
        &["a.json: Zürich", "note: a.json: was read as UTF-16LE; save it as UTF-8 if letters look wrong"],
    );
    check("a.jsonl", "\u{feff}{\"headline\":\"One\"}", &["a.jsonl#1: One"]);
    check("a.txt", b"\x7fELF\x01\0\0\x02", &["problem: a.txt: is not text: it holds zero bytes"]);
    for name in ["a.txt", "a.md", "a.json", "a.jsonl"] {
        check(name, "", &[&format!("problem: {name}: is empty")]);
        check(name, "\u{feff}\n \n", &[&format!("problem: {name}: is empty")]);
    }
}

#[test]
fn a_folder_is_walked_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("b.txt", "Two");
    write("a/z.md", "# One");
    write("c.TXT", "Three");
    write(".hidden/x.txt", "Hidden");
    write(".hidden.txt", "Hidden");
    write("broadsheet.toml", "title = \"x\"");
    write("README.md", "# Read me");
    write("d.pdf", "x");
    write("e.doc", "x");
    assert_eq!(
        read(folder.path()),
        [
            "README.md: Read me",
            "a/z.md: One",
            "b.txt: Two",
            "c.TXT: Three",
            "note: d.pdf: is of no kind that is read, and was passed over; .txt, .text, .md, .markdown, .html, .htm, .xhtml, .mhtml, .mht, .xml, .rss, .atom, .rdf, .nitf, .newsml, .opml, .json, .jsonld, .jsonl, .ndjson, .csv, .tsv and .warc are read, each also with .gz, and .zip, .epub and .wacz",
            "note: e.doc: is of no kind that is read, and was passed over",
        ]
    );
    assert_eq!(read(&folder.path().join("b.txt")), ["b.txt: Two"]);
    let missing = folder.path().join("missing.txt");
    assert_eq!(read(&missing), ["problem: missing.txt: is not there"]);
}

#[cfg(unix)]
#[test]
fn links_and_strange_names_do_no_harm() {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("a")).unwrap();
    fs::write(at("a/x.txt"), "One").unwrap();
    symlink("..", at("a/up")).unwrap();
    symlink("a", at("b")).unwrap();
    symlink("nowhere", at("c.txt")).unwrap();
    fs::write(folder.path().join(std::ffi::OsStr::from_bytes(b"d\xff.txt")), "Two").unwrap();
    assert_eq!(
        read(folder.path()),
        [
            "note: a/up: leads to a folder that is read already, and was passed over",
            "a/x.txt: One",
            "note: b/up: leads to a folder that is read already, and was passed over",
            "b/x.txt: One",
            "problem: c.txt: is not there",
            "d%FF.txt: Two",
        ]
    );
}

#[test]
fn the_sink_may_stop() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("a.jsonl", "{\"headline\":\"One\"}\n{\"headline\":\"Two\"}"),
        ("b.json", "[{\"headline\":\"One\"},{\"headline\":\"Two\"}]"),
        ("c.txt", "One"),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
        let mut seen = 0;
        let outcome = import(&folder.path().join(name), &mut |event| {
            seen += 1;
            if matches!(event, Event::Article(_)) { Err("enough") } else { Ok(()) }
        });
        assert_eq!((outcome, seen), (Err("enough"), 1));
    }
}

/// A feed was called no text because of one zero that a program had left in it.
#[test]
fn a_zero_in_a_feed_costs_a_sign() {
    let feed = "<rss version='2.0'><channel><title>The Courier</title><link>https://example.org/</link><item><title>One\0 two</title></item></channel></rss>";
    check("a.rss", feed, &["a.rss#1: One two", "note: a.rss:item 1: control characters were left out of the text"]);
    check("a.txt", "One\0 two", &["problem: a.txt: is not text: it holds zero bytes"]);
}
