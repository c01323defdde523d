//! A site on Caddy: what to put into the block of an address.

use std::fmt::Write;

use super::{ASKED_AGAIN, KEPT, NEVER_CHANGES, OTHER_TYPES, Place, TEXT_TYPES, headers};

/// The settings for a site at this place.
pub fn caddy(place: &Place) -> String {
    let Place { folder, path, pictures } = place;
    let mut text = String::from(
        "# A site of Broadsheet on Caddy (2.6 and later): put this inside the block of an address in the Caddyfile.\n\
         # Made by `broadsheet hosting caddy`.\n",
    );
    if let Some(without) = path.strip_suffix('/').filter(|without| !without.is_empty()) {
        let _ = writeln!(text, "redir {without} {path}");
    }
    let _ = write!(
        text,
        "handle_path {path}* {{\n\troot * \"{folder}\"\n\n\t\
         # What never changes under its name is kept; of all else it is asked each time whether it changed.\n\t\
         @kept path_regexp {NEVER_CHANGES}\n\t@again not path_regexp {NEVER_CHANGES}\n\t\
         header @again cache-control \"{ASKED_AGAIN}\"\n\theader @kept cache-control \"{KEPT}\"\n\theader {{\n"
    );
    for (name, value) in headers(pictures) {
        let _ = writeln!(text, "\t\t{name} \"{value}\"");
    }
    text.push_str("\t}\n\n\t# Types that not every system knows.\n");
    for (kind, endings) in TEXT_TYPES.into_iter().chain(OTHER_TYPES) {
        if matches!(endings, "webmanifest" | "wasm" | "flac" | "avif" | "md" | "bin") {
            let _ = write!(text, "\t@{endings} path *.{endings}\n\theader @{endings} content-type \"{kind}\"\n");
        }
    }
    text.push_str(
        "\n\t# The files beside which `build --precompress` put others are sent compressed; all else is compressed on its way.\n\t\
         encode gzip\n\t@missing not file {path} {path}/index.html\n\thandle @missing {\n\t\theader cache-control \"no-cache\"\n\t\t\
         rewrite * /404.html\n\t\tfile_server {\n\t\t\tstatus 404\n\t\t}\n\t}\n\tfile_server {\n\t\tprecompressed br gzip\n\t}\n}\n",
    );
    text
}
