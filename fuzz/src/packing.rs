//! Containers around bytes, so that what lies in them is fuzzed and not only their own checksums.

use rawzip::{CompressionMethod, ZipArchiveWriter};
use std::io::Write;

/// A zip of these files, stored.
pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut archive = ZipArchiveWriter::new(&mut bytes);
    for (name, data) in files {
        // Writing to memory does not fail, and the names are this package's own.
        let Ok((mut entry, config)) = archive.new_file(*name).compression_method(CompressionMethod::STORE).start()
        else {
            continue;
        };
        let mut writer = config.wrap(&mut entry);
        let _ = writer.write_all(data);
        if let Ok((_, descriptor)) = writer.finish() {
            let _ = entry.finish(descriptor);
        }
    }
    let _ = archive.finish();
    bytes
}

const CONTAINER: &str = "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles><rootfile full-path='book.opf'/></rootfiles></container>";

/// A package that names one text, its contents in both forms.
pub const PACKAGE: &str = "<package xmlns='http://www.idpf.org/2007/opf' version='3.0'>\
    <metadata xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>Title</dc:title><dc:creator id='a'>Ana Reis</dc:creator>\
    <meta refines='#a' property='role'>aut</meta><dc:language>en</dc:language><dc:date>2024-05-02</dc:date></metadata>\
    <manifest><item id='t' href='text.xhtml' media-type='application/xhtml+xml'/>\
    <item id='nav' href='nav.xhtml' media-type='application/xhtml+xml' properties='nav'/>\
    <item id='ncx' href='toc.ncx' media-type='application/x-dtbncx+xml'/></manifest>\
    <spine toc='ncx'><itemref idref='nav'/><itemref idref='t'/></spine><guide><reference type='cover' href='text.xhtml#x'/></guide></package>";

/// The text of a book, with places where chapters may begin.
pub const TEXT: &str = "<html xmlns='http://www.w3.org/1999/xhtml'><head><title/></head><body><h1 id='a'>One</h1>\
    <p>The harbour opened again on Tuesday, after a strike of nine days.</p><figure><img src='a.png'/><figcaption>Boats</figcaption></figure>\
    <div>loose <h2 id='b'>Two</h2><p>Nobody came to <a href='#c'>see</a> it, officials said on Monday.</p></div></body></html>";

/// Contents as EPUB 3 has them.
pub const NAV: &str = "<html xmlns:epub='http://www.idpf.org/2007/ops'><body><nav epub:type='toc'><ol><li><a href='text.xhtml#a'>One</a>\
    <ol><li><a href='text.xhtml#b'>Two</a></li></ol></li><li><a href='text.xhtml#b'>Two</a></li></ol></nav></body></html>";

/// Contents as EPUB 2 has them.
pub const NCX: &str = "<ncx><navMap><navPoint><navLabel><text>One</text></navLabel><content src='text.xhtml#a'/>\
    <navPoint><navLabel><text>Two</text></navLabel><content src='text.xhtml#b'/></navPoint></navPoint></navMap></ncx>";

/// A book of which one file is other bytes.
pub fn book(name: &str, bytes: &[u8]) -> Vec<u8> {
    let files = [
        ("META-INF/container.xml", CONTAINER),
        ("book.opf", PACKAGE),
        ("text.xhtml", TEXT),
        ("nav.xhtml", if name == "toc.ncx" { "" } else { NAV }),
        ("toc.ncx", NCX),
    ];
    let mut files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    files.retain(|(known, _)| *known != name);
    files.push((name, bytes));
    zip(&files)
}

/// A record of a web archive that holds what a web server answered.
pub fn record(http: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/a\r\nWARC-Date: 2024-05-01T10:00:00Z\r\n\
         Content-Type: application/http\r\nContent-Length: {}\r\n\r\n",
        http.len()
    );
    [head.as_bytes(), http, b"\r\n\r\n"].concat()
}
