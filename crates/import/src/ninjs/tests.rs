//! ninjs in, articles out.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use super::*;
use crate::heard::heard;
use serde_json::json;

mod held;

/// The articles of a value, as a file would give them, and what was said.
fn read_all(value: &Value) -> (Vec<Article>, Vec<String>) {
    read_text(&value.to_string())
}

/// The same of a value as it stands in a file.
fn read_text(item: &str) -> (Vec<Article>, Vec<String>) {
    let (articles, said) = heard("a.json", |outlet| {
        assert!(crate::json_item::read(item, None, None, outlet)?.is_ok());
        Ok(())
    });
    (articles.into_iter().map(|found| found.article).collect(), said.iter().map(ToString::to_string).collect())
}

#[track_caller]
fn one(value: &Value) -> Article {
    let (mut articles, said) = read_all(value);
    assert_eq!(articles.len(), 1, "{said:?}");
    articles.remove(0)
}

fn texts(article: &Article) -> Vec<&str> {
    article.body.iter().map(|block| block.text.as_str()).collect()
}

/// A package that says nothing of itself but its type was an article without a text, and what it holds was lost.
#[test]
fn a_package_is_known_by_what_it_holds() {
    let value = json!({
        "uri": "urn:skarn:5", "type": "composite", "headline": "Package", "associations": {
            "main": {"uri": "urn:skarn:6", "type": "text", "headline": "One", "body_text": "Text."},
            "side": {"uri": "urn:skarn:7", "type": "text", "headline": "Two", "body_text": "Text."},
        }
    });
    let (articles, _) = read_all(&value);
    let headlines: Vec<&str> = articles.iter().map(|article| article.headline.as_str()).collect();
    assert_eq!(headlines, ["One", "Two"]);
}

/// The same item as each version writes it.
fn versions() -> [Value; 3] {
    [
        json!({
            "uri": "urn:skarn:1", "type": "text", "version": "3", "versioncreated": "2024-05-02T10:00:00Z",
            "firstcreated": "2024-05-01T10:00:00Z", "pubstatus": "usable", "embargoed": "2024-05-01T11:00:00Z",
            "copyrightholder": "Skarn Press", "copyrightnotice": "© Skarn Press", "usageterms": "For papers.",
            "language": "en", "headline": "Mill runs again", "byline": "By Ida Rask", "located": "Skarn",
            "person": [{"name": "Jon Vik", "rel": "about", "scheme": "http://people.example/", "code": "jv"}],
            "organisation": [{"name": "Skarn Mill", "rel": "mentions"}],
            "place": [{"scheme": "http://places.example/", "code": "Skarn"}],
            "subject": [{"name": "Bread", "scheme": "trade", "code": "b1"}],
            "genre": [{"name": "Report", "code": "r"}],
            "body_text": "Plain.", "body_xhtml": "<p>The mill <em>runs</em>.</p><p>So be it.</p>",
            "description_text": "After nine days.",
            "associations": {"mainpic": {
                "uri": "urn:skarn:p1", "type": "picture", "byline": "Jon Vik", "description_text": "The mill on Monday",
                "renditions": {
                    "small": {"href": "https://p.example/s.jpg", "mimetype": "image/jpeg", "width": 200, "height": 100},
                    "main": {"href": "https://p.example/m.jpg", "mimetype": "image/jpeg", "width": 1000, "height": 500},
                },
            }},
        }),
        json!({
            "uri": "urn:skarn:1", "type": "text", "version": "3", "versioncreated": "2024-05-02T10:00:00Z",
            "firstcreated": "2024-05-01T10:00:00Z", "pubstatus": "usable", "embargoed": "2024-05-01T11:00:00Z",
            "copyrightholder": "Skarn Press", "copyrightnotice": "© Skarn Press", "usageterms": "For papers.",
            "language": "en", "headlines": [{"role": "main", "value": "Mill runs again"}], "by": "By Ida Rask", "located": "Skarn",
            "people": [{"name": "Jon Vik", "rel": "about", "uri": "http://people.example/jv"}],
            "organisations": [{"name": "Skarn Mill", "rel": "mentions"}],
            "places": [{"uri": "http://places.example/Skarn"}],
            "subjects": [{"name": "Bread", "literal": "trade:b1"}],
            "genres": [{"name": "Report", "literal": "r"}],
            "bodies": [{"role": "text", "contenttype": "text/plain", "value": "Plain."},
                {"role": "xhtml", "contenttype": "application/xhtml+xml", "value": "<p>The mill <em>runs</em>.</p><p>So be it.</p>"}],
            "descriptions": [{"role": "text", "value": "After nine days."}],
            "associations": [{
                "name": "mainpic", "uri": "urn:skarn:p1", "type": "picture", "by": "Jon Vik",
                "descriptions": [{"value": "The mill on Monday"}],
                "renditions": [{"name": "small", "href": "https://p.example/s.jpg", "contenttype": "image/jpeg", "width": 200, "height": 100},
                    {"name": "main", "href": "https://p.example/m.jpg", "contenttype": "image/jpeg", "width": 1000, "height": 500}],
            }],
        }),
        json!({
            "standard": {"name": "ninjs", "version": "3.1"},
            "uri": "urn:skarn:1", "type": "text", "version": "3", "versionCreated": "2024-05-02T10:00:00Z",
            "firstCreated": "2024-05-01T10:00:00Z", "pubStatus": "usable", "embargoedUntil": "2024-05-01T11:00:00Z",
            "copyrightHolder": "Skarn Press", "copyrightNotice": "© Skarn Press", "usageTerms": "For papers.",
            "language": "en", "headlines": [{"role": "main", "value": "Mill runs again"}], "by": "By Ida Rask", "located": "Skarn",
            "people": [{"name": "Jon Vik", "rel": "about", "uri": "http://people.example/jv"}],
            "organisations": [{"name": "Skarn Mill", "rel": "mentions"}],
            "places": [{"uri": "http://places.example/Skarn"}],
            "subjects": [{"name": "Bread", "literal": "trade:b1"}],
            "genres": [{"name": "Report", "literal": "r"}],
            "bodies": [{"role": "text", "contentType": "text/plain", "value": "Plain."},
                {"role": "xhtml", "contentType": "application/xhtml+xml", "value": "<p>The mill <em>runs</em>.</p><p>So be it.</p>"}],
            "descriptions": [{"role": "text", "value": "After nine days."}],
            "associations": [{
                "name": "mainpic", "uri": "urn:skarn:p1", "type": "picture", "by": "Jon Vik",
                "descriptions": [{"value": "The mill on Monday"}],
                "renditions": [{"name": "small", "href": "https://p.example/s.jpg", "contentType": "image/jpeg", "width": 200, "height": 100},
                    {"name": "main", "href": "https://p.example/m.jpg", "contentType": "image/jpeg", "width": 1000, "height": 500}],
            }],
        }),
    ]
}

#[test]
fn all_versions_say_the_same() {
    let [first, second, third] = versions();
    let article = one(&third);
    let json = serde_json::to_value(&article).unwrap();
    assert_eq!(
        json,
        json!({
            "uri": "urn:skarn:1", "headline": "Mill runs again", "abstract": "After nine days.", "by": "By Ida Rask",
            "author": [{"name": "Ida Rask"}], "located": "Skarn", "datePublished": "2024-05-01T10:00:00Z",
            "dateModified": "2024-05-02T10:00:00Z", "language": "en", "genres": [{"name": "Report", "uri": "r"}],
            "subjects": [{"name": "Bread", "uri": "trade:b1"}],
            "people": [{"name": "Jon Vik", "uri": "http://people.example/jv", "role": "about"}],
            "organisations": [{"name": "Skarn Mill", "role": "mentions"}],
            "places": [{"name": "Skarn", "uri": "http://places.example/Skarn"}],
            "body": [{"kind": "paragraph", "text": "The mill runs.", "spans": [{"start": 9, "end": 13, "kind": "emphasis"}]},
                {"kind": "paragraph", "text": "So be it."}],
            "associations": [{"uri": "urn:skarn:p1", "href": "https://p.example/m.jpg", "caption": "The mill on Monday",
                "creditText": "Jon Vik", "width": 1000, "height": 500}],
            "copyrightHolder": "Skarn Press", "copyrightNotice": "© Skarn Press", "usageTerms": "For papers.",
            "pubStatus": "usable", "embargoedUntil": "2024-05-01T11:00:00Z", "version": "3",
        })
    );
    assert_eq!(one(&second), article);
    assert_eq!(one(&first), article);
}

#[test]
fn many_items_come_in_an_array_or_as_an_answer() {
    let (articles, said) = read_all(&json!({"_items": versions(), "_meta": {"total": 3}}));
    assert_eq!((articles.len(), said.len()), (3, 0), "{said:?}");
    let (articles, said) = read_all(&json!({"items": [{"uri": "a", "headlines": [{"value": "One"}]}, 5]}));
    assert_eq!(
        (articles.len(), said),
        (1, vec!["problem: a.json:item 2: is not an object, so it is no article".to_owned()])
    );
}

/// A withheld article of the model with items of an agency in a field of its own gave way to these, and they were published.
#[test]
fn an_article_that_holds_items_of_others_is_no_list_of_them() {
    let item =
        json!({"headline": "One", "body": [], "pubStatus": "withheld", "data": [{"uri": "a", "body_text": "x"}]});
    let article = one(&item);
    assert_eq!((article.headline.as_str(), article.pub_status.as_deref()), ("One", Some("withheld")));
    // What holds back a whole answer holds back each of its items.
    let (articles, said) = read_all(&json!({"embargo": "Monday", "data": [{"uri": "a", "body_text": "x"}]}));
    assert_eq!(articles, []);
    assert!(said[0].contains("may not be meant for publication"), "{said:?}");
}

#[test]
fn what_is_no_text_is_passed_over_and_said() {
    for (kind, value) in [
        ("picture", json!({"uri": "a", "type": "picture", "headlines": [{"value": "x"}], "bodies": [{"value": "x"}]})),
        ("event", json!({"uri": "a", "type": "event", "headlines": [{"value": "x"}], "bodies": [{"value": "x"}]})),
        ("event", json!({"uri": "a", "title": "x", "descriptions": [{"value": "x"}], "eventDetails": {}})),
        ("video", json!({"uri": "a", "type": "http://cv.iptc.org/newscodes/ninature/video", "renditions": []})),
    ] {
        let (articles, said) = read_all(&value);
        assert_eq!(articles.len(), 0);
        assert_eq!(
            said,
            [format!("note: a.json: is an item of ninjs that holds no text but \"{kind}\", and was passed over")]
        );
    }
    // An event that does not say that it is one, with a text of its own, is an article.
    assert_eq!(
        one(&json!({"uri": "a", "title": "x", "eventDetails": {}, "bodies": [{"value": "Text."}]})).headline,
        "x"
    );
}

/// An article of the model was read as an item of ninjs where its house had put a field of such a name into it: its blocks were lost.
#[test]
fn an_article_with_blocks_is_one_of_the_model() {
    let item = json!({"uri": "a", "headline": "One", "standard": "house", "body_text": "plain", "body": [{"kind": "heading", "text": "Two"}]});
    assert_eq!(texts(&one(&item)), ["Two"]);
    let item = json!({"uri": "a", "standard": {"name": "ninjs"}, "body_text": "plain", "body": []});
    assert_eq!(texts(&one(&item)), ["plain"]);
}

#[test]
fn pictures_of_the_text_are_those_that_are_associated() {
    let item = json!({
        "uri": "a", "headlines": [{"value": "Mill"}],
        "bodies": [{"contentType": "text/html", "value":
            "<h1>Mill</h1><p>One.</p><figure><img src='https://p.example/t.jpg'><div>J. Vik/SP</div><figcaption>The mill</figcaption></figure><p>Two.</p>"}],
        "associations": [{
            "name": "a1", "uri": "urn:p1", "type": "picture", "headlines": [{"value": "Unused"}],
            "descriptions": [{"role": "caption", "value": "The mill"}, {"role": "creditline", "value": "J. Vik"}, {"role": "altText", "value": "A wheel"}],
            "renditions": [{"name": "thumb", "href": "https://p.example/t.jpg", "contentType": "image/jpeg", "width": 200},
                {"name": "page", "href": "https://p.example/p.jpg", "contentType": "image/jpeg", "width": 1200, "height": 800}],
        }],
    });
    let article = one(&item);
    assert_eq!(texts(&article), ["One.", "The mill", "Two."]);
    let [picture] = article.associations.as_slice() else { panic!("{:?}", article.associations) };
    assert_eq!(picture.href.as_deref(), Some("https://p.example/p.jpg"));
    assert_eq!((picture.credit_text.as_deref(), picture.alt_text.as_deref()), (Some("J. Vik"), Some("A wheel")));
}

#[test]
fn what_ninjs_has_no_field_for_stands_in_roles() {
    let item = json!({
        "uri": "a", "headlines": [{"role": "main", "value": "Mill"}, {"role": "alternative", "value": "It turns"}],
        "altIds": [{"role": "slug", "value": "x"}, {"role": "url", "value": "https://courier.example/mill"}, {"role": "uri", "value": "mill 7"}],
        "associations": [{"name": "p", "uri": "urn:p", "type": "picture", "renditions": [{"name": "main", "href": "https://p.example/?id=7"}]}],
        "subjects": [{"name": "Trade", "rel": "section"}, {"name": "Bread"}],
        "infoSources": [{"name": "The Courier", "role": "publisher"}, {"name": "SP", "role": "source"}],
        "descriptions": [{"role": "dateline", "value": "SKARN, May 1"}, {"role": "lead", "value": "After nine days."}],
        "digitalSourceType": {"name": "Human", "uri": "http://cv.iptc.org/newscodes/digitalsourcetype/humanEdits"},
        "contentCreated": "2024-05-01T10:00:00Z",
    });
    let article = one(&item);
    assert_eq!(article.alternative_headline.as_deref(), Some("It turns"));
    assert_eq!(article.url.as_deref(), Some("https://courier.example/mill"));
    assert_eq!(article.uri, "mill 7");
    assert_eq!(article.associations[0].href.as_deref(), Some("https://p.example/?id=7"));
    assert_eq!(article.article_section.as_deref(), Some("Trade"));
    assert_eq!(article.subjects, ["Bread".into()]);
    assert_eq!(article.publisher.unwrap().name, "The Courier");
    assert_eq!(article.info_sources[0].name, "SP");
    assert_eq!(
        (article.dateline.as_deref(), article.abstract_.as_deref()),
        (Some("SKARN, May 1"), Some("After nine days."))
    );
    assert_eq!(article.date_published.as_deref(), Some("2024-05-01T10:00:00Z"));
    assert!(article.digital_source_type.unwrap().ends_with("/humanEdits"));
}

#[test]
fn nitf_within_ninjs_is_read() {
    let nitf = "<?xml version='1.0'?><nitf><body><body.content><block><p>One.</p><hl2>Two</hl2></block></body.content></body></nitf>";
    let item = json!({"uri": "a", "headlines": [{"value": "x"}], "bodies": [
        {"role": "text", "contentType": "text/plain", "value": "Plain."},
        {"role": "nitf", "contentType": "text/vnd.IPTC.NITF", "value": nitf}]});
    assert_eq!(texts(&one(&item)), ["One.", "Two"]);
    // What is cut off gives way to the plain form.
    let item = json!({"uri": "a", "headlines": [{"value": "x"}], "bodies": [
        {"role": "text", "contentType": "text/plain", "value": "Plain."},
        {"role": "nitf", "contentType": "text/vnd.IPTC.NITF", "value": "<nitf><body>"}]});
    let article = one(&item);
    assert_eq!((texts(&article), article.headline.as_str()), (vec!["Plain."], "x"));
    let item = json!({"uri": "a", "bodies": [{"value": "The mill of Skarn runs again. So be it."}]});
    assert_eq!(one(&item).headline, "The mill of Skarn runs again");
}

/// A schema that lies beside documents is none, and its title is no headline.
#[test]
fn a_schema_is_no_article() {
    let schema = json!({"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "News", "$defs": {}});
    let (articles, said) = read_all(&schema);
    assert_eq!((articles.len(), said.len()), (0, 1));
    assert!(said[0].starts_with("note: a.json: is a JSON Schema"), "{said:?}");
}

/// Superdesk calls the item's name `guid`.
#[test]
fn a_guid_is_the_item_s_name() {
    let article = one(
        &json!({ "guid": "tag:sd:1", "type": "text", "versioncreated": "2024-01-01T10:00:00+0000", "headline": "Mill", "body_html": "<p>One</p>" }),
    );
    assert_eq!(article.uri, "tag:sd:1");
}

/// The first text in HTML was taken, though it was that for telephones.
#[test]
fn the_whole_text_goes_before_its_parts() {
    let body = |role: &str, kind: &str, value: &str| json!({ "role": role, "contentType": kind, "value": value });
    let article = one(&json!({ "uri": "urn:a:1", "headlines": [{ "value": "Mill" }], "bodies": [
        body("short", "text/html", "<p>It runs.</p>"), body("main", "text/plain", "The mill runs.\nSo be it."),
        body("pullquote", "text/html", "<p>Bread!</p>"),
    ] }));
    assert_eq!(texts(&article), ["The mill runs.", "So be it."]);
}

/// What editors' programs put beside the standard's fields: a list of authors, and words.
#[test]
fn what_editors_programs_add_is_read() {
    let article = one(
        &json!({ "uri": "urn:a:1", "versioncreated": "2024-05-02T10:00:00Z", "headline": "Mill", "byline": "By our staff",
        "authors": [{ "name": "Ida Rask", "role": "writer", "biography": "…" }], "keywords": ["bread", "Trade"], "source": "SP",
        "service": [{ "name": "Home news", "code": "h" }],
        "subject": [{ "name": "Trade", "code": "t" }], "body_html": "<p>It runs.</p>" }),
    );
    assert_eq!((article.author[0].name.as_str(), article.by.as_deref()), ("Ida Rask", Some("By our staff")));
    assert_eq!(article.subjects.iter().map(|name| name.name.as_str()).collect::<Vec<_>>(), ["Trade", "bread"]);
    assert_eq!((article.article_section.as_deref(), article.info_sources), (Some("Home news"), vec!["SP".into()]));
}

/// Each keyword was held against all subjects, which took minutes where there are very many of both.
#[test]
fn very_many_keywords_cost_no_time() {
    let words = |begin: &str| (0..50_000).map(|number| format!("{begin}{number}")).collect::<Vec<_>>();
    let item = json!({"uri": "a", "headlines": [{"value": "x"}], "subjects": words("a"), "keywords": ([words("a"), words("b")].concat())});
    assert_eq!(one(&item).subjects.len(), 100_000);
}

/// A picture was lost without a word where another had been taken out of the item, of which the name stays.
#[test]
fn what_was_taken_out_of_an_item_takes_no_other_with_it() {
    let item = json!({ "uri": "a", "type": "text", "headline": "x", "body_text": "y", "associations": { "gone": null, "main": {
        "type": "picture", "renditions": { "original": { "href": "https://a.example/b.jpg", "mimetype": "image/jpeg" } } } } });
    assert_eq!(one(&item).associations[0].href.as_deref(), Some("https://a.example/b.jpg"));
}

/// Texts in a package within an item were lost without a word.
#[test]
fn packages_may_stand_in_one_another() {
    let text = |uri: &str| json!({ "uri": uri, "type": "text", "headlines": [{ "value": uri }], "bodies": [{ "value": "It runs." }] });
    let item = json!({ "uri": "a", "headlines": [{ "value": "x" }], "pubStatus": "withheld", "associations": [
        { "uri": "b", "type": "composite", "associations": [text("c"), { "type": "composite", "associations": [text("d")] }] }] });
    let (articles, _) = read_all(&item);
    assert_eq!(articles.iter().map(|article| article.uri.as_str()).collect::<Vec<_>>(), ["c", "d"]);
    assert!(articles.iter().all(|article| article.pub_status.as_deref() == Some("withheld")));
}

/// Its signs stood in the text.
#[test]
fn a_text_may_be_in_markdown() {
    let body = json!([{ "contentType": "text/markdown", "value": "# Mill\n\nIt *runs*.\n\n# So be it" }]);
    let article = one(&json!({ "uri": "a", "headlines": [{ "value": "Mill" }], "bodies": body }));
    assert_eq!(texts(&article), ["It runs.", "So be it"]);
    assert_eq!(article.body[1].level, Some(2));
}
