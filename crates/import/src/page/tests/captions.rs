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

/// Whom to credit stood in the caption where a box in the figure alone says so: the extractor took its class away.
#[test]
fn a_box_within_a_figure_says_whom_to_credit() {
    for credit in [
        "<div class=Figure-credit>Ida Rask</div>",
        "<span><span class=visually-hidden>Image source, </span>Ida Rask</span>",
    ] {
        let figure = format!(
            "<figure><img src=a.jpg>{credit}<div class=Figure-content><figcaption>Boats at dawn.</figcaption></div></figure>"
        );
        let body = format!("<article><h1>Harbour opens again</h1><p>{PROSE}</p>{figure}<p>{SECOND}</p></article>");
        let read = read_page("<title>Harbour opens again</title>", &body);
        let picture = &read.article.associations[0];
        let told = (picture.caption.as_deref(), picture.credit_text.as_deref());
        assert_eq!(told, (Some("Boats at dawn."), Some("Ida Rask")), "{credit}");
    }
}

/// A name behind the sentence of a caption was a part of it; a class that names caption and credit made the caption a credit.
#[test]
fn the_last_words_of_a_caption_may_be_a_name() {
    for (caption, credit) in [
        ("<span>Boats at dawn.</span> <span class=a_m>Ida Rask</span>", Some("Ida Rask")),
        ("<span>Boats at dawn.</span> <span class=a_m>Ida Rask (EFE)</span>", Some("Ida Rask (EFE)")),
        ("Boats at dawn. <span class='tnt-byline'>Ida Rask</span>", Some("Ida Rask")),
        ("<span class='image__caption attribution'>Boats at dawn.</span>", None),
    ] {
        let figure = format!("<figure><img src=a.jpg><figcaption>{caption}</figcaption></figure>");
        let body = format!("<article><h1>Harbour opens again</h1><p>{PROSE}</p>{figure}<p>{SECOND}</p></article>");
        let read = read_page("<title>Harbour opens again</title>", &body);
        let picture = &read.article.associations[0];
        assert_eq!((picture.caption.as_deref(), picture.credit_text.as_deref()), (Some("Boats at dawn."), credit));
    }
}

/// A picture and its caption were lost, or torn apart, in a box that is called an article of media, and in a table of one cell.
#[test]
fn a_picture_stands_with_its_caption_in_boxes_of_other_names() {
    for (picture, credit) in [
        (
            "<article class='media media--image'><div class=field-image><img src=a.jpg></div><div class=field-caption>Boats at dawn.</div>\
             <div class=field-copyright>Foto: Ida Rask</div></article>",
            "Ida Rask",
        ),
        (
            "<table align=right><tr><td><img src=a.jpg><br><font size=-2>Boats at dawn. (Photo by Ida Rask)</font></td></tr></table>",
            "Ida Rask",
        ),
    ] {
        let body =
            format!("<div><h1>Harbour opens again</h1><p>{PROSE}</p>{picture}<p>{SECOND}</p><p>{PROSE}</p></div>");
        let read = read_page("<title>Harbour opens again</title>", &body);
        assert_eq!(texts(&read), [PROSE, "Boats at dawn.", SECOND, PROSE], "{picture}");
        assert_eq!(read.article.associations[0].credit_text.as_deref(), Some(credit), "{picture}");
    }
}

/// The words of a caption were a credit: behind "Photo:" in bold, and whoever it names at its end.
#[test]
fn a_caption_that_begins_or_ends_as_a_credit_stays() {
    for (caption, expected) in [
        ("<span><b>Photo:</b> The harbour at dawn on Tuesday</span>", "The harbour at dawn on Tuesday"),
        ("<span><strong>Image:</strong> The harbour at dawn on Tuesday</span>", "The harbour at dawn on Tuesday"),
        ("<em>Mayor of the year.</em> <strong>Ane Lund</strong>", "Mayor of the year. Ane Lund"),
        ("<p>Left to right: the new council of Skarn.</p><p>Mary Anne Lund</p>", "Mary Anne Lund"),
        ("<span>The new council.</span> <span>Ane Lund (left)</span>", "Ane Lund (left)"),
    ] {
        let figure = format!("<figure><img src=a.jpg><figcaption>{caption}</figcaption></figure>");
        let body = format!("<article><h1>Harbour opens again</h1><p>{PROSE}</p>{figure}<p>{SECOND}</p></article>");
        let read = read_page("<title>Harbour opens again</title>", &body);
        let picture = &read.article.associations[0];
        assert!(picture.caption.as_deref().is_some_and(|text| text.contains(expected)), "{caption} {picture:?}");
        assert_eq!(picture.credit_text, None, "{caption}");
    }
}

/// A text in a table for its layout was the caption of its first picture.
#[test]
fn a_table_of_the_text_is_no_caption() {
    let short = "<p>The harbour opened again after nine days. (Photo by Ida Rask)</p><p>Forty ships had waited.</p><p>Two were ferries.</p>";
    let body = format!(
        "<h1>Harbour opens again</h1><table><tr><td><img src=a.jpg>{short}</td></tr></table><p>{PROSE}</p><p>{SECOND}</p>"
    );
    let read = read_page("<title>Harbour opens again</title>", &body);
    assert!(texts(&read).iter().any(|text| text.contains("Two were ferries.")), "{:?}", texts(&read));
    assert!(read.article.associations.iter().all(|picture| picture.caption.is_none()));
    for words in [
        "<p>The harbour opened again on Tuesday, after nine days. (Photo by Ida Rask)</p>",
        "The harbour opened again on Tuesday, after nine days. (Photo by Ida Rask)<br><br>",
    ] {
        let body = format!(
            "<table><tr><td><h1>Harbour opens again</h1><img src=a.jpg>{words}<p>{PROSE}</p><p>{SECOND}</p></td></tr></table>"
        );
        let read = read_page("<title>Harbour opens again</title>", &body);
        let is_text = |text: &&str| text.contains("after nine days");
        assert!(texts(&read).iter().any(is_text), "{words} {:?}", texts(&read));
        assert!(read.article.associations.iter().all(|picture| picture.caption.is_none()), "{words}");
    }
}
