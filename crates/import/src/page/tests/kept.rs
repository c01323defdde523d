//! What stands in boxes that sound as if they were the page's, and stays.

use super::boxes::{page_with, told};
use super::*;

fn page_by(author: &str, article: &str) -> Read {
    read_page(&format!("<title>Harbour opens again</title><meta name=author content='{author}'>"), article)
}

/// A whole article went, and paragraphs of one, where a class said that there is a box about the author, or the date with such a box.
#[test]
fn a_box_about_the_author_goes_below_the_text_alone() {
    let bio = "<p>Jane Doe has been a reporter on the coast for nine years and writes of ports, ships and those who work on them.</p>";
    let whole =
        format!("<div class='entry has-author-box'><h1>Harbour opens again</h1><p>By Jane Doe</p><p>{PROSE}</p></div>");
    let read = page_by("Jane Doe", &format!("<article>{whole}</article><p>{SECOND} {SECOND}</p>"));
    assert!(texts(&read).contains(&PROSE), "{:?}", texts(&read));
    let line = "<p>By Jane Doe</p><p>Published on 5 March 2024 at 14:30 · 4 min read · 12 comments</p>";
    let body = format!(
        "<article><h1>Harbour opens again</h1><div class=author-info>{line}</div><p>{PROSE}</p><p>{SECOND}</p></article>"
    );
    let read = page_by("Jane Doe", &body);
    assert_eq!(read.article.date_published.as_deref().map(|date| &date[..10]), Some("2024-03-05"));
    let among = format!(
        "<article><h1>Harbour opens again</h1><p>{PROSE}</p><div class=author-box>{bio}</div><p>{SECOND}</p></article>"
    );
    assert_eq!((texts(&page_by("Jane Doe", &among)).len(), told(&page_by("Jane Doe", &among)).len()), (3, 0));
    for class in ["author-box", "post-author-bio", "author-card__inner"] {
        let below = format!(
            "<article><h1>Harbour opens again</h1><p>{PROSE}</p><p>{SECOND}</p><div class='{class}'>{bio}</div></article>\
             <div id=comments><p>{PROSE}</p></div>"
        );
        let read = page_by("Jane Doe", &below);
        let stays = texts(&read).iter().any(|text| text.contains("reporter on the coast"));
        assert_eq!((stays, told(&read).len()), (false, 1), "{class}");
    }
}

/// The beginning of an article went with the button below it that asks for a subscription, and long paragraphs that speak of one.
#[test]
fn what_can_be_read_of_an_article_behind_a_wall_stays() {
    let begins = "<p>The lock at Skarn, which is ninety years old, will be closed from Monday on for six months of repairs.</p>\
                  <p>Barges that come from the north will have to go around by the sea, as they did in the war, the port said.</p>\
                  <p>The town has asked for help.</p>";
    let asking = "<a class=btn href=/pay>Subscribe for 1 euro</a>";
    let left_out = vec!["left out the box “Subscribe for 1 euro”".to_owned()];
    let read = page_with(&format!("<div class=paywall>{begins}{asking}</div>"));
    assert_eq!((texts(&read).len(), told(&read)), (5, left_out.clone()));
    let read = page_with(&format!("<div class=paywall>{}{asking}</div>", begins.replace("p>", "div>")));
    assert_eq!((texts(&read).len(), told(&read)), (5, left_out.clone()));
    let long = format!("<p>Those who want to donate to the crews at sea were told on Monday where to go. {PROSE}</p>");
    let read = page_with(&format!("<div class=subscriber-text>{long}{asking}</div>"));
    assert_eq!((texts(&read).len(), told(&read)), (3, left_out));
}

/// A picture without words went with the class of a teaser, unsaid.
#[test]
fn a_picture_without_words_leads_nowhere() {
    for picture in [
        "<figure class=article-teaser-image><img src=a.jpg></figure>",
        "<div class=promo-image><img src=a.jpg></div>",
        "<figure class=promo><img src=a.jpg><figcaption><a href=/b>Boats</a></figcaption></figure>",
    ] {
        let read = page_with(picture);
        assert_eq!((read.article.associations.len(), told(&read)), (1, Vec::new()), "{picture}");
    }
    let read = page_with("<div class=noprint><img src=a.jpg alt=Boats></div>");
    assert_eq!(told(&read), ["left out the box “Boats”"]);
}

/// Boxes in a text that stands in no article went unsaid where teasers are articles, and the headline with one of them.
#[test]
fn boxes_are_told_of_where_other_articles_are_marked() {
    let body = format!(
        "<div id=content><div class=page-teaser-head><a href=/><h1>Harbour opens again</h1></a></div><p>{PROSE}</p>\
         <div class=related><a href=/b>Mill runs again</a></div><p>{SECOND}</p></div>\
         <article><h2><a href=/c>Ferry is sold</a></h2></article><footer><div class=related><a href=/d>More</a></div></footer>"
    );
    let read = read_page("<title>Harbour opens again</title>", &body);
    assert_eq!(
        (read.article.headline.as_str(), told(&read)),
        ("Harbour opens again", vec!["left out the box “Mill runs again”".to_owned()])
    );
}

/// The heading of the first part of a text became its abstract.
#[test]
fn the_heading_of_a_part_is_no_abstract() {
    let page = |more: &str| {
        let body = format!(
            "<article><h1>Harbour opens again</h1><h2>Nine days without a single ship</h2><p>{PROSE}</p>{more}<p>{SECOND}</p></article>"
        );
        read_page("<title>Harbour opens again</title>", &body).article
    };
    assert_eq!(page("").abstract_.as_deref(), Some("Nine days without a single ship"));
    let article = page("<h2>How the vote went</h2>");
    assert_eq!(article.abstract_, None);
    assert_eq!(article.body[0].text, "Nine days without a single ship");
}
