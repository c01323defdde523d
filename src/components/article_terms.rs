//! The names that the source assigned to an article, each a way to the others that have it.

use article::{Article, FACETS};
use reader::labels;
use reader::route::facet_href;

use crate::view::{Element, View, el};

/// Who, where and what: a list for each facet that the article has values of.
pub struct ArticleTerms<'a> {
    /// The article.
    pub article: &'a Article,
}

impl From<ArticleTerms<'_>> for View {
    fn from(ArticleTerms { article }: ArticleTerms) -> Self {
        let list = |facet: &&'static str| {
            let values = article.facet_values(facet);
            let links: View = values.iter().map(|value| link(facet, value)).collect();
            (!values.is_empty()).then(|| el("div.term").child(el("dt").child(labels::facet(facet))).child(links))
        };
        let rights = [&article.copyright_notice, &article.usage_terms];
        let rights = rights.into_iter().flatten().map(|text| el("p.rights").auto().child(text));
        el("aside.aside-terms")
            .attr("aria-label", "About this article")
            .child(el("dl").child(FACETS.iter().filter_map(list).collect::<View>()))
            .child(rights.collect::<View>())
            .into()
    }
}

fn link(facet: &str, value: &str) -> Element {
    let link = el("a").attr("href", &facet_href(facet, value)).auto();
    el("dd").child(link.child(labels::value(facet, value)))
}
