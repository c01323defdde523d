//! What stands out in the texts of an article, in layers: who paints one knows none of the others.

use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;

use reader::inline::Highlight;

use crate::signal::Held;

/// Texts above the body: headline and standfirst (`Article::texts`). They are always in sight of a reader who looks for them,
/// and few, so they are painted at once.
pub const ABOVE_BODY: usize = 2;

/// What is painted, the outermost first where they overlap.
#[derive(Clone, Copy)]
pub enum Layer {
    /// The sentence that is read aloud.
    Spoken,
    /// What the reader marked, and the passage that the address names. It is painted wherever it is, to be reached by keys.
    Marks,
    /// What the query matches.
    Matches,
}

const LAYERS: usize = 3;

/// The highlights of one article, by layer and text. Only texts near the view are painted, for a word may be matched in
/// 30,000 places and no frame is long enough for those; the others follow when they come near.
#[derive(Clone)]
pub struct Painting(Rc<Canvas>);

struct Canvas {
    layers: RefCell<[Vec<Vec<Highlight>>; LAYERS]>,
    painted: Vec<Held<Rc<[Highlight]>>>,
    near: Cell<(usize, usize)>,
}

impl Painting {
    /// Nothing stands out in so many texts.
    pub fn new(texts: usize) -> Self {
        Self(Rc::new(Canvas {
            layers: RefCell::default(),
            painted: (0..texts).map(|_| Held::new(Rc::from([]))).collect(),
            near: Cell::new((0, 0)),
        }))
    }

    /// What stands out in a text, which is followed.
    pub fn of_text(&self, at: usize) -> Rc<[Highlight]> {
        self.0.painted.get(at).map_or_else(|| Rc::from([]), Held::get)
    }

    /// Paints a layer anew, given what it has for each text.
    pub fn paint(&self, layer: Layer, by_text: Vec<Vec<Highlight>>) {
        if let Some(present) = self.0.layers.borrow_mut().get_mut(layer as usize) {
            *present = by_text;
        }
        self.refresh();
    }

    /// Hears which blocks of the body are near the view.
    pub fn come_near(&self, blocks: &Range<usize>) {
        let near = (blocks.start + ABOVE_BODY, blocks.end + ABOVE_BODY);
        if self.0.near.replace(near) != near {
            self.refresh();
        }
    }

    /// Paints a block of the body wherever it is, before the view comes to it. What is near stays so where that one is.
    pub fn reach(&self, block: usize) {
        let (start, end) = self.0.near.get();
        if !(start..end).contains(&(block + ABOVE_BODY)) {
            self.come_near(&(block..block + 1));
        }
    }

    fn refresh(&self) {
        let (start, end) = self.0.near.get();
        let layers = self.0.layers.borrow();
        let marks = layers.get(Layer::Marks as usize);
        for (at, painted) in self.0.painted.iter().enumerate() {
            let is_marked = marks.and_then(|marks| marks.get(at)).is_some_and(|marks| !marks.is_empty());
            let is_near = at < ABOVE_BODY || (start..end).contains(&at) || is_marked;
            // Far from the view what no longer holds is taken off, and nothing is put on.
            if !is_near && painted.with_untracked(|painted| painted.is_empty()) {
                continue;
            }
            let wanted: Vec<Highlight> = layers.iter().filter_map(|layer| layer.get(at)).flatten().cloned().collect();
            if painted.with_untracked(|painted| **painted != *wanted) {
                painted.set(if is_near { wanted.into() } else { Rc::from([]) });
            }
        }
    }
}
