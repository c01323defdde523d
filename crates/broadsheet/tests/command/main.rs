//! The real command on real folders: sources in, an archive or a site out.
#![recursion_limit = "256"]
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

mod again;
mod archive;
mod authorities;
mod configured;
mod corpora;
mod epubcheck;
mod exporting;
mod full_disk;
mod growing;
mod harness;
mod hosting;
mod interchange;
mod large;
mod links;
mod new;
mod odd;
mod own_pages;
mod packed_pictures;
mod page_words;
mod pages;
mod picture_files;
mod pictures;
mod precompressed;
mod publication;
mod removing;
mod scripts;
mod searching;
mod server;
mod serving;
mod settings;
mod single_file;
mod site;
mod sources;
mod watching;
