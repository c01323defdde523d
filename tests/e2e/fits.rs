//! Whether everything fits: a finger, a window of 320 pixels, letters of twice the size, a system's own colours, and readers whom
//! motion makes ill.

use serde_json::{Value, json};

use crate::page::{Page, sure};
use crate::runner::Test;
use crate::tour::tour;

pub const TESTS: &[Test] = &[
    ("a_finger_hits_every_control", |page| {
        sure(page.browser.resize(360, 740));
        sure(page.browser.chromium("Emulation.setTouchEmulationEnabled", json!({ "enabled": true })));
        nothing_found(page, SMALL);
    }),
    ("nothing_is_cut_off_at_320_pixels", |page| {
        sure(page.browser.resize(320, 640));
        nothing_found(page, CUT_OFF);
    }),
    ("nothing_is_cut_off_at_twice_the_size_of_text", |page| {
        sure(page.browser.resize(720, 900));
        // As a reader sets it in the browser: everything is measured in it.
        sure(page.browser.before_each_page(
            "document.addEventListener('DOMContentLoaded', () => { document.documentElement.style.fontSize = '200%'; })",
        ));
        nothing_found(page, CUT_OFF);
    }),
    ("every_control_is_told_apart_in_the_systems_colours", |page| {
        sure(page.browser.prefer(&[("forced-colors", "active")]));
        nothing_found(page, WITHOUT_BORDER);
    }),
    ("nothing_moves_where_the_system_asks_for_that", |page| {
        sure(page.browser.prefer(&[("prefers-reduced-motion", "reduce")]));
        nothing_found(page, MOVING);
    }),
    ("what_does_not_fit_is_found", |page| {
        // Else the tests above could not fail.
        sure(page.browser.resize(320, 640));
        page.visit(&page.world.sample(), "");
        page.script(
            "const button = document.createElement('button');
            button.textContent = 'x';
            button.style.cssText = 'all: unset; inline-size: 20px; block-size: 20px; background: red;';
            const wide = document.createElement('p');
            wide.style.cssText = 'inline-size: 50rem; transition: inset 1s;';
            wide.textContent = 'wide';
            document.querySelector('main').prepend(button, wide);
            wide.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 100000 });",
        );
        for script in [SMALL, CUT_OFF, WITHOUT_BORDER, MOVING] {
            assert!(!found(page, script).is_empty(), "{script}");
        }
    }),
];

/// Controls that are smaller than 44 by 44 pixels (WCAG 2.5.5), but for links within a text. What belongs to a control, its label,
/// counts with it.
const SMALL: &str = "
    const inline = element => element.matches('a') && getComputedStyle(element).display === 'inline';
    return [...document.querySelectorAll('button, a[href], input, select, summary, textarea, [role=option], [tabindex=\"0\"]')]
        .filter(element => element.checkVisibility({ visibilityProperty: true }) && !inline(element) && !element.matches('mark, pre, table, .table-scroll'))
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
        if (hidesBelow && style.webkitLineClamp === 'none' && element.scrollHeight > element.clientHeight + 2) found.push(NAME(element) + ' hides below');
    }
    return found;";

/// Controls that in the system's colours have neither a border nor an outline nor an underline nor a background of their own.
const WITHOUT_BORDER: &str = "
    return [...document.querySelectorAll('button, input, select, textarea')]
        .filter(element => element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().width > 1)
        .filter(element => {
            const style = getComputedStyle(element);
            const bordered = ['Top', 'Bottom'].some(side => style['border' + side + 'Style'] !== 'none' && parseFloat(style['border' + side + 'Width']) > 0);
            const native = style.appearance !== 'none' && element.matches('input, select');
            return !bordered && !native && style.textDecorationLine === 'none' && style.outlineStyle === 'none' && !element.closest('label, [role=combobox], .bordered');
        })
        .map(NAME);";

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
    let mut all = Vec::new();
    tour(page, &mut |stop| all.extend(found(page, script).into_iter().map(|what| format!("{stop}: {what}"))));
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[track_caller]
fn found(page: &Page, script: &str) -> Vec<String> {
    let found = page.script(&format!("{NAME}{script}"));
    found.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}
