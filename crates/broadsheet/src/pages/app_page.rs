//! The app's own page, index.html, as far as static pages have to do with it: which stylesheets, icon and program it names, and
//! what it is told of the site around it.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::frame;
use super::imprint::Imprint;
use super::markup::Markup;
use super::own_pages::OwnPage;

/// The files that a page of the site shows itself with, as the app's page names them, from the site's folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Looks {
    /// The stylesheets, in order.
    pub stylesheets: Vec<String>,
    /// The icon.
    pub icon: Option<String>,
    /// What starts the app.
    pub program: Option<Program>,
}

/// The script that starts the app, and what that is told in its element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Program {
    /// Its file, from the site's folder.
    pub start: String,
    /// The program's JavaScript, from the folder of that file.
    pub js: String,
    /// The program.
    pub wasm: String,
}

impl Looks {
    /// Reads them from the app's page.
    pub fn of(page: &str) -> Self {
        let mut looks = Self::default();
        for tag in page.split("<link").skip(1) {
            let tag = tag.split('>').next().unwrap_or_default();
            let Some(href) = attribute(tag, "href") else { continue };
            let href = from_folder(href);
            match attribute(tag, "rel") {
                Some("stylesheet") => looks.stylesheets.push(href),
                Some("icon") => looks.icon = Some(href),
                _ => {}
            }
        }
        let mut scripts = page.split("<script").skip(1).map(|tag| tag.split('>').next().unwrap_or_default());
        looks.program = scripts.find_map(|tag| {
            let [start, js, wasm] = ["src", "data-js", "data-wasm"].map(|name| attribute(tag, name));
            Some(Program { start: from_folder(start?), js: js?.to_owned(), wasm: wasm?.to_owned() })
        });
        looks
    }
}

/// An address as it is written from the site's folder.
fn from_folder(href: &str) -> String {
    href.strip_prefix("./").unwrap_or(href).to_owned()
}

/// The value of an attribute in a tag as programs write it: quoted or, minified, not.
pub fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = tag;
    while let Some((before, behind)) = rest.split_once(name) {
        rest = behind;
        let Some(value) = behind.strip_prefix('=').filter(|_| before.ends_with(char::is_whitespace)) else { continue };
        return match value.chars().next()? {
            quote @ ('"' | '\'') => value.split(quote).nth(1),
            _ => value.split([' ', '\t', '\n', '\r']).next(),
        };
    }
    None
}

/// The app's page with the archive's name, what else there is of the site, and the way to the plain pages for those who run
/// no script. A page that is not written as the app's is stays as it is.
pub fn told(page: &str, imprint: &Imprint) -> String {
    let mut page = imprint.pictures.within(page);
    if let Some((start, end)) = between(&page, "<title>", "</title>") {
        let mut title = Markup::default();
        title.text(&imprint.title);
        page.replace_range(start..end, &title.finish());
    }
    if let Some(end) = page.find("</head>") {
        let mut head = Markup::default();
        // Its address is not said to be the one: the same page shows each article that is asked for.
        frame::described(imprint, &imprint.title, "website", imprint.description.as_deref(), &mut head);
        frame::links(imprint, "", &mut head);
        page.insert_str(end, &head.finish());
    }
    if imprint.has_pages
        && let Some((start, end)) = between(&page, "<noscript>", "</noscript>")
    {
        let mut inside = Markup::default();
        frame::masthead(imprint, "./", &mut inside);
        inside.el("main").holding(|into| {
            into.el("div.not-found").attr("lang", "en").holding(|into| {
                into.el("h1").auto().text(&imprint.title);
                if let Some(description) = &imprint.description {
                    into.el("p").auto().text(description);
                }
                into.el("p").holding(|into| {
                    into.text("Searching needs JavaScript and WebAssembly, which this browser does not run. ");
                    into.el("a").attr("href", frame::FRONT).text("All articles");
                    into.text(" can be read without.");
                });
            });
        });
        frame::footer(imprint, "./", &mut inside);
        page.replace_range(start..end, &inside.finish());
    }
    page
}

/// The part of About's text that the app shows first.
const FIRST_PART: &str = "search";

/// Where the app has the text of its About, a file for each language.
const ABOUT: &str = "about/";

/// A file of the app as this site has it: the text of its About says what the settings say of the site.
pub fn told_file<'a>(file: &str, bytes: Cow<'a, [u8]>, imprint: &Imprint) -> Cow<'a, [u8]> {
    match file.starts_with(ABOUT) {
        true => Cow::Owned(told_about(&bytes, imprint)),
        false => bytes,
    }
}

/// The text of the app's About in one language, `about/en.json`, with what the settings say of the site in front of the part
/// that is shown first, so that the app's program need not know of it. Nothing in it needs translating. A text that is not written as the app's is stays as it is.
fn told_about(text: &[u8], imprint: &Imprint) -> Vec<u8> {
    let untold = imprint.description.is_none() && imprint.owner.is_none() && imprint.own_pages.is_empty();
    let Some(Value::Object(mut parts)) = serde_json::from_slice(text).ok().filter(|_| !untold) else {
        return text.to_vec();
    };
    let paragraph = |text: &String| json!(["p", { "dir": "auto" }, text]);
    let link = |page: &OwnPage| {
        let href = ["./", &page.path()].concat();
        json!(["li", {}, ["a", { "href": href, "dir": "auto" }, page.title]])
    };
    let mut site = vec![json!("section"), json!({})];
    site.extend(imprint.description.iter().chain(&imprint.owner).map(paragraph));
    if !imprint.own_pages.is_empty() {
        let links = [json!("ul"), json!({ "class": "sources" })].into_iter().chain(imprint.own_pages.iter().map(link));
        site.push(links.collect());
    }
    let Some(search) = parts.remove(FIRST_PART) else { return text.to_vec() };
    parts.insert(FIRST_PART.to_owned(), json!(["section", {}, site, search]));
    Value::Object(parts).to_string().into_bytes()
}

/// Where what stands between two texts begins and ends.
fn between(page: &str, before: &str, behind: &str) -> Option<(usize, usize)> {
    let start = page.find(before)? + before.len();
    Some((start, start + page.get(start..)?.find(behind)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_looks_are_found_however_tags_are_written() {
        let looks = Looks::of(concat!(
            "<link href=./icon.svg rel=icon type=image/svg+xml><link data-integrity=none href=./a-1.css rel=stylesheet>",
            "<link rel=\"stylesheet\" href='b.css' /><link as=script href=./x.js rel=preload><link rel=stylesheet>",
        ));
        assert_eq!(looks.stylesheets, ["a-1.css", "b.css"]);
        assert_eq!(looks.icon.as_deref(), Some("icon.svg"));
        assert_eq!(looks.program, None);
        let script =
            "<script src=a.js></script><script blocking=render data-js=./b.js data-wasm=\"./b.wasm\" src=./boot.js>";
        let program = Program { start: "boot.js".into(), js: "./b.js".into(), wasm: "./b.wasm".into() };
        assert_eq!(Looks::of(script).program, Some(program));
    }

    #[test]
    fn a_page_that_is_another_s_stays_as_it_is() {
        for page in ["", "one", "<title>", "<noscript>x", "<title>x</titel>"] {
            assert_eq!(told(page, &Imprint::default()), page);
        }
    }
}
