//! What holds an item, its texts and its pictures back.

use super::*;

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

/// Of a field that stands twice in one object the last was taken without a word: a cancellation that "usable" followed was lost, at the top
/// and in a picture.
#[test]
fn a_field_that_stands_twice_is_told_and_holds_back() {
    let (articles, said) =
        read_text(r#"{"uri":"a","body_text":"x","headline":"One","pubstatus":"canceled","pubstatus":"usable"}"#);
    assert_eq!(articles, []);
    assert!(said[0].contains("\"pubstatus\" stands twice") && said[1].contains("may not be meant"), "{said:?}");
    let (articles, said) = read_text(
        r#"{"uri":"a","body_text":"x","headline":"One","headline":"Two","associations":{"p":{"type":"picture",
            "renditions":{"a":{"href":"p.jpg"}},"embargoed":"2099-01-01T00:00:00Z","embargoed":null}}}"#,
    );
    assert_eq!((articles[0].headline.as_str(), articles[0].associations.len()), ("Two", 0));
    assert_eq!(said.len(), 3, "{said:?}");
    let (articles, said) = read_text(r#"{"headline":"One","embargo":"Monday","embargo":null}"#);
    assert_eq!(articles, [], "{said:?}");
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

/// Of more than 500 pictures those behind were not looked at, so one of them that is held back was shown by the text. The same of a
/// film's still, and of a file that is associated twice.
#[test]
fn a_picture_is_held_back_wherever_that_is_said() {
    let file = |name: &str| json!([{"href": format!("https://p.example/{name}.jpg")}]);
    let picture = |name: &str| json!({"uri": format!("urn:{name}"), "type": "picture", "renditions": file(name)});
    let mut pictures: Vec<Value> = (0..500).map(|number| picture(&format!("p{number}"))).collect();
    pictures.push(json!({"uri": "urn:late", "type": "picture", "pubStatus": "canceled", "renditions": file("late")}));
    pictures.push(
        json!({"uri": "urn:film", "type": "video", "embargoed": "2099-01-01T00:00:00Z", "renditions": file("film")}),
    );
    pictures.push(json!({"uri": "urn:other", "type": "picture", "pubStatus": "withheld", "renditions": file("p7")}));
    let item = json!({
        "uri": "a", "headlines": [{"value": "x"}], "associations": pictures,
        "bodies": [{"contentType": "text/html", "value": "<p>One.</p><img src='https://p.example/late.jpg'>\
            <img src='https://p.example/film.jpg'><img src='https://p.example/p7.jpg'><img src='https://p.example/p8.jpg'>"}],
    });
    let (articles, said) = read_all(&item);
    let [article] = articles.as_slice() else { panic!("{said:?}") };
    assert!(said.iter().any(|line| line.contains("for publication was left out")), "{said:?}");
    let json = serde_json::to_string(article).unwrap();
    for held in ["late.jpg", "film.jpg", "p7.jpg"] {
        assert!(!json.contains(held), "{held}: {json}");
    }
    assert_eq!(article.associations.len(), 499);
    let shown = article.body.last().unwrap().association.map(|at| article.associations[at].uri.as_deref());
    assert_eq!(shown, Some(Some("urn:p8")));
}
