//! A site on nginx: what to put into a `server` block.

use std::fmt::Write;

use super::{ASKED_AGAIN, KEPT, NEVER_CHANGES, OTHER_TYPES, Place, TEXT_TYPES, headers};

/// The settings for a site at this place.
pub fn nginx(place: &Place) -> String {
    let Place { folder, path, pictures } = place;
    let mut text = String::from(
        "# A site of Broadsheet on nginx (1.9 and later): put this inside a server block, or include it there.\n\
         # Made by `broadsheet hosting nginx`.\n",
    );
    if let Some(without) = path.strip_suffix('/').filter(|without| !without.is_empty()) {
        let _ = writeln!(text, "location = {without} {{\n    absolute_redirect off;\n    return 301 {path};\n}}");
    }
    let _ = write!(
        text,
        "location ^~ {path} {{\n    alias \"{folder}\";\n    index index.html;\n    error_page 404 {path}404.html;\n\n    \
         # What never changes under its name is kept; of all else it is asked each time whether it changed.\n    \
         set $broadsheet_cache \"{ASKED_AGAIN}\";\n    if ($uri ~ \"{NEVER_CHANGES}\") {{\n        \
         set $broadsheet_cache \"{KEPT}\";\n    }}\n    add_header cache-control $broadsheet_cache always;\n"
    );
    for (name, value) in headers(pictures) {
        let _ = writeln!(text, "    add_header {name} \"{value}\" always;");
    }
    let texts = TEXT_TYPES.map(|(kind, _)| kind).join(" ");
    // nginx compresses text/html without being told, and warns where it is.
    let without_html = texts.replace("text/html ", "");
    let _ = write!(
        text,
        "\n    # The files beside which `build --precompress` put others are sent compressed; all else is compressed on its way.\n    \
         gzip_static on;\n    # Where nginx has the module ngx_brotli:\n    # brotli_static on;\n    gzip on;\n    gzip_vary on;\n    \
         gzip_proxied any;\n    gzip_types {without_html} application/wasm application/octet-stream;\n\n    charset utf-8;\n    \
         charset_types {without_html};\n    default_type application/octet-stream;\n    types {{\n"
    );
    for (kind, endings) in TEXT_TYPES.into_iter().chain(OTHER_TYPES) {
        let _ = writeln!(text, "        {kind} {endings};");
    }
    text.push_str("    }\n}\n");
    text
}
