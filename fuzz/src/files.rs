//! The readers of foreign formats.

use crate::Target;
use crate::held::read;
use crate::packing::{NAV, NCX, PACKAGE, TEXT, book, record, zip};

/// A target that reads its bytes as a file of this name.
macro_rules! file {
    ($name:literal, $file:literal, $endings:expr, $seeds:expr) => {
        Target { name: $name, run: |bytes| read($file, bytes), endings: &$endings, seeds: || $seeds }
    };
}

/// One for each format, and one for each part of those that hold several files.
pub const TARGETS: &[Target] = &[
    file!("text", "a.txt", [".txt"], Vec::new()),
    file!("markdown", "a.md", [".md"], Vec::new()),
    file!("page", "a.html", [".html"], vec![PAGE.as_bytes().to_vec()]),
    file!("mhtml", "a.mhtml", [".mhtml"], Vec::new()),
    file!("xml", "a.xml", [".rss", ".atom", ".rdf", ".xml"], Vec::new()),
    file!("nitf", "a.nitf", [".nitf"], Vec::new()),
    file!("newsml", "a.newsml", [".newsml", "g2.xml"], Vec::new()),
    file!("opml", "a.opml", [".opml"], vec![OPML.as_bytes().to_vec()]),
    file!("csv", "a.csv", [".csv", ".tsv"], Vec::new()),
    file!("json", "a.json", [".json"], Vec::new()),
    file!("jsonl", "a.jsonl", [".jsonl"], vec![JSON_LINES.as_bytes().to_vec()]),
    file!("gzip", "a.jsonl.gz", [".gz"], vec![GZIP.to_vec()]),
    file!(
        "zip",
        "a.zip",
        [".zip"],
        vec![zip(&[("a/b.txt", b"Headline\n\nText."), ("c.jsonl", JSON_LINES.as_bytes())])]
    ),
    file!(
        "warc",
        "a.warc",
        [".warc"],
        vec![[record(HTTP.as_bytes()), record(b"HTTP/1.1 301 x\r\nLocation: /b\r\n\r\n")].concat()]
    ),
    file!("epub", "a.epub", [".epub"], vec![book("none", b"")]),
    Target {
        name: "warc-http",
        run: |bytes| read("a.warc", &record(bytes)),
        endings: &[],
        seeds: || vec![HTTP.as_bytes().to_vec(), CHUNKS.as_bytes().to_vec()],
    },
    Target {
        name: "wacz-pages",
        run: |bytes| read("a.wacz", &wacz(bytes)),
        endings: &[],
        seeds: || vec![PAGES.as_bytes().to_vec()],
    },
    Target {
        name: "epub-package",
        run: |bytes| read("a.epub", &book("book.opf", bytes)),
        endings: &[],
        seeds: || vec![PACKAGE.as_bytes().to_vec()],
    },
    Target {
        name: "epub-text",
        run: |bytes| read("a.epub", &book("text.xhtml", bytes)),
        endings: &[".html"],
        seeds: || vec![TEXT.as_bytes().to_vec()],
    },
    Target {
        name: "epub-nav",
        run: |bytes| read("a.epub", &book("nav.xhtml", bytes)),
        endings: &[],
        seeds: || vec![NAV.as_bytes().to_vec()],
    },
    Target {
        name: "epub-ncx",
        run: |bytes| read("a.epub", &book("toc.ncx", bytes)),
        endings: &[],
        seeds: || vec![NCX.as_bytes().to_vec()],
    },
    Target {
        name: "epub-encryption",
        run: |bytes| read("a.epub", &book("META-INF/encryption.xml", bytes)),
        endings: &[],
        seeds: || vec![ENCRYPTION.as_bytes().to_vec()],
    },
    Target {
        name: "omnivore",
        run: |bytes| read("a.zip", &omnivore(bytes)),
        endings: &[],
        seeds: || vec![OMNIVORE.as_bytes().to_vec()],
    },
];

fn wacz(pages: &[u8]) -> Vec<u8> {
    zip(&[("pages/pages.jsonl", pages), ("archive/a.warc", &record(HTTP.as_bytes()))])
}

fn omnivore(list: &[u8]) -> Vec<u8> {
    zip(&[("metadata_0_to_20.json", list), ("content/one.html", b"<p>The harbour opened again on Tuesday.</p>")])
}

const PAGE: &str = "<!DOCTYPE html><html lang=en><head><title>Harbour opens</title><meta property=og:type content=article>\
    <script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Harbour opens\",\"author\":{\"name\":\"Ana Reis\"}}</script></head>\
    <body><article><h1>Harbour opens</h1><p>The harbour opened again on Tuesday, after a strike that had lasted for nine days and had \
    kept forty ships at sea.</p><table><tr><th>a<td>b</table><ul><li>x</ul></article></body></html>";

const OPML: &str = "<opml version='2.0'><head><title>Feeds</title></head><body><outline text='a'><outline type='rss' text='b' xmlUrl='../b.xml'/></outline></body></opml>";

const JSON_LINES: &str = "{\"headline\":\"One\",\"body\":[\"A\",{\"kind\":\"heading\",\"text\":\"B\",\"level\":2,\"spans\":[{\"start\":0,\"end\":1,\"kind\":\"link\",\"href\":\"https://example.org\"}]}],\"datePublished\":\"2016-09-12\"}\n\
    {\"@type\":\"NewsArticle\",\"headline\":\"Two\",\"articleBody\":\"<p>Text</p>\"}\n\
    {\"is_archived\":0,\"is_starred\":0,\"title\":\"Three\",\"url\":\"https://example.org/3\",\"content\":\"<p>Text</p>\",\"tags\":[{\"label\":\"a\"}],\"published_by\":[\"Ana\"]}\n";

/// `{"headline":"One"}`, packed.
const GZIP: &[u8] =
    b"\x1f\x8b\x08\0\0\0\0\0\x02\x03\xabV\xcaHML\xc9\xc9\xccKU\xb2R\xf2\x07\x92\xb5\0\xb5\xf27\xa9\x12\0\0\0";

const HTTP: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<title>Harbour opens</title><article><h1>Harbour opens</h1>\
    <p>The harbour opened again on Tuesday, after a strike that had lasted for nine days and had kept forty ships at sea, among them two \
    ferries and a tanker that was bound for the refinery behind the dam.</p></article>";

const CHUNKS: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br, gzip, deflate\r\nTransfer-Encoding: chunked\r\n\r\n\
    10\r\n<title>Harbour o\r\n6;x=y\r\npens</\r\n0\r\n\r\n";

const PAGES: &str =
    "{\"format\":\"json-pages-1.0\",\"id\":\"pages\"}\n{\"url\":\"https://example.org/a\",\"title\":\"x\"}\n";

const ENCRYPTION: &str = "<encryption xmlns:enc='http://www.w3.org/2001/04/xmlenc#'><enc:EncryptedData>\
    <enc:EncryptionMethod Algorithm='http://www.idpf.org/2008/embedding'/></enc:EncryptedData></encryption>";

const OMNIVORE: &str = "[{\"slug\":\"one\",\"title\":\"One\",\"url\":\"https://example.org/1\",\"author\":\"Ana\",\"labels\":[\"a\",{\"name\":\"b\"}],\
    \"readingProgress\":0,\"savedAt\":\"2024-10-30T14:35:35.081Z\",\"publishedAt\":null,\"thumbnail\":\"x\"}]";
