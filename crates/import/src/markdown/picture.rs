//! A picture as Markdown writes it: `![description](address "title")`.

use article::Association;

/// A picture while its description is read.
pub struct Picture {
    /// Its address.
    pub href: String,
    /// What stands in quotation marks behind the address.
    pub title: String,
    /// What stands in square brackets.
    pub alt: String,
}

impl Picture {
    /// As the model has it; the caption is the title, else the description.
    pub fn association(self) -> Association {
        let given = |text: String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let alt_text = given(self.alt);
        let caption = given(self.title).or_else(|| alt_text.clone());
        Association { href: given(self.href), caption, alt_text, ..Association::default() }
    }
}
