//! Feeds in, articles out.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use crate::LIMIT;
use crate::decode::{Charset, Utf8Reader};
use crate::heard::heard;
use crate::xml_file::read;
use article::Article;

mod families;
mod held;
mod written;

/// The articles of a feed, and what was said.
fn read_all(feed: &str) -> (Vec<Article>, Vec<String>) {
    let reader = Utf8Reader::new(feed.as_bytes(), Charset::UTF_8);
    let (articles, said) = heard("a.xml", |outlet| read(reader, outlet));
    (articles.into_iter().map(|found| found.article).collect(), said.into_iter().map(|message| message.what).collect())
}

#[track_caller]
fn one(feed: &str) -> Article {
    let (mut articles, said) = read_all(feed);
    assert_eq!(articles.len(), 1, "{said:?}");
    articles.remove(0)
}

fn rss(item: &str) -> Article {
    one(&format!(
        "<rss version='2.0'><channel><title>The Courier</title><link>https://example.org/</link><item>{item}</item></channel></rss>"
    ))
}

fn texts(article: &Article) -> Vec<&str> {
    article.body.iter().map(|block| block.text.as_str()).collect()
}

fn names(names: &[article::Name]) -> Vec<&str> {
    names.iter().map(|name| name.name.as_str()).collect()
}

#[test]
fn rss_has_content_and_summary() {
    let article = rss(
        "<title>Harbour &amp;amp; sea</title><link>/a</link><guid isPermaLink='false'>tag:example.org,2024:1</guid>\
         <description>What it costs</description><content:encoded><![CDATA[<p>One <b>two</b>.</p><p><a href='b'>Three</a></p>]]></content:encoded>\
         <pubDate>Tue, 14 May 2024 06:30:00 +0000</pubDate><dc:creator>Jane Doe and John Roe</dc:creator>\
         <category>Ports</category><category>ports</category>",
    );
    assert_eq!((article.headline.as_str(), article.uri.as_str()), ("Harbour & sea", "tag:example.org,2024:1"));
    assert_eq!(article.url.as_deref(), Some("https://example.org/a"));
    assert_eq!(article.abstract_.as_deref(), Some("What it costs"));
    assert_eq!(texts(&article), ["One two.", "Three"]);
    assert_eq!(article.body[1].spans[0].href.as_deref(), Some("https://example.org/b"));
    assert_eq!(article.date_published.as_deref(), Some("2024-05-14T06:30:00Z"));
    assert_eq!(names(&article.author), ["Jane Doe", "John Roe"]);
    assert_eq!(names(&article.subjects), ["Ports"]);
    assert_eq!(article.publisher.unwrap().name, "The Courier");
}

#[test]
fn a_summary_that_repeats_the_beginning_is_none() {
    let article = rss(
        "<title>x</title><description>The harbour opened […]</description><content:encoded>The harbour opened again.</content:encoded>",
    );
    assert_eq!((article.abstract_.as_deref(), texts(&article)), (None, vec!["The harbour opened again."]));
}

#[test]
fn authors_are_read_however_they_are_written() {
    for (author, expected) in [
        ("<author>jane@example.org (Jane Doe)</author>", vec!["Jane Doe"]),
        ("<author>Jane Doe &lt;jane@example.org&gt;</author>", vec!["Jane Doe"]),
        ("<author>jane@example.org</author><dc:creator>By Jane Doe</dc:creator>", vec!["Jane Doe"]),
        ("<author>Jane Doe (jane@example.org)</author>", vec!["Jane Doe"]),
        ("<author>noreply@example.org</author>", vec![]),
        ("<author><name>Jane Doe</name><email>a@b</email></author>", vec!["Jane Doe"]),
    ] {
        assert_eq!(names(&rss(&format!("<title>x</title>{author}")).author), expected, "{author}");
    }
}

#[test]
fn atom_says_what_its_texts_are() {
    let article = one(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='de' xml:base='https://example.org/'><title>Zeitblatt</title><author><name>Redaktion</name></author>\
         <entry><id>urn:x:1</id><title type='html'>Hafen &amp;amp; Meer</title><link rel='self' href='/self'/><link href='/a'/>\
         <link rel='enclosure' type='image/jpeg' href='/a.jpg'/><updated>2024-05-14T06:30:00Z</updated><rights>© Zeitblatt</rights>\
         <content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Eins &lt; <em>zwei</em></p></div></content>\
         <category term='hafen' label='Hafen'/><source><title>Presse</title></source></entry></feed>",
    );
    assert_eq!((article.headline.as_str(), article.url.as_deref()), ("Hafen & Meer", Some("https://example.org/a")));
    assert_eq!(texts(&article), ["Eins < zwei"]);
    assert_eq!((names(&article.author), article.language.as_deref()), (vec!["Redaktion"], Some("de")));
    assert_eq!((names(&article.subjects), names(&article.info_sources)), (vec!["Hafen"], vec!["Presse"]));
    assert_eq!(article.associations[0].href.as_deref(), Some("https://example.org/a.jpg"));
    assert_eq!(article.date_published.as_deref(), Some("2024-05-14T06:30:00Z"));
    let text = one("<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>1 &lt;b> 2</title></entry></feed>");
    assert_eq!(text.headline, "1 <b> 2");
}

#[test]
fn rdf_has_its_channel_before_its_items() {
    let (articles, said) = read_all(
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><channel><title>Courier</title></channel>\
         <item rdf:about='https://example.org/a'><title>One</title></item><item><title>Two</title></item></rdf:RDF>",
    );
    assert_eq!(
        articles.iter().map(|article| article.headline.as_str()).collect::<Vec<_>>(),
        ["One", "Two"],
        "{said:?}"
    );
    assert!(articles.iter().all(|article| article.publisher.as_ref().is_some_and(|name| name.name == "Courier")));
    assert_eq!(articles[0].url.as_deref(), Some("https://example.org/a"));
}

#[test]
fn pictures_have_captions_and_credits() {
    let article = rss(
        "<title>x</title><media:group><media:credit>AP</media:credit><media:content url='https://example.org/a.jpg' medium='image' width='640'>\
         <media:description type='html'>The &lt;i&gt;harbour&lt;/i&gt;</media:description></media:content></media:group>\
         <media:thumbnail url='https://example.org/t.jpg'/><enclosure url='https://example.org/b.mp3' type='audio/mpeg'/>\
         <description>&lt;img src='https://example.org/a.jpg'&gt;Text</description>",
    );
    let [picture] = article.associations.as_slice() else { panic!("{:?}", article.associations) };
    assert_eq!((picture.caption.as_deref(), picture.credit_text.as_deref()), (Some("The harbour"), Some("AP")));
}

#[test]
fn what_must_not_be_published_says_so() {
    let draft =
        one("<feed><entry><title>x</title><app:control><app:draft>yes</app:draft></app:control></entry></feed>");
    assert_eq!(draft.pub_status.as_deref(), Some("withheld"));
    assert!(rss("<title>x</title><expirationDate>2020-01-01</expirationDate>").expires.is_some());
}

#[test]
fn an_item_without_title_gets_one() {
    assert_eq!(
        rss("<description>The harbour opened again. Nobody came.</description>").headline,
        "The harbour opened again"
    );
}

#[test]
fn what_stands_before_the_damage_passes() {
    let (articles, said) = read_all("<rss><channel><item><title>One</title></item><item><title>Tw");
    assert_eq!((articles.len(), said.len()), (1, 1), "{said:?}");
    assert!(said[0].contains("ends within an item") && said[0].contains("what follows was not read"), "{said:?}");
    let (articles, said) = read_all("<rates><item><title>x</title></item></rates>");
    assert_eq!(
        (articles.len(), said[0].as_str()),
        (0, "is XML, but neither a feed nor news items (NewsML, NITF): it begins with <rates>")
    );
}

#[test]
fn an_item_above_the_limit_is_named() {
    let feed = format!(
        "<rss><channel><item><title>One</title></item><item><title>{}</title></item></channel></rss>",
        "x".repeat(LIMIT as usize + 100_000)
    );
    let (articles, said) = read_all(&feed);
    assert_eq!(articles.len(), 1);
    assert!(said[0].contains("larger than 16 MB"), "{said:?}");
}

/// What WordPress adds below each text was part of it, and of the summary.
#[test]
fn the_line_that_names_the_site_is_no_part_of_the_text() {
    let added = "The post <a href='/a'>Harbour</a> appeared first on <a href='/'>The Courier</a>.";
    let (articles, said) = read_all(&format!(
        "<rss><channel><item><title>Harbour</title><link>https://a.example/1</link><description><![CDATA[<p>Short […]</p><p>{added}</p>]]></description>\
         <content:encoded><![CDATA[<p>One.</p><p>{added}</p>]]></content:encoded></item></channel></rss>"
    ));
    assert_eq!((texts(&articles[0]), articles[0].abstract_.as_deref()), (vec!["One."], Some("Short […]")));
    assert_eq!(said, ["left out the line that names the site below the text of an item"]);
}

/// Items of two feeds that count from 1 were one article.
#[test]
fn an_id_that_is_no_address_is_told_by_its_feed() {
    assert_eq!(rss("<title>Episode</title><guid isPermaLink='false'>ep1</guid>").uri, "https://example.org/#ep1");
    assert_eq!(rss("<title>Episode</title><guid isPermaLink='false'>ep1</guid><link>/1</link>").uri, "");
}

fn hrefs(article: &Article) -> Vec<&str> {
    article.associations.iter().filter_map(|picture| picture.href.as_deref()).collect()
}

/// One picture in four sizes was four pictures, and of a group each crop was one.
#[test]
fn a_picture_in_several_sizes_comes_once() {
    let size = |width: u32| {
        format!(
            "<media:content width='{width}' url='https://i.example/a/5000.jpg?width={width}&amp;s=x'>\
             <media:credit scheme='urn:ebu'>Photograph: Jon Vik</media:credit></media:content>"
        )
    };
    let article = rss(&format!("<title>x</title>{}{}{}", size(140), size(700), size(460)));
    assert_eq!(hrefs(&article), ["https://i.example/a/5000.jpg?width=700&s=x"]);
    assert_eq!(article.associations[0].credit_text.as_deref(), Some("Photograph: Jon Vik"));
    let crop = |name: &str, width: u32| {
        format!("<media:content url='https://i.example/{name}.jpg' medium='image' type='image/jpeg' width='{width}'/>")
    };
    let article = rss(&format!(
        "<title>x</title><media:group><media:description>The quay</media:description>{}{}</media:group>",
        crop("3x2", 862),
        crop("1x1", 600)
    ));
    assert_eq!(hrefs(&article), ["https://i.example/3x2.jpg"]);
    assert_eq!(article.associations[0].caption.as_deref(), Some("The quay"));
    // Those that say different things, or lie at different places, are different.
    let told = |name: &str| {
        format!("<media:content url='/{name}.jpg' medium='image'><media:title>{name}</media:title></media:content>")
    };
    assert_eq!(rss(&format!("<media:group>{}{}</media:group>", told("a"), told("b"))).associations.len(), 2);
    assert_eq!(rss(&format!("{}{}", crop("a", 1), crop("b", 2))).associations.len(), 2);
}

/// The thumbnail of a picture that is there stood beside it; that of a film was not seen.
#[test]
fn a_thumbnail_stands_where_there_is_no_other_picture() {
    let thumbnail = "<media:thumbnail url='/t.jpg'/>";
    let with = |other: &str| rss(&format!("<title>x</title>{thumbnail}{other}"));
    assert_eq!(hrefs(&with("")), ["https://example.org/t.jpg"]);
    assert_eq!(hrefs(&with("<enclosure url='/a.jpg' length='1' type='image/jpeg'/>")), ["https://example.org/a.jpg"]);
    assert_eq!(hrefs(&with("<description>&lt;img src='/b.jpg'&gt;Text</description>")), ["https://example.org/b.jpg"]);
    let film = "<media:content url='/f.mp4' medium='video'><media:thumbnail url='/still.jpg'/></media:content>";
    assert_eq!(hrefs(&rss(film)), ["https://example.org/still.jpg"]);
}

#[test]
fn an_enclosure_is_a_picture_by_its_address_where_its_type_says_nothing() {
    for (kind, is_picture) in
        [("", true), ("IMAGE/JPEG", true), ("application/octet-stream", true), ("audio/mpeg", false)]
    {
        let article = rss(&format!("<title>x</title><enclosure url='/a.jpg?w=1' type='{kind}'/>"));
        assert_eq!(article.associations.len(), usize::from(is_picture), "{kind}");
    }
}

/// A film's description was no more than the caption of its still, and the article had no text.
#[test]
fn the_description_of_a_film_is_its_text() {
    let article = one(
        "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:media='http://search.yahoo.com/mrss/'><entry><title>Harbour</title><media:group>\
         <media:content url='https://v.example/1' type='application/x-shockwave-flash'/><media:thumbnail url='https://v.example/1.jpg'/>\
         <media:description>It opened.\n\nNobody came.</media:description></media:group></entry></feed>",
    );
    assert_eq!(texts(&article), ["It opened.", "Nobody came."]);
    assert_eq!((hrefs(&article), article.associations[0].caption.as_deref()), (vec!["https://v.example/1.jpg"], None));
}

/// What is asked for in an address was read as the names of signs: `&copy=2` became `©=2`, `&section=` `§ion=`.
#[test]
fn an_id_is_no_html() {
    let article =
        rss("<title>x</title><guid isPermaLink='false'>https://a.example/?p=1&amp;copy=2&amp;section=3</guid>");
    assert_eq!(article.uri, "https://a.example/?p=1&copy=2&section=3");
}

/// What stood behind a sign was gone from the headline: "Is x".
#[test]
fn a_sign_in_a_title_is_no_tag() {
    assert_eq!(rss("<title>Is x&lt;y or &lt;b&gt;y&lt;/b&gt; &lt; x?</title>").headline, "Is x<y or y < x?");
    assert_eq!(rss("<title><![CDATA[<em>Harbour</em> &amp; sea <3]]></title>").headline, "Harbour & sea <3");
}

/// The base that a feed names counted for the links of its items, and not for those in their texts.
#[test]
fn a_feed_says_by_what_its_addresses_are_read() {
    let feed = |item: &str| one(&format!("<feed xml:base='https://a.example/blog/'><entry>{item}</entry></feed>"));
    let link = "<link href='2024/one'/>";
    let article = feed(&format!("{link}<content type='html'>&lt;img src='b.jpg'></content>"));
    assert_eq!(article.url.as_deref(), Some("https://a.example/blog/2024/one"));
    assert_eq!(hrefs(&article), ["https://a.example/blog/b.jpg"]);
    let article = feed(&format!(
        "{link}<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml' xml:base='pictures/'><img src='c.jpg'/></div></content>"
    ));
    assert_eq!(hrefs(&article), ["https://a.example/blog/pictures/c.jpg"]);
}

/// A blank line parted nothing, so a text without tags was one paragraph.
#[test]
fn a_text_without_tags_has_paragraphs() {
    assert_eq!(
        texts(&rss("<title>x</title><description>One\ntwo.\r\n\r\nThree &amp;amp; four.</description>")),
        ["One two.", "Three & four."]
    );
    assert_eq!(texts(&one("<feed><entry><content>One.\n\nTwo.</content></entry></feed>")), ["One.", "Two."]);
}

/// Programs file their items under addresses, and newspapers say whether a category is a name.
#[test]
fn categories_go_where_they_belong() {
    let category =
        |domain: &str, name: &str| format!("<category domain='https://n.example/keywords/{domain}'>{name}</category>");
    let article = rss(&[
        "<title>x</title>",
        &category("nyt_per", "Vik, Jon"),
        &category("nyt_geo", "Skarn"),
        &category("des", "Ports"),
    ]
    .concat());
    assert_eq!(
        (names(&article.people), names(&article.places), names(&article.subjects)),
        (vec!["Vik, Jon"], vec!["Skarn"], vec!["Ports"])
    );
    let article = one(
        "<feed><entry><title>x</title><category scheme='http://schemas.example/2005#kind' term='http://schemas.example/2008/kind#post'/><category term='Ports'/></entry></feed>",
    );
    assert_eq!(names(&article.subjects), ["Ports"]);
}

#[test]
fn what_was_taken_over_has_the_author_of_its_feed() {
    let article =
        one("<feed><author><name>Planet</name></author><entry><title>x</title><source><title>Harbour blog</title>\
         <author><name>Jane Doe</name></author></source></entry></feed>");
    assert_eq!((names(&article.author), names(&article.info_sources)), (vec!["Jane Doe"], vec!["Harbour blog"]));
}

/// The address of a counter that has gone stood for the page's.
#[test]
fn the_address_behind_a_counter_is_taken() {
    let article = rss(
        "<title>x</title><link>https://feedproxy.example/~r/c/1</link><feedburner:origLink>https://a.example/1</feedburner:origLink>",
    );
    assert_eq!(article.url.as_deref(), Some("https://a.example/1"));
}

/// Pictures whose addresses differ in their query alone came as one.
#[test]
fn pictures_of_an_item_may_differ_in_their_query() {
    let media = |query: &str| format!("<media:content url='https://a.example/img?{query}' medium='image'/>");
    let article = rss(&format!("<title>x</title>{}", ["id=1", "id=2", "id=1&amp;w=600"].map(media).concat()));
    let hrefs: Vec<&str> = article.associations.iter().filter_map(|picture| picture.href.as_deref()).collect();
    assert_eq!(hrefs, ["https://a.example/img?id=1", "https://a.example/img?id=2"]);
}

/// Each of an item's pictures was held against all others: a hundred thousand took minutes.
#[test]
fn an_item_of_very_many_pictures_costs_no_time() {
    let media = |number: u32| format!("<media:content url='https://a.example/{number}.jpg' medium='image'/>");
    let article = rss(&format!("<title>x</title>{}", (0..100_000).map(media).collect::<String>()));
    assert_eq!(article.associations.len(), 50);
}
