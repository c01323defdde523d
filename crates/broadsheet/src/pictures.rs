//! Pictures: an archive holds none of their files yet, so no page may ask for one.

use article::{Article, BlockKind};

/// What of an article's pictures the reader cannot show.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Unshown {
    /// Addresses of files beside the source, which nobody copies; they were taken out of the article.
    pub beside: Vec<String>,
    /// How many lie on other hosts: the page's policy loads nothing from there, so it shows the address as a link.
    pub elsewhere: usize,
}

impl Unshown {
    /// The addresses that were taken out, as a note names them: the first few, cut where they are long.
    pub fn addresses(&self) -> Option<String> {
        const SHOWN: usize = 3;
        let shown: Vec<String> =
            self.beside.iter().take(SHOWN).map(|href| href.chars().take(60).collect::<String>()).collect();
        match self.beside.len().saturating_sub(SHOWN) {
            _ if shown.is_empty() => None,
            0 => Some(shown.join(", ")),
            more => Some(format!("{} and {more} more", shown.join(", "))),
        }
    }
}

/// Takes out the addresses at which nothing will be, and keeps what is said of the pictures: where a picture had no caption,
/// its description becomes one. A figure of which nothing is left goes.
pub fn settle(article: &mut Article) -> Unshown {
    let mut unshown = Unshown::default();
    let mut captions = Vec::new();
    for picture in &mut article.associations {
        let beside = picture.href.take_if(|href| !is_elsewhere(href));
        unshown.elsewhere += usize::from(picture.href.is_some());
        if beside.is_some() && picture.caption.is_none() {
            picture.caption = picture.alt_text.clone();
        }
        captions.push(picture.caption.clone().filter(|_| beside.is_some()));
        unshown.beside.extend(beside);
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
            || picture.is_some_and(|picture| picture.href.is_some() || picture.credit_text.is_some())
    });
    unshown
}

/// Whether an address names its host.
fn is_elsewhere(href: &str) -> bool {
    href.contains("://") || href.starts_with("//")
}

#[cfg(test)]
mod tests {
    use super::*;
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
        settle(&mut article);
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
    fn what_is_not_shown_is_told() {
        let beside = Unshown { beside: vec!["../a.jpg".to_owned()], elsewhere: 0 };
        assert_eq!(settle(&mut pictured("../a.jpg", None, None)), beside);
        assert_eq!(
            settle(&mut pictured("https://a.example/a.jpg", None, None)),
            Unshown { elsewhere: 1, ..Unshown::default() }
        );
    }
}
