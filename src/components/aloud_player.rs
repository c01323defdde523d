//! What reads aloud, at the foot of the view. The notebook's worker draws what stands in it, and nothing while there is
//! nothing to read; then it is not shown.

use reader::messages::t;

use crate::view::{View, el};

/// The player.
pub struct AloudPlayer {
    /// What the worker drew: the buttons, what is said, what the system plays, the voice, the settings, the queue.
    pub drawn: [View; 6],
    /// Hears that voice and queue were opened or closed.
    pub on_toggle: fn(),
}

impl From<AloudPlayer> for View {
    fn from(AloudPlayer { drawn: [bar, said, file, voice, settings, queue], on_toggle }: AloudPlayer) -> Self {
        let more = el("div.aloud-more")
            .attr("id", "aloud-more")
            .attr("popover", "")
            .attr("role", "dialog")
            .label(t("Voice and queue"))
            // The button that opened it may have been drawn anew, to which the browser gives no focus back.
            .on("toggle", move |_| on_toggle())
            .child(settings)
            .child(queue);
        el("section.aloud")
            .label(t("Reading aloud"))
            .child(bar)
            .child(el("p.aloud-said").attr("role", "status").child(said))
            .child(file)
            .child(voice)
            .child(more)
            .into()
    }
}
