//! What pages put below the text of an article, without a name that tells it: who wrote it, comments, the words it is filed under.

use article::{Block, BlockKind, Name, SpanKind};

use super::dropped::Dropped;
use crate::plain_text::furniture::filed_under;

/// What stands above words about the author, in lower case.
#[rustfmt::skip]
const ABOUT_AUTHORS: &[&str] = &[
    "about the author", "about the authors", "about the writer", "about the reporter", "sobre la firma", "sobre el autor", "sobre la autora", "sobre o autor",
    "sobre a autora", "über den autor", "über die autorin", "über die autoren", "zum autor", "zur autorin", "à propos de l'auteur",
    "à propos de l'autrice", "à propos de l'auteure", "sull'autore", "sull'autrice", "over de auteur", "om författaren", "om forfatteren", "o autorze",
    "об авторе", "yazar hakkında", "عن الكاتب", "על המחבר", "关于作者", "關於作者", "この記事を書いた人",
];

/// What stands above comments and the field for them.
#[rustfmt::skip]
const COMMENTS: &[&str] = &[
    "leave a reply", "leave a comment", "leave a response", "post a comment", "add a comment", "join the conversation", "reader comments",
    "start a conversation", "schreibe einen kommentar", "schreiben sie einen kommentar", "kommentar schreiben", "kommentar verfassen", "leserkommentare",
    "laisser un commentaire", "laissez un commentaire", "ajouter un commentaire", "deja una respuesta", "deja un comentario", "dejar un comentario",
    "deixe um comentário", "deixe uma resposta", "deixe o seu comentário", "lascia un commento", "lascia una risposta", "geef een reactie",
    "plaats een reactie", "laat een reactie achter", "lämna ett svar", "legg igjen en kommentar", "skriv en kommentar", "dodaj komentarz",
    "přidat komentář", "оставить комментарий", "добавить комментарий", "bir yanıt yazın", "yorum yap", "اترك تعليقاً", "أضف تعليق", "发表评论",
    "發表評論", "コメントを残す", "댓글 남기기",
];

/// The share of a text, in percent, that what stands below it may have.
const MOST: usize = 25;
/// From so many characters on a paragraph is one of the text.
const PROSE: usize = 120;

/// Takes it off the blocks of a text by these authors; answers what went.
pub fn take(blocks: &mut Vec<Block>, authors: &[Name]) -> Vec<Dropped> {
    let mut dropped = Vec::new();
    while let Some((start, end)) = below(blocks, authors) {
        let lines: Vec<String> = blocks.drain(start..end).map(|block| block.text).collect();
        dropped.push(Dropped::in_box(&lines.join("\n")));
    }
    let last = blocks.iter().rposition(is_prose).unwrap_or_default();
    let mut at = 0;
    blocks.retain(|block| {
        at += 1;
        let is_filing = is_line(block) && filed_under(&block.text).is_some_and(|words| !words.is_empty());
        let goes = is_filing && (at > last || linked(block) * 2 > length(block));
        if goes {
            dropped.push(Dropped::promotion(&block.text));
        }
        !goes
    });
    dropped
}

/// Takes off the last lines that say no more than that a text ends; answers what went.
pub fn take_end_marks(blocks: &mut Vec<Block>) -> Vec<Dropped> {
    let mut dropped = Vec::new();
    while blocks.split_last().is_some_and(|(last, before)| is_end_mark(last, before.last())) {
        dropped.extend(blocks.pop().map(|last| Dropped::promotion(&last.text)));
    }
    dropped
}

/// What agencies and papers of old put below a text: it ends here. So does an address of mail without a word, but for one that the block
/// before leads to.
fn is_end_mark(block: &Block, before: Option<&Block>) -> bool {
    let is_led_to = |before: &Block| {
        before.kind == BlockKind::Heading || before.text.trim_end().ends_with([':', '：', ',', '-', '–'])
    };
    let text = block.text.trim();
    let is_mail = || {
        let parted = text.split_once('@').filter(|(name, host)| !name.is_empty() && host.contains('.'));
        parted.is_some() && !text.contains(char::is_whitespace)
    };
    block.kind == BlockKind::Paragraph && (END_MARKS.contains(&text) || is_mail() && !before.is_some_and(is_led_to))
}

/// See above.
const END_MARKS: [&str; 9] = ["-30-", "– 30 –", "—30—", "###", "# # #", "-ENDS-", "– ENDS –", "***", "* * *"];

/// The blocks that a heading stands above which begins no text of the article: to the next heading. Where text follows that may be the
/// article's, the line alone goes that asks for comments, and what tells about an author.
fn below(blocks: &[Block], authors: &[Name]) -> Option<(usize, usize)> {
    let lengths: Vec<usize> = blocks.iter().map(length).collect();
    let whole: usize = lengths.iter().sum();
    blocks.iter().enumerate().skip(1).find_map(|(start, block)| {
        let name = block.text.trim_end_matches([':', '：', '!', '…', ' ']).to_lowercase().replace('’', "'");
        let is_about = ABOUT_AUTHORS.contains(&name.as_str());
        if !is_line(block) || !is_about && !COMMENTS.contains(&name.as_str()) {
            return None;
        }
        let is_next = |block: &Block| block.kind == BlockKind::Heading && length(block) > 0;
        // A name in its own line is often set as a heading.
        let next = blocks.iter().skip(start + 2).position(is_next).map(|at| start + 2 + at);
        let end = next.unwrap_or(blocks.len());
        let end = if is_about {
            start + 1 + biography(&blocks[start + 1..end], authors)
        } else if blocks[start..].iter().any(is_prose) {
            start + 1
        } else {
            end
        };
        // Of somebody else it is a part of the text.
        let names_one = || blocks[start..end].iter().any(|block| names_any(block, authors));
        let is_end = lengths[start..].iter().sum::<usize>() * 100 <= whole * MOST;
        (is_end && (!is_about || names_one())).then_some((start, end))
    })
}

/// How many blocks tell about an author: a paragraph that names none begins the text again, where one has told of them.
fn biography(blocks: &[Block], authors: &[Name]) -> usize {
    let longest = authors.iter().map(|author| author.name.chars().count()).max().unwrap_or_default();
    let mut is_told = false;
    let goes_on = |block: &&Block| {
        let names = names_any(block, authors);
        let is_text = is_told && !names && is_prose(block);
        is_told |= is_prose(block) || names && length(block) >= longest + SHORTEST_BIOGRAPHY;
        !is_text
    };
    blocks.iter().take_while(goes_on).count()
}

/// The least, in characters, that such a paragraph says beside a name.
const SHORTEST_BIOGRAPHY: usize = 15;

fn names_any(block: &Block, authors: &[Name]) -> bool {
    authors.iter().any(|author| block.text.contains(&author.name))
}

fn length(block: &Block) -> usize {
    block.text.chars().count()
}

fn linked(block: &Block) -> usize {
    block.spans.iter().filter(|span| span.kind == SpanKind::Link).map(|span| span.end - span.start).sum()
}

fn is_line(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Heading | BlockKind::Paragraph)
}

fn is_prose(block: &Block) -> bool {
    block.kind == BlockKind::Paragraph && length(block) >= PROSE && linked(block) * 2 < length(block)
}
