//! Pictures that stand in the text of their article as `data:` addresses (RFC 2397).

use article::Article;

use crate::mhtml::Base64;
use crate::{Enclosed, EnclosedBytes};

/// Shorter ones are what pages show until the picture itself is there: a grey square, a blur of some pixels.
const SHORTEST: usize = 2048;

/// Whether an address is a picture itself, and no placeholder for one.
pub fn is_enclosed(href: &str) -> bool {
    href.len() >= SHORTEST && split(href).is_some()
}

/// Takes the pictures out of the addresses, which then are none.
pub fn take(article: &mut Article) -> Vec<Enclosed> {
    let mut enclosed = Vec::new();
    for (association, picture) in article.associations.iter_mut().enumerate() {
        let Some(href) = picture.href.take_if(|href| starts_as_data(href)) else { continue };
        if let Some(data) = split(&href).filter(|_| is_enclosed(&href)) {
            let mut bytes = Vec::with_capacity(data.len() / 4 * 3);
            Base64::default().decode(data.as_bytes(), &mut bytes);
            enclosed.push(Enclosed { association, bytes: EnclosedBytes::Here { bytes, name: None } });
        }
    }
    enclosed
}

fn starts_as_data(href: &str) -> bool {
    href.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data:"))
}

/// What stands in base 64 behind `data:image/…;base64,`.
fn split(href: &str) -> Option<&str> {
    let (kind, data) = href.split_once(',')?;
    let kind = kind.to_ascii_lowercase();
    (kind.starts_with("data:image/") && kind.ends_with(";base64")).then_some(data)
}

#[cfg(test)]
mod tests {
    use super::*;
    use article::Association;

    #[test]
    fn a_picture_in_an_address_is_taken_out() {
        let long = format!("data:image/jpeg;base64,{}", "AAAA".repeat(600));
        let hrefs = [long.as_str(), "data:image/gif;base64,R0lGOD", "a.jpg", "DATA:text/html,<b>", "data:"];
        let pictures = hrefs.map(|href| Association { href: Some(href.to_owned()), ..Association::default() });
        let mut article = Article { associations: pictures.to_vec(), ..Article::default() };
        let bytes = EnclosedBytes::Here { bytes: vec![0; 1800], name: None };
        assert_eq!(take(&mut article), [Enclosed { association: 0, bytes }]);
        let left: Vec<Option<&str>> = article.associations.iter().map(|picture| picture.href.as_deref()).collect();
        assert_eq!(left, [None, None, Some("a.jpg"), None, None]);
    }
}
