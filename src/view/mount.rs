//! A [`View`] as Leptos takes it.

use leptos::tachys::renderer::types;
use leptos::tachys::view::{Mountable, Render};
use reader::browser::dom::Node;

use super::View;

impl Render for View {
    type State = View;

    fn build(self) -> View {
        self
    }

    fn rebuild(self, shown: &mut View) {
        if let Some((first, parent)) = shown.first().and_then(|first| Some((first.clone(), first.parent()?))) {
            View::mount(&self, &parent, Some(&first));
        }
        View::unmount(shown);
        *shown = self;
    }
}

impl Mountable for View {
    fn unmount(&mut self) {
        View::unmount(self);
    }

    fn mount(&mut self, parent: &types::Element, marker: Option<&types::Node>) {
        let parent: &types::Node = parent;
        View::mount(self, &Node::from(parent), marker.map(Node::from).as_ref());
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let parent = self.first().and_then(|first| first.parent());
        let (Some(first), Some(parent)) = (self.first(), parent) else { return false };
        child.mount(parent.as_element(), Some(first.as_element()));
        true
    }

    fn elements(&self) -> Vec<types::Element> {
        self.first().map(|first| first.as_element().clone()).into_iter().collect()
    }
}
