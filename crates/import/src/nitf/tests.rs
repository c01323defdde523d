//! NITF in, articles out.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use super::*;
use crate::xml;
use article::{BlockKind, Name};

#[track_caller]
fn read_nitf(nitf: &str) -> Nitf {
    let mut found = None;
    xml::read(nitf.as_bytes(), &|name| name == "nitf", &mut |item, _| {
        found = Some(item.clone());
        Ok(())
    })
    .unwrap();
    read(&found.unwrap()).unwrap()
}

fn names(names: &[Name]) -> Vec<&str> {
    names.iter().map(|name| name.name.as_str()).collect()
}

const HEAD: &str = "<nitf xmlns='http://iptc.org/std/NITF/2006-10-18/'><head><title>Fallback</title>\
    <tobject tobject.type='news'><tobject.property tobject.property.type='analysis'/>\
    <tobject.subject tobject.subject.refnum='04000000' tobject.subject.type='Economy'/>\
    <tobject.subject tobject.subject.refnum='20000892' tobject.subject.matter='Cycling'/>\
    <tobject.subject tobject.subject.refnum='15000000'/></tobject>\
    <docdata management-status='usable'><doc-id regsrc='SP' id-string='mill 7'/><du-key key='mill' version='4'/>\
    <evloc city='Skarn'/><ed-msg info='Eds: with pictures'/><date.issue norm='20240501T101500+0200'/>\
    <date.release norm='20240501T120000'/><date.expire norm='20300101'/><doc.copyright holder='Skarn Press' year='2024'/>\
    <key-list><keyword key='bread'/><keyword key='Cycling'/></key-list>\
    <identified-content><person>Jon Vik</person><org value='SM' idsrc='sp'>Skarn Mill</org><classifier type='descriptor'>Grain</classifier></identified-content></docdata>\
    <pubdata name='The Courier' position.section='Trade' ex-ref='https://courier.example/mill'/></head>";

#[test]
fn the_head_says_what_is_known() {
    let Nitf { article, notes } = read_nitf(&format!(
        "{HEAD}<body><body.head><hedline><hl1>Mill runs again</hl1><hl2>Bakers relieved</hl2></hedline>\
         <note type='npa'><body.content/>not for print</note><rights>© Skarn Press</rights>\
         <byline>By <person>Ida Rask</person><byttl>Courier Staff</byttl></byline><distributor>Skarn Press</distributor>\
         <dateline><location>SKARN</location>, <story.date>May 1</story.date></dateline>\
         <abstract><p>After nine days.</p><p>At last.</p></abstract></body.head>\
         <body.content><p>Text with <location>Lund</location>.</p></body.content></body></nitf>"
    ));
    assert_eq!(
        (article.headline.as_str(), article.alternative_headline.as_deref()),
        ("Mill runs again", Some("Bakers relieved"))
    );
    // The key of a story is the same in all its versions, and the document's id is not.
    assert_eq!((article.uri.as_str(), article.version.as_deref()), ("urn:nitf:SP:mill", Some("4")));
    assert_eq!(article.by.as_deref(), Some("Ida Rask Courier Staff"));
    assert_eq!(names(&article.author), ["Ida Rask"]);
    assert_eq!((article.dateline.as_deref(), article.located.as_deref()), (Some("SKARN, May 1"), Some("SKARN")));
    assert_eq!(article.abstract_.as_deref(), Some("After nine days. At last."));
    assert_eq!(article.date_published.as_deref(), Some("20240501T101500+0200"));
    assert_eq!(article.embargoed_until.as_deref(), Some("20240501T120000-1200"));
    assert_eq!(article.expires.as_deref(), Some("2030-01-01"));
    assert_eq!(names(&article.subjects), ["Economy", "Cycling", "sport", "bread", "Grain"]);
    assert_eq!(article.subjects[1].uri.as_deref(), Some("http://cv.iptc.org/newscodes/mediatopic/20000892"));
    assert_eq!(names(&article.genres), ["analysis"]);
    assert_eq!((names(&article.people), names(&article.organisations)), (vec!["Jon Vik"], vec!["Skarn Mill"]));
    assert_eq!(names(&article.places), ["Skarn", "Lund"]);
    assert_eq!(article.publisher.unwrap().name, "The Courier");
    assert_eq!(
        (article.article_section.as_deref(), article.url.as_deref()),
        (Some("Trade"), Some("https://courier.example/mill"))
    );
    assert_eq!(
        (article.copyright_holder.as_deref(), article.copyright_notice.as_deref()),
        (Some("Skarn Press"), Some("© Skarn Press"))
    );
    assert_eq!(names(&article.info_sources), ["Skarn Press"]);
    assert_eq!(notes, [crate::ninjs::NOTE_TO_EDITORS]);
}

#[test]
fn the_text_becomes_blocks() {
    let Nitf { article, notes } = read_nitf(
        "<nitf><body><body.content><block><p lede='true'>One <em>two</em> <em class='bold'>three</em>, <person>Jon Vik</person> \
         <a href='https://x.example/'>here</a>.</p><hl2>Half</hl2><ul><li>a</li><li>b</li></ul>\
         <bq><block><p>Quoted.</p></block><credit>Jon Vik</credit></bq>\
         <nitf-table><nitf-table-metadata><nitf-colgroup>x</nitf-colgroup></nitf-table-metadata><table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table></nitf-table>\
         <media media-type='image'><media-metadata name='x' value='y'/><media-reference mime-type='image/jpeg' source='mill.jpg' alternate-text='A wheel' width='600' height='400'/>\
         <media-caption><p>The mill on <b>Monday</b></p></media-caption><media-producer>Ida Rask</media-producer><media-object encoding='base64'>AAAA</media-object></media>\
         <media media-type='video'><media-reference mime-type='video/mp4' source='mill.mp4'/><media-caption>Film</media-caption></media>\
         <note noteclass='editorsnote'><p>Eds: hold</p></note><script>alert(1)</script></block></body.content>\
         <body.end><tagline>Jon Vik reported.</tagline></body.end></body></nitf>",
    );
    let blocks: Vec<(BlockKind, &str)> = article.body.iter().map(|block| (block.kind, block.text.as_str())).collect();
    assert_eq!(
        blocks,
        [
            (BlockKind::Paragraph, "One two three, Jon Vik here."),
            (BlockKind::Heading, "Half"),
            (BlockKind::List, "a\nb"),
            (BlockKind::Blockquote, "Quoted."),
            (BlockKind::Blockquote, "Jon Vik"),
            (BlockKind::Table, "A\tB\n1\t2"),
            (BlockKind::Figure, "The mill on Monday"),
            (BlockKind::Paragraph, "Jon Vik reported."),
        ]
    );
    let [picture] = article.associations.as_slice() else { panic!("{:?}", article.associations) };
    assert_eq!((picture.href.as_deref(), picture.credit_text.as_deref()), (Some("mill.jpg"), Some("Ida Rask")));
    assert_eq!((picture.alt_text.as_deref(), picture.width), (Some("A wheel"), Some(600)));
    assert_eq!(article.body[0].spans.len(), 3, "{:?}", article.body[0].spans);
    assert_eq!(notes.len(), 2, "{notes:?}");
}

/// The archive of a paper has each beginning twice.
#[test]
fn a_beginning_that_stands_twice_is_read_once() {
    let Nitf { article, .. } = read_nitf(
        "<nitf><head><meta name='online_sections' content='Arts; Books'/><pubdata date.publication='19870101T000000' item-length='2' unit-of-measure='word'/></head>\
         <body><body.head><byline class='print_byline'>By Ida Rask</byline><byline class='normalized_byline'>Rask, Ida</byline></body.head>\
         <body.content><block class='lead_paragraph'><p>One.</p></block><block class='full_text'><p>One.</p><p>Two.</p></block></body.content></body></nitf>",
    );
    assert_eq!(article.body.len(), 2);
    assert_eq!((article.by.as_deref(), article.article_section.as_deref()), (Some("Ida Rask"), Some("Arts")));
    assert_eq!(article.word_count, Some(2));
}

#[test]
fn what_must_not_be_published_is_not_taken_for_usable() {
    let status = |status: &str, more: &str| {
        read_nitf(&format!("<nitf><head><docdata management-status='{status}'>{more}</docdata></head><body/></nitf>"))
            .article
    };
    assert_eq!(status("withheld", "").pub_status.as_deref(), Some("withheld"));
    assert_eq!(status("canceled", "").pub_status.as_deref(), Some("canceled"));
    assert_eq!(status("usable", "").embargoed_until, None);
    // No date means no end: it is not understood, and holds the article back.
    assert!(status("embargoed", "").embargoed_until.is_some());
}

/// Of several bylines the first alone was read, and the others were gone without a word.
#[test]
fn each_byline_names_someone() {
    let article = |bylines: &str| {
        read_nitf(&format!("<nitf><body><body.head><hedline><hl1>x</hl1></hedline>{bylines}</body.head></body></nitf>"))
            .article
    };
    let two = article("<byline>By <person>Ida Rask</person></byline><byline>By <person>Bo Ek</person></byline>");
    assert_eq!((names(&two.author), two.by.as_deref()), (vec!["Ida Rask", "Bo Ek"], Some("Ida Rask and Bo Ek")));
    // An archive has one twice: as printed, and for its index.
    let printed = article(
        "<byline class='print_byline'>By IDA RASK</byline><byline class='normalized_byline'>Rask, Ida</byline>",
    );
    assert_eq!(printed.author.len(), 1, "{:?}", printed.author);
}

/// "SKARNMarch 5" stood where no sign parts the place from the day.
#[test]
fn the_parts_of_a_dateline_are_parted() {
    let dateline = |text: &str| {
        read_nitf(&format!("<nitf><body><body.head><hedline><hl1>x</hl1></hedline><dateline>{text}</dateline></body.head></body></nitf>"))
            .article
            .dateline
    };
    assert_eq!(
        dateline("<location>SKARN</location><story.date>March 5</story.date>").as_deref(),
        Some("SKARN March 5")
    );
    assert_eq!(
        dateline("<location>SKARN</location>, <story.date>March 5</story.date> (SP) -").as_deref(),
        Some("SKARN, March 5 (SP) -")
    );
}

/// What stands in a box came once with it and once more behind the text.
#[test]
fn a_text_within_a_text_comes_once() {
    let Nitf { article, .. } = read_nitf(
        "<nitf><body><body.content><p>One.</p><note><body.content><p>Two.</p></body.content></note><p>Three.</p></body.content></body></nitf>",
    );
    assert_eq!(article.body.iter().map(|block| block.text.as_str()).collect::<Vec<_>>(), ["One.", "Two.", "Three."]);
}
