//! A reader's own marks: what they are, how they are written as W3C Web Annotations, and how they find their place again
//! in a text that has changed. Plain data in, plain data out; where they are kept, `browser::store` knows.

pub mod anchor;
pub mod annotation;
mod collection;
pub mod export;
mod filter;
pub mod import;
mod mark;
mod nearest;
pub mod passage;
mod text;

pub use collection::collection;
pub use filter::Filter;
pub use mark::{Colour, Elsewhere, End, Mark, Quote, Selectors, Target};
pub use text::{MarkedText, PartRange};
