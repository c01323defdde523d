//! The engines that ours is measured beside: where their modules lie, and how each is set up.

use crate::tools;

/// Our own engine's name.
pub const OURS: &str = "broadsheet";
/// The native engine's name.
pub const TANTIVY: &str = "tantivy";
/// Its version; bench/tantivy/Cargo.toml names it too.
pub const TANTIVY_VERSION: &str = "0.27";

/// The engine whose index is built before and fetched in pieces.
pub const PAGEFIND: &str = "pagefind";

/// An engine that runs in the browser, and in Node.
#[derive(Debug)]
pub struct Peer {
    /// As one types it; bench/peers has the file of this name.
    pub name: &'static str,
    /// As its makers write it.
    pub label: &'static str,
    /// The npm package.
    pub package: &'static str,
    /// Its version.
    pub version: &'static str,
    /// What the page needs of the package: a file or a folder below it, and its name in the page's folder of modules.
    pub modules: &'static [(&'static str, &'static str)],
    /// Whether its module is a script that wants to be wrapped.
    pub is_script: bool,
    /// How it is set up, after its own documentation on searching text while one types.
    pub settings: &'static str,
}

/// All of them.
pub const PEERS: [Peer; 6] = [
    Peer {
        name: "minisearch",
        label: "MiniSearch",
        package: "minisearch",
        version: tools::MINISEARCH,
        modules: &[("dist/es/index.js", "minisearch.js")],
        is_script: false,
        settings: "fields headline and body; typed: `prefix: true, fuzzy: 0.2`; whole: its defaults (words joined by OR)",
    },
    Peer {
        name: "flexsearch",
        label: "FlexSearch",
        package: "flexsearch",
        version: tools::FLEXSEARCH,
        modules: &[("dist/flexsearch.bundle.module.min.mjs", "flexsearch.js")],
        is_script: false,
        settings: "`Document` with the fields headline and body, `tokenize: \"forward\"`, results of the fields merged; it \
                   counts no total",
    },
    Peer {
        name: "orama",
        label: "Orama",
        package: "@orama/orama",
        version: tools::ORAMA,
        modules: &[("dist/browser", "orama")],
        is_script: false,
        settings: "schema of two strings; typed: `tolerance: 1`; whole: its defaults",
    },
    Peer {
        name: "lunr",
        label: "Lunr",
        package: "lunr",
        version: tools::LUNR,
        modules: &[("lunr.js", "lunr.js")],
        is_script: true,
        settings: "fields headline and body; typed: each word as it is (boost 100), with a trailing wildcard \
                   (10) and with one edit (1), as its guide recommends; whole: `search`'s stemmed terms joined by OR",
    },
    Peer {
        name: "ufuzzy",
        label: "uFuzzy",
        package: "@leeoniya/ufuzzy",
        version: tools::UFUZZY,
        modules: &[("dist/uFuzzy.mjs", "ufuzzy.js")],
        is_script: false,
        settings: "`search` over headline and body as one string, words in any order, its defaults else",
    },
    Peer {
        name: PAGEFIND,
        label: "Pagefind",
        package: "pagefind",
        version: tools::PAGEFIND,
        modules: &[],
        is_script: false,
        settings: "built before by its Node interface from headline and body; its `search`, without the fragments of the \
                   results, which are fetched to show them, and to know which articles they are where relevance is measured",
    },
];

/// What an engine is called in a table, with its version.
pub fn label(name: &str) -> String {
    match PEERS.iter().find(|peer| peer.name == name) {
        Some(peer) => format!("{} {}", peer.label, peer.version),
        None if name == TANTIVY => format!("tantivy {TANTIVY_VERSION}"),
        None => "Broadsheet".to_owned(),
    }
}
