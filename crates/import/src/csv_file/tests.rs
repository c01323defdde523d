//! Tables in, articles out.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use super::*;
use crate::decode::Charset;
use crate::heard::heard;
use article::Article;

/// The articles of a table, each with its place, and what was said.
fn read_all(table: &str) -> (Vec<(String, Article)>, Vec<String>) {
    let reader = Utf8Reader::new(table.as_bytes(), Charset::UTF_8);
    let (articles, said) = heard("a.csv", |outlet| read(reader, outlet));
    let articles = articles.into_iter().map(|found| (found.found, found.article)).collect();
    (articles, said.iter().map(ToString::to_string).collect())
}

/// The headlines with their places, and what was said.
#[track_caller]
fn check(table: &str, headlines: &[&str], messages: &[&str]) {
    let (articles, said) = read_all(table);
    let found: Vec<String> = articles.iter().map(|(place, article)| format!("{place}: {}", article.headline)).collect();
    assert_eq!(
        (found, said),
        (headlines.iter().map(|h| (*h).to_owned()).collect(), messages.iter().map(|m| (*m).to_owned()).collect())
    );
}

#[test]
fn a_row_is_an_article() {
    let (articles, said) = read_all(
        "Headline,text,date_published,authors,Tags,section,picture,caption,credit,pubStatus,embargoedUntil,version\r\n\
         \"Mill, again\",\"One.\n\nTwo \"\"three\"\".\",2024-05-01,Ida Rask | Jon Vik,Bread|Grain,Trade,mill.jpg,The mill,J. Vik,usable,,2\r\n",
    );
    assert_eq!(said, [] as [String; 0]);
    let json = serde_json::to_value(&articles[0].1).unwrap();
    assert_eq!(
        json,
        serde_json::json!({
            "headline": "Mill, again", "by": "Ida Rask and Jon Vik", "author": [{"name": "Ida Rask"}, {"name": "Jon Vik"}],
            "datePublished": "2024-05-01", "articleSection": "Trade", "subjects": [{"name": "Bread"}, {"name": "Grain"}],
            "body": [{"kind": "paragraph", "text": "One."}, {"kind": "paragraph", "text": "Two \"three\"."}],
            "associations": [{"href": "mill.jpg", "caption": "The mill", "creditText": "J. Vik"}],
            "pubStatus": "usable", "version": "2",
        })
    );
}

#[test]
fn the_sign_between_cells_is_told_from_the_header() {
    for (header, row) in [
        ("headline;body", "One;\"Text, with commas, more than signs\""),
        ("headline\tbody", "One\tText; and, so on"),
        ("headline|body", "One|Text, yes"),
        ("\"headline\",\"body; with, signs;;;;\"", "One,Text"),
        ("sep=;\nheadline;body", "One;Text, with"),
    ] {
        let (articles, said) = read_all(&format!("{header}\n{row}\n"));
        assert_eq!(articles.len(), 1, "{header} {said:?}");
        assert_eq!(articles[0].1.headline, "One");
    }
}

#[test]
fn each_row_has_its_line() {
    check(
        "\nheadline,body,datePublished\n\n\"One\",\"a\nb\nc\",\n,,\nTwo,x,soon\nThree,x,2024-01-01,more,and more\nFour,x\n,,2024-01-01\n",
        &["a.csv:4: One", "a.csv:8: Two", "a.csv:10: Four"],
        &[
            "problem: a.csv:8: datePublished \"soon\" is no date and was left out; write 2016-09-12 or 2016-09-12T10:00:00Z",
            "problem: a.csv:9: was left out: it has 5 cells, and the header names 3 columns; put texts that hold the sign between cells into quotation marks",
            "problem: a.csv:11: was left out: it has neither a headline nor a body",
        ],
    );
}

#[test]
fn a_column_that_is_no_field_is_named_with_the_nearest() {
    check(
        "headline,boddy,views,title,datePublishd\nOne,x,7,Two,x\n",
        &["a.csv:2: One"],
        &[
            "problem: a.csv:1: column 2, \"boddy\", is no field of the article model and was left out; did you mean \"body\"?",
            "note: a.csv:1: column 3, \"views\", is no field of the article model and was left out",
            "problem: a.csv:1: column 4, \"title\", is a field that stands twice; the first was read",
            "problem: a.csv:1: column 5, \"datePublishd\", is no field of the article model and was left out; did you mean \"datePublished\"?",
        ],
    );
    check(
        "name,age\nJon,7\n",
        &[],
        &[
            "note: a.csv:1: column 1, \"name\", is no field of the article model and was left out",
            "note: a.csv:1: column 2, \"age\", is no field of the article model and was left out",
            "problem: a.csv:1: the first line names neither a headline nor a body; name the columns by the fields of the article model: headline, body, datePublished and so on (nothing of it was read)",
        ],
    );
}

#[test]
fn what_must_not_be_published_is_held_back() {
    let (articles, said) = read_all("headline,draft,embargo\nOne,no,\nTwo,yes,\nThree,,Monday\nFour,perhaps,\n");
    let found: Vec<_> =
        articles.iter().map(|(_, article)| (article.headline.as_str(), article.pub_status.as_deref())).collect();
    assert_eq!(found, [("One", None), ("Two", Some("withheld"))]);
    assert_eq!(said.iter().filter(|line| line.contains("may not be meant for publication")).count(), 2, "{said:?}");
}

/// Posts that a blog had not published were, as its table calls that a status.
#[test]
fn what_is_not_to_be_seen_is_withheld() {
    let (articles, said) = read_all(
        "post_title,headline,post_status,published\n,One,publish,2024-03-05\n,Two,draft,2024-03-05\n,Three,publish,false\n,Four,private,\n",
    );
    let found: Vec<_> = articles.iter().map(|(_, article)| article.pub_status.as_deref()).collect();
    assert_eq!(found, [None, Some("withheld"), Some("withheld"), Some("withheld")], "{said:?}");
}

/// A cell behind "draft" that said "usable" made a draft public, and a second column of an embargo was not looked at.
#[test]
fn what_holds_back_in_one_cell_holds_whatever_another_says() {
    let (articles, said) =
        read_all("headline,draft,pubStatus\nOne,true,usable\nTwo,false,usable\nThree,true,canceled\nFour,true,\n");
    let found: Vec<_> = articles.iter().map(|(_, article)| article.pub_status.as_deref()).collect();
    assert_eq!(found, [Some("withheld"), Some("usable"), Some("canceled"), Some("withheld")], "{said:?}");
    for (columns, cells) in [
        ("embargoedUntil,embargoed_until", "2020-01-01,2099-01-01"),
        ("expires,expiry_date", "2099-01-01,2020-01-01"),
        ("pubStatus,pubStatus", "usable,canceled"),
    ] {
        let (articles, said) = read_all(&format!("headline,{columns}\nOne,{cells}\n"));
        assert_eq!(articles.len(), 0, "{columns}");
        assert!(said.iter().any(|line| line.contains("may not be meant for publication")), "{said:?}");
    }
}

#[test]
fn a_quotation_mark_that_nothing_closes_costs_what_follows_and_is_named() {
    let (articles, said) = read_all(&format!("headline,body\nOne,x\nTwo,\"{}", "x\n".repeat(9 << 20)));
    assert_eq!(articles.len(), 1);
    assert!(said[0].starts_with("problem: a.csv:3: the row here is larger than 16 MB"), "{said:?}");
    check("headline,body\n", &[], &["note: a.csv: is a table without rows"]);
    check("\n\n", &[], &["problem: a.csv: is empty"]);
}

/// Tags with commas between them were one.
#[test]
fn tags_may_have_commas_between_them() {
    let subjects = |table: &str| -> Vec<String> {
        read_all(table).0.remove(0).1.subjects.into_iter().map(|subject| subject.name).collect()
    };
    assert_eq!(subjects("headline,tags\nMill,\"ships, ports\"\n"), ["ships", "ports"]);
    assert_eq!(subjects("headline,Keywords\nMill,\"Doe, Jane | ports\"\n"), ["Doe, Jane", "ports"]);
    assert_eq!(subjects("headline,subjects\nMill,\"Doe, Jane\"\n"), ["Doe, Jane"]);
}

/// In a small table the rest went into the last row without a word.
#[test]
fn what_a_missing_quotation_mark_swallows_is_named() {
    let what = "a quotation mark that opens in this row is never closed: the rows that follow were read as part of it";
    check(
        "headline,body\nOne,\"x \"\"y\"\"\"\nTwo,\"z\nThree,z\n",
        &["a.csv:2: One", "a.csv:3: Two"],
        &[&format!("problem: a.csv:3: {what}")],
    );
    // An inch is none.
    check(
        "headline,body\nOne,a 5\" pipe\nTwo,\"a\nb\"\nThree,x\n",
        &["a.csv:2: One", "a.csv:3: Two", "a.csv:5: Three"],
        &[],
    );
}

/// Inches were counted as quotation marks, and a sound table was said to lack one.
#[test]
fn inches_are_no_quotation_marks() {
    check(
        "headline,pipe,body\nOne,a 5\" one,x\nTwo,5\",\"a 5\"\" pipe\nb\"\n",
        &["a.csv:2: One", "a.csv:3: Two"],
        &["note: a.csv:1: column 2, \"pipe\", is no field of the article model and was left out"],
    );
    // A cell that is not closed may take the mark that opens the next one.
    let what = "a quotation mark that opens in this row is never closed: the rows that follow were read as part of it";
    check(
        "headline,body\nTwo,\"a 5\" pipe\nThree,\"z\"\nFour,\"y\nz\n",
        &["a.csv:2: Two", "a.csv:3: Three", "a.csv:4: Four"],
        &[&format!("problem: a.csv:4: {what}")],
    );
    check("headline,body\nTwo,\"a\nThree,\"z\"\n", &["a.csv:2: Two"], &[&format!("problem: a.csv:2: {what}")]);
}

/// All rows were in line 1 where lines end as old programs of the Mac write them.
#[test]
fn lines_may_end_in_carriage_returns() {
    check("headline,body\rOne,\"a\rb\"\r\rTwo,x\r", &["a.csv:2: One", "a.csv:5: Two"], &[]);
    check("headline,body\r\nOne,\"a\rb\r\nc\"\r\nTwo,x\r\n", &["a.csv:2: One", "a.csv:4: Two"], &[]);
}

/// What collections of news call their columns.
#[test]
fn columns_may_be_called_as_others_call_them() {
    let (articles, said) = read_all(
        "Title,Article text,Publication,Published at,Image URL,Permalink,Reporter\nMill,It runs.,The Courier,2024-05-01,a.jpg,https://a.example/1,Ida Rask\n",
    );
    assert_eq!(said, [] as [String; 0]);
    let article = &articles[0].1;
    assert_eq!((article.headline.as_str(), article.body[0].text.as_str()), ("Mill", "It runs."));
    assert_eq!(
        (article.publisher.as_ref().unwrap().name.as_str(), article.date_published.as_deref()),
        ("The Courier", Some("2024-05-01"))
    );
    assert_eq!(
        (article.associations[0].href.as_deref(), article.url.as_deref()),
        (Some("a.jpg"), Some("https://a.example/1"))
    );
    assert_eq!(article.author[0].name, "Ida Rask");
}
