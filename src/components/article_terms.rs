//! The names that the source assigned to an article, each a way to the others that have it.

use article::{Article, FACETS, TERMS_IN_SIGHT};
use reader::labels;
use reader::messages::{Message, t};
use reader::route::facet_href;

use crate::view::{Element, View, el};

/// Who, where and what: a list for each facet that the article has values of, whom it draws on, when it appeared as the
/// source has it, and the terms.
pub struct ArticleTerms<'a> {
    /// The article.
    pub article: &'a Article,
}

impl From<ArticleTerms<'_>> for View {
    fn from(ArticleTerms { article }: ArticleTerms) -> Self {
        let list = |facet: &&'static str| {
            let values = article.facet_values(facet);
            let (few, more) = values.split_at(values.len().min(TERMS_IN_SIGHT));
            let links: View = few.iter().map(|value| el("dd").child(link(facet, value))).collect();
            let folded = (!more.is_empty()).then(|| {
                let links: View = more.iter().map(|value| el("li").child(link(facet, value))).collect();
                el("dd").child(
                    el("details.more-terms").child(el("summary").child(t("Show more"))).child(el("ul").child(links)),
                )
            });
            (!values.is_empty()).then(|| term(labels::facet(facet), View::many(vec![links, folded.into()])))
        };
        let told = |label: Message, text: Option<&str>| {
            text.map(|text| term(label.said(), el("dd").auto().child(text).into()))
        };
        // A day is shown above as it was given; a moment was put into the reader's time zone.
        let moment = |date: &'_ Option<String>| date.as_deref().filter(|date| date.len() > 10).map(str::to_owned);
        let drawn_on = article.info_sources.iter().map(|source| el("dd").auto().child(&source.name));
        let drawn_on: Vec<View> = drawn_on.map(Into::into).collect();
        // The notice names the holder.
        let holder = article.copyright_holder.as_deref().filter(|_| article.copyright_notice.is_none());
        el("aside.aside-terms")
            .label(t("About this article"))
            .child(
                el("dl")
                    .child(FACETS.iter().filter_map(list).collect::<View>())
                    .child((!drawn_on.is_empty()).then(|| term(t("Draws on").said(), drawn_on.into())))
                    .child(told(t("Published"), moment(&article.date_published).as_deref()))
                    .child(told(t("Updated"), moment(&article.date_modified).as_deref()))
                    .child(told(t("Copyright"), article.copyright_notice.as_deref().or(holder)))
                    .child(told(t("Terms of use"), article.usage_terms.as_deref())),
            )
            .into()
    }
}

fn term(label: &str, values: View) -> Element {
    el("div.term").child(el("dt").child(label)).child(values)
}

fn link(facet: &str, value: &str) -> Element {
    el("a").attr("href", &facet_href(facet, value)).auto().child(labels::value(facet, value))
}
