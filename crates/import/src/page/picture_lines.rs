//! Captions of pictures on lines of their own below them, as pages of East Asia have them: `▲ …`, `图为…`, `写真：…`.

use article::{Association, Block, BlockKind};

use crate::html::{Body, one_line};
use crate::plain_text::caption::east_asia;

/// The longest such line, in characters; what is longer is a paragraph.
const LONGEST: usize = 100;
/// The longest caption that only the credit below it tells to be one.
const LONGEST_ABOVE_CREDIT: usize = 60;

/// Gives the pictures of a text what stands right below them.
pub fn take(body: &mut Body) {
    // Marked first and taken out together, for a page may have thousands.
    let mut is_taken = vec![false; body.blocks.len()];
    let mut at = 0;
    while at < body.blocks.len() {
        let Some(picture) = body.blocks[at].association.filter(|_| body.blocks[at].kind == BlockKind::Figure) else {
            at += 1;
            continue;
        };
        let figure = at;
        at += 1;
        let has_caption = !body.blocks[figure].text.is_empty();
        let Some(association) = body.associations.get_mut(picture) else { continue };
        let Some((found, lines)) = below(&body.blocks[at..], has_caption) else { continue };
        if has_caption && (association.credit_text.is_some() || found.caption.is_some()) {
            continue;
        }
        is_taken[at..at + lines].fill(true);
        at += lines;
        association.credit_text = association.credit_text.take().or(found.credit_text);
        if let Some(caption) = found.caption {
            body.blocks[figure].text.clone_from(&caption);
            association.caption = Some(caption);
        }
    }
    let mut taken = is_taken.into_iter();
    body.blocks.retain(|_| taken.next() != Some(true));
}

/// What the lines below a picture say of it, and how many these are: one that says so itself, or one above a credit.
fn below(blocks: &[Block], has_caption: bool) -> Option<(Association, usize)> {
    let line = |block: &Block| {
        let is_line = block.kind == BlockKind::Paragraph && block.text.chars().count() <= LONGEST;
        is_line.then(|| one_line(&block.text))
    };
    let first = line(blocks.first()?)?;
    let second = blocks.get(1).and_then(line);
    let credit = second.as_deref().and_then(credit_alone);
    if let Some(found) = east_asia::read_line(&first) {
        // The credit of a caption may stand on the next line.
        return match credit {
            Some(credit) if found.credit_text.is_none() => {
                Some((Association { credit_text: Some(credit), ..found }, 2))
            }
            _ => Some((found, 1)),
        };
    }
    let is_caption = !has_caption
        && east_asia::is_east_asian(&first)
        && first.chars().count() <= LONGEST_ABOVE_CREDIT
        && !first.ends_with(['」', '』', '？', '?']);
    let caption = Some(first).filter(|_| is_caption);
    credit.zip(caption).map(|(credit, caption)| {
        (Association { caption: Some(caption), credit_text: Some(credit), ..Association::default() }, 2)
    })
}

/// The credit on a line that is nothing else.
fn credit_alone(line: &str) -> Option<String> {
    east_asia::read(line).filter(|read| read.caption.is_none()).and_then(|read| read.credit_text)
}
