//! Names in NewsML-G2: an element with a code (`qcode`), an address (`uri`) or a word (`literal`), and its names in languages.

use article::Name;

use crate::codes;
use crate::html;
use crate::xml::Element;

/// What an item says of codes: which lists their aliases stand for, and what the codes are called.
pub struct Codes<'a> {
    aliases: Vec<(String, String)>,
    assertions: Vec<&'a Element>,
    language: String,
    /// That of the text, where it is another than that in which the item speaks of it.
    language_of_text: String,
}

/// The language of a tag without its region, in lower case.
pub fn main_language(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
}

impl<'a> Codes<'a> {
    /// Those of an item.
    pub fn of(item: &'a Element) -> Self {
        let schemes = item.all(&["catalog"]).flat_map(|catalog| catalog.all(&["scheme"]));
        let alias =
            |scheme: &Element| Some((scheme.attribute("alias")?.to_owned(), scheme.attribute("uri")?.to_owned()));
        Self {
            aliases: schemes.filter_map(alias).collect(),
            assertions: item.all(&["assert"]).collect(),
            language: main_language(item.attribute("xml:lang").unwrap_or_default()),
            language_of_text: main_language(
                item.child("contentmeta")
                    .and_then(|meta| meta.child("language"))
                    .and_then(|language| language.attribute("tag"))
                    .unwrap_or_default(),
            ),
        }
    }

    /// Elements in the order in which they suit the text: those in its language, in the item's, in none that is said, the others.
    pub fn by_language<'e>(&self, elements: impl Iterator<Item = &'e Element>) -> Vec<&'e Element> {
        let mut elements: Vec<&Element> = elements.collect();
        elements.sort_by_key(|element| match element.attribute("xml:lang").map(main_language) {
            Some(language) if language == self.language_of_text => 0,
            Some(language) if language == self.language => 1,
            None => 1,
            Some(_) => 2,
        });
        elements
    }

    /// The code of an element as an address, where its list is known.
    pub fn address(&self, element: &Element) -> Option<String> {
        let code = element.attribute("qcode").map(|code| codes::address_of(code, &self.aliases));
        element.attribute("uri").map(str::to_owned).or(code)
    }

    /// What an element names: by its own name in the item's language, by what the item says of its code, by its word, else by
    /// the end of its code.
    pub fn name(&self, element: &Element) -> Option<Name> {
        let literal = element.attribute("literal").map(html::one_line);
        let name = self.text(element, "name").or_else(|| self.asserted(element)).or_else(|| literal.clone());
        let name = name.or_else(|| element.elements().next().is_none().then(|| html::one_line(&element.text())));
        let uri = self.address(element).or(literal);
        let name = name.filter(|name| !name.is_empty()).or_else(|| uri.as_deref().map(codes::name_of))?;
        let role = element.attribute("role").map(|role| codes::last_part(role).to_owned());
        (!name.is_empty()).then(|| Name { uri: uri.filter(|uri| *uri != name), name, role })
    }

    fn asserted(&self, element: &Element) -> Option<String> {
        let identified = |assertion: &&&Element| {
            ["qcode", "uri", "literal"]
                .iter()
                .any(|by| element.attribute(by).is_some_and(|code| assertion.attribute(by) == Some(code)))
        };
        self.assertions.iter().find(identified).and_then(|assertion| self.text(assertion, "name"))
    }

    /// The first of these elements in the item's language, else the first that says something.
    pub fn text(&self, element: &Element, name: &str) -> Option<String> {
        let mut first = None;
        for said in element.elements().filter(|inner| inner.name == name) {
            let line = html::one_line(&said.text());
            let language = main_language(said.attribute("xml:lang").unwrap_or_default());
            if !line.is_empty() && !language.is_empty() && language == self.language {
                return Some(line);
            }
            first = first.or(Some(line).filter(|line| !line.is_empty()));
        }
        first
    }
}
