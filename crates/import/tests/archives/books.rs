//! Books, and the exports of reading tools.

use super::packing::{File, file, zip};
use super::{articles, check, read};
use article::BlockKind;

const CONTAINER: &str = "<?xml version='1.0'?><container xmlns='urn:oasis:names:tc:opendocument:xmlns:container' version='1.0'>\
    <rootfiles><rootfile full-path='OEBPS/book.opf' media-type='application/oebps-package+xml'/></rootfiles></container>";

const METADATA: &str = "<dc:title>The Harbour Year</dc:title><dc:creator id='a'>Ana Reis</dc:creator>\
    <meta refines='#a' property='role' scheme='marc:relators'>aut</meta><dc:creator id='b'>Ed Itor</dc:creator>\
    <meta refines='#b' property='role'>edt</meta><dc:language>pt-PT</dc:language><dc:date>2024-05-02</dc:date>\
    <dc:publisher>Harbour Press</dc:publisher><dc:subject>Ports</dc:subject><dc:rights>© Harbour Press</dc:rights>";

fn chapter(body: &str) -> String {
    format!(
        "<?xml version='1.0' encoding='utf-8'?><html xmlns='http://www.w3.org/1999/xhtml' xmlns:epub='http://www.idpf.org/2007/ops'>\
         <head><title/><script src='x.js'/></head><body>{body}</body></html>"
    )
}

const PROSE: &str = "<p>The harbour opened again on Tuesday, after a strike of nine days.</p>";

/// A book of these texts, in this order, and further files.
pub fn book(texts: &[(&str, &str)], metadata: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let items = texts
        .iter()
        .enumerate()
        .map(|(number, (name, _))| format!("<item id='t{number}' href='{name}' media-type='application/xhtml+xml'/>"));
    let refs = (0..texts.len()).map(|number| format!("<itemref idref='t{number}'/>"));
    let package = format!(
        "<package xmlns='http://www.idpf.org/2007/opf' version='3.0'><metadata xmlns:dc='http://purl.org/dc/elements/1.1/'>{metadata}</metadata>\
         <manifest>{}<item id='nav' href='nav.xhtml' media-type='application/xhtml+xml' properties='nav'/>\
         <item id='ncx' href='toc.ncx' media-type='application/x-dtbncx+xml'/></manifest><spine toc='ncx'><itemref idref='nav'/>{}</spine></package>",
        items.collect::<String>(),
        refs.collect::<String>()
    );
    let mut files = vec![
        File { deflate: false, ..file("mimetype", "application/epub+zip") },
        file("META-INF/container.xml", CONTAINER),
        file("OEBPS/book.opf", package),
    ];
    files.extend(texts.iter().map(|(name, text)| file(format!("OEBPS/{name}"), chapter(text))));
    files.extend(others.iter().map(|(name, text)| file(*name, *text)));
    zip(&files)
}

fn nav(links: &str) -> (&'static str, String) {
    (
        "OEBPS/nav.xhtml",
        chapter(&format!(
            "<nav epub:type='landmarks'><a href='x'>X</a></nav><nav epub:type='toc'><ol>{links}</ol></nav>"
        )),
    )
}

#[test]
fn chapters_are_articles_and_the_package_says_the_rest() {
    let (name, nav) = nav("<li><a href='one.xhtml'>One</a></li><li><a href='t/two%20b.xhtml'>Two</a></li>");
    let one = format!(
        "<h1>ONE</h1>{PROSE}<figure><img src='a.jpg' alt='Boats'/><figcaption>The quay <i>at dawn</i></figcaption></figure>\
         <img src='ornament.png'/><p><a id='x'/>See <a href='t/two%20b.xhtml'>there</a> or <a href='https://example.org/'>elsewhere</a>.</p>"
    );
    let texts = [
        ("cover.xhtml", "<section epub:type='cover'><img src='c.jpg'/></section>"),
        ("title.xhtml", "<h1>The Harbour Year</h1>"),
        ("one.xhtml", &one),
        ("t/two b.xhtml", PROSE),
    ];
    let bytes = book(&texts, METADATA, &[(name, &nav)]);
    check(
        "book.epub",
        &bytes,
        &[
            "book.epub/OEBPS/one.xhtml: ONE",
            "book.epub/OEBPS/t/two b.xhtml: Two",
            "note: book.epub: 2 of its pages hold a line of text at most (cover, title page, contents, dedication) and were passed over",
        ],
    );
    let [one, two] = articles("book.epub", &bytes).try_into().unwrap();
    assert_eq!(one.author, ["Ana Reis".into()]);
    assert_eq!((one.language.as_deref(), one.date_published.as_deref()), (Some("pt-PT"), Some("2024-05-02")));
    assert_eq!(
        (one.publisher.as_ref().unwrap().name.as_str(), one.subjects.as_slice()),
        ("Harbour Press", &["Ports".into()][..])
    );
    assert_eq!(
        (one.article_section.as_deref(), one.copyright_notice.as_deref()),
        (Some("The Harbour Year"), Some("© Harbour Press"))
    );
    // Of the book's own pictures nothing was taken but what is said of them.
    let pictures: Vec<_> = one.associations.iter().map(|one| (one.href.as_deref(), one.caption.as_deref())).collect();
    assert_eq!(pictures, [(Some("/OEBPS/a.jpg"), Some("The quay at dawn")), (Some("/OEBPS/ornament.png"), None)]);
    let kinds: Vec<BlockKind> = one.body.iter().map(|block| block.kind).collect();
    assert_eq!(kinds, [BlockKind::Paragraph, BlockKind::Figure, BlockKind::Figure, BlockKind::Paragraph]);
    assert_eq!(one.body[3].text, "See there or elsewhere.");
    let hrefs: Vec<_> = one.body[3].spans.iter().filter_map(|span| span.href.as_deref()).collect();
    assert_eq!(hrefs, ["https://example.org/"]);
    assert_eq!(two.body.len(), 1);
}

/// Papers that a program made a book of were by that program, and had its menus in their texts.
#[test]
fn a_paper_that_was_made_a_book_names_who_wrote() {
    let text = format!(
        "<div class='calibre_navbar'><a href='b.xhtml'>Next</a></div><h1>Harbour opens</h1><p>By Ida Rask</p>{PROSE}\
         <div class='calibre_navbar'>This article was downloaded by <b>calibre</b> from <a href='https://courier.example/a'>there</a></div>"
    );
    let bytes = book(&[("a.xhtml", &text)], "<dc:title>The Courier</dc:title><dc:creator>calibre</dc:creator>", &[]);
    let [article] = articles("b.epub", &bytes).try_into().unwrap();
    assert_eq!((article.author, article.url.as_deref()), (vec!["Ida Rask".into()], Some("https://courier.example/a")));
    assert_eq!(article.body.len(), 1, "{:?}", article.body);
}

/// For each of thousands of names all that is said of roles was gone through.
#[test]
fn thousands_of_names_of_a_book_are_read_in_one_go() {
    let role = |number: u32| {
        let role = if number.is_multiple_of(2) { "aut" } else { "edt" };
        format!(
            "<dc:creator id='c{number}'>Name {number}</dc:creator><meta refines='#c{number}' property='role'>{role}</meta>"
        )
    };
    let bytes = book(&[("a.xhtml", PROSE)], &(0..40_000).map(role).collect::<String>(), &[]);
    let [article] = articles("b.epub", &bytes).try_into().unwrap();
    assert_eq!(article.author.len(), 20_000);
}

/// Books that are cut by size have chapters that begin in the middle of a file and go on in the next.
#[test]
fn a_chapter_may_begin_within_a_file_and_go_on_in_the_next() {
    let ncx = "<ncx xmlns='http://www.daisy.org/z3986/2005/ncx/'><navMap>\
        <navPoint><navLabel><text>One</text></navLabel><content src='a.xhtml#c1'/>\
          <navPoint><navLabel><text>A part of one</text></navLabel><content src='a.xhtml#p'/></navPoint></navPoint>\
        <navPoint><navLabel><text>Two</text></navLabel><content src='a.xhtml#c2'/></navPoint>\
        <navPoint><navLabel><text>Three</text></navLabel><content src='b.xhtml#c3'/></navPoint></navMap></ncx>";
    let a = format!("<div><h2 id='c1'>One</h2>{PROSE}<h3 id='p'>Part</h3>{PROSE}<h2><a id='c2'/>Two</h2>{PROSE}</div>");
    let b = format!("<p>Two goes on here.</p><div id='c3'><h2>Three</h2>{PROSE}</div>");
    let bytes = book(&[("a.xhtml", &a), ("b.xhtml", &b), ("c.xhtml", PROSE)], METADATA, &[("OEBPS/toc.ncx", ncx)]);
    check(
        "book.epub",
        &bytes,
        &["book.epub/OEBPS/a.xhtml#1: One", "book.epub/OEBPS/a.xhtml#2: Two", "book.epub/OEBPS/b.xhtml#2: Three"],
    );
    let read: Vec<Vec<String>> = articles("book.epub", &bytes)
        .into_iter()
        .map(|article| article.body.into_iter().map(|block| block.text.chars().take(9).collect()).collect())
        .collect();
    assert_eq!(
        read,
        [vec!["The harbo", "Part", "The harbo"], vec!["The harbo", "Two goes "], vec!["The harbo", "The harbo"]]
    );
}

#[test]
fn a_book_without_contents_is_read_text_by_text() {
    let bytes =
        book(&[("a.xhtml", &format!("<h1>Alpha</h1>{PROSE}")), ("b.xhtml", PROSE)], "<dc:title>Old</dc:title>", &[]);
    check("b.epub", &bytes, &["b.epub/OEBPS/a.xhtml: Alpha", "b.epub/OEBPS/b.xhtml: Old"]);
}

#[test]
fn a_book_that_is_protected_is_refused_and_scrambled_fonts_are_no_protection() {
    let encryption = |algorithm: &str| {
        format!(
            "<encryption xmlns='urn:oasis:names:tc:opendocument:xmlns:container' xmlns:enc='http://www.w3.org/2001/04/xmlenc#'>\
             <enc:EncryptedData><enc:EncryptionMethod Algorithm='{algorithm}'/></enc:EncryptedData></encryption>"
        )
    };
    let with = |encryption: &str| book(&[("a.xhtml", PROSE)], METADATA, &[("META-INF/encryption.xml", encryption)]);
    let said = read("b.epub", &with(&encryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc")));
    assert_eq!(said.len(), 1);
    assert!(said[0].starts_with("problem: b.epub: is protected against copying"), "{said:?}");
    assert_eq!(read("b.epub", &with("nonsense")).len(), 1);
    check(
        "b.epub",
        &with(&encryption("http://www.idpf.org/2008/embedding")),
        &["b.epub/OEBPS/a.xhtml: The Harbour Year"],
    );
}

#[test]
fn what_of_a_book_is_missing_is_named() {
    check(
        "b.epub",
        &zip(&[file("a.txt", "x")]),
        &["problem: b.epub: is no book: META-INF/container.xml names no package"],
    );
    let no_package = [file("META-INF/container.xml", CONTAINER)];
    check("b.epub", &zip(&no_package), &["problem: b.epub: its package OEBPS/book.opf is missing from the book"]);
    check(
        "b.epub",
        &book(&[], METADATA, &[]),
        &["problem: b.epub: its package OEBPS/book.opf names no text (its spine is empty)"],
    );
    let mut bytes = book(&[("a.xhtml", PROSE), ("b.xhtml", PROSE)], METADATA, &[]);
    while let Some(at) =
        bytes.windows(15).position(|window| window == b"OEBPS/b.xhtml" as &[u8] || window.starts_with(b"OEBPS/b.xhtml"))
    {
        bytes[at + 6] = b'x';
    }
    let said = read("b.epub", &bytes);
    assert!(
        said.contains(
            &"problem: b.epub/OEBPS/b.xhtml: is missing from the book (this part of the book was left out)".to_owned()
        ),
        "{said:?}"
    );
    assert!(said.contains(&"b.epub/OEBPS/a.xhtml: The Harbour Year".to_owned()), "{said:?}");
}

/// A chapter of less than 25 characters was lost, however much of a chapter it was.
#[test]
fn a_chapter_may_be_one_short_sentence() {
    let (name, nav) = nav(
        "<li><a href='t.xhtml'>Title Page</a></li><li><a href='p.xhtml'>Part One: Ships</a></li><li><a href='a.xhtml'>Vardaman</a></li>\
         <li><a href='b.xhtml'>二</a></li><li><a href='c.xhtml'>Break</a></li>",
    );
    let texts = [
        ("t.xhtml", "<h1>The Harbour Year</h1><p>by Ana Reis</p><p>Harbour Press</p>"),
        ("p.xhtml", "<p>PART ONE</p><p>Ships</p>"),
        ("a.xhtml", "<p>My ship is a fish.</p>"),
        ("b.xhtml", "<p>港が開いた。</p>"),
        ("c.xhtml", "<p>* * *</p>"),
        // No contents name these.
        ("d.xhtml", "<h2>Coda</h2><p>No.</p>"),
        ("e.xhtml", "<h2>The Harbour Year</h2><p>Ana Reis</p>"),
    ];
    let bytes = book(&texts, METADATA, &[(name, &nav)]);
    check(
        "b.epub",
        &bytes,
        &[
            "b.epub/OEBPS/a.xhtml: Vardaman",
            "b.epub/OEBPS/b.xhtml: 二",
            "b.epub/OEBPS/d.xhtml: Coda",
            "note: b.epub: 4 of its pages hold a line of text at most (cover, title page, contents, dedication) and were passed over",
        ],
    );
    let read = articles("b.epub", &bytes);
    assert_eq!(read[0].body[0].text, "My ship is a fish.");
}

/// An element that ends where it begins is one that stays open to HTML, and its title would have swallowed the text.
#[test]
fn pages_of_books_are_xml() {
    let bytes =
        book(&[("a.xhtml", &format!("<h1><a id='x'/>Al<br/>pha</h1><div/>{PROSE}"))], "<dc:title>B</dc:title>", &[]);
    let [one] = articles("b.epub", &bytes).try_into().unwrap();
    assert_eq!((one.headline.as_str(), one.body.len()), ("Al pha", 1));
    assert_eq!(one.body[0].kind, BlockKind::Paragraph);
}

/// The one title above all chapters was taken for the one chapter there is.
#[test]
fn a_book_in_one_file_has_its_chapters() {
    let (name, nav) = nav(
        "<li><a href='a.xhtml'>The Harbour Year</a><ol><li><a href='a.xhtml#c1'>One</a></li><li><a href='a.xhtml#c2'>Two</a></li></ol></li>",
    );
    let text = format!(
        "<p>Part I</p><h2 id='c1'>One</h2><p><span epub:type='pagebreak'>169</span>It began. Nobody had thought of it.</p><h2 id='c2'>Two</h2>{PROSE}"
    );
    let bytes = book(&[("a.xhtml", &text)], METADATA, &[(name, &nav)]);
    let note = "note: b.epub: 1 of its pages hold a line of text at most (cover, title page, contents, dedication) and were passed over";
    check("b.epub", &bytes, &["b.epub/OEBPS/a.xhtml#2: One", "b.epub/OEBPS/a.xhtml#3: Two", note]);
    let [one, _] = articles("b.epub", &bytes).try_into().unwrap();
    assert_eq!(one.body[0].text, "It began. Nobody had thought of it.");
}

#[test]
fn omnivores_export_is_put_together() {
    let list = r#"[{"id":"1","slug":"one","title":"One","description":"In short","author":"Ana Reis","url":"https://example.org/one",
        "state":"Active","readingProgress":0,"thumbnail":"https://example.org/t.png","labels":["Ships"],
        "savedAt":"2024-10-30T14:35:35.081Z","updatedAt":"2024-10-30T14:35:35.877Z","publishedAt":"2024-10-01T00:00:00.000Z"},
        {"slug":"two","title":"Two","url":"https://example.org/two","readingProgress":1,"labels":[],"savedAt":"2024-10-30T14:35:35.081Z","publishedAt":null}]"#;
    let bytes = zip(&[
        file("metadata_0_to_20.json", list),
        file(
            "content/one.html",
            format!("<div id='readability-page-1'>{PROSE}<p><a href='/two'>Two</a> &amp; more.</p></div>"),
        ),
        file("highlights/one.md", "> The harbour"),
    ]);
    check(
        "export.zip",
        &bytes,
        &[
            "export.zip/content/one.html: One",
            "export.zip/metadata_0_to_20.json#2: Two",
            "note: export.zip: the highlights of 1 articles are the reader's own and were passed over",
            "note: export.zip: 1 articles have a title and an address alone: the export holds no text of them",
        ],
    );
    let [one, two] = articles("export.zip", &bytes).try_into().unwrap();
    assert_eq!((one.date_published.as_deref(), two.date_published), (Some("2024-10-01T00:00:00.000Z"), None));
    assert_eq!((one.abstract_.as_deref(), one.subjects.as_slice()), (Some("In short"), &["Ships".into()][..]));
    assert_eq!(one.body[1].spans[0].href.as_deref(), Some("https://example.org/two"));
    assert!(two.body.is_empty());
}
