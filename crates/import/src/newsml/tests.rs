//! NewsML-G2 in, articles out.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use crate::decode::{Charset, Utf8Reader};
use crate::heard::heard;
use article::Article;

/// The articles of a file, and what was said.
fn read_all(xml: &str) -> (Vec<Article>, Vec<String>) {
    let reader = Utf8Reader::new(xml.as_bytes(), Charset::UTF_8);
    let (articles, said) = heard("a.xml", |outlet| crate::xml_file::read(reader, outlet));
    (articles.into_iter().map(|found| found.article).collect(), said.iter().map(ToString::to_string).collect())
}

#[track_caller]
fn one(xml: &str) -> Article {
    let (mut articles, said) = read_all(xml);
    assert_eq!(articles.len(), 1, "{said:?}");
    articles.remove(0)
}

fn item(item_meta: &str, content_meta: &str, content: &str) -> String {
    format!(
        "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='urn:newsml:skarn:1' version='3' xml:lang='en-GB'>\
         <catalog><scheme alias='sp' uri='http://cv.skarn.example/'/></catalog>\
         <rightsInfo><copyrightHolder literal='SP'><name>Skarn Press</name></copyrightHolder><copyrightNotice>© Skarn Press</copyrightNotice>\
         <usageTerms>For papers.</usageTerms></rightsInfo>\
         <itemMeta><itemClass qcode='ninat:text'/><provider qcode='nprov:SP'><name>Skarn Press</name></provider>\
         <versionCreated>2024-05-02T10:00:00Z</versionCreated><firstCreated>2024-05-01T10:00:00Z</firstCreated>{item_meta}</itemMeta>\
         <contentMeta>{content_meta}</contentMeta><assert qcode='sp:jv'><name>Jon Vik</name></assert>\
         <contentSet>{content}</contentSet></newsItem>"
    )
}

const XHTML: &str = "<inlineXML contenttype='application/xhtml+xml' wordcount='4'><html xmlns='http://www.w3.org/1999/xhtml'>\
    <head><title>Mill</title></head><body><h1>Mill runs again</h1><p>One <em>two</em>.</p><p>Three.</p></body></html></inlineXML>";

#[test]
fn an_item_says_what_it_is() {
    let article = one(&item(
        "<pubStatus qcode='stat:usable'/><edNote>Eds: hold for Sunday</edNote>",
        "<contentCreated>2024-04-30T10:00:00Z</contentCreated><located qcode='sp:skarn'><name xml:lang='de'>Skarna</name><name xml:lang='en'>Skarn</name></located>\
         <creator qcode='sp:ir' role='crol:writer'><name>Ida Rask</name></creator><infoSource literal='Port office'/>\
         <language tag='en'/><genre qcode='genre:Current'/><by>By Ida Rask</by><dateline>SKARN, May 1</dateline>\
         <headline role='hld:sub'>Bakers relieved</headline><headline>Mill runs again</headline><slugline>mill</slugline>\
         <description role='drol:caption'>Below a picture</description><description role='drol:summary'>After nine days.</description>\
         <subject type='cpnat:abstract' qcode='medtop:04000000'/><subject type='cpnat:abstract' qcode='medtop:20000892'><name>cycling</name></subject>\
         <subject type='cpnat:person' qcode='sp:jv'/><subject type='cpnat:organisation' literal='Skarn Mill'/>\
         <subject type='cpnat:geoArea' uri='http://places.example/lund'><name>Lund</name></subject><keyword>bread</keyword>\
         <digitalSourceType qcode='digsrctype:humanEdits'/>",
        XHTML,
    ));
    let json = serde_json::to_value(&article).unwrap();
    assert_eq!(
        json,
        serde_json::json!({
            "uri": "urn:newsml:skarn:1", "headline": "Mill runs again", "alternativeHeadline": "Bakers relieved",
            "abstract": "After nine days.", "by": "Ida Rask",
            "author": [{"name": "Ida Rask", "uri": "http://cv.skarn.example/ir", "role": "writer"}],
            "dateline": "SKARN, May 1", "located": "Skarn", "datePublished": "2024-05-01T10:00:00Z",
            "dateModified": "2024-05-02T10:00:00Z", "language": "en",
            "genres": [{"name": "Current", "uri": "http://cv.iptc.org/newscodes/genre/Current"}],
            "subjects": [{"name": "economy, business and finance", "uri": "http://cv.iptc.org/newscodes/mediatopic/04000000"},
                {"name": "cycling", "uri": "http://cv.iptc.org/newscodes/mediatopic/20000892"}, {"name": "bread"}],
            "people": [{"name": "Jon Vik", "uri": "http://cv.skarn.example/jv"}],
            "organisations": [{"name": "Skarn Mill"}],
            "places": [{"name": "Lund", "uri": "http://places.example/lund"}],
            "body": [{"kind": "paragraph", "text": "One two.", "spans": [{"start": 4, "end": 7, "kind": "emphasis"}]},
                {"kind": "paragraph", "text": "Three."}],
            "publisher": {"name": "Skarn Press", "uri": "http://cv.iptc.org/newscodes/newsprovider/SP"},
            "infoSources": [{"name": "Port office"}],
            "copyrightHolder": "Skarn Press", "copyrightNotice": "© Skarn Press", "usageTerms": "For papers.",
            "pubStatus": "usable", "version": "3", "wordCount": 4,
            "digitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/humanEdits",
        })
    );
}

/// Another prefix for the namespace means the same.
#[test]
fn a_message_holds_many_items_in_any_prefix() {
    let message = format!(
        "<g2:newsMessage xmlns:g2='http://iptc.org/std/nar/2006-10-01/'><g2:header><g2:sent>2024-05-02T10:00:00Z</g2:sent></g2:header><g2:itemSet>\
         <g2:newsItem guid='a' version='1'><g2:itemMeta><g2:itemClass qcode='ninat:text'/></g2:itemMeta><g2:contentMeta><g2:headline>One</g2:headline></g2:contentMeta>\
         <g2:contentSet><g2:inlineData contenttype='text/plain'>First.\n\nSecond.</g2:inlineData></g2:contentSet></g2:newsItem>\
         <g2:newsItem guid='p'><g2:itemMeta><g2:itemClass qcode='ninat:picture'/></g2:itemMeta></g2:newsItem>\
         <g2:packageItem guid='k'><g2:itemMeta><g2:itemClass qcode='ninat:composite'/></g2:itemMeta></g2:packageItem>\
         {}</g2:itemSet></g2:newsMessage>",
        item("", "<headline>Two</headline>", XHTML)
    );
    let (articles, said) = read_all(&message);
    let found: Vec<_> = articles.iter().map(|article| (article.headline.as_str(), article.body.len())).collect();
    assert_eq!(found, [("One", 2), ("Two", 3)], "{said:?}");
    assert_eq!(
        said,
        ["note: a.xml:item 2: is an item of NewsML-G2 that holds no text but \"picture\", and was passed over"]
    );
}

fn text(guid: &str, more: &str) -> String {
    format!(
        "<newsItem guid='{guid}'><itemMeta><itemClass qcode='ninat:text'/>{more}</itemMeta><contentMeta><headline>{guid}</headline></contentMeta>\
         <contentSet><inlineData contenttype='text/plain'>Text.</inlineData></contentSet></newsItem>"
    )
}

fn picture(guid: &str, more: &str) -> String {
    format!(
        "<newsItem guid='{guid}'><itemMeta><itemClass qcode='ninat:picture'/>{more}</itemMeta><contentMeta><headline>Mill</headline>\
         <description role='drol:caption'>The mill on Monday</description><creditline>Jon Vik</creditline></contentMeta>\
         <contentSet><remoteContent href='{guid}-s.jpg' contenttype='image/jpeg' width='200'/>\
         <remoteContent href='{guid}.jpg' contenttype='image/jpeg' width='900' height='600'/></contentSet></newsItem>"
    )
}

/// The pictures that each text of a message came with.
#[track_caller]
fn check_pictures(items: &[String], expected: &[(&str, &[&str])]) {
    let message = format!("<newsMessage><itemSet>{}</itemSet></newsMessage>", items.concat());
    let (articles, said) = read_all(&message);
    let uris =
        |article: &Article| article.associations.iter().filter_map(|picture| picture.uri.clone()).collect::<Vec<_>>();
    let found: Vec<_> = articles.iter().map(|article| (article.uri.clone(), uris(article))).collect();
    let expected: Vec<_> = expected
        .iter()
        .map(|(uri, pictures)| ((*uri).to_owned(), pictures.iter().map(|p| (*p).to_owned()).collect()))
        .collect();
    assert_eq!(found, expected, "{said:?}");
}

#[test]
fn pictures_of_a_message_go_to_its_texts() {
    let package = "<packageItem guid='k'><itemMeta/><groupSet><group><itemRef residref='b'/><itemRef residref='q'/></group></groupSet></packageItem>";
    let link = "<link rel='irel:association' residref='p'/>";
    check_pictures(&[picture("p", ""), text("a", ""), picture("q", "")], &[("a", &["p", "q"])]);
    check_pictures(&[text("a", link), text("b", ""), picture("p", ""), picture("q", "")], &[("a", &["p"]), ("b", &[])]);
    check_pictures(&[text("a", ""), text("b", ""), picture("q", ""), package.to_owned()], &[("a", &[]), ("b", &["q"])]);
    // What holds a picture back keeps it out of the text too.
    check_pictures(
        &[text("a", ""), picture("p", "<embargoed/>"), picture("q", "<pubStatus qcode='stat:canceled'/>")],
        &[("a", &[])],
    );
    // Of a picture that expires, that was not looked at, and it stayed for good.
    check_pictures(&[text("a", ""), picture("p", "<expires>2020-01-01T00:00:00Z</expires>")], &[("a", &[])]);
    let (articles, _) =
        read_all(&format!("<newsMessage><itemSet>{}{}</itemSet></newsMessage>", text("a", ""), picture("p", "")));
    let picture = &articles[0].associations[0];
    assert_eq!((picture.href.as_deref(), picture.width), (Some("p.jpg"), Some(900)));
    assert_eq!(
        (picture.caption.as_deref(), picture.credit_text.as_deref()),
        (Some("The mill on Monday"), Some("Jon Vik"))
    );
}

/// A picture that was held back came out all the same where a text named its file in its own NITF or XHTML, or beside it.
#[test]
fn a_text_shows_no_picture_that_its_message_holds_back() {
    let showing = |guid: &str| {
        format!(
            "<newsItem guid='{guid}'><itemMeta><itemClass qcode='ninat:text'/></itemMeta><contentMeta><headline>x</headline></contentMeta>\
             <contentSet><inlineXML><nitf><body><body.content><p>One.</p><media media-type='image'><media-reference source='p-s.jpg'/>\
             <media-caption>The mill</media-caption></media><media media-type='image'><media-reference source='o.jpg'/></media>\
             </body.content></body></nitf></inlineXML><remoteContent href='p.jpg' contenttype='image/jpeg'/></contentSet></newsItem>"
        )
    };
    let film = "<newsItem guid='f'><itemMeta><itemClass qcode='ninat:video'/><embargoed/></itemMeta>\
        <contentSet><remoteContent href='p.jpg'/><remoteContent href='p-s.jpg'/></contentSet></newsItem>";
    let cancelled = picture("p", "<pubStatus qcode='stat:canceled'/>");
    for items in [[showing("a"), cancelled.clone()], [cancelled, showing("a")], [showing("a"), film.to_owned()]] {
        let (articles, said) = read_all(&format!("<newsMessage><itemSet>{}</itemSet></newsMessage>", items.concat()));
        let [article] = articles.as_slice() else { panic!("{said:?}") };
        let json = serde_json::to_string(article).unwrap();
        assert!(!json.contains("p.jpg") && !json.contains("p-s.jpg") && !json.contains("The mill"), "{json}");
        assert_eq!(article.associations.len(), 1);
        assert_eq!(article.body.last().unwrap().association, Some(0));
    }
    // Its first version was free.
    let twice = [text("a", ""), picture("p", ""), picture("p", "<pubStatus qcode='stat:withheld'/>")];
    check_pictures(&twice, &[("a", &[])]);
}

/// A text that waited for too many others came out before the message said that its picture is held back.
#[test]
fn a_text_that_cannot_wait_shows_no_pictures_of_its_own() {
    let words = "word ".repeat(crate::LIMIT as usize / 20);
    let long = |guid: &str| {
        format!(
            "<newsItem guid='{guid}'><itemMeta><itemClass qcode='ninat:text'/></itemMeta><contentMeta><headline>{guid}</headline></contentMeta>\
             <contentSet><inlineXML><nitf><body><body.content><p>{words}</p><media media-type='image'><media-reference source='p.jpg'/>\
             </media></body.content></body></nitf></inlineXML></contentSet></newsItem>"
        )
    };
    let texts: Vec<String> = ["a", "b", "c", "d", "e"].map(long).to_vec();
    let message = format!("<newsMessage><itemSet>{}{}</itemSet></newsMessage>", texts.concat(), picture("o", ""));
    let (articles, said) = read_all(&message);
    let pictures: Vec<usize> = articles.iter().map(|article| article.associations.len()).collect();
    assert_eq!(pictures.len(), 5, "{said:?}");
    assert_eq!((pictures[0], pictures[4]), (0, 1), "{said:?}");
    assert!(said.iter().any(|line| line.contains("part it")), "{said:?}");
}

/// A message of thousands of items must not wait in memory for its end.
#[test]
fn no_more_texts_wait_than_a_message_has() {
    let items: String = (0..250).map(|number| text(&format!("a{number}"), "")).collect();
    let (articles, said) = read_all(&format!("<newsMessage><itemSet>{items}<newsItem><itemMeta><itemClass"));
    assert_eq!(articles.len(), 250);
    assert!(said[0].contains("item 251: is no XML from here on"), "{said:?}");
}

#[test]
fn nitf_within_an_item_fills_what_the_item_leaves_open() {
    let article = one(&item(
        "",
        "<headline>From the item</headline>",
        "<inlineXML contenttype='application/nitf+xml'><nitf xmlns='http://iptc.org/std/NITF/2006-10-18/'>\
         <head><docdata><doc-id id-string='x'/><date.issue norm='19990101'/></docdata></head>\
         <body><body.head><hedline><hl1>From NITF</hl1></hedline><byline>By Ida Rask</byline><dateline>SKARN</dateline></body.head>\
         <body.content><p>One.</p><media media-type='image'><media-reference source='a.jpg' mime-type='image/jpeg'/><media-caption>The mill</media-caption></media></body.content>\
         </body></nitf></inlineXML><remoteContent href='b.jpg' contenttype='image/jpeg' width='300'/>",
    ));
    assert_eq!((article.headline.as_str(), article.uri.as_str()), ("From the item", "urn:newsml:skarn:1"));
    assert_eq!((article.by.as_deref(), article.dateline.as_deref()), (Some("Ida Rask"), Some("SKARN")));
    assert_eq!(article.date_published.as_deref(), Some("2024-05-01T10:00:00Z"));
    assert_eq!(article.body.len(), 2);
    let pictures: Vec<_> = article.associations.iter().map(|picture| picture.href.as_deref()).collect();
    assert_eq!(pictures, [Some("a.jpg"), Some("b.jpg")]);
}

#[test]
fn what_must_not_be_published_stays_out_and_is_said() {
    let status = |meta: &str| one(&item(meta, "<headline>x</headline>", XHTML)).pub_status;
    assert_eq!(status("<pubStatus qcode='stat:canceled'/>").as_deref(), Some("canceled"));
    assert_eq!(
        status("<pubStatus uri='http://cv.iptc.org/newscodes/pubstatusg2/withheld'/>").as_deref(),
        Some("withheld")
    );
    // A status that says nothing is none that allows.
    assert_eq!(status("<pubStatus/>").as_deref(), Some("not said"));
    assert_eq!(status(""), None);
    let embargoed = item("<embargoed>2030-01-01T00:00:00Z</embargoed>", "<headline>x</headline>", XHTML);
    assert_eq!(one(&embargoed).embargoed_until.as_deref(), Some("2030-01-01T00:00:00Z"));
    let inner = "<inlineXML><nitf><head><docdata management-status='withheld'/></head><body><body.content><p>x</p></body.content></body></nitf></inlineXML>";
    let article = one(&item("<pubStatus qcode='stat:usable'/>", "<headline>x</headline>", inner));
    assert_eq!(article.pub_status.as_deref(), Some("withheld"));
    let (articles, said) = read_all(&item("<embargoed/>", "<headline>x</headline>", XHTML));
    assert_eq!(articles, []);
    assert_eq!(
        said,
        ["note: a.xml: left out, urn:newsml:skarn:1 is under embargo without an end (until further notice)"]
    );
    let (articles, said) = read_all(&item("<embargoed>Monday</embargoed>", "<headline>x</headline>", XHTML));
    assert_eq!(articles, []);
    assert!(said[0].contains("embargoedUntil \"Monday\" is no date with one meaning"), "{said:?}");
    let (articles, said) = read_all(&item("<edNote>Eds: hold</edNote>", "<headline>x</headline>", XHTML));
    assert!(!serde_json::to_string(&articles).unwrap().contains("hold"));
    assert_eq!(said, ["note: a.xml: a note to editors is not for publication and was left out"]);
}

/// An embargo and an expiry in the NITF within an item were lost where the item named one itself, and so was the second of two
/// elements that say the same.
#[test]
fn what_holds_an_item_back_at_any_place_holds() {
    let nitf = "<inlineXML><nitf><head><docdata><date.release norm='20990101T000000Z'/><date.expire norm='21000101T000000Z'/>\
        </docdata></head><body><body.content><p>x</p></body.content></body></nitf></inlineXML>";
    let meta = "<embargoed>2020-01-01T00:00:00Z</embargoed><expires>2120-01-01T00:00:00Z</expires>";
    let article = one(&item(meta, "<headline>x</headline>", nitf));
    assert_eq!(article.embargoed_until.as_deref(), Some("2099-01-01T00:00:00Z"));
    assert_eq!(article.expires.as_deref(), Some("2100-01-01T00:00:00Z"));
    let meta = "<embargoed>2020-01-01T00:00:00Z</embargoed><embargoed>2099-01-01T00:00:00Z</embargoed>\
        <pubStatus qcode='stat:usable'/><pubStatus qcode='stat:canceled'/>";
    let article = one(&item(meta, "<headline>x</headline>", XHTML));
    assert_eq!(article.embargoed_until.as_deref(), Some("2099-01-01T00:00:00Z"));
    assert_eq!(article.pub_status.as_deref(), Some("canceled"));
    let meta = "<embargoed>2020-01-01T00:00:00Z</embargoed><embargoed/>";
    assert_eq!(read_all(&item(meta, "<headline>x</headline>", XHTML)).0, []);
}

/// An item that a message held without a word of what it is vanished in silence.
#[test]
fn an_item_without_its_meta_is_said() {
    let bare = "<newsItem guid='b'><contentSet><inlineData>x</inlineData></contentSet></newsItem>";
    let (articles, said) = read_all(&format!("<newsMessage><itemSet>{}{bare}</itemSet></newsMessage>", text("a", "")));
    assert_eq!(articles.len(), 1);
    assert!(said[0].starts_with("problem: a.xml:item 2: is a <newsitem> without itemMeta"), "{said:?}");
}

#[test]
fn items_of_other_standards_are_named() {
    for (xml, expected) in [
        ("<NewsML><NewsItem><Comment>x</Comment></NewsItem></NewsML>", "it begins with <newsml>"),
        ("<newsitem itemid='1'><headline>x</headline></newsitem>", "it begins with <newsitem>"),
        ("<newsMessage><header/></newsMessage>", "is a message without news items"),
        ("<newsItem guid='a'><itemMeta><itemClass qcode='ninat:text'/>", "it ends within an item"),
    ] {
        let (articles, said) = read_all(xml);
        assert_eq!(articles, []);
        assert!(said[0].contains(expected), "{said:?}");
    }
}

/// The first of several languages was taken: a headline in one above a text in another, and what was left out was not named.
#[test]
fn an_item_in_several_languages_has_one() {
    let text = |tag: &str, text: &str| {
        format!(
            "<inlineXML contenttype='application/xhtml+xml' xml:lang='{tag}'><html><body><p>{text}</p></body></html></inlineXML>"
        )
    };
    let meta = "<language tag='fr'/><language tag='en'/><headline xml:lang='en'>Mill</headline><headline xml:lang='fr'>Moulin</headline>\
        <description xml:lang='en'>At last</description><description xml:lang='fr'>Enfin</description>";
    let (articles, said) = read_all(&item("", meta, &[text("en", "It runs."), text("fr-FR", "Il tourne.")].concat()));
    assert_eq!((articles[0].headline.as_str(), articles[0].abstract_.as_deref()), ("Moulin", Some("Enfin")));
    assert_eq!((articles[0].body[0].text.as_str(), articles[0].language.as_deref()), ("Il tourne.", Some("fr")));
    assert_eq!(said, ["note: a.xml: its text in other languages (en) was left out; an article has one"]);
    let article = one(&item("", "<headline>x</headline>", &text("fr-FR", "Il tourne.")));
    assert_eq!(article.language.as_deref(), Some("fr-FR"));
}

/// An item whose text lies in another file became an article without a word.
#[test]
fn a_text_that_lies_elsewhere_is_named() {
    let (articles, said) = read_all(&item(
        "",
        "<headline>Mill</headline>",
        "<remoteContent href='mill.xml' contenttype='application/nitf+xml'/>",
    ));
    assert_eq!(articles.len(), 1);
    assert_eq!(said, ["problem: a.xml: its text lies elsewhere, in mill.xml, and was not read"]);
}

/// An item whose content is dated by its year alone had no date.
#[test]
fn a_year_alone_is_passed_over() {
    let xml = "<newsItem guid='a'><itemMeta><versionCreated>2024-05-02T10:00:00Z</versionCreated></itemMeta><contentMeta><contentCreated>2023</contentCreated>\
        <headline>x</headline></contentMeta></newsItem>";
    assert_eq!(one(xml).date_published.as_deref(), Some("2024-05-02T10:00:00Z"));
}

/// A file with a house's own element around the items was read, and yet called neither feed nor news.
#[test]
fn an_element_of_a_houses_own_may_stand_around() {
    let item = item("", "<headline>x</headline>", XHTML);
    assert_eq!(read_all(&format!("<items>{item}</items>")).1, [] as [String; 0]);
}
