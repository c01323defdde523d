//! The text of About in the reader's language. It is long and few read it, so that it is fetched when someone does.

use article::fields::Value;
use reader::browser::fetch::{self, Freshness};
use reader::browser::{json, language, spawn};
use reader::failure::{Failure, Trouble};

use super::Library;
use crate::signal::{Held, effect};

/// The text: a tree of elements for each part, by its name. Nothing until it is here; where it does not come the library has
/// the trouble, and it is asked for once more when that is to be tried again.
pub fn about_text(library: Library) -> Held<Value> {
    let text = Held::new(Value::Nothing);
    let read = text.clone();
    let mut is_asked = false;
    effect(move || {
        let is_here = read.with_untracked(|text| !matches!(text, Value::Nothing));
        // What other file is in trouble does not matter.
        if library.trouble().is_some() && is_asked || is_here {
            return;
        }
        is_asked = true;
        let read = read.clone();
        spawn(async move {
            let file = ["about/", &language::code(), ".json"].concat();
            let fetched = fetch::text(&file, Freshness::OfApp).await;
            let parse =
                |text: String| json::parse(&text).map_err(|reason| Failure::new(Trouble::Damaged, file, reason));
            match fetched.and_then(parse) {
                Ok(parts) => read.set(parts),
                Err(failure) => library.report(failure),
            }
        });
    });
    text
}
