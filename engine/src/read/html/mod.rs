//! HTML: a saved page gives its article, a mail or a word processor's document all of its text.

mod article;
mod blocks;
mod hints;
mod json;
mod metadata;
mod tree;

use self::metadata::Metadata;
use self::tree::{Node, Tag};
use super::decode::clean;
use super::outline::Head;
use super::references::{Place, decoded};
use super::{markup, plain, words};
use crate::brief::Brief;

/// Whether a text is HTML, whatever it is called: a page says so in its first tag, and a fragment, as the
/// clipboard has it, begins with a tag and ends some block. What is `certain` not to be more than text with
/// tags in it, such as Markdown, is HTML only where it says so.
pub fn looks_like_html(text: &str, certain: bool) -> bool {
    let mut start = text.trim_start();
    // What Windows writes before a fragment on its clipboard.
    if start.starts_with("Version:") && words::contains(&start[..start.floor_char_boundary(300)], "StartHTML:") {
        return true;
    }
    // Comments and the declaration of XML may come first.
    for _ in 0..8 {
        let end = if start.starts_with("<!--") {
            words::find(start, "-->").map(|end| end + 3)
        } else if start.starts_with("<?xml") {
            words::find(start, "?>").map(|end| end + 2)
        } else {
            None
        };
        match end {
            Some(_) if start.starts_with("<!--StartFragment") => return true,
            Some(end) => start = start[end..].trim_start(),
            None => break,
        }
    }
    let starts = |name: &str| start.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
    if starts("<!doctype html") || starts("<html") || starts("<head") || starts("<body") {
        return true;
    }
    let mut tokens = markup::Tokens::new(&start[..start.floor_char_boundary(10_000)], markup::Dialect::Html);
    let Some(markup::Token::Open { name, .. }) = tokens.next().filter(|_| !certain) else { return false };
    let is_known = Tag::of(name) != Tag::Other;
    is_known
        && (starts("<meta ")
            || tokens.any(|token| matches!(token, markup::Token::Close { name } if Tag::of(name).is_block())))
}

/// Reads HTML. Never fails: what is not understood as markup is text.
pub fn read(text: &str) -> Brief {
    let nodes = tree::tree(text);
    let metadata = Metadata::of(&nodes);
    let head = head(&metadata);
    if let Some(text) = printed(&nodes, &metadata) {
        let mut brief = plain::read(&text);
        brief.title = brief.title.or(head.title);
        brief.series = brief.series.or(head.series);
        brief.date = brief.date.or(head.date);
        brief.author = brief.author.or(head.author);
        brief.language = head.language;
        return brief;
    }
    let is_document = !nodes.iter().any(|node| is_of_site(node.tag));
    let mut titles = metadata.titles.clone();
    titles.extend(metadata.headline_of_window());
    let mut article = article::find(&nodes, &titles, is_document);
    let mut outline = blocks::write(&nodes, &article, is_document);
    if outline.len() == 0 {
        // Whatever it is, it is all there is.
        article.keep_all();
        outline = blocks::write(&nodes, &article, true);
    }
    let title = head.title.or_else(|| metadata.headline_of_window().filter(|_| !is_document));
    // On a page the window is called by the site as well; a document's name is its own.
    let found = article.title.map(|index| article::text_of(&nodes, &article.marks, index, 400));
    let site = metadata.site_of_window(found.as_deref()).filter(|_| !is_document);
    let series = head.series.or_else(|| site.clone());
    let prefixes = head.prefixes.into_iter().chain(site).collect();
    outline.into_brief(Head { title, series, prefixes, ..head })
}

/// Elements that the pages of a site have, and neither mails nor what word processors write.
fn is_of_site(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Article | Tag::Aside | Tag::Footer | Tag::Form | Tag::Header | Tag::Main | Tag::Nav | Tag::Script
    )
}

fn head(metadata: &Metadata) -> Head {
    Head {
        title: metadata.titles.first().cloned(),
        series: metadata.series.first().cloned(),
        prefixes: metadata.sections.iter().chain(&metadata.series).cloned().collect(),
        date: metadata.published,
        updated: metadata.modified,
        author: Some(metadata.authors.join(", ")).filter(|authors| !authors.is_empty()),
        language: metadata.language.clone(),
    }
}

/// The text of what is no page but a print of one: a text file that a browser has wrapped in `pre`, or what was
/// made of a PDF, with every line in its place.
fn printed(nodes: &[Node<'_>], metadata: &Metadata) -> Option<String> {
    let is_pdf = words::contains(&metadata.generator.to_ascii_lowercase(), "pdf");
    let total: usize = nodes.iter().filter(|node| node.tag == Tag::Text).map(|node| node.source.trim().len()).sum();
    let pre = nodes.iter().position(|node| node.tag == Tag::Pre);
    let of_pre = |node: &Node<'_>, index: usize| {
        let inside = &nodes[index..node.end as usize];
        inside.iter().filter(|node| node.tag == Tag::Text).map(|node| node.source.len()).sum::<usize>()
    };
    let range = match pre {
        Some(index) if of_pre(&nodes[index], index) * 10 > total * 8 => index..nodes[index].end as usize,
        _ if is_pdf => 0..nodes.len(),
        _ => return None,
    };
    let mut text = String::new();
    let mut index = range.start;
    while index < range.end {
        let node = &nodes[index];
        match node.tag {
            Tag::Text => text.push_str(&decoded(node.source, Place::Text)),
            Tag::Br | Tag::Div => text.push('\n'),
            Tag::P | Tag::Hr => text.push_str("\n\n"),
            tag if tag.is_unseen() => {
                index = node.end as usize;
                continue;
            }
            _ => {}
        }
        index += 1;
    }
    Some(clean(text))
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::looks_like_html;
    use crate::brief::{Brief, InlineStyle};

    fn read(page: &str) -> Brief {
        crate::read::read(page.as_bytes(), "page.html").expect("it is a page")
    }

    /// A brief as a person checks it: what is stated, the blocks with their markup, what was left out.
    fn shown(brief: &Brief) -> String {
        let mut lines = vec![format!(
            "title: {:?}\nseries: {:?}\ndate: {}\nauthor: {:?}\nlanguage: {:?}\n",
            brief.title.as_deref().unwrap_or_default(),
            brief.series.as_deref().unwrap_or_default(),
            brief.date.map(|date| date.to_string()).unwrap_or_default(),
            brief.author.as_deref().unwrap_or_default(),
            brief.language.as_deref().unwrap_or_default(),
        )];
        for block in &brief.blocks {
            let mut line = format!("{:?}: {:?}", block.kind, brief.block_text(block));
            let inside = |at: usize| block.range.start <= at && at <= block.range.end;
            for inline in brief.inlines.iter().filter(|inline| inside(inline.range.start) && inside(inline.range.end)) {
                let text = &brief.text[inline.range.clone()];
                line += &match &inline.style {
                    InlineStyle::Link(url) => format!("\n    {text:?} → {url}"),
                    style => format!("\n    {text:?} {style:?}"),
                };
            }
            lines.push(line);
        }
        lines.push("\nleft out:".into());
        lines.extend(brief.removed.iter().cloned());
        lines.join("\n")
    }

    #[test]
    fn pages_of_many_publishers() {
        for (name, page) in [
            ("institute", include_str!("../../../tests/pages/institute.html")),
            ("ministry", include_str!("../../../tests/pages/ministry.html")),
            ("mail", include_str!("../../../tests/pages/mail.html")),
            ("word-export", include_str!("../../../tests/pages/word-export.html")),
            ("google-docs", include_str!("../../../tests/pages/google-docs.html")),
            ("breaks", include_str!("../../../tests/pages/breaks.html")),
            ("news", include_str!("../../../tests/pages/news.html")),
            ("reference", include_str!("../../../tests/pages/reference.html")),
            ("printed", include_str!("../../../tests/pages/printed.html")),
            ("broken", include_str!("../../../tests/pages/broken.html")),
        ] {
            assert!(looks_like_html(page, false), "{name}");
            insta::assert_snapshot!(name, shown(&read(page)));
        }
    }

    /// A page whose body is `markup`, between a heading and a paragraph, as its blocks.
    fn blocks_of(markup: &str) -> Vec<String> {
        let brief = read(&format!(
            "<main><h1>Fog over Lome</h1>{markup}<p>{}</p></main>",
            "Ships wait off the port. ".repeat(8)
        ));
        let blocks = brief.blocks.iter().map(|block| format!("{:?}: {}", block.kind, brief.block_text(block)));
        let inner: Vec<String> = blocks.collect();
        inner[1..inner.len() - 1].to_vec()
    }

    #[test]
    fn structure_is_kept() {
        for (markup, expected) in [
            ("<p>a<p>b", "Paragraph: a|Paragraph: b"),
            ("<div>a<br><br>b</div>", "Paragraph: a|Paragraph: b"),
            ("<div>the road<br>goes on<br>From here</div>", "Paragraph: the road goes on\nFrom here"),
            (
                "<p>&bull; a<br>&bull; b</p>",
                "ListItem { ordered: false, depth: 0 }: a|ListItem { ordered: false, depth: 0 }: b",
            ),
            (
                "<ul><li>a<ol><li>b</ol><li>c</ul>",
                "ListItem { ordered: false, depth: 0 }: a|ListItem { ordered: true, depth: 1 }: b|ListItem { ordered: false, depth: 0 }: c",
            ),
            ("<blockquote>a<footer>b</footer></blockquote>", "Quote: a|Quote: b"),
            ("<pre>a\n  b</pre>", "Code: a\n  b"),
            ("<figure><img alt=x><figcaption>a<br>b</figcaption></figure>", "Caption: a b"),
            ("<p>H<sub>2</sub>O, 10<sup>6</sup>, 1<sup>st</sup> <q>a</q></p>", "Paragraph: H2O, 10⁶, 1st “a”"),
            ("<p><b>Why it matters</b></p><p>b</p>", "Heading { level: 3 }: Why it matters|Paragraph: b"),
            ("<table><tr><th colspan=2>a<th>b<tr><td>c<td>d\ne<td></table>", "Table: a\t\tb\nc\td e\t"),
            ("<table><tr><td>a<td>b</table>", "Paragraph: a|Paragraph: b"),
            ("<p>e&#769;&shy;&zwnj;x&#8203;</p>", "Paragraph: é\u{200c}x"),
            ("<p>e<b>&#769;a</b> <b>e</b>&#769;</p>", "Paragraph: éa é"),
            ("<p>a <!-- b --> <span> c</span></p>", "Paragraph: a c"),
            (
                "<h2>Key points</h2><p>a<p>b<h2>c</h2>",
                "Heading { level: 2 }: Key points|KeyPoint: a|KeyPoint: b|Heading { level: 2 }: c",
            ),
            ("<div class='key-points'><h3>In short</h3><p>a</p></div>", "Heading { level: 3 }: In short|KeyPoint: a"),
            ("<h2>Summary</h2><ul><li>a</ul><ul><li>b</ul>", "Heading { level: 2 }: Summary|KeyPoint: a|KeyPoint: b"),
            ("<p>Read more: <a href=/x>b</a></p><p><a href=/y>Another article</a></p>", ""),
        ] {
            assert_eq!(blocks_of(markup).join("|"), expected, "{markup}");
        }
    }

    #[test]
    fn a_page_that_looks_like_nothing_but_frame_is_read_whole() {
        for page in ["<form><p>Fog.</p></form>", "<nav><a href=/x>Fog.</a></nav>", "<footer>Fog.</footer>"] {
            assert_eq!(read(page).text, "Fog.", "{page}");
        }
    }

    #[test]
    fn pages_state_themselves_in_many_ways() {
        let prose = "<p>Ships wait off the port, as they did in May, and nobody knows for how long they will.</p>";
        for (head, body, expected) in [
            ("<title>Fog - The Post</title>", "<h1>Fog</h1>", ("Fog", "The Post", "")),
            (
                "<title>The Post | Fog over the bay</title>",
                "<h1>Fog over the bay</h1>",
                ("Fog over the bay", "The Post", ""),
            ),
            ("<meta property=og:title content='Fog &amp; mist'>", "", ("Fog & mist", "", "")),
            ("<meta name=DC.date content=2025-06-03>", "<h1>Fog over Lome</h1>", ("Fog over Lome", "", "2025-06-03")),
            ("", "<h1>Fog over Lome</h1><p>Published: 3rd June 2025 at 10:00</p>", ("Fog over Lome", "", "2025-06-03")),
            (
                "",
                "<h1>Fog over Lome</h1><time itemprop=datePublished datetime=2025-06-03T22:00>x</time>",
                ("Fog over Lome", "", "2025-06-03"),
            ),
            (
                "<meta property=article:section content=Brief>",
                "<h1>Brief: Fog over Lome</h1>",
                ("Fog over Lome", "Brief", ""),
            ),
            (
                "<meta property=article:modified_time content=2025-07-01>",
                "<h1>Fog</h1><p>Tue., Sept. 3, 2024</p>",
                ("Fog", "", "2024-09-03"),
            ),
        ] {
            let brief = read(&format!("<html><head>{head}</head><body><main>{body}{prose}</main></body></html>"));
            let date = brief.date.map(|date| date.to_string()).unwrap_or_default();
            let found =
                (brief.title.as_deref().unwrap_or_default(), brief.series.as_deref().unwrap_or_default(), &*date);
            assert_eq!(found, expected, "{head}{body}");
        }
    }

    #[test]
    fn html_is_told_from_text_with_tags() {
        for (text, certain, expected) in [
            ("<p>a</p>", false, true),
            ("<p>a</p>", true, false),
            ("\n<!DOCTYPE html>", true, true),
            ("<!-- saved from url --><html>", true, true),
            ("<!--StartFragment--><b>a</b>", false, true),
            ("<meta charset=utf-8>plain", false, true),
            ("<b>a</b> is bold", false, false),
            ("<thing>a</thing>", false, false),
            ("A <p>a</p>", false, false),
            ("Version:0.9\nStartHTML:00\n<html>", false, true),
        ] {
            assert_eq!(looks_like_html(text, certain), expected, "{text}");
        }
    }

    #[test]
    fn time_is_linear() {
        let start = Instant::now();
        for unit in [
            "<div>",
            "<",
            "<p>a",
            "<b><p>a",
            "<a href=x>",
            "<a href=\"",
            "<ul><li>a",
            "<table><tr><td>a",
            "</div>",
            "</b>",
            "<li>",
            "<h2>Related</h2>",
            "<h1>",
            "<sup><a href=#a>1</a>",
            "<p id=a><a href=#fn>[1]</a>",
            "<br>",
            "<b>a</b><br>",
            "&eacute;",
            "<div class=key-points>a",
            "<pre>",
            "<article>a",
            "<script>",
            "<meta name=date content=x>",
            "<td>",
            "<blockquote>a<br>",
            "<h1>Fog over the bay",
            "<strong>Summary</strong>",
            "<div>a, b</div>",
        ] {
            for start in ["", "<main>"] {
                let page = start.to_owned() + &unit.repeat(150_000 / unit.len());
                assert!(super::read(&page).text.len() <= 350_000);
            }
        }
        assert!(start.elapsed().as_secs() < 90, "{:?}", start.elapsed());
    }
}
