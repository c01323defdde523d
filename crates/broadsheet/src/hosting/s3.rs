//! A site in a bucket of S3, with CloudFront before it: what to run.

use std::fmt::Write;

use serde_json::json;

use super::{ASKED_AGAIN, KEPT, OTHER_TYPES, POLICY, Place, TEXT_TYPES, headers, with_charset};
use crate::config::PicturePolicy;

/// The commands for a site at this place. What pages ask for goes first and what leads there last, so that nobody who reads meanwhile
/// is led to what is not there yet; then what is not needed any more goes.
pub fn s3(place: &Place) -> String {
    let Place { folder, path, pictures } = place;
    let target = format!("s3://$BUCKET{}", path.trim_end_matches('/'));
    let mut text = format!(
        "# A site of Broadsheet in a bucket of S3: run this each time the site was built. It needs the AWS command line.\n\
         # Made by `broadsheet hosting s3`.\nset -eu\n: \"${{BUCKET:?the name of the bucket}}\"\nsite=\"{folder}\"\n\n\
         # What never changes under its name is kept by browsers and by the CDN.\n\
         kept() {{ aws s3 sync \"$site\" \"{target}/\" --size-only --exclude '*' --cache-control '{KEPT}' \"$@\"; }}\n\
         again() {{ aws s3 cp \"$site\" \"{target}/\" --recursive --exclude '*' --cache-control '{ASKED_AGAIN}' \"$@\"; }}\n"
    );
    let left_out = "--exclude '*.br' --exclude '*.gz'";
    let _ = write!(
        text,
        "kept --include 'archive/*/*.json' {left_out} --content-type application/json\n\
         kept --include 'archive/*/*.bin' {left_out} --content-type application/octet-stream\n\
         kept --include 'archive/pictures/*.jpg' --content-type image/jpeg\n\
         kept --include 'archive/pictures/*.png' --content-type image/png\n"
    );
    // In S3's patterns a `*` stands for folders too, so these are at the end of a name with 16 digits: with fewer, where the first
    // ones are zeros, as Trunk writes them, they are asked for again.
    let hash = "[0-9a-f]".repeat(16);
    let of_app = [("text/javascript", "js"), ("text/css", "css"), ("application/wasm", "wasm")];
    for (kind, ending) in of_app {
        let bound = if ending == "wasm" { "_bg" } else { "" };
        let _ = writeln!(text, "kept --include '*-{hash}{bound}.{ending}' --content-type '{}'", with_charset(kind));
    }
    text.push_str("\n# Of all else it is asked each time whether it changed. The pages come last.\n");
    let (pages, others): (Vec<_>, Vec<_>) =
        TEXT_TYPES.into_iter().chain(OTHER_TYPES).partition(|(kind, _)| *kind == "text/html");
    for (kind, endings) in others.into_iter().chain(pages) {
        let include: Vec<String> = endings.split(' ').map(|ending| format!("--include '*.{ending}'")).collect();
        let exclude: String = match endings {
            "js" | "css" => format!(" --exclude '*-{hash}.{endings}'"),
            "wasm" => format!(" --exclude '*-{hash}_bg.wasm'"),
            "png" | "jpg jpeg" => " --exclude 'archive/pictures/*'".to_owned(),
            "json" | "bin" => " --exclude 'archive/*/*'".to_owned(),
            _ => String::new(),
        };
        let _ = writeln!(text, "again {}{exclude} --content-type '{}'", include.join(" "), with_charset(kind));
    }
    let _ = write!(
        text,
        "\n# What the site has no more. This removes all else that lies there: give the site a bucket, or a path, of its own.\naws s3 sync \"$site\" \"{target}/\" --delete --size-only --exclude '*.br' --exclude '*.gz' \
         --exclude '.*' --exclude '_headers'\n"
    );
    let _ = write!(
        text,
        "\n# Behind CloudFront, after an article was cut out, so that none of it stays at the edges:\n\
         # aws cloudfront create-invalidation --distribution-id … --paths '{path}*'\n"
    );
    let _ = write!(
        text,
        "\n# Once, for CloudFront: the headers of every answer. Then name index.html as the distribution's root, let it compress, and\n\
         # answer 403 and 404 of the bucket with {path}404.html and the status 404.\n\
         # aws cloudfront create-response-headers-policy --response-headers-policy-config '{}'\n",
        policy_config(pictures).to_string().replace('\'', "'\\''")
    );
    text
}

/// What CloudFront adds to every answer.
fn policy_config(pictures: &PicturePolicy) -> serde_json::Value {
    const NAMED: [&str; 3] = ["content-security-policy", "x-content-type-options", "referrer-policy"];
    let custom: Vec<_> = headers(pictures)
        .into_iter()
        .filter(|(name, _)| !NAMED.contains(name))
        .map(|(name, value)| json!({ "Header": name, "Value": value, "Override": true }))
        .collect();
    json!({
        "Name": "broadsheet",
        "SecurityHeadersConfig": {
            "ContentSecurityPolicy": { "ContentSecurityPolicy": pictures.within(POLICY), "Override": true },
            "ContentTypeOptions": { "Override": true },
            "ReferrerPolicy": { "ReferrerPolicy": "no-referrer", "Override": true },
        },
        "CustomHeadersConfig": { "Quantity": custom.len(), "Items": custom },
    })
}
