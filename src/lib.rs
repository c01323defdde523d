//! What both of the reader's programs share: the messages between them, addresses, and the pure parts of what the page
//! shows. `browser` is the one place that knows the browser; everything else here is plain data in, plain data out.

pub mod aloud;
pub mod ask;
pub mod browser;
pub mod cite;
pub mod envelope;
pub mod failure;
pub mod find;
pub mod format;
pub mod inline;
mod json_writer;
pub mod labels;
pub mod locale;
pub mod manifest;
pub mod marks;
pub mod messages;
pub mod notebook;
pub mod offers;
pub mod paragraphs;
pub mod protocol;
pub mod reading_time;
pub mod record;
pub mod reply;
pub mod results;
pub mod route;
pub mod settings;
pub mod shortcuts;
pub mod tell;
