//! `broadsheet export`: articles in other forms, all or some, whole or not at all.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Read;
use std::path::PathBuf;

use roxmltree::Document;
use serde_json::{Value, json};
use zip::ZipArchive;

use crate::epubcheck::epubcheck;
use crate::harness::{Test, lines};
use crate::picture_files::{jpeg, photograph};

const SETTINGS: &str = "id = \"paper\"\ntitle = \"The <Paper>\"\nlanguage = \"en\"\nbaseAddress = \"https://news.example/archive\"\n\
                        terms = \"For readers & others.\"\n";

/// Articles with something in every field.
pub fn articles() -> Vec<Value> {
    let full = json!({
        "uri": "https://a.example/1", "url": "https://a.example/1", "headline": "Harbour \"reopens\" & more: a <test>",
        "alternativeHeadline": "Boats again", "abstract": "After nine days.", "by": "By Ana Lima and Bo Ek",
        "author": ["Ana Lima", "Bo Ek"], "dateline": "SKARN, May 1", "located": "Skarn",
        "datePublished": "2024-05-01T10:00:00+02:00", "dateModified": "2024-05-02T10:00:00Z", "language": "en-GB",
        "articleSection": "World", "genres": ["Analysis"], "subjects": [{ "name": "Trade", "uri": "http://codes.example/t" }, "Fish"],
        "people": [{ "name": "Jon Vik", "role": "about" }], "organisations": ["Skarn Mill"], "places": ["Skarn", "Norway"],
        "publisher": "The Courier", "infoSources": ["SP"], "copyrightHolder": "Courier", "copyrightNotice": "© Courier",
        "usageTerms": "Ask first.", "pubStatus": "usable", "expires": "2999-01-01T00:00:00Z", "version": "3",
        "digitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/humanEdits",
        "associations": [
            { "uri": "urn:p:1", "href": "https://a.example/p.jpg", "caption": "The quay", "creditText": "EPA", "altText": "A quay", "width": 9, "height": 6 },
            { "caption": "Only a caption", "creditText": "SP" },
        ],
        "body": [
            { "kind": "paragraph", "text": "The harbour of Skarn is open.", "spans": [
                { "start": 4, "end": 11, "kind": "link", "href": "https://a.example/harbour?a=1&b=2" },
                { "start": 15, "end": 20, "kind": "strong" }, { "start": 24, "end": 28, "kind": "emphasis" } ] },
            { "kind": "heading", "level": 3, "text": "What comes next" },
            { "kind": "figure", "text": "The quay", "association": 0 },
            { "kind": "figure", "text": "Only a caption", "association": 1 },
            { "kind": "list", "text": "one\ntwo" }, { "kind": "list", "text": "first\nsecond", "ordered": true },
            { "kind": "blockquote", "text": "We waited\nfor days." }, { "kind": "pullquote", "text": "A quay is a quay." },
            { "kind": "table", "text": "Day\tBoats\nMonday\t3", "header": true }, { "kind": "table", "text": "a\tb\nc\td" },
            { "kind": "paragraph", "text": "ls -l\n  cd", "spans": [{ "start": 0, "end": 10, "kind": "code" }] },
            { "kind": "paragraph", "text": "See above, elsewhere or there.", "spans": [
                { "start": 0, "end": 3, "kind": "link", "href": "#nowhere" }, { "start": 4, "end": 9, "kind": "link", "href": "other.html" },
                { "start": 24, "end": 29, "kind": "link", "href": "https://a.example/%zz" } ] },
        ],
    });
    let short = |number: u32, section: Option<&str>| {
        json!({ "uri": format!("tag:a.example,2024:{number}"), "headline": format!("Short {number}"), "articleSection": section,
            "datePublished": format!("2023-0{number}-05"), "body": [format!("Text {number} of the mill.")] })
    };
    let undated = json!({ "uri": "no uri at all", "headline": "Undated", "body": ["It has no date."] });
    vec![full, short(1, Some("World")), short(2, None), undated]
}

fn archive() -> Test {
    let test = Test::new().file("in/all.jsonl", lines(&articles())).file("in/broadsheet.toml", SETTINGS);
    test.bundle();
    test
}

/// Exports into a file or folder and returns its path.
#[track_caller]
fn export(test: &Test, format: &str, out: &str) -> PathBuf {
    test.run(&["export", "out", "--format", format, "--out", out]).success();
    test.path(out)
}

fn exported(test: &Test, archive: &str, more: &[&str]) -> String {
    test.run(&[&["export", archive], more].concat()).success().stdout
}

/// The names of the files in a folder.
fn names(folder: PathBuf) -> BTreeSet<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn markdown_makes_the_same_archive() {
    let test = archive();
    let folder = export(&test, "markdown", "md");
    assert_eq!(names(folder).len(), 4);
    test.run(&["bundle", "md", "--config", "in/broadsheet.toml", "--out", "again"]).success();
    assert_eq!(exported(&test, "again", &[]), exported(&test, "out", &[]));
}

#[test]
fn a_query_and_filters_choose_the_articles() {
    let test = archive();
    let headlines = |more: &[&str]| -> Vec<String> {
        let lines = exported(&test, "out", more);
        let headline =
            |line: &str| serde_json::from_str::<Value>(line).unwrap()["headline"].as_str().unwrap().to_owned();
        lines.lines().map(headline).collect()
    };
    let all = headlines(&[]);
    assert_eq!(all.len(), 4);
    assert_eq!(headlines(&["--query", "text", "--sort", "oldest"]), ["Short 1", "Short 2"]);
    assert_eq!(headlines(&["--filter", "articleSection=world", "--to", "2023"]), ["Short 1"]);
    assert_eq!(headlines(&["--query", "place:norway"]).len(), 1);
    assert_eq!(all[2..], ["Short 1", "Undated"]);
    let oldest = headlines(&["--sort", "oldest"]);
    assert_eq!((&*oldest[0], &*oldest[3]), ("Short 1", "Undated"), "what has no date comes last in any order");
    test.run(&["export", "out", "--filter", "colour=red"]).status(2).says("there is no facet \"colour\"");
}

/// An export of what a widened search had found looked like one of what had been asked for.
#[test]
fn an_export_says_when_the_search_was_widened() {
    let test = archive();
    let query = ["export", "out", "--query", "mill unheard unseen"];
    test.run(&query).success().says("note: ").says("match any of the words (0 all of them)");
    test.run(&["export", "out", "--query", "mill"]).success().says_not("of the words");
}

/// A headline that begins as a formula does was one to the spreadsheet that opened the table.
#[test]
fn a_spreadsheet_finds_no_formula_in_a_table() {
    let texts = ["=HYPERLINK(\"https://x.example\")", "-1 degrees", "'=quoted", "plain", "'tis"];
    let articles: Vec<Value> = (0..)
        .zip(texts)
        .map(|(number, text)| json!({ "uri": format!("urn:a:{number}"), "headline": text, "by": text, "body": [text] }))
        .collect();
    let test = Test::new().file("in/all.jsonl", lines(&articles)).file("in/broadsheet.toml", SETTINGS);
    test.bundle();
    let outcome = test.run(&["export", "out", "--format", "csv", "--out", "all.csv"]).success();
    outcome.says("9 cells that a spreadsheet would take for a formula");
    let table = fs::read_to_string(test.path("all.csv")).unwrap();
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    for cell in rows.records().flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()) {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
    }
    test.run(&["bundle", "all.csv", "--config", "in/broadsheet.toml", "--out", "again"]).success();
    assert_eq!(exported(&test, "again", &[]), exported(&test, "out", &[]));
    // Of another's table an apostrophe is part of the text.
    test.write("other.csv", "headline,body\n'-1 degrees,x\n");
    let line = test.run(&["import", "other.csv"]).success().stdout;
    assert_eq!(serde_json::from_str::<Value>(&line).unwrap()["headline"], "'-1 degrees");
}

#[test]
fn a_book_holds_what_it_names_and_nothing_leads_nowhere() {
    let test = archive();
    let book = export(&test, "epub", "paper.epub");
    let mut zip = ZipArchive::new(File::open(&book).unwrap()).unwrap();
    let first = zip.by_index(0).unwrap();
    assert_eq!((&*first.name().unwrap(), first.compression()), ("mimetype", zip::CompressionMethod::Stored));
    drop(first);
    let names: BTreeSet<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut read = |name: &str| {
        let mut text = String::new();
        zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    assert_eq!(read("mimetype"), "application/epub+zip");
    let package = read("EPUB/package.opf");
    let package = Document::parse(&package).unwrap();
    let all = |tag: &'static str| package.descendants().filter(move |node| node.tag_name().name() == tag);
    let items: BTreeSet<String> = all("item").map(|item| format!("EPUB/{}", item.attribute("href").unwrap())).collect();
    let besides = ["mimetype", "META-INF/container.xml", "EPUB/package.opf"].map(str::to_owned);
    assert_eq!(items.iter().chain(&besides).cloned().collect::<BTreeSet<_>>(), names);
    let ids: BTreeSet<&str> = all("item").map(|item| item.attribute("id").unwrap()).collect();
    assert!(all("itemref").all(|item| ids.contains(item.attribute("idref").unwrap())));
    assert_eq!(all("itemref").count(), 2 + 4);
    // The same articles make the same book, so the moment is theirs.
    let modified = all("meta").find(|meta| meta.attribute("property") == Some("dcterms:modified")).unwrap();
    assert_eq!(modified.text(), Some("2024-05-02T10:00:00Z"));

    let mut texts = String::new();
    for name in items.iter().filter(|name| name.ends_with(".xhtml")) {
        let text = read(name);
        let page = Document::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}\n{text}"));
        let folder = name.rsplit_once('/').unwrap().0;
        let anchors: BTreeSet<&str> = page.descendants().filter_map(|node| node.attribute("id")).collect();
        for node in page.descendants() {
            assert!(!matches!(node.tag_name().name(), "script" | "iframe" | "form"), "{name}");
            for href in ["href", "src"].into_iter().filter_map(|name| node.attribute(name)) {
                if let Some(anchor) = href.strip_prefix('#') {
                    assert!(anchors.contains(anchor), "{name}: {href}");
                } else if !href.starts_with("https://") {
                    let path = format!("{folder}/{href}").replace("EPUB/article/../", "EPUB/");
                    assert!(names.contains(&path), "{name}: {href}");
                }
            }
        }
        texts += &text;
    }
    for said in [
        "See above, elsewhere or there.",
        "What comes next",
        "Only a caption",
        "We waited",
        "It has no date.",
        "SKARN, May 1",
        "© Courier",
    ] {
        assert!(texts.contains(said), "{said}");
    }
    let contents = read("EPUB/contents.xhtml");
    assert!(contents.find(">World</span>").unwrap() < contents.find(">Short 2</a>").unwrap(), "{contents}");
    test.run(&["export", "out", "--format", "epub", "--out", "again.epub"]).success();
    assert!(fs::read(&book).unwrap() == fs::read(test.path("again.epub")).unwrap(), "the same articles, other bytes");
    epubcheck(&book);
}

/// Exports had none of the archive's pictures: a book asked for files that were not in it, and Markdown named those that it does not have.
#[test]
fn a_book_and_a_folder_of_markdown_hold_the_pictures() {
    let text = "# Harbour\n\nText.\n\n![Boats](boats.jpg \"The harbour at noon\")\n";
    let picture = jpeg(&photograph(1600, 1200));
    let test = Test::new().file("in/a.md", text).file("in/b.md", text).file("in/boats.jpg", picture);
    test.bundle();
    let stored = names(test.path("out/pictures"));
    let widest = stored.iter().find(|name| name.contains("-1280-")).unwrap();
    let bytes = fs::read(test.path("out/pictures").join(widest)).unwrap();

    let mut book = ZipArchive::new(File::open(export(&test, "epub", "paper.epub")).unwrap()).unwrap();
    let files: Vec<String> = book.file_names().map(|name| name.unwrap().into_owned()).collect();
    let pictures: Vec<&String> = files.iter().filter(|name| name.contains("/pictures/")).collect();
    assert_eq!(pictures, [&format!("EPUB/archive/pictures/{widest}")]);
    let mut read = |name: &str| {
        let mut held = Vec::new();
        book.by_name(name).unwrap().read_to_end(&mut held).unwrap();
        held
    };
    assert!(read(pictures[0]) == bytes);
    for chapter in files.iter().filter(|name| name.starts_with("EPUB/article/")) {
        let chapter = String::from_utf8(read(chapter)).unwrap();
        assert!(chapter.contains(&format!(" src=\"../archive/pictures/{widest}\"")), "{chapter}");
        assert!(!chapter.contains("srcset"), "{chapter}");
    }
    let package = String::from_utf8(read("EPUB/package.opf")).unwrap();
    let item = format!("href=\"archive/pictures/{widest}\" media-type=\"image/jpeg\"");
    assert!(package.contains(&item) && package.contains(">visual<"), "{package}");
    epubcheck(&test.path("paper.epub"));

    let folder = export(&test, "markdown", "md");
    assert_eq!(names(folder.join("pictures")), BTreeSet::from([widest.clone()]));
    assert!(fs::read(folder.join("pictures").join(widest)).unwrap() == bytes);
    test.run(&["bundle", "md", "--out", "again"]).success();
    let article: Value = serde_json::from_str(exported(&test, "again", &[]).lines().next().unwrap()).unwrap();
    let [picture] = article["associations"].as_array().unwrap().as_slice() else { panic!("{article}") };
    assert_eq!(picture["renditions"].as_array().map(Vec::len), Some(3), "{article}");
    assert_eq!((&picture["altText"], &picture["caption"]), (&json!("Boats"), &json!("The harbour at noon")));

    fs::remove_file(test.path("out/pictures").join(widest)).unwrap();
    test.run(&["export", "out", "--format", "epub", "--out", "without.epub"]).status(1).says("is not there");
}

#[test]
fn a_book_of_months_has_them_as_parts() {
    let test = archive();
    test.run(&["export", "out", "--format", "epub", "--parts", "month", "--out", "months.epub"]).success();
    let mut zip = ZipArchive::new(File::open(test.path("months.epub")).unwrap()).unwrap();
    let mut contents = String::new();
    zip.by_name("EPUB/contents.xhtml").unwrap().read_to_string(&mut contents).unwrap();
    let parts: Vec<&str> = ["2024-05", "2023-02", "2023-01"]
        .into_iter()
        .filter(|month| contents.contains(&format!(">{month}<")))
        .collect();
    assert_eq!(parts.len(), 3, "{contents}");
    assert!(contents.find("2024-05").unwrap() < contents.find("2023-01").unwrap());
}

#[test]
fn a_feed_holds_every_dated_article_whole() {
    let test = archive();
    let outcome = test
        .run(&["export", "out", "--format", "atom"])
        .success()
        .says("note: no uri at all: has no date")
        .says("out: 3 articles");
    let feed = Document::parse(&outcome.stdout).unwrap();
    let root = feed.root_element();
    let text = |node: roxmltree::Node, tag: &str| {
        let found = node.children().find(|node| node.tag_name().name() == tag);
        found.and_then(|node| node.text()).unwrap_or_default().to_owned()
    };
    assert_eq!((text(root, "title").as_str(), text(root, "updated").as_str()), ("The <Paper>", "2024-05-02T10:00:00Z"));
    let entries: Vec<_> = root.children().filter(|node| node.tag_name().name() == "entry").collect();
    assert_eq!(entries.len(), 3);
    assert_eq!(text(entries[0], "published"), "2024-05-01T08:00:00Z");
    // It is read again with the same text.
    test.write("again/feed.atom", &outcome.stdout);
    test.run(&["bundle", "again", "--out", "back"]).success();
    let back: Value = serde_json::from_str(exported(&test, "back", &[]).lines().next().unwrap()).unwrap();
    assert_eq!(back["headline"], articles()[0]["headline"]);
    let texts = |article: &Value| -> Vec<String> {
        let blocks = article["body"].as_array().unwrap().iter();
        blocks.map(|block| format!("{} {}", block["kind"].as_str().unwrap(), block["text"].as_str().unwrap())).collect()
    };
    assert_eq!(texts(&back), texts(&articles()[0]));
}

#[test]
fn search_engines_get_documents_with_what_they_need_to_know_of_them() {
    let test = archive();
    for engine in ["opensearch", "elasticsearch"] {
        let folder = export(&test, engine, engine);
        assert_eq!(names(folder.clone()), ["articles-0001.ndjson", "mapping.json"].map(str::to_owned).into());
        let mapping: Value = serde_json::from_slice(&fs::read(folder.join("mapping.json")).unwrap()).unwrap();
        let text = fs::read_to_string(folder.join("articles-0001.ndjson")).unwrap();
        assert_eq!(text, exported(&test, "out", &["--format", engine]));
        let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines.len(), 8);
        let ids: BTreeSet<&str> = lines.iter().filter_map(|line| line["index"]["_id"].as_str()).collect();
        assert_eq!(ids.len(), 4);
        for field in lines.iter().skip(1).step_by(2).flat_map(|document| document.as_object().unwrap().keys()) {
            assert!(mapping["mappings"]["properties"].get(field).is_some(), "{field}");
        }
        assert_eq!(lines[1]["places"], json!(["Skarn", "Norway"]));
    }
    let folder = export(&test, "quickwit", "quickwit");
    assert_eq!(names(folder), ["articles-0001.ndjson", "index.yaml"].map(str::to_owned).into());
}

#[test]
fn web_annotations_tell_where_the_names_of_an_article_stand() {
    let test = archive();
    let whole: Value = serde_json::from_str(&exported(&test, "out", &["--format", "annotations"])).unwrap();
    let page = &whole["first"];
    assert_eq!((&whole["type"], &page["type"]), (&json!("AnnotationCollection"), &json!("AnnotationPage")));
    assert_eq!((&whole["last"], &page["partOf"]), (&page["id"], &whole["id"]));
    let items = page["items"].as_array().unwrap();
    assert_eq!(whole["total"], items.len());
    let ids: BTreeSet<&str> = items.iter().filter_map(|item| item["id"].as_str()).collect();
    assert_eq!(ids.len(), items.len());

    let article = &articles()[0];
    let blocks = article["body"].as_array().unwrap().iter().map(|block| block["text"].as_str().unwrap());
    let above = ["headline", "abstract"].map(|field| article[field].as_str().unwrap());
    let text: Vec<char> = above.into_iter().chain(blocks).collect::<Vec<_>>().join("\n").chars().collect();
    let of = |name: &str| items.iter().filter(|item| item["body"][0]["value"] == name).collect::<Vec<_>>();
    let [skarn] = of("Skarn")[..] else { panic!("{items:?}") };
    assert_eq!(skarn["body"][1]["value"], "place");
    assert_eq!(skarn["target"]["source"]["id"], article["uri"]);
    let [quote, position] = &skarn["target"]["selector"].as_array().unwrap()[..] else { panic!("{skarn}") };
    let place = ["start", "end"].map(|end| position[end].as_u64().unwrap() as usize);
    assert_eq!(text[place[0]..place[1]].iter().collect::<String>(), "Skarn");
    let whole_quote = ["prefix", "exact", "suffix"].map(|part| quote[part].as_str().unwrap()).concat();
    assert!(text.iter().collect::<String>().contains(&whole_quote), "{whole_quote}");
    // What the text does not name is said of the article.
    let [trade] = of("Trade")[..] else { panic!("{items:?}") };
    assert!(trade["target"].get("selector").is_none());
    assert_eq!(trade["body"][2]["source"], "http://codes.example/t");

    // An archive without names has no page.
    let none = exported(&test, "out", &["--format", "annotations", "--query", "\"It has no date\""]);
    let none: Value = serde_json::from_str(&none).unwrap();
    assert_eq!((&none["total"], none.get("first")), (&json!(0), None));
}

#[test]
fn nothing_is_half_written_and_nothing_of_anybodys_is_replaced() {
    let test = archive().file("mine/diary.txt", "mine");
    test.run(&["export", "out", "--format", "markdown"]).status(2).says("name where to put it with --out");
    test.run(&["export", "out", "--format", "markdown", "--out", "mine"])
        .status(2)
        .says("is there and no empty folder");
    test.run(&["export", "out", "--format", "csv", "--out", "mine"]).status(2).says("is a folder");
    fs::create_dir(test.path("empty")).unwrap();
    test.run(&["export", "out", "--format", "ninjs", "--out", "empty"]).success();
    assert_eq!(names(test.path("empty")).len(), 4);

    test.write("old.jsonl", "old");
    let before = names(test.path(""));
    let groups = test.files("out").into_keys().filter(|path| path.to_string_lossy().contains("articles/"));
    groups.for_each(|group| fs::remove_file(group).unwrap());
    for (format, out) in [("jsonl", "old.jsonl"), ("epub", "new.epub"), ("markdown", "new"), ("quickwit", "new")] {
        test.run(&["export", "out", "--format", format, "--out", out])
            .status(2)
            .says("is not there; copy the archive again");
    }
    assert_eq!(names(test.path("")), before);
    assert_eq!(fs::read_to_string(test.path("old.jsonl")).unwrap(), "old");
}

/// Into a folder that is not there nothing can be written, and the words of the system named a temporary file.
#[test]
fn a_folder_that_is_not_there_is_named() {
    let test = archive();
    for format in ["csv", "epub", "markdown", "ninjs"] {
        let exported = test.run(&["export", "out", "--format", format, "--out", "gone/made"]).status(2);
        exported
            .says("error: gone/made: cannot be written: there is no folder gone; make it first")
            .says_not(".broadsheet-new");
    }
}
