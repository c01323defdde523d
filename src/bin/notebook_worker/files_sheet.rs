//! What is shown of files that leave the notebook and come back: trees of elements, as in [`crate::sheet`].

use reader::marks::import::{Plan, Refusal};
use reader::messages::{t, t_count};
use serde_json::{Value, json};

use crate::sheet::{button, el, said};

/// The `data-value` of the line above the files.
pub const FILES: &str = "files";

/// Files to take away, each with its name and address; whether they have everything of the articles that they should.
pub fn files(files: &[(&str, String)], is_whole: bool) -> Value {
    let link = |(name, href): &(&str, String)| {
        el("li", json!({}), vec![el("a", json!({ "href": href, "download": name }), vec![json!(name)])])
    };
    let list = el("ul", json!({}), files.iter().map(link).collect());
    let line = json!({ "tabindex": "-1", "data-value": FILES });
    let above = el("p", line, vec![said(t("The marks that are shown, as files:"))]);
    let lacking = t("Some articles could not be read. The files do not say by whom these are, and of which day.");
    let lacking = (!is_whole).then(|| el("p", json!({}), vec![said(lacking)]));
    el("div.mark-files", json!({}), [Some(above), lacking, Some(list)].into_iter().flatten().collect())
}

/// How much of a file is new.
pub fn compared(plan: &Plan) -> String {
    let new = t_count("{count} new", "{count} new").of(plan.new.len() as u32);
    let same = t_count("{count} here already", "{count} here already").of(plan.same as u32);
    t("{new}, {same}.").with(&[("new", &new), ("same", &same)])
}

/// What a file would change, for the reader to decide.
pub fn report(plan: &Plan, without_words: usize, other_archive: Option<&str>) -> Value {
    let mut told = vec![compared(plan)];
    if without_words > 0 {
        let left_out = t_count("{count} marks no words and is left out.", "{count} mark no words and are left out.");
        told.push(left_out.of(without_words as u32));
    }
    if let Some(archive) = other_archive {
        let other = t(
            "The file is of another archive, {archive}: its marks are kept, and stand where an article of this archive has the same address.",
        );
        told.push(other.with(&[("archive", archive)]));
    }
    let mut parts = vec![el("p", json!({}), vec![json!(told.join(" "))])];
    if !plan.differing.is_empty() {
        let asked = t_count(
            "{count} is here in another form. Which is to stay?",
            "{count} are here in another form. Which are to stay?",
        );
        parts.push(el("p", json!({}), vec![json!(asked.of(plan.differing.len() as u32))]));
        parts.push(button(t("Import, and keep those that are here"), "accept"));
        parts.push(button(t("Import, and take those of the file"), "replace"));
    } else if !plan.new.is_empty() {
        parts.push(button(t("Import"), "accept"));
    }
    parts.push(button(t("Cancel"), "cancel"));
    el("div.mark-report", json!({}), parts)
}

/// Why a file was not taken.
pub fn refusal(refusal: Refusal) -> Value {
    el("p.mark-report", json!({ "role": "alert" }), vec![said(refusal.message())])
}
