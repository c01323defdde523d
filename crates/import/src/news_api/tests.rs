//! Answers of news services in, articles out.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use super::*;
use serde_json::json;

#[track_caller]
fn only(answer: Value) -> (Article, bool) {
    let object = answer.as_object().unwrap();
    assert!(is_answer(object), "{answer}");
    read(items(object)[0].as_object().unwrap()).unwrap()
}

#[test]
fn answers_of_newsapi_are_read() {
    let (article, is_cut) = only(json!({ "status": "ok", "totalResults": 1, "articles": [{
        "source": { "id": null, "name": "Courier" }, "author": "Jane Doe, Jon Vik", "title": "Harbour opens", "description": "After nine days.",
        "url": "https://c.example/a", "urlToImage": "https://c.example/a.jpg", "publishedAt": "2024-03-05T10:00:00Z",
        "content": "The harbour opened again on Tues… [+1234 chars]" }] }));
    assert_eq!((article.headline.as_str(), article.url.as_deref()), ("Harbour opens", Some("https://c.example/a")));
    assert_eq!(article.author.iter().map(|name| name.name.as_str()).collect::<Vec<_>>(), ["Jane Doe", "Jon Vik"]);
    assert_eq!(article.publisher.unwrap().name, "Courier");
    assert_eq!((article.body[0].text.as_str(), is_cut), ("The harbour opened again on Tues…", true));
    assert_eq!(article.associations[0].href.as_deref(), Some("https://c.example/a.jpg"));
}

#[test]
fn answers_of_the_guardian_are_read() {
    let (article, is_cut) = only(json!({ "response": { "status": "ok", "results": [{
        "id": "ports/1", "type": "article", "sectionName": "Ports", "webPublicationDate": "2024-03-05T10:00:00Z", "webTitle": "Harbour opens | Jane Doe",
        "webUrl": "https://g.example/ports/1", "fields": { "headline": "Harbour opens", "byline": "Jane Doe in Skarn", "trailText": "After <b>nine</b> days",
        "body": "<p>It opened.</p><h2>What now</h2><p>Work.</p>" },
        "tags": [{ "type": "keyword", "webTitle": "Ports" }, { "type": "contributor", "webTitle": "Jane Doe" }] }] } }));
    assert_eq!((article.headline.as_str(), article.abstract_.as_deref()), ("Harbour opens", Some("After nine days")));
    assert_eq!(article.author[0].name, "Jane Doe");
    assert_eq!(article.subjects.iter().map(|name| name.name.as_str()).collect::<Vec<_>>(), ["Ports"]);
    assert_eq!(
        article.body.iter().map(|block| block.text.as_str()).collect::<Vec<_>>(),
        ["It opened.", "What now", "Work."]
    );
    assert!(!is_cut);
}

#[test]
fn answers_of_the_new_york_times_are_read() {
    let (article, _) = only(
        json!({ "response": { "docs": [{ "headline": { "main": "Harbour opens" }, "web_url": "https://n.example/a",
        "abstract": "After nine days.", "lead_paragraph": "It opened.", "byline": { "original": "By Jane Doe" }, "pub_date": "2024-03-05T10:00:00+0000",
        "keywords": [{ "name": "subject", "value": "Ports" }] }] } }),
    );
    assert_eq!((article.headline.as_str(), article.author[0].name.as_str()), ("Harbour opens", "Jane Doe"));
    assert_eq!((article.body[0].text.as_str(), article.subjects[0].name.as_str()), ("It opened.", "Ports"));
}

#[test]
fn other_lists_are_no_answers() {
    for other in
        [json!({ "articles": [1] }), json!({ "articles": [{ "title": "x" }] }), json!({ "response": "x" }), json!({})]
    {
        assert!(!is_answer(other.as_object().unwrap()), "{other}");
    }
}

/// Of several who wrote from several places the Guardian's answers had the first alone.
#[test]
fn bylines_of_several_places_name_all_authors() {
    let by = |byline: &str| {
        let item = json!({ "webTitle": "x", "webUrl": "https://g.example/1", "fields": { "byline": byline, "body": "<p>y</p>" } });
        names(&read_one(item).author).join("; ")
    };
    assert_eq!(by("Jane Doe in Skarn and Jon Vik"), "Jane Doe; Jon Vik");
    assert_eq!(by("Jane Doe in Skarn, Ann Poe and Jon Vik in New York"), "Jane Doe; Ann Poe; Jon Vik");
    assert_eq!(by("Jane Doe in Skarn and agencies"), "Jane Doe");
}

/// A file with one answer was read item by item, and each had neither a headline nor a body.
#[test]
fn an_item_of_an_answer_is_known_by_itself() {
    for (item, expected) in [
        (
            json!({ "source": { "id": null, "name": "Courier" }, "title": "x", "url": "https://c.example/a", "publishedAt": "2024-03-05T10:00:00Z" }),
            true,
        ),
        (json!({ "headline": { "main": "x" }, "web_url": "https://n.example/a" }), true),
        (
            json!({ "title": { "rendered": "x" }, "link": "https://w.example/a", "content": { "rendered": "<p>y</p>" } }),
            true,
        ),
        (json!({ "headline": "x", "title": "y", "url": "https://c.example/a" }), false),
        (json!({ "title": "x", "url": "https://c.example/a", "body": ["y"] }), false),
        (json!({ "title": "x", "content": "y" }), false),
    ] {
        assert_eq!(is_item(item.as_object().unwrap()), expected, "{item}");
    }
}

fn read_one(item: Value) -> Article {
    read(item.as_object().unwrap()).unwrap().0
}

fn names(names: &[Name]) -> Vec<&str> {
    names.iter().map(|name| name.name.as_str()).collect()
}

/// All keywords were subjects, whatever they name, and the pictures and the identity were left.
#[test]
fn what_the_new_york_times_says_goes_where_it_belongs() {
    let article = read_one(
        json!({ "_id": "nyt://article/1", "headline": { "main": "Harbour opens" }, "web_url": "https://n.example/a", "section_name": "World",
        "keywords": [{ "name": "persons", "value": "Vik, Jon" }, { "name": "glocations", "value": "Skarn" }, { "name": "organizations", "value": "Skarn Mill" },
            { "name": "Subject", "value": "Ports" }],
        "multimedia": [{ "type": "image", "url": "images/2024/a-thumb.jpg", "width": 75, "height": 75 }, { "type": "image", "url": "images/2024/a.jpg", "width": 600, "height": 400,
            "caption": "The quay", "copyright": "Jon Vik" }] }),
    );
    assert_eq!((article.uri.as_str(), article.article_section.as_deref()), ("nyt://article/1", Some("World")));
    assert_eq!(
        (names(&article.people), names(&article.places), names(&article.organisations), names(&article.subjects)),
        (vec!["Vik, Jon"], vec!["Skarn"], vec!["Skarn Mill"], vec!["Ports"])
    );
    let [picture] = article.associations.as_slice() else { panic!("{:?}", article.associations) };
    assert_eq!((picture.href.as_deref(), picture.width), (Some("https://n.example/images/2024/a.jpg"), Some(600)));
    assert_eq!((picture.caption.as_deref(), picture.credit_text.as_deref()), (Some("The quay"), Some("Jon Vik")));
    let listed = read_one(
        json!({ "section": "world", "title": "Harbour opens", "url": "https://n.example/a", "uri": "nyt://article/2", "byline": "By Jane Doe", "abstract": "After nine days.",
        "published_date": "2024-03-05T05:00:00-05:00", "updated_date": "2024-03-06T05:00:00-05:00", "des_facet": ["Ports"], "org_facet": [], "per_facet": ["Vik, Jon"], "geo_facet": "",
        "multimedia": [{ "url": "https://s.example/a.jpg", "format": "Super Jumbo", "height": 1366, "width": 2048, "type": "image", "caption": "The quay", "copyright": "Jon Vik" }] }),
    );
    assert_eq!(
        (names(&listed.author), names(&listed.people), names(&listed.subjects)),
        (vec!["Jane Doe"], vec!["Vik, Jon"], vec!["Ports"])
    );
    assert_eq!((listed.date_published.as_deref(), listed.associations.len()), (Some("2024-03-05T05:00:00-05:00"), 1));
}

/// The picture above the text came without its caption, the standfirst in its short form.
#[test]
fn the_guardians_main_picture_has_its_caption() {
    let article = read_one(
        json!({ "webTitle": "Harbour opens", "webUrl": "https://g.example/1", "fields": { "standfirst": "<p>After nine days</p>", "trailText": "Nine days",
        "main": "<figure class=\"element element-image\"><img src=\"https://i.example/1.jpg\" alt=\"Boats\"><figcaption><span class=\"element-image__caption\">The quay</span></figcaption></figure>",
        "body": "<p>It opened.</p>", "thumbnail": "https://i.example/1-small.jpg" },
        "tags": [{ "type": "contributor", "webTitle": "Jane Doe" }, { "type": "tone", "webTitle": "Analysis" }] }),
    );
    assert_eq!(article.abstract_.as_deref(), Some("After nine days"));
    assert_eq!((names(&article.author), names(&article.genres)), (vec!["Jane Doe"], vec!["Analysis"]));
    let [picture] = article.associations.as_slice() else { panic!("{:?}", article.associations) };
    assert_eq!(
        (picture.href.as_deref(), picture.caption.as_deref()),
        (Some("https://i.example/1.jpg"), Some("The quay"))
    );
    assert_eq!(article.body.last().unwrap().text, "It opened.");
}

#[test]
fn posts_of_wordpress_are_read() {
    let post = |status: &str| {
        read_one(
            json!({ "id": 7, "date": "2024-03-05T11:00:00", "date_gmt": "2024-03-05T10:00:00", "modified_gmt": "2024-03-06T10:00:00", "status": status, "link": "https://w.example/7",
            "title": { "rendered": "Harbour &#8211; open" }, "content": { "rendered": "<p>It opened.</p>", "protected": false }, "excerpt": { "rendered": "<p>At last [&hellip;]</p>" },
            "author": 3, "tags": [4, 5] }),
        )
    };
    let article = post("publish");
    assert_eq!((article.headline.as_str(), article.url.as_deref()), ("Harbour – open", Some("https://w.example/7")));
    assert_eq!(
        (article.date_published.as_deref(), article.date_modified.as_deref()),
        (Some("2024-03-05T10:00:00Z"), Some("2024-03-06T10:00:00Z"))
    );
    assert_eq!(
        (article.abstract_.as_deref(), article.body[0].text.as_str(), article.pub_status),
        (Some("At last […]"), "It opened.", None)
    );
    assert_eq!(post("private").pub_status.as_deref(), Some("withheld"));
}

/// The beginning of a post stood twice, above its text and in it.
#[test]
fn an_excerpt_that_repeats_the_text_is_no_standfirst() {
    let post = |excerpt: &str| {
        let article = read_one(
            json!({ "title": { "rendered": "x" }, "link": "https://w.example/7", "excerpt": { "rendered": excerpt },
            "content": { "rendered": "<p>The harbour opened again on Tuesday.</p><p>Forty ships had waited.</p>" } }),
        );
        (article.abstract_, article.body.len())
    };
    assert_eq!(post("<p>The harbour opened again on Tuesday. Forty ships [&hellip;]</p>"), (None, 2));
    assert_eq!(post("<p>At last</p>"), (Some("At last".to_owned()), 2));
    // Of a text that the service cuts short it may say more.
    let cut = read_one(
        json!({ "title": "x", "url": "https://c.example/a", "description": "It opened… after nine days.", "content": "It opened… [+1234 chars]" }),
    );
    assert_eq!(cut.abstract_.as_deref(), Some("It opened… after nine days."));
    let lead = read_one(
        json!({ "headline": { "main": "x" }, "web_url": "https://n.example/a", "abstract": "It opened. Ships wait.", "lead_paragraph": "It opened." }),
    );
    assert_eq!(lead.abstract_.as_deref(), Some("It opened. Ships wait."));
}

/// The address of a profile stood as the author's name.
#[test]
fn addresses_are_no_authors() {
    let by = |author: Value| {
        names(&read_one(json!({ "title": "x", "url": "https://c.example/a", "author": author })).author).join("; ")
    };
    assert_eq!(by(json!("https://www.example.org/jane")), "");
    assert_eq!(by(json!("jane@example.org (Jane Doe)")), "Jane Doe");
    assert_eq!(by(json!(["Jane Doe", "Jon Vik"])), "Jane Doe; Jon Vik");
}

/// The text and the dates of an item were lost where they have the names that schema.org gives them.
#[test]
fn an_item_may_use_words_of_schema_org() {
    let item = json!({ "title": "x", "url": "https://c.example/a", "datePublished": "2024-03-05", "dateModified": "2024-03-06", "articleBody": "It opened." });
    assert!(is_item(item.as_object().unwrap()));
    let article = read_one(item);
    assert_eq!(article.body[0].text, "It opened.");
    assert_eq!(
        (article.date_published.as_deref(), article.date_modified.as_deref()),
        (Some("2024-03-05"), Some("2024-03-06"))
    );
}

#[test]
fn what_a_service_withdrew_is_known() {
    let item = json!({ "source": { "id": null, "name": "[Removed]" }, "title": "[Removed]", "description": "[Removed]", "url": "https://removed.com",
        "publishedAt": "1970-01-01T00:00:00Z", "content": "[Removed]" });
    assert!(is_withdrawn(item.as_object().unwrap()));
    assert!(!is_withdrawn(json!({ "title": "[Removed] a bench", "url": "https://a.example/1" }).as_object().unwrap()));
}

/// Items with a `body` were none of an answer, and lost their headlines; a list within `articles` was one article.
#[test]
fn answers_with_a_body_are_read() {
    let item = json!({ "uri": "7890", "lang": "en", "date": "2024-03-05", "dateTime": "2024-03-05T10:01:00Z", "dateTimePub": "2024-03-05T10:00:00Z",
        "url": "https://c.example/a", "title": "Harbour opens", "body": "It opened.\n\nForty ships wait.", "source": { "uri": "c.example", "title": "Courier" },
        "authors": [{ "name": "Jane Doe" }], "image": "https://c.example/a.jpg" });
    let (article, is_cut) = only(json!({ "articles": { "results": [item.clone()], "totalResults": 1 } }));
    assert_eq!((article.headline.as_str(), article.body.len(), is_cut), ("Harbour opens", 2, false));
    assert_eq!((article.publisher.unwrap().name.as_str(), article.author[0].name.as_str()), ("Courier", "Jane Doe"));
    assert_eq!(article.date_published.as_deref(), Some("2024-03-05T10:00:00Z"));
    assert_eq!(only(json!({ "results": [item] })).0.headline, "Harbour opens");
}

/// What says that there is more, or that it costs, was a part of the text or all of it; and a text beside an excerpt was the standfirst.
#[test]
fn what_a_service_keeps_back_is_no_text() {
    let texts = |item: Value| {
        let (article, is_cut) = read(item.as_object().unwrap()).unwrap();
        (article.body.into_iter().map(|block| block.text).collect::<Vec<_>>().join(" "), article.abstract_, is_cut)
    };
    let item = |content: &str| json!({ "title": "x", "url": "https://c.example/a", "description": "After nine days.", "content": content });
    let standfirst = || Some("After nine days.".to_owned());
    assert_eq!(texts(item("The harbour opened… [5023 chars]")), ("The harbour opened…".into(), standfirst(), true));
    assert_eq!(texts(item("ONLY AVAILABLE IN PAID PLANS")), (String::new(), standfirst(), true));
    assert_eq!(texts(item("All of it [sic]")), ("All of it [sic]".into(), standfirst(), false));
    assert_eq!(
        texts(
            json!({ "title": "x", "link": "https://c.example/a", "excerpt": "After nine days.", "summary": "It opened.\nForty ships wait." })
        ),
        ("It opened. Forty ships wait.".into(), standfirst(), false)
    );
}
