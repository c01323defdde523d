//! What find found, painted over the texts of the article by the browser. How it is painted is in public/found.js, which is fetched
//! on use.

use std::ops::Range;

use js_sys::Uint32Array;

use super::{address_of, called, root};

/// Where the script is that the rest of this needs.
pub fn script() -> String {
    let address = root() + "found.js";
    address_of(&address).unwrap_or(address)
}

/// Paints these places and no others, near the view: the number of a text (`Article::texts`), the character a place in it begins
/// at and that behind its end, and so on. The one that was gone to last is shown. `false` where a text has so many that those
/// further from the view than `margin` times its height were left out: then it is to be done again when the view moves.
pub fn paint(places: &[u32], margin: f64) -> bool {
    let arguments = [Uint32Array::from(places).into(), margin.into()];
    // Before the script is there nothing is painted.
    called(&js_sys::global(), "paintFound", &arguments).map_or(true, |painted| !painted.is_falsy())
}

/// Shows a place of a text: it is painted otherwise from now on. Scrolls it into the middle of the view, where it does not lie in
/// view already; `false` where it is not in the document, `None` before the script is there.
pub fn go(text: usize, place: &Range<usize>) -> Option<bool> {
    let arguments = [text, place.start, place.end].map(|number| (number as f64).into());
    called(&js_sys::global(), "goToFound", &arguments).ok()?.as_bool()
}
