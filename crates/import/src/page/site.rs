//! The name of a site in the title of its pages.

/// What pages put between a headline and the name of the site.
const SIGNS: [&str; 9] = [" - ", " | ", " – ", " — ", " :: ", " » ", " • ", " // ", " / "];

/// What stands before or behind the page's heading in a title that is no more than both.
pub fn rest_of<'a>(heading: &str, title: &'a str) -> Option<&'a str> {
    // In East Asia no blank stands beside the sign.
    let mut signs = SIGNS.iter().chain(&["_", "|", "-", "－", "—", "：", "｜", "・"]);
    let (behind, before) = (title.strip_prefix(heading), title.strip_suffix(heading));
    let rest = |sign: &&str| {
        behind.and_then(|rest| rest.strip_prefix(*sign)).or_else(|| before.and_then(|rest| rest.strip_suffix(*sign)))
    };
    signs.find_map(rest).filter(|_| !heading.is_empty())
}

/// The name of a site in its address: "courier" of `https://www.courier.example/a`.
pub fn name_of_host(address: &str) -> Option<String> {
    let host = address.split_once("://")?.1.split(['/', ':', '?']).next()?.to_lowercase();
    let name = host.strip_prefix("www.").unwrap_or(&host).split('.').next()?;
    (name.len() > 2).then(|| name.replace('-', ""))
}

/// Whether a part of a title names the site.
pub fn is_site(part: &str, sites: &[Option<&str>]) -> bool {
    let part = part.trim().to_lowercase();
    // "Aktuálně.cz - Víte, co se právě děje" is the name of one.
    // Letters of another script part words too: "NHKニュース".
    let is_begun = |site: &str| {
        let rest = site.strip_prefix(&part);
        rest.is_some_and(|rest| {
            rest.starts_with(' ') || part.is_ascii() && rest.starts_with(|sign: char| !sign.is_ascii())
        })
    };
    let squashed: String = part.chars().filter(|sign| sign.is_alphanumeric()).collect();
    let is_named = |site: String| site == part || site == squashed || is_begun(&site);
    !part.is_empty() && sites.iter().flatten().any(|site| is_named(site.to_lowercase()))
}

/// A title without the site's name behind it.
pub fn without_site<'a>(title: &'a str, sites: &[Option<&str>]) -> &'a str {
    for sign in SIGNS {
        let Some((before, behind)) = title.rsplit_once(sign) else { continue };
        if is_site(behind, sites) && !before.trim().is_empty() {
            return before.trim();
        }
    }
    title
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_site_is_no_part_of_the_headline() {
        for (title, expected) in [
            ("Harbour opens - The Courier", "Harbour opens"),
            ("Harbour opens | the courier", "Harbour opens"),
            ("Harbour opens - what now?", "Harbour opens - what now?"),
            ("The Courier - Harbour opens", "The Courier - Harbour opens"),
            (" | The Courier", " | The Courier"),
        ] {
            assert_eq!(without_site(title, &[None, Some("The Courier")]), expected);
        }
    }

    #[test]
    fn a_title_may_hold_the_heading_and_more() {
        for (heading, expected) in [
            ("Harbour opens", true),
            ("What now", true),
            ("Harbour", false),
            ("opens", false),
            ("", false),
            ("Harbour opens - What now", false),
        ] {
            assert_eq!(rest_of(heading, "Harbour opens - What now").is_some(), expected, "{heading}");
        }
    }
}
