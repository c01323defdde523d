//! JSON-LD in, articles out.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use super::*;
use serde_json::json;

/// The first article of a document.
#[track_caller]
fn article(document: Value) -> Article {
    let mut graph = Graph::default();
    graph.add(document);
    let object = graph.articles().next().expect("an article");
    read_whole(object, &graph).unwrap()
}

#[test]
fn references_within_a_graph_are_followed() {
    let article = article(json!({"@context": "https://schema.org", "@graph": [
        {"@type": "Article", "@id": "https://example.org/a/#article", "headline": "Harbour &#8216;opens&#8217;",
         "author": {"@id": "https://example.org/#jane"}, "publisher": {"@id": "https://example.org/#org"},
         "image": {"@id": "https://example.org/a/#image"}, "mainEntityOfPage": {"@id": "https://example.org/a/"}},
        {"@type": "Person", "@id": "https://example.org/#jane", "name": "Jane Doe"},
        {"@type": "Organization", "@id": "https://example.org/#org", "name": "The Courier"},
        {"@type": "ImageObject", "@id": "https://example.org/a/#image", "url": "https://example.org/a.jpg", "caption": "Boats",
         "width": 800},
    ]}));
    assert_eq!(article.headline, "Harbour ‘opens’");
    assert_eq!(article.author[0].name, "Jane Doe");
    assert_eq!(article.publisher.unwrap().name, "The Courier");
    assert_eq!(article.url.as_deref(), Some("https://example.org/a/"));
    let picture = &article.associations[0];
    assert_eq!(
        (picture.href.as_deref(), picture.caption.as_deref(), picture.width),
        (Some("https://example.org/a.jpg"), Some("Boats"), Some(800))
    );
}

#[test]
fn values_are_read_however_they_are_written() {
    let article = article(json!([{"@type": ["ReportageNewsArticle", "NewsArticle"], "name": "Harbour opens",
        "author": ["Jane Doe", {"name": ["John Roe"], "jobTitle": "Editor"}, "https://example.org/by/ana"],
        "keywords": "ships, ports , Ships", "articleSection": ["World", "Trade"], "inLanguage": {"name": "en"},
        "about": [{"@type": "Person", "name": "Ana Lee"}, {"@type": "Country", "name": "Norway"}, "Trade"],
        "mentions": [{"@type": "Organization", "name": "Port of Bremen"}, {"name": "unknown"}],
        "articleBody": "One.\n\nTwo.\n"}]));
    let names = |list: &[Name]| list.iter().map(|name| name.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&article.author), ["Jane Doe", "John Roe"]);
    assert_eq!(article.author[1].role.as_deref(), Some("Editor"));
    assert_eq!(names(&article.subjects), ["ships", "ports", "Trade"]);
    assert_eq!(
        (names(&article.people), names(&article.places), names(&article.organisations)),
        (vec!["Ana Lee".into()], vec!["Norway".into()], vec!["Port of Bremen".into()])
    );
    assert_eq!((article.article_section.as_deref(), article.language.as_deref()), (Some("World"), Some("en")));
    assert_eq!(article.body.iter().map(|block| block.text.as_str()).collect::<Vec<_>>(), ["One.", "Two."]);
}

/// Of an author whose name came in parts, the address and the task were left out.
#[test]
fn a_name_in_parts_keeps_what_is_said_of_the_author() {
    let article =
        article(json!({"@type": "Article", "headline": "x", "author": {"@type": "Person", "givenName": "Jane",
        "familyName": "Doe", "sameAs": "https://example.org/by/jane", "jobTitle": "Editor"}}));
    let [author] = article.author.as_slice() else { panic!("one author") };
    assert_eq!(author.name, "Jane Doe");
    assert_eq!((author.uri.as_deref(), author.role.as_deref()), (Some("https://example.org/by/jane"), Some("Editor")));
}

#[test]
fn a_draft_is_withheld() {
    let draft =
        article(json!({"@type": "http://schema.org/NewsArticle", "headline": "x", "creativeWorkStatus": "Draft"}));
    assert_eq!(draft.pub_status.as_deref(), Some("withheld"));
}

#[test]
fn pages_and_lists_lead_to_their_articles() {
    let page = json!({"@type": "WebPage", "name": "Page", "mainEntity": {"@type": "Article", "headline": "One"}});
    assert_eq!(article(page).headline, "One");
    let list = json!({"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": {"@type": "Article", "headline": "Two"}}]});
    assert_eq!(article(list).headline, "Two");
}

#[test]
fn objects_that_refer_to_themselves_end() {
    article(json!({"@type": "Article", "@id": "a", "headline": "x", "author": {"@id": "a"}}));
}

/// The entries of a live blog were left out, and its article was empty.
#[test]
fn a_live_blog_is_its_entries() {
    let article = article(json!({"@type": "LiveBlogPosting", "headline": "Harbour, live", "liveBlogUpdate": [
        {"@type": "BlogPosting", "headline": "Open", "articleBody": "The first boat.\nThe second."},
        {"@type": "BlogPosting", "articleBody": "<p>The last.</p>"},
    ]}));
    let texts: Vec<&str> = article.body.iter().map(|block| block.text.as_str()).collect();
    assert_eq!(texts, ["Open", "The first boat.", "The second.", "The last."]);
    assert_eq!((article.body[0].kind, article.body[0].level), (BlockKind::Heading, Some(2)));
}

/// The shapes of one picture that search engines ask for were several pictures.
#[test]
fn one_picture_in_several_shapes_comes_once() {
    let pictures =
        |images: Value| article(json!({"@type": "NewsArticle", "headline": "x", "image": images})).associations.len();
    assert_eq!(
        pictures(json!(["https://a.example/1x1/p.jpg", "https://a.example/4x3/p.jpg", "https://a.example/16x9/p.jpg"])),
        1
    );
    assert_eq!(pictures(json!(["https://a.example/p-300x200.jpg?w=300", "https://a.example/p-1200x800.jpg"])), 1);
    assert_eq!(pictures(json!(["https://a.example/1/p.jpg", "https://a.example/2/p.jpg"])), 2);
}

#[test]
fn a_language_may_be_an_object() {
    let language = |said: Value| article(json!({"@type": "NewsArticle", "headline": "x", "inLanguage": said})).language;
    assert_eq!(language(json!({"@type": "Language", "name": "Spanish", "alternateName": "es"})).as_deref(), Some("es"));
    assert_eq!(language(json!("es-MX")).as_deref(), Some("es-MX"));
}

/// Houses and surnames with a joining word within were cut in two, and so was a name from its house.
#[test]
fn a_name_with_a_joining_word_is_one() {
    let names = |author: &Value| {
        let article = article(json!({"@type": "Article", "headline": "x", "author": author}));
        article.author.into_iter().map(|author| author.name).collect::<Vec<_>>()
    };
    for author in [
        json!({"@type": "Organization", "name": "U.S. Food and Drug Administration"}),
        json!({"@type": "NewsMediaOrganization", "name": "Coast Office (Harbour) and Sea Office (North)"}),
        json!({"@type": "Person", "name": "Maria Costa e Silva Neto"}),
        json!({"@type": "Person", "name": "José Ortega y Gasset Vidal"}),
        json!({"@type": "Person", "name": "José Ortega y Gasset (Skarn)"}),
        json!("U.S. Food and Drug Administration (FDA)"),
        json!("Jane Doe, Harbour Courier"),
    ] {
        assert_eq!(names(&author), [author.get("name").unwrap_or(&author).as_str().unwrap()]);
    }
    // Those of several people in one value were one.
    for author in [json!("Jane Roe and John Doe"), json!({"@type": "Person", "name": "Jane Roe & John Doe"})] {
        assert_eq!(names(&author), ["Jane Roe", "John Doe"]);
    }
    let of_a_live_page = json!("José Ortega y Gasset (now) y Jon Vik (earlier)");
    assert_eq!(names(&of_a_live_page), ["José Ortega y Gasset", "Jon Vik"]);
}

/// Of pictures whose addresses differ in their query alone all but the first were lost.
#[test]
fn pictures_may_differ_in_their_query() {
    let article = article(json!({"@type": "Article", "headline": "x", "articleBody": "y", "image": [
        "https://a.example/img?id=1&w=1200", "https://a.example/img?id=2", "https://a.example/img?w=600&id=1",
        "https://a.example/16x9/b.jpg?width=1600", "https://a.example/4x3/b.jpg?width=1200"]}));
    let hrefs: Vec<&str> = article.associations.iter().filter_map(|picture| picture.href.as_deref()).collect();
    assert_eq!(
        hrefs,
        ["https://a.example/img?id=1&w=1200", "https://a.example/img?id=2", "https://a.example/16x9/b.jpg?width=1600"]
    );
}

/// An article that a list of drafts names with its kind was published, and so was one in a list that a draft names.
#[test]
fn what_names_an_article_holds_it_back() {
    let of = |documents: Value| {
        let graph = Graph::of_file(documents);
        let placed = graph.placed().map(|(place, object)| {
            let is_draft = |outer: &&Map<String, Value>| holds(outer, &graph).pub_status.is_some();
            (
                object.get("headline").and_then(Value::as_str).unwrap_or_default().to_owned(),
                graph.around(place).iter().any(is_draft),
            )
        });
        placed.collect::<Vec<_>>()
    };
    let named = json!({"@type": "NewsArticle", "@id": "#a", "url": "https://a.example/a", "name": "A"});
    let whole = json!({"@type": "NewsArticle", "@id": "#a", "headline": "A", "articleBody": "Text."});
    let list = |status: &str| {
        json!({"@type": "ItemList", "@id": "#list", "creativeWorkStatus": status,
            "itemListElement": [{"@type": "ListItem", "position": 1, "item": named.clone()}]})
    };
    let set = json!({"@type": "WebPage", "creativeWorkStatus": "Draft", "hasPart": {"@id": "#list"}});
    for (graph, is_held) in [
        (json!([list("Draft"), whole]), true),
        (json!([whole, list("Draft")]), true),
        (json!([whole, list("Published")]), false),
        (json!([set, list("Published"), whole]), true),
    ] {
        assert_eq!(of(json!({"@graph": graph})), [("A".to_owned(), is_held)], "{graph}");
    }
    // Nothing else is said of it.
    assert_eq!(of(json!([named])).len(), 1);
}
