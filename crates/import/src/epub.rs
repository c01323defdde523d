//! Books: EPUB 2 and 3. Each chapter of the contents is an article, and so is each text that they do not name.

mod chapters;
mod contents;
mod package;

use std::collections::BTreeSet;

use crate::outlet::{Flow, Outlet};
use crate::shelf::Shelf;
use crate::stream::guarded;
use crate::xml::{self, Element, Node};
use crate::zip::Zip;
use crate::zip::paths::resolved;
use chapters::Chapters;
use contents::Contents;
use package::Package;

/// Reads a book.
pub fn read(zip: &Zip, outlet: &mut Outlet) -> Flow {
    zip.tell(&zip.left_out, outlet)?;
    if is_protected(zip) {
        return outlet.problem(
            None,
            "is protected against copying (META-INF/encryption.xml): its text is encrypted, and only the reader of the shop that sold it can read it",
        );
    }
    let package = match package_of(zip) {
        Ok(package) => package,
        Err(why) => return outlet.problem(None, why),
    };
    for id in &package.missing {
        let id: String = id.chars().take(80).collect();
        outlet.problem(
            None,
            format!("its order of texts names \"{id}\", which its list of files does not have (this part of the book was left out)"),
        )?;
    }
    let contents = contents_of(zip, &package, outlet)?;
    let pictures = Shelf::new(zip, outlet.file());
    let mut chapters = Chapters::new(&package, contents, &pictures);
    let mut seen = BTreeSet::new();
    for text in &package.spine {
        // The same text in two places of the order is one.
        if !seen.insert(text) {
            continue;
        }
        let document = match page_at(zip, text) {
            Ok(document) => document,
            Err(why) => {
                chapters.flush(outlet)?;
                outlet.within(text).problem(None, format!("{why} (this part of the book was left out)"))?;
                continue;
            }
        };
        guarded(outlet, |outlet| chapters.add(text, &document, outlet))?;
        outlet.progress()?;
    }
    chapters.finish(outlet)
}

/// Reads a file of the book as text.
fn text_at(zip: &Zip, path: &str) -> Result<String, String> {
    zip.text(zip.find(path).ok_or_else(|| "is missing from the book".to_owned())?)
}

/// Reads a page of the book as HTML. In XML any element may end where it begins (`<title/>`, `<a id="x"/>`), which HTML reads
/// as an element that stays open.
fn page_at(zip: &Zip, path: &str) -> Result<String, String> {
    let text = text_at(zip, path)?;
    let mut page = None;
    let outcome = xml::read(text.as_bytes(), &|name| local(name) == "html", &mut |element, _| {
        page.get_or_insert_with(|| {
            let mut element = element.clone();
            drop_page_numbers(&mut element);
            element.outer_markup()
        });
        Ok(())
    });
    Ok(match outcome {
        Ok(_) => page.unwrap_or(text),
        Err(_) => text,
    })
}

/// Drops the numbers that the pages of a printed edition have. Elements are bounded in depth where they are read.
fn drop_page_numbers(element: &mut Element) {
    let is_number = |element: &Element| {
        let says = |name: &str, kind: &str| {
            element.attribute(name).is_some_and(|all| all.split_whitespace().any(|one| one == kind))
        };
        says("epub:type", "pagebreak") || says("role", "doc-pagebreak")
    };
    element.children.retain(|child| !matches!(child, Node::Element(element) if is_number(element)));
    for child in &mut element.children {
        if let Node::Element(element) = child {
            drop_page_numbers(element);
        }
    }
}

/// The outermost element of an XML file of the book.
fn element_at(zip: &Zip, path: &str, name: &str) -> Result<Element, String> {
    let text = text_at(zip, path)?;
    let mut found = None;
    let outcome = xml::read(text.as_bytes(), &|known| local(known) == name, &mut |element, _| {
        found.get_or_insert_with(|| element.clone());
        Ok(())
    });
    if let Some(why) = found.as_ref().and_then(|found| found.flaw) {
        return Err(format!("is no XML that can be read: {why}"));
    }
    found.ok_or_else(|| match outcome {
        Err(xml::Stop::Malformed(why)) => format!("is no XML: {why}"),
        _ => format!("holds no element <{name}>"),
    })
}

/// The name of an element without its prefix.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// What fonts are scrambled with, so that they cannot be taken out of the book: the text is none the worse for it.
const FOR_FONTS: [&str; 2] = ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#rc"];

/// Whether anything but fonts is encrypted.
fn is_protected(zip: &Zip) -> bool {
    if zip.find("META-INF/encryption.xml").is_none() {
        return false;
    }
    let Ok(encryption) = element_at(zip, "META-INF/encryption.xml", "encryption") else { return true };
    encryption.elements().filter(|element| local(&element.name) == "encrypteddata").any(|data| {
        let method = data.elements().find(|element| local(&element.name) == "encryptionmethod");
        let algorithm =
            method.and_then(|method| method.attribute("algorithm")).unwrap_or_default().to_ascii_lowercase();
        !FOR_FONTS.contains(&algorithm.as_str())
    })
}

fn package_of(zip: &Zip) -> Result<Package, String> {
    let named = element_at(zip, "META-INF/container.xml", "container").ok().and_then(|container| {
        let list = container.elements().find(|element| local(&element.name) == "rootfiles")?;
        let file = list.elements().find(|element| local(&element.name) == "rootfile")?;
        file.attribute("full-path").map(|path| resolved("", path).0)
    });
    let lone = || zip.entries.iter().find(|entry| entry.path.ends_with(".opf")).map(|entry| entry.path.clone());
    let path = named.or_else(lone).ok_or("is no book: META-INF/container.xml names no package")?;
    let element = element_at(zip, &path, "package").map_err(|why| format!("its package {path} {why}"))?;
    let package = Package::of(&element, &path);
    if package.spine.is_empty() {
        Err(format!("its package {path} names no text (its spine is empty)"))
    } else {
        Ok(package)
    }
}

fn contents_of(zip: &Zip, package: &Package, outlet: &mut Outlet) -> Result<Contents, crate::outlet::Stopped> {
    let mut contents = Contents::default();
    if let Some(path) = &package.nav
        && let Ok(text) = page_at(zip, path)
    {
        guarded(outlet, |_| {
            contents = Contents::of_nav(&text, path);
            Ok(())
        })?;
    }
    if contents.is_empty()
        && let Some(path) = &package.ncx
        && let Ok(element) = element_at(zip, path, "ncx")
    {
        contents = Contents::of_ncx(&element, path);
    }
    Ok(contents)
}
