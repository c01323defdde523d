//! The real command on real folders: sources in, an archive or a site out.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

mod archive;
mod corpora;
mod growing;
mod harness;
mod large;
mod odd;
mod pages;
mod publication;
mod removing;
mod searching;
mod server;
mod serving;
mod settings;
mod site;
mod sources;
