//! NewsML 1 in, articles out.
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

fn item(management: &str, components: &str) -> String {
    format!(
        "<!DOCTYPE NewsML SYSTEM 'NewsMLv1.0.dtd'><NewsML><NewsEnvelope><DateAndTime>20040101T120000Z</DateAndTime></NewsEnvelope>\
         <NewsItem xml:lang='en'><Identification><NewsIdentifier><ProviderId>skarn.example</ProviderId><DateId>20040101</DateId><NewsItemId>mill 7</NewsItemId>\
         <RevisionId PreviousRevision='1' Update='N'>2</RevisionId><PublicIdentifier>urn:newsml:skarn.example:20040101:mill7:2</PublicIdentifier></NewsIdentifier></Identification>\
         <NewsManagement><NewsItemType FormalName='News'/><FirstCreated>20040101T120000Z</FirstCreated><ThisRevisionCreated>20040101T130000+0000</ThisRevisionCreated>{management}</NewsManagement>\
         {components}</NewsItem></NewsML>"
    )
}

fn text(format: &str, data: &str) -> String {
    format!(
        "<ContentItem><MediaType FormalName='Text'/><Format FormalName='{format}'/><DataContent>{data}</DataContent></ContentItem>"
    )
}

fn texts(article: &Article) -> Vec<&str> {
    article.body.iter().map(|block| block.text.as_str()).collect()
}

fn names(names: &[article::Name]) -> Vec<&str> {
    names.iter().map(|name| name.name.as_str()).collect()
}

#[test]
fn an_item_says_what_it_is() {
    let article = one(&item(
        "<Status FormalName='Usable'/>",
        &format!(
            "<NewsComponent><AdministrativeMetadata><Provider><Party FormalName='SP'/></Provider><Source><Party FormalName='Port office'/></Source></AdministrativeMetadata>\
             <NewsComponent><Role FormalName='Main'/><NewsLines><HeadLine>Mill runs again</HeadLine><SubHeadLine>Bakers relieved</SubHeadLine><ByLine>By Ida Rask</ByLine>\
             <DateLine>SKARN, Jan 1</DateLine><CopyrightLine>© SP</CopyrightLine><KeywordLine>bread</KeywordLine></NewsLines>\
             <RightsMetadata><Copyright><CopyrightHolder>Skarn Press</CopyrightHolder></Copyright></RightsMetadata>\
             <DescriptiveMetadata><Language FormalName='en-GB'/><Genre FormalName='Current'/><SubjectCode><Subject FormalName='04000000'/></SubjectCode>\
             <Location><Property FormalName='Country' Value='NOR'/><Property FormalName='City' Value='Skarn'/></Location></DescriptiveMetadata>{}</NewsComponent></NewsComponent>",
            text("NITF", "<nitf><body><body.content><p>One.</p><p>Two.</p></body.content></body></nitf>")
        ),
    ));
    assert_eq!(
        (article.uri.as_str(), article.version.as_deref()),
        ("urn:newsml:skarn.example:20040101:mill-7", Some("2"))
    );
    assert_eq!(
        (article.headline.as_str(), article.alternative_headline.as_deref()),
        ("Mill runs again", Some("Bakers relieved"))
    );
    assert_eq!((names(&article.author), article.dateline.as_deref()), (vec!["Ida Rask"], Some("SKARN, Jan 1")));
    assert_eq!(article.date_published.as_deref(), Some("2004-01-01T12:00:00Z"));
    assert_eq!(article.date_modified.as_deref(), Some("2004-01-01T13:00:00Z"));
    assert_eq!(
        (article.publisher.as_ref().unwrap().name.as_str(), names(&article.info_sources)),
        ("SP", vec!["Port office"])
    );
    assert_eq!((article.language.as_deref(), names(&article.genres)), (Some("en-GB"), vec!["Current"]));
    assert_eq!(names(&article.subjects), ["bread", "economy, business and finance"]);
    assert_eq!((names(&article.places), article.copyright_holder.as_deref()), (vec!["Skarn"], Some("Skarn Press")));
    assert_eq!((texts(&article), article.pub_status.as_deref()), (vec!["One.", "Two."], Some("usable")));
}

#[test]
fn texts_are_read_in_each_form_once() {
    for data in [
        "<p>One.</p><p>Two.</p>",
        "One.\n\nTwo.",
        "&lt;p>One.&lt;/p>&lt;p>Two.&lt;/p>",
        "<html xmlns='http://www.w3.org/1999/xhtml'><body><p>One.</p><p>Two.</p></body></html>",
    ] {
        let component =
            format!("<NewsComponent><NewsLines><HeadLine>x</HeadLine></NewsLines>{}</NewsComponent>", text("x", data));
        assert_eq!(texts(&one(&item("", &component))), ["One.", "Two."], "{data}");
    }
    let several = |outer: &str| {
        let one = |data: &str| format!("<NewsComponent>{}</NewsComponent>", text("x", data));
        read_all(&item("", &format!("<NewsComponent {outer}>{}{}</NewsComponent>", one("Plain."), one("<p>One.</p>"))))
    };
    assert_eq!(
        (texts(&several("EquivalentsList='yes'").0[0]), several("EquivalentsList='yes'").1.len()),
        (vec!["One."], 0)
    );
    assert_eq!(several("").1, ["note: a.xml:item 1: holds further texts beside its main one, which were left out"]);
}

#[test]
fn pictures_lie_beside_the_text() {
    let size = |href: &str, width: &str| {
        format!(
            "<ContentItem Href='{href}'><MediaType FormalName='Photo'/><Characteristics><Property FormalName='Width' Value='{width}'/></Characteristics></ContentItem>"
        )
    };
    let article = one(&item(
        "",
        &format!(
            "<NewsComponent><NewsComponent><Role FormalName='Main'/><NewsLines><HeadLine>x</HeadLine></NewsLines>{}</NewsComponent>\
             <NewsComponent><Role FormalName='Supporting'/><NewsComponent><NewsLines><CreditLine>Jon Vik</CreditLine></NewsLines>{}{}</NewsComponent>\
             <NewsComponent><Role FormalName='Caption'/>{}</NewsComponent></NewsComponent></NewsComponent>",
            text("x", "<p>One.</p>"),
            size("a-100.jpg", "100"),
            size("a.jpg", "1200"),
            text("x", "<p>The mill.</p>")
        ),
    ));
    let [picture] = article.associations.as_slice() else { panic!("{:?}", article.associations) };
    assert_eq!(
        (picture.href.as_deref(), picture.caption.as_deref(), picture.credit_text.as_deref()),
        (Some("a.jpg"), Some("The mill."), Some("Jon Vik"))
    );
    assert_eq!(texts(&article), ["One."]);
}

/// Below the second picture of several stood what belongs to the first.
#[test]
fn each_picture_has_its_own_caption() {
    let part =
        |role: &str, content: &str| format!("<NewsComponent><Role FormalName='{role}'/>{content}</NewsComponent>");
    let photo = |href: &str| {
        part("Photo", &format!("<ContentItem Href='{href}'><MediaType FormalName='Photo'/></ContentItem>"))
    };
    let caption = |words: &str| part("Caption", &text("x", &format!("<p>{words}</p>")));
    let main = part("Main", &format!("<NewsLines><HeadLine>x</HeadLine></NewsLines>{}", text("x", "<p>One.</p>")));
    let (a, b, one_said, two_said) = (photo("1.jpg"), photo("2.jpg"), caption("One"), caption("Two"));
    for (components, expected) in [
        (
            format!("{}{}", part("", &format!("{a}{one_said}")), part("", &format!("{b}{two_said}"))),
            [Some("One"), Some("Two")],
        ),
        (format!("{a}{one_said}{b}{two_said}"), [Some("One"), Some("Two")]),
        (format!("{one_said}{a}{two_said}{b}"), [Some("One"), Some("Two")]),
        (format!("{a}{b}{one_said}"), [Some("One"), Some("One")]),
        (format!("{}{b}", part("", &format!("{a}{one_said}"))), [Some("One"), None]),
    ] {
        let article = one(&item("", &part("Bundle", &format!("{main}{components}"))));
        let captions: Vec<_> = article.associations.iter().map(|picture| picture.caption.as_deref()).collect();
        assert_eq!(captions, expected, "{components}");
    }
}

/// What an outer component said of the language counted before what the text's own said.
#[test]
fn the_innermost_language_counts() {
    let language = |outer: &str, inner: &str| {
        let said = |language: &str| match language {
            "" => String::new(),
            language => format!("<DescriptiveMetadata><Language FormalName='{language}'/></DescriptiveMetadata>"),
        };
        let words = text("x", "<p>Un.</p>");
        one(&item(
            "",
            &format!("<NewsComponent>{}<NewsComponent><NewsLines><HeadLine>x</HeadLine></NewsLines>{}{words}</NewsComponent></NewsComponent>", said(outer), said(inner)),
        ))
        .language
    };
    assert_eq!(language("de", "fr").as_deref(), Some("fr"));
    assert_eq!(language("fr", "").as_deref(), Some("fr"));
    assert_eq!(language("", "").as_deref(), Some("en"));
}

#[test]
fn what_is_not_for_publication_is_held_back() {
    let component = format!(
        "<NewsComponent><NewsLines><HeadLine>x</HeadLine></NewsLines>{}</NewsComponent>",
        text("x", "<p>One.</p>")
    );
    let held = |management: &str| one(&item(management, &component));
    assert_eq!(held("<Status FormalName='Canceled'/>").pub_status.as_deref(), Some("canceled"));
    assert_eq!(
        held("<Status FormalName='Withheld'/><Status FormalName='Usable'/>").pub_status.as_deref(),
        Some("withheld")
    );
    let change = "<Status FormalName='Embargoed'/><StatusWillChange><FutureStatus FormalName='Usable'/><DateAndTime>20990101T120000Z</DateAndTime></StatusWillChange>";
    assert_eq!(held(change).embargoed_until.as_deref(), Some("2099-01-01T12:00:00Z"));
    // Nobody knows until when.
    let (articles, said) = read_all(&item("<Status FormalName='Embargoed'/>", &component));
    assert!(articles.is_empty() && said[0].contains("no StatusWillChange"), "{articles:?} {said:?}");
}

#[test]
fn an_item_within_an_item_is_held_back_by_both() {
    let inner = |status: &str, content: &str| {
        format!(
            "<NewsComponent><NewsItem><NewsManagement><Status FormalName='{status}'/></NewsManagement><NewsComponent>{content}</NewsComponent></NewsItem></NewsComponent>"
        )
    };
    let main = format!("<NewsLines><HeadLine>x</HeadLine></NewsLines>{}", text("x", "<p>One.</p>"));
    assert_eq!(
        one(&item("<Status FormalName='Usable'/>", &inner("Withheld", &main))).pub_status.as_deref(),
        Some("withheld")
    );
    let picture = "<ContentItem Href='a.jpg'><MediaType FormalName='Photo'/></ContentItem>";
    let with = |status: &str| {
        read_all(&item(
            "",
            &format!("<NewsComponent><NewsComponent>{main}</NewsComponent>{}</NewsComponent>", inner(status, picture)),
        ))
    };
    assert_eq!(with("Usable").0[0].associations.len(), 1);
    let (articles, said) = with("Canceled");
    assert_eq!((articles[0].associations.len(), said.len()), (0, 1), "{said:?}");
}

#[test]
fn an_item_without_a_text_is_passed_over() {
    let picture =
        "<NewsComponent><ContentItem Href='a.jpg'><MediaType FormalName='Photo'/></ContentItem></NewsComponent>";
    assert_eq!(
        read_all(&item("", picture)).1,
        ["note: a.xml:item 1: is an item of NewsML without a text, and was passed over"]
    );
}
