//! Zips of files in any of the formats.

use super::packing::{File, file, gzipped, zip};
use super::{check, page, read};
use import::{EnclosedBytes, Event, import, import_bytes};
use std::convert::Infallible;

#[test]
fn a_zip_is_read_as_the_folder_that_it_would_be() {
    let files = [
        ("b.txt", "Two"),
        ("a/z.md", "# One"),
        ("a.jsonl", "{\"headline\":\"Three\"}\n{\"headline\":\"Four\"}"),
        ("c/page.html", &page("Five", "")),
        ("c/page_files/frame.html", &page("Frame", "")),
        (".hidden/x.txt", "Hidden"),
        ("__MACOSX/._b.txt", "Hidden"),
        ("broadsheet.toml", "title = \"x\""),
        ("d.xml", "<rss><channel><item><title>Six</title></item></channel></rss>"),
    ];
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let mut walked = Vec::new();
    import::<Infallible>(folder.path(), &mut |event| {
        if let Event::Article(found) = event {
            walked.push(format!("box.zip/{}", super::title(&found)));
        }
        Ok(())
    })
    .unwrap();
    let packed = zip(&files.map(|(name, text)| file(name, text)));
    assert_eq!(walked.len(), 6);
    assert_eq!(read("box.zip", &packed), walked);
}

#[test]
fn progress_ends_at_the_size_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("box.zip");
    std::fs::write(&path, zip(&[file("a.txt", "One"), file("b.jsonl", "{\"headline\":\"Two\"}\n".repeat(9000))]))
        .unwrap();
    let (mut last, mut found) = (0, String::new());
    import::<Infallible>(&path, &mut |event| {
        match event {
            Event::Progress { bytes_read } => {
                assert!(bytes_read >= last);
                last = bytes_read;
            }
            Event::Article(article) => found = article.found,
            Event::Message(message) => panic!("{message}"),
        }
        Ok(())
    })
    .unwrap();
    assert_eq!(last, path.metadata().unwrap().len());
    assert_eq!(found, format!("{}/b.jsonl:9000", path.display()));
}

/// Pictures in a zip were left where they are, with a note. Each is unpacked once, however many articles show it.
#[test]
fn the_pictures_of_a_zip_come_with_its_articles() {
    let files = [
        file("n/a.md", "# One\n\n![](../img/a%20b.jpg) text\n\n![](none.jpg)\n\n![](https://e.example/c.jpg)"),
        file("n/b.md", "# Two\n\n![](/img/a%20b.jpg?w=3)"),
        file("c.jsonl", "{\"headline\":\"Three\",\"associations\":[{\"href\":\"n\\\\d.png\"}]}"),
        file("img/a b.jpg", "boats"),
        File { crc: Some(7), ..file("n/d.png", "broken") },
    ];
    let mut found = Vec::new();
    import_bytes::<Infallible>("box.zip", &zip(&files), &mut |event| {
        if let Event::Article(article) = event {
            let number = |at: usize| article.article.associations[at].href.clone().unwrap_or_default();
            found.extend(article.enclosed.iter().map(|one| (number(one.association), one.bytes.clone())));
        }
        Ok(())
    })
    .unwrap();
    let name = "box.zip/img/a b.jpg".to_owned();
    let [damaged, first, missing, again] = found.try_into().unwrap();
    assert!(matches!(damaged.1, EnclosedBytes::Lost(why) if why.starts_with("cannot be unpacked")));
    let bytes = EnclosedBytes::Here { bytes: b"boats".to_vec(), name: Some(name.clone()) };
    assert_eq!(first, ("../img/a%20b.jpg".to_owned(), bytes));
    assert_eq!(missing, ("none.jpg".to_owned(), EnclosedBytes::Lost("is not there".to_owned())));
    assert_eq!(again, ("/img/a%20b.jpg?w=3".to_owned(), EnclosedBytes::Again(name)));
}

#[test]
fn messages_name_the_entry() {
    check(
        "box.zip",
        &zip(&[file("a/b.jsonl", "{\"headline\":\n{\"headline\":\"Two\"}"), file("c.pdf", "x"), file("d.png", "x")]),
        &[
            "problem: box.zip/a/b.jsonl:1:12: is not whole: it ends within a value; an article must stand on one line",
            "box.zip/a/b.jsonl#2: Two",
            "note: box.zip: 1 of its files are of no kind that is read, and were passed over (first c.pdf)",
        ],
    );
    // Pictures belong to articles, as in a folder; alone they are none.
    let said = read("box.zip", &zip(&[file("d.png", "x")]));
    assert!(said[0].starts_with("problem: box.zip: holds no file of a kind that is read"), "{said:?}");
}

#[test]
fn paths_that_climb_out_are_refused() {
    let names = ["../a.txt", "/b.txt", "C:\\c.txt", "d/../../e.txt", "..\\f.txt"];
    let mut files: Vec<File> = names.iter().map(|name| file(name, "Evil")).collect();
    files.push(file("good\\g.txt", "Good"));
    files.push(File { mode: 0o120_777, ..file("link.txt", "/etc/passwd") });
    check(
        "box.zip",
        &zip(&files),
        &[
            "box.zip/good/g.txt: Good",
            "problem: box.zip: link.txt was left out: it is a link, which leads nowhere within an archive",
            "problem: box.zip: ../a.txt was left out: its path leads out of the archive (and 4 more entries)",
        ],
    );
}

#[test]
fn what_cannot_be_unpacked_is_named_and_the_others_pass() {
    check(
        "box.zip",
        &zip(&[
            File { flags: 1, ..file("a.txt", "Secret") },
            File { flags: 1, ..file("b.txt", "Secret") },
            File { method: Some(9), ..file("c.txt", "Large") },
            File { crc: Some(7), ..file("d.txt", "Damaged") },
            file("e.txt", "Whole"),
            file("f.txt", ""),
        ]),
        &[
            "problem: box.zip/d.txt: is damaged from here on (Invalid checksum: expected 0x00000007, got 0x13759677); copy or pack the file again",
            "box.zip/e.txt: Whole",
            "problem: box.zip/f.txt: is empty",
            "problem: box.zip: a.txt was left out: it is encrypted; unpack the archive with its password (and one more entry)",
            "problem: box.zip: c.txt was left out: it is packed in a way that is not read (DEFLATE64); pack the archive with deflate",
        ],
    );
}

#[test]
fn of_two_entries_with_one_path_the_later_is_read() {
    check(
        "box.zip",
        &zip(&[file("a.txt", "Old"), file("b.txt", "Other"), file("./a.txt", "New")]),
        &[
            "box.zip/a.txt: New",
            "box.zip/b.txt: Other",
            "problem: box.zip: a.txt was left out: its path stands twice in the archive, and the later entry was read",
        ],
    );
}

#[test]
fn names_in_old_encodings_are_read_and_said() {
    let mut beside = vec![1];
    beside.extend(rawzip::crc32(b"K\x94ln.txt").to_le_bytes());
    beside.extend("Köln.txt".as_bytes());
    let mut extra = vec![0x75, 0x70];
    extra.extend((beside.len() as u16).to_le_bytes());
    extra.extend(beside);
    check(
        "box.zip",
        &zip(&[
            File { flags: 0, ..file(b"Z\x81rich.txt", "One") },
            File { flags: 0, extra, ..file(b"K\x94ln.txt", "Two") },
        ]),
        &[
            "box.zip/Köln.txt: Two",
            "box.zip/Zürich.txt: One",
            "note: box.zip: the names of its files were read as CP437; pack it anew if they look wrong",
        ],
    );
}

#[test]
fn a_zip_in_a_zip_is_read_and_one_more_is_not() {
    let inner = zip(&[file("a.txt", "Inner"), file("deep.zip", zip(&[file("b.txt", "Deep")]))]);
    check(
        "box.zip",
        &zip(&[file("inner.zip", inner)]),
        &[
            "box.zip/inner.zip/a.txt: Inner",
            "problem: box.zip/inner.zip/deep.zip: is an archive within an archive within an archive; unpack one of them",
        ],
    );
}

#[test]
fn what_is_no_zip_or_is_damaged_is_named() {
    let whole = zip(&[file("a.txt", "One"), file("b.txt", "Two")]);
    let cut = "is no zip, or is cut off: the list of its entries is missing; copy or pack the file again";
    check("box.zip", b"no zip", &[&format!("problem: box.zip: {cut}")]);
    check("box.zip", b"", &[&format!("problem: box.zip: {cut}")]);
    check("box.zip", &whole[..whole.len() - 10], &[&format!("problem: box.zip: {cut}")]);
    check("box.zip", &zip(&[]), &["problem: box.zip: is empty"]);
    let mut bytes = whole.clone();
    let list = whole.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    bytes[list + 46 + 5 + 3] = b'x';
    let said = read("box.zip", &bytes);
    assert_eq!(said[0], "box.zip/a.txt: One");
    assert!(said[1].starts_with("problem: box.zip: its list of entries is damaged from entry 2 on"), "{said:?}");
    // A program that unpacks itself has its zip behind it.
    let behind = [b"#!/bin/sh\nexit\n".repeat(9), whole].concat();
    check("box.zip", &behind, &["box.zip/a.txt: One", "box.zip/b.txt: Two"]);
}

/// One line of spaces without end, packed to a thousandth, and a zip of many such.
#[test]
fn bombs_are_refused_and_cost_little() {
    let spaces = vec![b' '; 100 << 20];
    let bomb = zip(&[file("a.jsonl", &spaces)]);
    assert!(bomb.len() < 200_000);
    let said = read("bomb.zip", &bomb);
    assert_eq!(said.len(), 1);
    assert!(said[0].contains("it unpacks to more than 200 times its size, as a zip bomb does"), "{said:?}");
    let said = read("bomb.jsonl.gz", &gzipped(&spaces));
    assert!(said[0].contains("as a zip bomb does"), "{said:?}");
    // Each is no larger than an article may be; together they are.
    let part = vec![b' '; 15 << 20];
    let said = read("bomb.zip", &zip(&(0..12).map(|n| file(format!("{n}.jsonl"), &part)).collect::<Vec<_>>()));
    assert!(said.iter().filter(|line| line.contains("as a zip bomb does")).count() >= 5, "{said:?}");
    // From a zip within, what is unpacked counts with what holds it.
    let said = read("bomb.zip", &zip(&[file("b.zip", &bomb)]));
    assert!(said[0].contains("as a zip bomb does"), "{said:?}");
}

#[test]
fn an_article_above_the_limit_is_left_out() {
    let large = format!("Headline\n\n{}", "word ".repeat(4 << 20));
    let said = read("box.zip", &zip(&[file("a.txt", large), file("b.txt", "Two")]));
    assert_eq!(
        said,
        [
            "problem: box.zip/a.txt: is larger than 16 MB, the most that one article may take; part it",
            "box.zip/b.txt: Two"
        ]
    );
}
