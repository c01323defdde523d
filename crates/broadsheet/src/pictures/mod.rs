//! The pictures of articles: those that lie with the sources are copied into the archive in a few widths, those on hosts that
//! the owner named are shown from there, and of all others the address is a link.

mod renditions;
mod wanted;
mod workers;

use std::collections::HashMap;
use std::path::Path;

use anyhow::Result;
use article::{Article, Association, BlockKind, Rendition};
use import::is_elsewhere;

use crate::archive::{PICTURES, PictureShelf};
use crate::collect::Collection;
use crate::config::{Config, PicturePolicy};
use crate::identity;
use crate::report::Report;
use renditions::Why;
use wanted::Bytes;
pub use wanted::{Wanted, wanted};
use workers::{Files, make_all};

/// The most bytes of a picture's file: 64 MB. What cameras write is a quarter of it.
pub const LONGEST_FILE: u64 = 64 << 20;

/// A picture that an article wants, and its place among those that are asked for.
type Asked = (Wanted, Option<usize>);

/// How many pictures of an article are named that cannot be shown; there may be hundreds.
const NAMED: usize = 3;

/// Makes the files of all pictures that the articles of a collection want, in the folder of the archive, and completes these
/// articles.
pub fn make(collection: &mut Collection, config: &Config, archive: &Path, report: &mut Report) -> Result<()> {
    let shelf = PictureShelf::open(archive)?;
    let policy = config.site.pictures();
    let mut asked: Vec<Bytes> = Vec::new();
    let mut places: HashMap<Bytes, usize> = HashMap::new();
    let mut wanting: Vec<(usize, Vec<Asked>)> = Vec::new();
    for number in 0..collection.len() {
        let wanted = collection.take_wanted(number);
        if wanted.is_empty() {
            continue;
        }
        // What lies beside such a file is not looked at when it is asked whether sources have changed.
        if wanted.iter().any(|wanted| wanted.is_beside_source) {
            collection.validity.until = collection.validity.since;
        }
        let mut ask = |wanted: &Wanted| {
            let bytes = wanted.bytes.as_ref().ok().filter(|_| policy.local)?.clone();
            let new = asked.len();
            let place = *places.entry(bytes.clone()).or_insert(new);
            if place == new {
                asked.push(bytes);
            }
            Some(place)
        };
        wanting.push((
            number,
            wanted
                .into_iter()
                .map(|wanted| {
                    let place = ask(&wanted);
                    (wanted, place)
                })
                .collect(),
        ));
    }
    let outcomes = make_all(&asked, collection.spool(), &shelf, report)?;
    let mut n_unwanted = 0;
    for (number, wanted) in wanting {
        let mut article = collection.article(number)?;
        let mut files = Vec::new();
        let mut lost = Vec::new();
        for (wanted, place) in wanted {
            match (wanted.bytes, place.and_then(|place| outcomes.get(place))) {
                (_, Some(Ok(made))) => files.push((wanted.association, made)),
                (_, Some(Err(why))) => lost.push((wanted.name, why.clone())),
                (Err(why), _) if policy.local => lost.push((wanted.name, why)),
                _ => n_unwanted += 1,
            }
        }
        tell(collection.found(number), &lost, report);
        collection.elsewhere += settle(&mut article, &files, &policy);
        identity::complete(&mut article, config);
        collection.replace(number, &article)?;
    }
    if collection.elsewhere > 0 {
        report.note(format_args!(
            "pictures on other hosts: {}; pages fetch none from there unless \"pictures\" in broadsheet.toml names the host, and show \
             their addresses as links",
            collection.elsewhere
        ));
    }
    if n_unwanted > 0 {
        report.note(format_args!("pictures left out, as the settings say: {n_unwanted}; captions are kept"));
    }
    Ok(())
}

fn tell(found: &str, lost: &[(String, Why)], report: &mut Report) {
    let mut say = |is_rule: bool, what: String| if is_rule { report.note(what) } else { report.problem(what) };
    for (name, Why { what, is_rule }) in lost.iter().take(NAMED) {
        say(*is_rule, format!("{found}: the picture {name} {what}; its caption is kept"));
    }
    let others = lost.get(NAMED..).unwrap_or_default();
    if !others.is_empty() {
        let is_rule = others.iter().all(|(_, why)| why.is_rule);
        let n_others = others.len();
        say(is_rule, format!("{found}: {n_others} more of its pictures cannot be shown; their captions are kept"));
    }
}

/// Settles what is shown of an article's pictures: these files, or what the policy lets pages fetch. Elsewhere what is said of a
/// picture stays: where it had no caption its description becomes one, and a figure of which nothing is left goes. Answers how
/// many pictures on other hosts are not shown.
pub fn settle(article: &mut Article, files: &[(usize, &Files)], policy: &PicturePolicy) -> usize {
    let mut n_elsewhere = 0;
    let mut captions = Vec::new();
    for (at, picture) in article.associations.iter_mut().enumerate() {
        let beside = picture.href.take_if(|href| !is_elsewhere(href));
        match (files.iter().find(|(of, _)| *of == at), &picture.href) {
            (Some((_, files)), _) => show(picture, files),
            (None, Some(href)) if policy.allows(href) => {
                picture.renditions = vec![Rendition { href: href.clone(), width: picture.width }];
            }
            (None, Some(_)) => n_elsewhere += 1,
            (None, None) => {}
        }
        let is_lost = beside.is_some() && picture.renditions.is_empty();
        if is_lost && picture.caption.is_none() {
            picture.caption = picture.alt_text.clone();
        }
        captions.push(picture.caption.clone().filter(|_| is_lost));
    }
    for block in article.body.iter_mut().filter(|block| block.kind == BlockKind::Figure && block.text.is_empty()) {
        if let Some(Some(caption)) = block.association.and_then(|at| captions.get(at)) {
            block.text.clone_from(caption);
        }
    }
    let pictures = &article.associations;
    article.body.retain(|block| {
        let picture = block.association.and_then(|at| pictures.get(at));
        block.kind != BlockKind::Figure
            || !block.text.is_empty()
            || picture.is_some_and(|picture| picture.is_somewhere() || picture.credit_text.is_some())
    });
    n_elsewhere
}

fn show(picture: &mut Association, Files { names, height }: &Files) {
    let rendition = |name: &crate::archive::PictureName| Rendition {
        href: format!("{PICTURES}/{name}"),
        width: Some(name.width.into()),
    };
    picture.renditions = names.iter().map(rendition).collect();
    (picture.width, picture.height) =
        (picture.renditions.last().and_then(|widest| widest.width), Some((*height).into()));
}

/// The addresses of an article's pictures that name no host: of the first few, cut where they are long.
pub fn beside(article: &Article) -> Vec<String> {
    let hrefs = article.associations.iter().filter_map(|picture| picture.href.as_deref());
    hrefs.filter(|href| !is_elsewhere(href)).take(NAMED).map(|href| href.chars().take(60).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::PictureName;
    use article::{Association, Block};

    fn pictured(href: &str, caption: Option<&str>, alt_text: Option<&str>) -> Article {
        let given = |text: Option<&str>| text.map(str::to_owned);
        let picture = Association {
            href: Some(href.to_owned()),
            caption: given(caption),
            alt_text: given(alt_text),
            ..Association::default()
        };
        let figure =
            Block { association: Some(0), ..Block::new(BlockKind::Figure, caption.unwrap_or_default().to_owned()) };
        Article { associations: vec![picture], body: vec![figure], ..Article::default() }
    }

    #[track_caller]
    fn check(mut article: Article, href: Option<&str>, texts: &[&str]) {
        settle(&mut article, &[], &PicturePolicy::default());
        assert_eq!(article.associations[0].href.as_deref(), href);
        assert_eq!(article.body.iter().map(|block| block.text.as_str()).collect::<Vec<_>>(), texts);
    }

    #[test]
    fn what_is_said_of_a_picture_stays() {
        check(pictured("a.jpg", Some("The harbour"), Some("Boats")), None, &["The harbour"]);
        check(pictured("a.jpg", None, Some("Boats")), None, &["Boats"]);
        check(pictured("a.jpg", None, None), None, &[]);
        check(pictured("https://a.example/a.jpg", None, None), Some("https://a.example/a.jpg"), &[""]);
        check(pictured("//a.example/a.jpg", None, None), Some("//a.example/a.jpg"), &[""]);
    }

    #[test]
    fn what_is_shown_needs_no_words() {
        let names = vec![PictureName::new("original", 320, b"", "jpg"), PictureName::new("original", 640, b"", "jpg")];
        let files = Files { names, height: 480 };
        let mut article = pictured("a.jpg", None, Some("Boats"));
        assert_eq!(settle(&mut article, &[(0, &files)], &PicturePolicy::default()), 0);
        let picture = &article.associations[0];
        assert_eq!((picture.caption.as_deref(), picture.width, picture.height), (None, Some(640), Some(480)));
        assert_eq!(picture.renditions.len(), 2);
        assert_eq!(article.body.len(), 1);
    }

    #[test]
    fn other_hosts_show_what_the_owner_allows() {
        let policy = PicturePolicy { hosts: vec!["a.example".to_owned()], ..PicturePolicy::default() };
        let mut article = pictured("https://a.example/a.jpg", None, None);
        assert_eq!(settle(&mut article, &[], &policy), 0);
        assert_eq!(article.associations[0].renditions[0].href, "https://a.example/a.jpg");
        assert_eq!(settle(&mut pictured("https://b.example/a.jpg", None, None), &[], &policy), 1);
    }
}
