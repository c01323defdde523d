//! What a device reads that keeps the site among its apps (w3.org/TR/appmanifest).

use serde_json::{Value, json};

use super::imprint::Imprint;
use crate::written::Written;

/// The app's icons as pictures of points, for systems that show no drawing; each is named where the app brings it.
const ICONS: [(&str, &str, &str); 3] = [
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("icon-maskable-512.png", "512x512", "maskable"),
];

/// The manifest of a site whose app has these files.
pub fn web_manifest(imprint: &Imprint, app: &Written) -> String {
    let drawing = imprint.looks.icon.as_ref().filter(|icon| icon.ends_with(".svg"));
    let drawing = drawing.map(|icon| json!({ "src": icon, "sizes": "any", "type": "image/svg+xml" }));
    let icons = ICONS.iter().filter(|(file, ..)| app.contains(file));
    let icons = icons
        .map(|(file, sizes, purpose)| json!({ "src": file, "sizes": sizes, "type": "image/png", "purpose": purpose }));
    let icons: Vec<Value> = drawing.into_iter().chain(icons).collect();
    let mut manifest = json!({
        // No `id`: that would count from the host, and two archives there would be one. Without it the address of the start is taken.
        "name": imprint.title,
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "lang": imprint.language,
        "dir": "auto",
        // The paper of the light theme: a manifest has one colour.
        "background_color": "#fbfaf7",
        "theme_color": "#fbfaf7",
        "icons": icons,
    });
    if let Some(description) = &imprint.description {
        manifest["description"] = description.clone().into();
    }
    let mut text = manifest.to_string();
    text.push('\n');
    text
}
