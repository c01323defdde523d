//! The kinds of file that are read, by their names.

use std::path::Path;

/// The kinds of file that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Newspaper copy.
    PlainText,
    /// Markdown, with front matter or without.
    Markdown,
    /// A saved web page.
    Page,
    /// A saved web page with its pictures in one file, as browsers save it ("web archive, single file").
    Mhtml,
    /// A feed, agency items, or a list of feeds, in XML.
    Xml,
    /// One article, or an array of them.
    Json,
    /// One article a line.
    JsonLines,
    /// A table with an article a row.
    Csv,
    /// Files of any of these kinds in one.
    Zip,
    /// A book.
    Epub,
    /// Pages as a crawler fetched them.
    Warc,
    /// The same in a zip, with a list of the pages.
    Wacz,
}

/// What a person is told of a file that is none.
pub const KINDS: &str = ".txt, .text, .md, .markdown, .html, .htm, .xhtml, .mhtml, .mht, .xml, .rss, .atom, .rdf, .nitf, .newsml, .opml, .json, .jsonld, .jsonl, .ndjson, .csv, .tsv and .warc are read, each also with .gz, and .zip, .epub and .wacz";

impl Kind {
    /// By the file's extension, the one before `.gz` where it ends in that.
    pub fn of(path: &Path) -> Option<Self> {
        let is_packed = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("gz"));
        let unpacked = if is_packed { path.file_stem().map(Path::new)? } else { path };
        match unpacked.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "txt" | "text" => Some(Self::PlainText),
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" => Some(Self::Page),
            "mhtml" | "mht" => Some(Self::Mhtml),
            "xml" | "rss" | "atom" | "rdf" | "nitf" | "newsml" | "opml" => Some(Self::Xml),
            "json" | "jsonld" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            "csv" | "tsv" | "tab" => Some(Self::Csv),
            "zip" => Some(Self::Zip),
            "epub" => Some(Self::Epub),
            "warc" => Some(Self::Warc),
            "wacz" => Some(Self::Wacz),
            _ => None,
        }
    }

    /// Whether a file of this kind is a zip, which is read from its end.
    pub fn is_zip(self) -> bool {
        matches!(self, Self::Zip | Self::Epub | Self::Wacz)
    }

    /// The encoding that a file of this kind names in itself.
    pub fn names_its_charset(self) -> bool {
        matches!(self, Self::Page | Self::Xml)
    }
}

/// Whether a file is a picture by its name: those lie among articles that show them.
pub fn is_picture(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).map(str::to_ascii_lowercase);
    extension.is_some_and(|extension| {
        ["jpg", "jpeg", "jfif", "png", "gif", "webp", "svg", "avif", "heic"].contains(&extension.as_str())
    })
}

/// What browsers put behind a page's name for the folder of its pictures, scripts and frames; they write it in the
/// language of their menus.
const COMPANIONS: [&str; 17] = [
    "_files",
    ".files",
    "-files",
    "_file",
    "-dateien",
    "_dateien",
    "_fichiers",
    "_archivos",
    "_arquivos",
    "_ficheiros",
    "_bestanden",
    "-filer",
    "_filer",
    "_tiedostot",
    "_pliki",
    "_soubory",
    "_elemei",
];

/// Whether a folder of this name holds what belongs to a page that was saved beside it: a browser's "complete" page is
/// `Name.html` with `Name_files`. `beside` are the names in the same folder.
pub fn belongs_to_page(folder: &str, mut beside: impl Iterator<Item = String>) -> bool {
    let lower = folder.to_lowercase();
    let Some(stem) = stem_of_companion(&lower) else { return false };
    beside.any(|name| {
        let name = name.to_lowercase();
        name.strip_prefix(stem).is_some_and(|end| matches!(end, ".html" | ".htm" | ".xhtml"))
    })
}

/// What such a folder's page is called without its ending; nothing where the name, in lower case, is no such folder's.
pub fn stem_of_companion(folder: &str) -> Option<&str> {
    COMPANIONS.iter().find_map(|end| folder.strip_suffix(end)).filter(|stem| !stem.is_empty())
}

/// Whether an address within a page leads into such a folder, so that the file lies beside the page and no longer where the
/// page was.
pub fn lies_beside_page(address: &str) -> bool {
    let address = address.strip_prefix("./").unwrap_or(address);
    address.split_once('/').is_some_and(|(folder, _)| stem_of_companion(&folder.to_lowercase()).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: Option<Kind>) {
        assert_eq!(Kind::of(Path::new(name)), expected);
    }

    #[test]
    fn the_extension_tells_the_kind() {
        check("a/b.txt", Some(Kind::PlainText));
        check("b.TXT", Some(Kind::PlainText));
        check("b.jsonl.gz", Some(Kind::JsonLines));
        check("b.ndjson", Some(Kind::JsonLines));
        check("b.md.GZ", Some(Kind::Markdown));
        check("b.json", Some(Kind::Json));
        check("b.html", Some(Kind::Page));
        check("b.HTM.gz", Some(Kind::Page));
        check("b.mhtml", Some(Kind::Mhtml));
        check("b.xml", Some(Kind::Xml));
        check("b.rss.gz", Some(Kind::Xml));
        check("b.opml", Some(Kind::Xml));
        check("b.csv", Some(Kind::Csv));
        check("b.warc.gz", Some(Kind::Warc));
        check("b.WACZ", Some(Kind::Wacz));
        check("b.zip", Some(Kind::Zip));
        check("b.epub", Some(Kind::Epub));
        check("b.gz", None);
        check("txt", None);
        check("b.pdf", None);
    }

    #[test]
    fn the_folder_of_a_saved_page_is_known() {
        let beside = || ["Harbour opens.html".to_owned(), "Ärger.htm".to_owned(), "Notes_files".to_owned()].into_iter();
        for folder in ["Harbour opens_files", "Harbour opens-Dateien", "Ärger_fichiers"] {
            assert!(belongs_to_page(folder, beside()), "{folder}");
        }
        for folder in ["Notes_files", "Harbour opens", "_files", "Harbour_files"] {
            assert!(!belongs_to_page(folder, beside()), "{folder}");
        }
    }
}
