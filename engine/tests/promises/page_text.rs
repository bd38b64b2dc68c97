//! The text of a page, read back from its HTML as the notes read it.

/// The `textContent` of every element with `data-block`, in the order of the page.
pub fn block_texts(html: &str) -> Vec<String> {
    html.match_indices("data-block=")
        .map(|(at, _)| {
            let tag_start = html[..at].rfind('<').expect("an attribute stands in a tag");
            let name: String = html[tag_start + 1..].chars().take_while(|c| c.is_alphanumeric()).collect();
            let open_end = at + html[at..].find('>').expect("a tag ends") + 1;
            // Blocks hold inline elements and table parts only, never an element of their own name.
            let close = open_end + html[open_end..].find(&format!("</{name}>")).expect("an element ends");
            let mut text = String::new();
            let mut rest = &html[open_end..close];
            while let Some(start) = rest.find('<') {
                text.push_str(&rest[..start]);
                rest = &rest[start + rest[start..].find('>').expect("a tag ends") + 1..];
            }
            text.push_str(rest);
            text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
        })
        .collect()
}
