//! Whether everything fits: a finger, a window of 320 pixels, letters of twice the size, a focus that must be seen, and readers whom
//! motion makes ill.

use serde_json::{Value, json};
use xtask::webdriver::keys;

use crate::fixtures;
use crate::languages::prefer;
use crate::page::{Page, sure};
use crate::runner::Test;
use crate::tour::tour;

pub const TESTS: &[Test] = &[
    ("a_finger_hits_every_control", |page| {
        sure(page.browser.resize(360, 740));
        sure(page.browser.point_with_a_finger());
        nothing_found(page, SMALL);
    }),
    ("nothing_is_cut_off_at_320_pixels", |page| {
        sure(page.browser.resize(320, 640));
        nothing_found(page, CUT_OFF);
    }),
    ("nothing_is_cut_off_at_twice_the_size_of_text", |page| {
        sure(page.browser.resize(720, 900));
        // As a reader sets it in the browser: everything is measured in it.
        page.before_each_page(
            "document.addEventListener('DOMContentLoaded', () => { document.documentElement.style.fontSize = '200%'; })",
        );
        nothing_found(page, CUT_OFF);
    }),
    ("the_focus_is_seen_on_every_control", |page| nothing_found(page, UNSEEN_FOCUS)),
    ("the_focus_is_seen_in_the_systems_colours", |page| {
        sure(page.browser.prefer("forced-colors", "active"));
        nothing_found(page, UNSEEN_FOCUS);
    }),
    ("nothing_moves_where_the_system_asks_for_that", |page| {
        sure(page.browser.prefer("prefers-reduced-motion", "reduce"));
        nothing_found(page, MOVING);
    }),
    // The link to an article's source was as wide as what cannot be broken, and stood out of the window.
    ("a_long_address_stays_in_its_column", |page| {
        let url = format!("https://news.example/{}", "a/very/long/way/to/it/".repeat(8));
        let story = json!({ "uri": "a:1", "url": url, "headline": "Far away", "body": ["Here."] });
        page.visit(&fixtures::of(page, &[story]), "");
        page.click("link", "Far away");
        page.wait_for("Far away".to_owned(), || page.heading());
        page.wait("the source", || page.script("return !!document.querySelector('.aside-terms a')") == true);
        let overhang = "return Math.max(...[...document.querySelectorAll('.aside-terms a')].map(link =>
            link.getBoundingClientRect().right - link.closest('aside').getBoundingClientRect().right))";
        for width in [1440, 900, 360] {
            sure(page.browser.resize(width, 900));
            page.wait("no overhang", || page.script(overhang).as_f64().is_some_and(|over| over < 1.0));
        }
    }),
    // Credits were never broken, and a long one made the page as wide as itself.
    ("a_long_credit_stays_in_its_column", |page| {
        let credit = "Photograph: Bartholomew Featherstonehaugh/European Pressphoto Agency/Agence France-Presse";
        let picture = json!({ "caption": "A ship.", "creditText": credit, "href": "https://news.example/a.jpg" });
        let story = json!({ "uri": "a:1", "headline": "At sea", "associations": [picture], "body": ["Here.", { "kind": "figure", "text": "A ship.", "association": 0 }] });
        sure(page.browser.resize(320, 640));
        page.visit(&fixtures::of(page, &[story]), "");
        page.click("link", "At sea");
        page.wait("the credit", || page.script("return !!document.querySelector('.credit')") == true);
        assert_eq!(found(page, CUT_OFF), [""; 0]);
    }),
    // What stood in one line lay over what it is for.
    ("keys_stand_beside_what_they_are_for", |page| {
        let over = "return [...document.querySelectorAll('.key-row')].filter(row => row.checkVisibility()).filter(row => {
            const [key, what] = [row.querySelector('kbd'), row.querySelector('dd')].map(one => one.getBoundingClientRect());
            return key.right > what.left + 0.5 && key.bottom > what.top;
        }).map(row => row.textContent)";
        let site = page.visit(&fixtures::press(page), "");
        for width in [320, 360, 720, 1440] {
            sure(page.browser.resize(width, 740));
            page.open(&format!("{site}?view=about"));
            page.wait("the keys", || page.script("return !!document.querySelector('main .key-row')") == true);
            page.script("document.querySelector('.key-help').showModal()");
            assert_eq!(page.script(over), json!([]), "at {width}");
        }
    }),
    // Beside a name of 26 letters the links stood in three lines: the first half out of the window, the masthead's rule through the last.
    ("the_links_stay_in_one_row_beside_a_long_name", |page| {
        let story = json!({ "uri": "a:1", "headline": "Here", "body": ["Here."] }).to_string();
        let long = "The Collected Reports of the Harbour and Railway Gazette, 1987–1994";
        for name in ["The Harbour News, 1987–1994", long] {
            let settings = format!("id = \"named\"\ntitle = \"{name}\"\n");
            page.visit(&sure(page.world.bundle(&[("broadsheet.toml", &settings), ("articles.jsonl", &story)])), "");
            for width in [600, 768, 1024, 1440] {
                sure(page.browser.resize(width, 900));
                page.wait_for(json!([]), || page.script(STRAY_LINKS));
            }
        }
    }),
    // What could not be broken was printed over the cards beside it.
    ("a_long_word_stays_in_its_card", |page| {
        let story = |number: u32| {
            let headline = format!("See https://news.example/{}", "a_very_long_way_to_it_".repeat(8));
            json!({ "uri": format!("a:{number}"), "headline": headline, "datePublished": format!("2001-01-0{number}"), "body": ["Here."] })
        };
        page.visit(&fixtures::of(page, &[story(1), story(2), story(3)]), "");
        let cards = "const cards = [...document.querySelectorAll('.river-card')];
            return [cards.length, cards.filter(card => card.scrollWidth > card.clientWidth + 1).length]";
        for width in [1440, 360] {
            sure(page.browser.resize(width, 900));
            page.wait_for(json!([2, 0]), || page.script(cards));
        }
    }),
    // A column's figures stood at its other side than its heading and ran into the words beside them; the sign before a line in another
    // script stood outside of the text.
    ("cells_and_lines_go_by_the_direction_of_their_table_and_column", |page| {
        let table = "السنة\tالركاب\tموافقة\n2015\t100000\tنعم\n2016\t90000\tOpinion";
        let body =
            json!([{ "kind": "table", "header": true, "text": table }, { "kind": "list", "text": "بند أول\nAn item" }]);
        let story = json!({ "uri": "a:1", "headline": "الخطة", "language": "ar", "body": body });
        page.visit(&fixtures::of(page, &[story]), "");
        page.click("link", "الخطة");
        page.wait("the table", || page.script("return !!document.querySelector('.article-body td')") == true);
        let astray = "const end = cell => {
                const range = document.createRange();
                range.selectNodeContents(cell);
                return range.getBoundingClientRect().right;
            };
            const heads = [...document.querySelectorAll('.article-body th')].map(end);
            const cells = [...document.querySelectorAll('.article-body td')];
            const lines = [...document.querySelectorAll('.article-body li:dir(ltr)')];
            const inset = line => line.getBoundingClientRect().left - line.parentElement.getBoundingClientRect().left;
            return [cells.filter((cell, at) => Math.abs(end(cell) - heads[at % heads.length]) > 1), lines.filter(line => inset(line) < 16)]
                .flat().map(one => one.textContent)";
        assert_eq!(page.script(astray), json!([]));
    }),
    // In pages from right to left it was at the left, and the scroll bar at the right.
    ("the_strip_of_matches_is_beside_the_scroll_bar", |page| {
        prefer(page, "ar-EG");
        page.visit(&fixtures::press(page), "?q=budget");
        page.script("document.querySelector('main .result-link').click()");
        page.wait("the strip", || page.script("return !!document.querySelector('.find-strip')") == true);
        let gap = "return document.documentElement.clientWidth - document.querySelector('.find-strip').getBoundingClientRect().right";
        assert!(page.script(gap).as_f64().is_some_and(|gap| gap.abs() < 1.0));
    }),
    // What phones alone are not shown made an article's page wider than they are, and long words their dialogs.
    ("german_fits_into_320_pixels_at_twice_the_size_of_text", |page| {
        prefer(page, "de");
        sure(page.browser.resize(320, 740));
        page.before_each_page(
            "document.addEventListener('DOMContentLoaded', () => { document.documentElement.style.fontSize = '200%'; })",
        );
        let wide = "const open = [...document.querySelectorAll('dialog[open], .type-panel:popover-open')];
            return [document.documentElement, ...open].filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.className || one.tagName)";
        let site = page.visit(&fixtures::press(page), "?q=budget");
        page.script("document.querySelector('main .result-link').click()");
        page.wait("the article", || page.script("return !!document.querySelector('.article-bar .step-next')") == true);
        assert_eq!(page.script(wide), json!([]));
        page.open(&format!("{site}?view=notebook"));
        page.wait("the notebook", || page.script("return !!document.querySelector('.notebook')") == true);
        assert_eq!(page.script(wide), json!([]));
        page.script("document.querySelector('.key-help').showModal()");
        assert_eq!(page.script(wide), json!([]));
        page.script("document.querySelector('.key-help').close(); document.querySelector('.type-panel').showPopover()");
        assert_eq!(page.script(wide), json!([]));
    }),
    // The button for the type fell into a second line.
    ("the_bar_of_an_article_has_one_row_at_320_pixels", |page| {
        sure(page.browser.resize(320, 740));
        page.visit(&fixtures::press(page), "?q=budget");
        page.script("document.querySelectorAll('main .result-link')[1].click()");
        page.wait("the article", || {
            page.script("return !!document.querySelector('.article-bar .step-previous')") == true
        });
        let height = "return document.querySelector('.article-bar').offsetHeight";
        assert!(page.script(height).as_f64().is_some_and(|height| height < 60.0));
    }),
    ("what_does_not_fit_is_found", |page| {
        // Else the tests above could not fail.
        sure(page.browser.resize(320, 640));
        page.visit(&page.world.sample(), "");
        page.script(
            "const button = document.createElement('button');
            button.textContent = 'x';
            button.style.cssText = 'all: unset; inline-size: 20px; block-size: 20px; background: red; outline: none !important;';
            const wide = document.createElement('p');
            wide.style.cssText = 'inline-size: 50rem; transition: inset 1s;';
            wide.textContent = 'wide';
            document.querySelector('main').prepend(button, wide);
            wide.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 100000 });",
        );
        for script in [SMALL, CUT_OFF, UNSEEN_FOCUS, MOVING] {
            assert!(!found(page, script).is_empty(), "{script}");
        }
    }),
];

/// Controls that are smaller than 44 by 44 pixels (WCAG 2.5.5), but for links within a text, and the bars of the histogram, whose
/// days can be typed beside them. What belongs to a control, its label, counts with it.
const SMALL: &str = "
    const inline = element => element.matches('a') && getComputedStyle(element).display === 'inline';
    return [...document.querySelectorAll('button, a[href], input, select, summary, textarea, [role=option], [tabindex=\"0\"]')]
        .filter(element => element.checkVisibility({ visibilityProperty: true }) && !inline(element) && !element.matches('mark, pre, table, .table-scroll, .bar *'))
        .flatMap(element => {
            const boxes = [element, element.closest('label'), ...(element.labels ?? [])].filter(Boolean).map(one => one.getBoundingClientRect());
            const width = Math.max(...boxes.map(box => box.right)) - Math.min(...boxes.map(box => box.left));
            const height = Math.max(...boxes.map(box => box.bottom)) - Math.min(...boxes.map(box => box.top));
            return height > 0 && (width < 43.5 || height < 43.5) ? [NAME(element) + ' is ' + width.toFixed(1) + ' × ' + height.toFixed(1)] : [];
        });";

/// A page that scrolls to the side, and elements whose text is cut off: what scrolls in itself is none, nor what is an ellipsis
/// on purpose.
const CUT_OFF: &str = "
    const found = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth + 1) found.push('the page is ' + root.scrollWidth + ' wide in ' + root.clientWidth);
    for (const element of document.querySelectorAll('body *')) {
        if (!element.checkVisibility({ visibilityProperty: true }) || element.closest('svg') || element.matches('input, select, option, textarea')) continue;
        const style = getComputedStyle(element);
        const box = element.getBoundingClientRect();
        // What only screen readers read is one pixel large.
        if (box.width <= 1 || box.height <= 1) continue;
        const hides = style.overflowX === 'hidden' || style.overflowX === 'clip';
        if (hides && style.textOverflow !== 'ellipsis' && element.scrollWidth > element.clientWidth + 1) found.push(NAME(element) + ' hides to its side');
        const hidesBelow = style.overflowY === 'hidden' || style.overflowY === 'clip';
        // A row's passage is cut between lines.
        const ofLines = element.matches('.snippet') && element.clientHeight % parseFloat(style.lineHeight) < 2;
        if (hidesBelow && style.webkitLineClamp === 'none' && !ofLines && element.scrollHeight > element.clientHeight + 2) found.push(NAME(element) + ' hides below');
    }
    return found;";

/// Controls that do not show that they have the focus.
const UNSEEN_FOCUS: &str = "
    const found = [...document.querySelectorAll('button, a[href], input, select, summary, textarea, [tabindex=\"0\"]')]
        .filter(element => element.checkVisibility({ visibilityProperty: true }))
        .filter(element => {
            element.focus({ preventScroll: true });
            if (document.activeElement !== element) return false;
            // A choice shows it on its label.
            const shown = [element, element.closest('label'), element.parentElement].filter(Boolean).map(one => getComputedStyle(one));
            return !shown.some(style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2);
        })
        .map(NAME);
    window.focused?.focus({ preventScroll: true });
    return found;";

/// Links of the masthead that stand below the first, out of the window, over the rule below them or beneath the name.
const STRAY_LINKS: &str = "
    const box = one => one.getBoundingClientRect();
    const links = [...document.querySelectorAll('.masthead-links > *')].filter(link => box(link).width > 0);
    const [name, rule] = ['.masthead-title', '.search-box'].map(part => box(document.querySelector(part)));
    const isStray = ({ top, bottom, left, right }) => top < 0 || left < 0 || right > document.documentElement.clientWidth + 1
        || bottom > rule.top + 1 || top >= box(links[0]).bottom || left < name.right && right > name.left && top < name.bottom;
    return links.filter(link => isStray(box(link))).map(link => link.textContent);";

/// What is moving, or would.
const MOVING: &str = "
    const found = document.getAnimations().filter(animation => animation.playState === 'running' && animation.effect.getComputedTiming().duration > 10)
        .map(animation => NAME(animation.effect.target) + ' is animated');
    if (getComputedStyle(document.documentElement).scrollBehavior === 'smooth') found.push('the page scrolls smoothly');
    return found;";

/// How an element is named in what was found.
const NAME: &str = "
    const NAME = element => element.tagName.toLowerCase() + (element.id ? '#' + element.id : '') + [...element.classList].map(name => '.' + name).join('')
        + ' \"' + (element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 30) + '\"';";

#[track_caller]
fn nothing_found(page: &Page, script: &str) {
    let site = page.visit(&page.world.sample(), "");
    let mut all = Vec::new();
    tour(page, &site, &mut |stop| {
        if script == UNSEEN_FOCUS {
            // What is suggested goes when the box loses the focus.
            if ["suggestions", "recent searches"].contains(&stop) {
                return;
            }
            // Browsers show the focus to those who use keys.
            page.script("window.focused = document.activeElement");
            sure(page.browser.press(&keys::TAB.to_string()));
        }
        all.extend(found(page, script).into_iter().map(|what| format!("{stop}: {what}")));
    });
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[track_caller]
fn found(page: &Page, script: &str) -> Vec<String> {
    let found = page.script(&format!("{NAME}{script}"));
    found.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}
