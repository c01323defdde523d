//! Boxes of a picture and its caption, and boxes that only sound so.

use super::*;

/// A box of the whole text whose class says that its pictures have captions became the caption of one of them.
#[test]
fn a_text_whose_pictures_have_captions_is_no_caption() {
    let divs: String = PROSE.split(',').map(|part| format!("<div>{part} {part}</div>")).collect();
    let paragraphs = format!("<p>{PROSE}</p><p>{PROSE}</p>");
    let short = format!("<p>{PROSE}</p><p>The end.</p>");
    for class in ["story has-captions", "with-caption", "hasCaption", "story__text--no-caption"] {
        for text in [&divs, &paragraphs, &short] {
            let body = format!(
                "<article><h1>Harbour opens again</h1><div class='{class}'><img src=a.jpg>{text}</div></article>"
            );
            let read = read_page("<title>Harbour opens again</title>", &body);
            assert!(texts(&read).len() > 1, "{class} {:?}", texts(&read));
            assert!(read.article.associations.iter().all(|picture| picture.caption.is_none()), "{class}");
        }
    }
    // Called a caption as a whole, and too long for one.
    let body = format!(
        "<article><h1>Harbour opens again</h1><div class=caption-story><img src=a.jpg>{paragraphs}{short}</div></article>"
    );
    let read = read_page("<title>Harbour opens again</title>", &body);
    assert_eq!(texts(&read).iter().filter(|text| !text.is_empty()).count(), 4);
}

#[test]
fn boxes_that_are_called_captions_are_figures() {
    for class in ["wp-caption", "caption", "image_caption", "photoCaption", "captioned-image"] {
        let picture = format!("<div class='{class}'><img src=a.jpg><p>Boats at dawn</p></div>");
        let body = format!("<article><h1>Harbour opens again</h1><p>{PROSE}</p>{picture}<p>{PROSE}</p></article>");
        let read = read_page("<title>Harbour opens again</title>", &body);
        assert_eq!(read.article.associations[0].caption.as_deref(), Some("Boats at dawn"), "{class}");
    }
}

/// A slide of a gallery fell apart where it counts its pictures: caption and credit were paragraphs of the text.
#[test]
fn a_slide_is_a_picture_with_its_caption() {
    for count in ["<span class=count>2 / 6</span>", "<p>2 of 6</p>", ""] {
        let slide = format!(
            "<div class=slide><div class=slide__image><img src=a.jpg></div><div class=slide__text>{count}<p class=slide__caption>Boats at dawn</p>\
             <p class=slide__credit>Photo: Ida Rask</p></div></div>"
        );
        let body = format!("<article><h1>Harbour opens again</h1><p>{PROSE}</p>{slide}<p>{SECOND}</p></article>");
        let read = read_page("<title>Harbour opens again</title>", &body);
        let picture = &read.article.associations[0];
        assert_eq!(texts(&read), [PROSE, "Boats at dawn", SECOND], "{count}");
        assert_eq!(picture.credit_text.as_deref(), Some("Ida Rask"), "{count}");
    }
}

/// Pages with many pictures took a time that grew with the square of their number: minutes for these.
#[test]
fn a_page_of_many_pictures_is_read() {
    for many in [
        "<noscript><img src=a.jpg></noscript>".repeat(8_000),
        format!("<div class=caption>{}</div>", "<span><img src=a.jpg></span>".repeat(8_000)),
    ] {
        let read = read_page(
            "<title>Harbour opens</title>",
            &format!("<main><h1>Harbour opens</h1><p>{PROSE}</p>{many}</main>"),
        );
        assert!(texts(&read).iter().any(|text| text.contains(PROSE)));
    }
}
