//! What a page states of itself: in its head, in JSON-LD, in microdata.

use super::json::{self, Statement};
use super::tree::{Node, Tag};
use crate::brief::Date;
use crate::read::references::{Place, decoded};
use crate::read::{layout, words};

/// What a page states; the first of each list is stated most plainly.
#[derive(Debug, Default)]
pub struct Metadata {
    pub titles: Vec<String>,
    /// The names under which it may be one of a series.
    pub series: Vec<String>,
    /// The section of the site.
    pub sections: Vec<String>,
    pub authors: Vec<String>,
    pub published: Option<Date>,
    /// Where nothing says when it was published.
    pub modified: Option<Date>,
    pub language: Option<String>,
    /// The program that wrote it.
    pub generator: String,
    /// What the window is called: the title, and often the site's name behind it.
    pub window: Option<String>,
}

/// What a name in `meta` is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    Title,
    Site,
    Section,
    Author,
    Published,
    Modified,
    Language,
    Generator,
}

/// Names of `meta`, of microdata and of others' vocabularies, in small letters, sorted.
const NAMES: [(&str, About); 54] = [
    ("application-name", About::Site),
    ("article.published", About::Published),
    ("article:author", About::Author),
    ("article:modified_time", About::Modified),
    ("article:published_time", About::Published),
    ("article:section", About::Section),
    ("author", About::Author),
    ("bt:pubdate", About::Published),
    ("byl", About::Author),
    ("citation_author", About::Author),
    ("citation_date", About::Published),
    ("citation_publication_date", About::Published),
    ("citation_title", About::Title),
    ("content-language", About::Language),
    ("date", About::Published),
    ("datecreated", About::Published),
    ("datemodified", About::Modified),
    ("datepublished", About::Published),
    ("dc.creator", About::Author),
    ("dc.date", About::Published),
    ("dc.date.created", About::Published),
    ("dc.date.issued", About::Published),
    ("dc.date.modified", About::Modified),
    ("dc.language", About::Language),
    ("dc.publisher", About::Site),
    ("dc.title", About::Title),
    ("dcterms.created", About::Published),
    ("dcterms.creator", About::Author),
    ("dcterms.date", About::Published),
    ("dcterms.issued", About::Published),
    ("dcterms.language", About::Language),
    ("dcterms.modified", About::Modified),
    ("dcterms.publisher", About::Site),
    ("dcterms.title", About::Title),
    ("generator", About::Generator),
    ("headline", About::Title),
    ("last-modified", About::Modified),
    ("og:article:published_time", About::Published),
    ("og:locale", About::Language),
    ("og:site_name", About::Site),
    ("og:title", About::Title),
    ("parsely-author", About::Author),
    ("parsely-pub-date", About::Published),
    ("parsely-section", About::Section),
    ("parsely-title", About::Title),
    ("progid", About::Generator),
    ("pubdate", About::Published),
    ("publish-date", About::Published),
    ("publish_date", About::Published),
    ("published_time", About::Published),
    ("sailthru.author", About::Author),
    ("sailthru.date", About::Published),
    ("title", About::Title),
    ("twitter:title", About::Title),
];

impl Metadata {
    /// Gathers what a page states.
    pub fn of(nodes: &[Node<'_>]) -> Self {
        let mut metadata = Self::default();
        let mut statement: Option<Statement> = None;
        metadata.language = nodes[0].attribute("lang").or_else(|| nodes[0].attribute("xml:lang")).and_then(language);
        for (index, node) in nodes.iter().enumerate() {
            let content = || nodes.get(index + 1).filter(|text| text.tag.is_text()).map(|text| text.source);
            match node.tag {
                Tag::Meta => metadata.meta(node),
                Tag::Script
                    if node.attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json")) =>
                {
                    let found = content().and_then(json::statement);
                    let is_better = |new: &Statement| statement.as_ref().is_none_or(|old| old.rank < new.rank);
                    statement = found.filter(is_better).or(statement);
                }
                Tag::Title if metadata.window.is_none() => metadata.window = content().and_then(clean),
                Tag::Text | Tag::RawText => {}
                Tag::Body if metadata.language.is_none() => {
                    metadata.language = node.attribute("lang").and_then(language);
                }
                _ => metadata.microdata(nodes, index),
            }
        }
        if let Some(statement) = statement {
            metadata.take(statement);
        }
        metadata
    }

    /// JSON-LD comes first: unlike all else it says what it is about.
    fn take(&mut self, statement: Statement) {
        let is_article = statement.rank == 2;
        let Statement { headline, published, language: tag, section, periodical, publisher, authors, .. } = statement;
        if let Some(headline) = headline {
            let at = if is_article { 0 } else { self.titles.len() };
            self.titles.insert(at, headline);
        }
        if let Some(date) = published.as_deref().and_then(layout::date_line) {
            self.published = Some(date).filter(|_| is_article).or(self.published).or(Some(date));
        }
        if !authors.is_empty() && is_article {
            self.authors = authors;
        }
        self.sections.extend(section);
        self.language = self.language.take().or_else(|| tag.as_deref().and_then(language));
        if let Some(periodical) = periodical.filter(|_| is_article) {
            self.series.insert(0, periodical);
        }
        self.series.extend(publisher);
    }

    fn meta(&mut self, node: &Node<'_>) {
        let name = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|key| node.attribute(key));
        let (Some(name), Some(content)) = (name, node.attribute("content")) else { return };
        self.set(name, content);
    }

    /// Microdata, on any element: `<span itemprop="author">`.
    fn microdata(&mut self, nodes: &[Node<'_>], index: usize) {
        let Some(name) = nodes[index].attribute("itemprop") else { return };
        let node = &nodes[index];
        let value = node.attribute("content").or_else(|| node.attribute("datetime"));
        // Names of things inside: the author's, not the publisher's logo's.
        let text = || {
            let end = (node.end as usize).min(index + 4);
            nodes[index + 1..end].iter().find(|inner| inner.tag.is_text() && !inner.source.trim().is_empty())
        };
        if let Some(value) = value.or_else(|| text().map(|text| text.source)) {
            self.set(name, value);
        }
    }

    fn set(&mut self, name: &str, content: &str) {
        let name = name.trim();
        if name.len() > 32 {
            return;
        }
        let name = name.to_ascii_lowercase();
        let Ok(found) = NAMES.binary_search_by(|(known, _)| (*known).cmp(&name)) else { return };
        let Some(content) = clean(content) else { return };
        match NAMES[found].1 {
            About::Title => self.titles.push(content),
            About::Site => self.series.push(content),
            About::Section => self.sections.push(content),
            About::Author => {
                // Some name an account or the address of a page.
                let is_name = !words::contains(&content, "://") && !content.starts_with('@');
                if is_name && !self.authors.contains(&content) {
                    self.authors.push(content);
                }
            }
            About::Published => self.published = self.published.or_else(|| layout::date_line(&content)),
            About::Modified => self.modified = self.modified.or_else(|| layout::date_line(&content)),
            About::Language => self.language = self.language.take().or_else(|| language(&content)),
            About::Generator => self.generator = content,
        }
    }

    /// What the window is called, without the site's name at its end.
    pub fn headline_of_window(&self) -> Option<String> {
        let window = self.window.as_deref()?;
        Some(self.split_window().map_or(window, |(headline, _)| headline).to_owned())
    }

    /// The site's name, which stands in the window's beside the title: “Title – Site”, “Title – Section – Site”,
    /// “Site – Title”.
    pub fn site_of_window(&self, title: Option<&str>) -> Option<String> {
        let is_title = |part: &str| title.is_none_or(|title| words::folded(title) == words::folded(part));
        let ((first, rest), (start, last)) = self.sides()?;
        let site = if is_title(first) || is_title(start) {
            last
        } else if is_title(rest) {
            first
        } else {
            return None;
        };
        (1..=5).contains(&words::count(site)).then(|| site.to_owned())
    }

    fn split_window(&self) -> Option<(&str, &str)> {
        let (_, (headline, site)) = self.sides()?;
        (words::count(headline) >= 2 && !site.is_empty()).then_some((headline, site))
    }

    /// What stands on both sides of the first mark in the window's title, and of the last.
    fn sides(&self) -> Option<(Sides<'_>, Sides<'_>)> {
        const MARKS: [&str; 8] = ["|", "–", "—", "-", "·", "::", "»", "•"];
        let window = self.window.as_deref()?;
        let (mut first, mut last, mut at) = (None, None, 0);
        for word in window.split(' ') {
            let end = at + word.len();
            if MARKS.contains(&word) && at > 0 && end < window.len() {
                last = Some((&window[..at - 1], &window[end + 1..]));
                first = first.or(last);
            }
            at = end + 1;
        }
        first.zip(last)
    }
}

/// What stands before and after a mark.
type Sides<'w> = (&'w str, &'w str);

/// A tag of BCP 47, from what is also written with an underscore.
fn language(tag: &str) -> Option<String> {
    // “en_gb” and “EN-GB” are written “en-GB”.
    let mut tag = tag.trim().replace('_', "-").to_ascii_lowercase();
    if tag.len() == 5 && tag.as_bytes()[2] == b'-' {
        tag[3..].make_ascii_uppercase();
    }
    let is_tag = (2..=12).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    is_tag.then_some(tag)
}

/// A value with its references replaced and its blanks single; nothing where nothing is left.
fn clean(value: &str) -> Option<String> {
    if value.len() > 2000 {
        return None;
    }
    let value = words::joined(&decoded(value, Place::Attribute));
    (!value.is_empty()).then_some(value)
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_are_sorted() {
        assert!(super::NAMES.is_sorted_by_key(|(name, _)| *name));
    }
}
