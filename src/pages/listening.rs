//! Listening to an article: the sentence that is read is marked and kept in view, and the player stands at the foot of
//! every page.

use std::rc::Rc;
use std::sync::Arc;

use article::StoredArticle;
use reader::messages::t;
use reader::route::Location;
use search::Query;

use super::marking::by_text;
use super::notebook::{on_use, region};
use super::steps::following;
use crate::components::{AloudPlayer, Used};
use crate::signal::{effect, leaving};
use crate::state::{
    ABOVE_BODY, Layer, Notebook, Painting, State, bring_to_middle, focus_value, is_in_view, move_focus, once_painted,
    prime_speech,
};
use crate::view::{View, button};

/// The element of the sentence that is read.
const SPOKEN: &str = "mark.spoken";

/// What closes the player asks for this.
const CLOSE: &str = "aloud-close";

/// Where the focus goes then: to the button that reads the article, else to what the page is about.
const BACK: &str = ".aloud-open, #content h1";

/// Marks what is read of this article, and tells what may be read behind it.
pub fn follow(state: State, id: u32, stored: &Arc<StoredArticle>, painting: Painting) -> impl Sized + 'static {
    let (notebook, slug, texts) = (state.notebook, stored.slug.clone(), stored.article.body.len() + ABOVE_BODY);
    effect(move || {
        let spoken = notebook.spoken(&slug);
        // Who has scrolled away from the sentence before is not fetched back.
        let follows = spoken.is_some() && (notebook.goes_there() || is_in_view(SPOKEN));
        if follows && let Some(block) = spoken.and_then(|spoken| spoken.part.checked_sub(ABOVE_BODY)) {
            painting.reach(block);
        }
        painting.paint(Layer::Spoken, by_text(spoken.iter().map(|spoken| (spoken, "spoken", None)), texts));
        if follows {
            once_painted(|| bring_to_middle(SPOKEN));
        }
    });
    let stored = stored.clone();
    effect(move || {
        notebook.show_around(|| {
            let href = Location::article(stored.slug.as_str(), Query::default()).href();
            let mut around = following(state, id);
            around.insert(0, (href, stored.article.headline.clone()));
            around
        });
    });
    leaving(move || notebook.show_around(Vec::new))
}

/// The button that reads the article.
pub fn opener(notebook: Notebook, stored: &StoredArticle) -> View {
    let (act, headline) = (["aloud-read ", &stored.slug].concat(), stored.article.headline.clone());
    let read = move |_| {
        prime_speech();
        notebook.act(act.clone(), headline.clone());
    };
    button("button.aloud-open").on("click", read).child(t("Read aloud")).into()
}

/// The player, which is empty while there is nothing to read.
pub fn player(notebook: Notebook) -> View {
    let act = on_use(notebook);
    let on_use: Rc<dyn Fn(Used)> = Rc::new(move |used| {
        if let Used::Act(act, _) = &used {
            match act.as_str() {
                CLOSE => move_focus(BACK),
                // Of a queue that was taken up nothing was said yet.
                "aloud-toggle" => prime_speech(),
                _ => {}
            }
        }
        act(used);
    });
    let parts = ["aloud", "aloud-said", "aloud-file", "aloud-voice", "aloud-settings", "aloud-queue"];
    AloudPlayer {
        drawn: parts.map(|part| region(notebook, part, &on_use)),
        // What was closed may have the focus until the next frame.
        on_toggle: || once_painted(|| focus_value("aloud-more")),
    }
    .into()
}
