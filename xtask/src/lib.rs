//! The project's own chores. A library too, so that the end-to-end tests find and drive a browser as the chores do.

pub mod bench;
pub mod corpora;
pub mod programs;
pub mod project;
pub mod random;
pub mod screenshots;
pub mod serve;
pub mod server;
pub mod setup;
pub mod site;
pub mod styles;
pub mod synth;
pub mod test;
pub mod tidy;
pub mod tools;
pub mod webdriver;
