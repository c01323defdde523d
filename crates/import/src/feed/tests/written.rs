//! Texts as feeds write them: escaped too often, with blank lines for paragraphs, under other names.

use super::*;

/// An export of WordPress named accounts instead of people, and its paragraphs, which blank lines part, ran together where one had a tag.
#[test]
fn an_export_of_a_site_is_read_as_the_site_shows_it() {
    let article = one(
        "<rss version='2.0'><channel><title>The Courier</title><wp:author><wp:author_login>ida</wp:author_login>\
         <wp:author_display_name>Ida Rask</wp:author_display_name></wp:author><item><title>Harbour</title><dc:creator>ida</dc:creator>\
         <content:encoded><![CDATA[<!-- wp:paragraph -->\n<p>One.</p>\n<!-- /wp:paragraph -->\n\nTwo.\n\nThree.\n\n\
         [caption id='a']<img src='https://courier.example/a.jpg' /> Boats at dawn[/caption]\n\n[gallery ids='1,2']\n\nFour.]]></content:encoded>\
         <wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item></channel></rss>",
    );
    assert_eq!(names(&article.author), ["Ida Rask"]);
    assert_eq!(texts(&article), ["One.", "Two.", "Three.", "Boats at dawn", "Four."]);
}

/// The house that wrote an item stood behind its headline.
#[test]
fn a_headline_does_not_end_with_the_source_that_is_named() {
    let source = "<source url='https://courier.example'>The Courier</source><description>One.</description>";
    assert_eq!(rss(&format!("<title>Harbour opens - The Courier</title>{source}")).headline, "Harbour opens");
    assert_eq!(rss(&format!("<title>The Courier</title>{source}")).headline, "The Courier");
}

/// Tags stood in the text, as it was escaped twice or said to be no HTML.
#[test]
fn html_that_is_written_otherwise_than_it_should_be_is_html() {
    for description in [
        "&amp;lt;p&amp;gt;One &amp;amp;amp; two.&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;Three.&amp;lt;/p&amp;gt;",
        "<![CDATA[&lt;p&gt;One &amp;amp; two.&lt;/p&gt;&lt;p&gt;Three.&lt;/p&gt;]]>",
        "<![CDATA[&lt;div class=&quot;a&quot;&gt;One &amp;amp; two.&lt;br /&gt;&lt;br /&gt;Three.&lt;/div&gt;]]>",
    ] {
        let article = rss(&format!("<title>x</title><description>{description}</description>"));
        assert_eq!(texts(&article), ["One & two.", "Three."], "{description}");
    }
    for kind in ["", " type='text'"] {
        let entry = format!(
            "<feed><entry><title>x</title><content{kind}>&lt;p>One.&lt;/p>&lt;p>Two.&lt;/p></content></entry></feed>"
        );
        assert_eq!(texts(&one(&entry)), ["One.", "Two."], "{kind}");
    }
    // What shows a sign or a tag means it.
    assert_eq!(
        texts(&rss("<title>x</title><description>If a &amp;lt; b, then b &amp;gt; a.</description>")),
        ["If a < b, then b > a."]
    );
    assert_eq!(
        texts(&rss(
            "<title>x</title><description>&lt;p&gt;The tag &amp;lt;p&amp;gt; begins one.&lt;/p&gt;</description>"
        )),
        ["The tag <p> begins one."]
    );
    assert_eq!(
        texts(&one("<feed><entry><title>x</title><content>1 &lt; 2 &lt;b></content></entry></feed>")),
        ["1 < 2 <b>"]
    );
}

/// A text with a link in it and blank lines between its paragraphs was one paragraph.
#[test]
fn blank_lines_part_a_text_with_tags_in_its_lines() {
    let text = "One <a href='/a'>two</a>.\n\n<b>Three</b>.\n\n<h2>Four</h2>\n\n<ul>\n\n<li>Five</li>\n\n</ul>";
    let article = rss(&format!("<title>x</title><content:encoded><![CDATA[{text}]]></content:encoded>"));
    assert_eq!(texts(&article), ["One two.", "Three.", "Four", "Five"]);
    let parted = rss("<title>x</title><description><![CDATA[<p>One\n\ntwo.</p>]]></description>");
    assert_eq!(texts(&parted), ["One two."]);
}

/// Where a feed has the whole text for search engines alone it was not seen, and one that is there but empty hid the other.
#[test]
fn the_text_is_taken_from_where_it_is() {
    let article =
        rss("<title>x</title><description>Short.</description><yandex:full-text>One.\n\nTwo.</yandex:full-text>");
    assert_eq!((texts(&article), article.abstract_.as_deref()), (vec!["One.", "Two."], Some("Short.")));
    let article =
        rss("<title>x</title><description>Short.</description><content:encoded><![CDATA[ ]]></content:encoded>");
    assert_eq!((texts(&article), article.abstract_.clone()), (vec!["Short."], None));
}

/// Months in other languages than English, cut short as programs do.
#[test]
fn dates_of_other_languages_are_read() {
    for (date, expected) in [
        ("Di, 05 Mär 2024 10:00:00 +0100", "2024-03-05T10:00:00+01:00"),
        ("mar., 05 déc. 2023 10:00:00 +0100", "2023-12-05T10:00:00+01:00"),
        ("Mar, 06 Ago 2024 10:00:00 GMT", "2024-08-06T10:00:00Z"),
        ("Seg, 05 Fev 2024 10:00:00 -0300", "2024-02-05T10:00:00-03:00"),
        ("Lun, 01 Lug 2024 10:00:00 +0200", "2024-07-01T10:00:00+02:00"),
        ("di, 05 mrt 2024 10:00:00 +0100", "2024-03-05T10:00:00+01:00"),
        ("Śr, 06 Paź 2023 10:00:00 +0200", "2023-10-06T10:00:00+02:00"),
        ("Пн, 05 Авг 2024 10:00:00 +0300", "2024-08-05T10:00:00+03:00"),
        ("Sal, 05 Ağu 2024 10:00:00 +0300", "2024-08-05T10:00:00+03:00"),
    ] {
        let article = rss(&format!("<title>x</title><pubDate>{date}</pubDate>"));
        assert_eq!(article.date_published.as_deref(), Some(expected), "{date}");
    }
}
