//! ninjs in, articles out.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use super::*;
use crate::Event;
use crate::meter::Meter;
use serde_json::json;

/// The articles of a value, as a file would give them, and what was said.
fn read_all(value: &Value) -> (Vec<Article>, Vec<String>) {
    let (mut articles, mut said) = (Vec::new(), Vec::new());
    let mut tell = |event| {
        match event {
            Event::Article(found) => articles.push(found.article),
            Event::Message(message) => said.push(message.to_string()),
            Event::Progress { .. } => {}
        }
        Ok(())
    };
    let mut outlet = Outlet::new(&mut tell, "a.json".into(), "a.json".into(), Meter::new(0, 0));
    assert!(crate::json_item::read(&value.to_string(), None, None, &mut outlet).unwrap().is_ok());
    outlet.finish().unwrap();
    (articles, said)
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

#[test]
fn what_must_not_be_published_is_kept_or_held_back() {
    let with = |field: &str, value: Value| {
        let mut item = json!({"uri": "a", "headlines": [{"value": "x"}]});
        item.as_object_mut().unwrap().insert(field.to_owned(), value);
        item
    };
    assert_eq!(one(&with("pubstatus", json!("withheld"))).pub_status.as_deref(), Some("withheld"));
    assert_eq!(
        one(&with("embargoed", json!("2030-01-01T00:00:00Z"))).embargoed_until.as_deref(),
        Some("2030-01-01T00:00:00Z")
    );
    assert_eq!(one(&with("expires", json!("2030-01-01T00:00:00Z"))).expires.as_deref(), Some("2030-01-01T00:00:00Z"));
    for (field, value) in [
        ("embargoed", json!({"until": "Monday"})),
        ("embargoedUntil", json!("soon")),
        ("embargo", json!("Monday")),
        ("pubStatus", json!({"qcode": "stat:canceled"})),
    ] {
        let (articles, said) = read_all(&with(field, value));
        assert_eq!(articles, [], "{field}");
        assert!(said[0].contains("may not be meant for publication"), "{said:?}");
    }
    let (_, said) = read_all(&with("edNote", json!("Eds: hold for Sunday")));
    assert_eq!(said, ["note: a.json: a note to editors is not for publication and was left out"]);
}

#[test]
fn texts_that_come_with_an_item_are_articles_and_share_its_embargo() {
    let package = json!({
        "uri": "p", "type": "composite", "headlines": [{"value": "Package"}], "pubStatus": "withheld",
        "associations": [
            {"uri": "t", "name": "one", "type": "text", "headlines": [{"value": "One"}], "bodies": [{"value": "Text."}]},
            {"uri": "v", "name": "film", "type": "video"},
            {"uri": "r", "name": "related", "type": "text", "headlines": [{"value": "Only named"}]},
        ],
    });
    let (articles, said) = read_all(&package);
    let found: Vec<_> = articles.iter().map(|article| (article.uri.as_str(), article.pub_status.as_deref())).collect();
    assert_eq!(found, [("t", Some("withheld"))]);
    assert!(said.iter().any(|line| line.contains("of type \"video\"")), "{said:?}");
}

/// The status, embargo and expiry of an article.
fn holds(article: &Article) -> [Option<&str>; 3] {
    [&article.pub_status, &article.embargoed_until, &article.expires].map(Option::as_deref)
}

/// A text that named a status, an embargo and an expiry of its own was published although the item around it was cancelled or
/// under a longer embargo: its own won.
#[test]
fn a_text_whose_outer_item_is_held_back_is_held_back_too() {
    let package = json!({
        "uri": "p", "type": "composite", "headlines": [{"value": "Package"}], "pubStatus": "canceled",
        "embargoedUntil": "2099-01-01T00:00:00Z", "expires": "2100-01-01T00:00:00Z",
        "associations": [{
            "uri": "t", "type": "text", "headlines": [{"value": "One"}], "bodies": [{"value": "Text."}],
            "pubStatus": "usable", "embargoedUntil": "2020-01-01T00:00:00Z", "expires": "2120-01-01T00:00:00Z",
        }],
    });
    let expected = [Some("canceled"), Some("2099-01-01T00:00:00Z"), Some("2100-01-01T00:00:00Z")];
    assert_eq!(holds(&one(&package)), expected);
}

/// What a body in NITF says of itself was not read: a withheld text came out.
#[test]
fn nitf_in_a_body_holds_its_item_back() {
    let nitf = "<nitf><head><docdata management-status='withheld'><date.release norm='20990101T000000Z'/>\
        <date.expire norm='21000101T000000Z'/></docdata></head><body><body.content><p>One.</p></body.content></body></nitf>";
    let item = |nitf: &str| {
        json!({"uri": "a", "headlines": [{"value": "x"}], "pubStatus": "usable", "bodies": [
            {"contentType": "application/nitf+xml", "value": nitf}, {"contentType": "text/html", "value": "<p>One.</p>"}]})
    };
    let expected = [Some("withheld"), Some("2099-01-01T00:00:00Z"), Some("2100-01-01T00:00:00Z")];
    assert_eq!(holds(&one(&item(nitf))), expected);
    let (articles, said) = read_all(&item("<nitf><head><docdata management-status='withheld'><"));
    assert_eq!(articles, []);
    assert!(said[0].contains("may not be meant for publication"), "{said:?}");
}

/// Of two fields that mean the same the one that was looked for first was taken, and an embargo or a cancellation in the other
/// was lost.
#[test]
fn a_field_that_stands_twice_under_two_names_keeps_the_article_out() {
    let item = |more: Value| {
        let mut item = json!({"uri": "a", "headlines": [{"value": "x"}]});
        item.as_object_mut().unwrap().append(&mut more.as_object().unwrap().clone());
        item
    };
    for more in [
        json!({"embargoedUntil": "2020-01-01T00:00:00Z", "embargoed": "2099-01-01T00:00:00Z"}),
        json!({"pubStatus": "usable", "pubstatus": "canceled"}),
        json!({"expires": "2099-01-01T00:00:00Z", "Expires": "2020-01-01T00:00:00Z"}),
        json!({"pubStatus": "usable", "pub_status": "canceled"}),
        json!({"embargoedUntil": "2020-01-01T00:00:00Z", "embargoed": {"until": "Monday"}}),
    ] {
        let (articles, said) = read_all(&item(more.clone()));
        assert_eq!(articles, [], "{more}");
        assert!(said[0].contains("may not be meant for publication"), "{said:?}");
    }
    let same =
        json!({"embargoedUntil": "2020-01-01T00:00:00Z", "embargoed": "2020-01-01T00:00:00Z", "pubStatus": "usable"});
    assert_eq!(one(&item(same)).headline, "x");
}

/// A picture that was cancelled, or under embargo for longer than its article, was published with its caption and address.
#[test]
fn pictures_that_are_held_back_stay_out() {
    for (field, value, stays) in [
        ("pubStatus", "canceled", false),
        ("pubstatus", "usable", true),
        ("embargoed", "2099-01-01T00:00:00Z", false),
        ("embargoedUntil", "2020-01-01T00:00:00Z", true),
        ("expires", "2020-01-01T00:00:00Z", false),
        ("embargo", "Monday", false),
    ] {
        let mut picture = json!({"uri": "urn:p", "type": "picture", "descriptions": [{"value": "The mill"}],
            "renditions": [{"href": "https://p.example/p.jpg"}, {"href": "https://p.example/t.jpg"}]});
        picture.as_object_mut().unwrap().insert(field.to_owned(), json!(value));
        let item = json!({
            "uri": "a", "headlines": [{"value": "x"}], "associations": [picture], "embargoedUntil": "2021-01-01T00:00:00Z",
            "bodies": [{"contentType": "text/html", "value": "<p>One.</p><figure><img src='https://p.example/t.jpg'>\
                <figcaption>The mill</figcaption></figure><figure><img src='https://p.example/o.jpg'></figure>"}],
        });
        let article = one(&item);
        let json = serde_json::to_string(&article).unwrap();
        assert_eq!(
            (json.contains("The mill"), json.contains("t.jpg") || json.contains("p.jpg")),
            (stays, stays),
            "{json}"
        );
        assert_eq!(article.body.last().unwrap().association, Some(article.associations.len() - 1));
    }
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
