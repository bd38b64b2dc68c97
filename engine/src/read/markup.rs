//! HTML and XML as tokens, by the states of the HTML standard's tokenizer (§13.2.5).
//!
//! html5gum would do, and the tests hold this to what it says. But its state machine and its table of 2,231
//! names weigh 32 KB with Brotli, more than all of the rest of reading; this is a tenth of that because a
//! reader of briefs needs neither parse errors nor positions, and because names that are rare are asked of
//! the Markdown parser (see [`references`](super::references)). Word's XML is read by the same tokens: it has no
//! DTD, and what else XML has and HTML has not is CDATA.
//!
//! Tokens are slices of the text: nothing is copied and every byte is looked at a fixed number of times.

use super::words;

/// A token of markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token<'t> {
    /// Text as it stands there; several may follow each other.
    Text {
        /// With its character references.
        text: &'t str,
        /// Whether what looks like a character reference is none: in a script, or in CDATA.
        is_raw: bool,
    },
    /// A start tag.
    Open {
        /// Its name as it is written.
        name: &'t str,
        /// What stands between the name and the end of the tag.
        attributes: &'t str,
        /// Whether it ends with `/>`.
        is_closed: bool,
    },
    /// An end tag.
    Close {
        /// Its name as it is written.
        name: &'t str,
    },
}

/// The dialects that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// Elements whose content is text, such as `script`; CDATA is a comment.
    Html,
    /// No such elements; CDATA is text.
    Xml,
}

/// Elements of HTML whose content is text up to their own end tag, and whether character references stand for
/// characters in it.
const TEXT_ELEMENTS: [(&str, bool); 8] = [
    ("iframe", false),
    ("noembed", false),
    ("noframes", false),
    ("script", false),
    ("style", false),
    ("textarea", true),
    ("title", true),
    ("xmp", false),
];

/// The tokens of a text. Comments, declarations and processing instructions are passed over.
#[derive(Debug)]
pub struct Tokens<'t> {
    text: &'t str,
    at: usize,
    dialect: Dialect,
    /// The markup after the text that came last.
    pending: Option<Token<'t>>,
    /// The text element that has just begun.
    inside: Option<(&'static str, bool)>,
}

impl<'t> Tokens<'t> {
    pub fn new(text: &'t str, dialect: Dialect) -> Self {
        Self { text, at: 0, dialect, pending: None, inside: None }
    }

    /// The text up to `end`, if there is any.
    fn take(&mut self, end: usize, is_raw: bool) -> Option<Token<'t>> {
        let text = &self.text[self.at..end];
        self.at = end;
        (!text.is_empty()).then_some(Token::Text { text, is_raw })
    }

    /// Passes over everything up to and including `mark`, or to the end.
    fn skip_past(&mut self, from: usize, mark: &str) {
        self.at = words::find(&self.text[from..], mark).map_or(self.text.len(), |offset| from + offset + mark.len());
    }

    /// A tag, comment or the like at `start`, where a `<` stands: its token if it has one. `None` outside
    /// where the `<` is text.
    fn markup(&mut self, start: usize) -> Option<Option<Token<'t>>> {
        let after = &self.text.as_bytes()[start + 1..];
        match after {
            [b'!', b'-', b'-', rest @ ..] => {
                // `<!-->` and `<!--->` are whole comments.
                let from = start + 4;
                if rest.starts_with(b">") || rest.starts_with(b"->") {
                    self.skip_past(from, ">");
                } else {
                    self.comment(from);
                }
                Some(None)
            }
            [b'!', rest @ ..] if self.dialect == Dialect::Xml && rest.starts_with(b"[CDATA[") => {
                self.at = start + 9;
                let end = words::find(&self.text[self.at..], "]]>").map_or(self.text.len(), |offset| self.at + offset);
                let token = self.take(end, true);
                self.at = (end + 3).min(self.text.len());
                Some(token)
            }
            [b'/', b'>', ..] => {
                self.at = start + 3;
                Some(None)
            }
            [b'/', first, ..] if first.is_ascii_alphabetic() => Some(self.tag(start + 2, true)),
            [first, ..] if first.is_ascii_alphabetic() => Some(self.tag(start + 1, false)),
            [b'!' | b'?', ..] | [b'/', _, ..] => {
                self.skip_past(start + 2, ">");
                Some(None)
            }
            _ => None,
        }
    }

    /// Passes over the rest of a comment, which `-->` or `--!>` ends.
    fn comment(&mut self, from: usize) {
        let mut from = from;
        loop {
            let Some(offset) = words::find(&self.text[from..], "--") else {
                self.at = self.text.len();
                return;
            };
            let rest = &self.text[from + offset + 2..];
            if rest.starts_with('>') || rest.starts_with("!>") {
                self.skip_past(from + offset + 2, ">");
                return;
            }
            // In `--->` the end begins one hyphen later.
            from += offset + 1;
        }
    }

    /// The tag whose name begins at `start`; nothing where the text ends inside it.
    fn tag(&mut self, start: usize, is_end: bool) -> Option<Token<'t>> {
        let is_end_of_name = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
        let name = &self.text[start..];
        let name = &name[..name.as_bytes().iter().position(is_end_of_name).unwrap_or(name.len())];
        let from = start + name.len();
        let mut attributes = Attributes::of(&self.text[from..]);
        while attributes.next().is_some() {}
        let Some(end) = attributes.end else {
            self.at = self.text.len();
            return None;
        };
        self.at = from + end + 1;
        if is_end {
            return Some(Token::Close { name });
        }
        if self.dialect == Dialect::Html {
            self.inside = TEXT_ELEMENTS.into_iter().find(|(element, _)| name.eq_ignore_ascii_case(element));
        }
        Some(Token::Open { name, attributes: &self.text[from..from + end], is_closed: attributes.is_closed })
    }

    /// Where the end tag of a text element begins.
    fn end_of(&self, element: &str) -> usize {
        let mut from = self.at;
        while let Some(offset) = words::find(&self.text[from..], "</") {
            let name = from + offset + 2;
            let after = name + element.len();
            let is_same = self.text.get(name..after).is_some_and(|name| name.eq_ignore_ascii_case(element));
            let follows = self.text.as_bytes().get(after);
            if is_same && follows.is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>')) {
                return name - 2;
            }
            from = name;
        }
        self.text.len()
    }
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        if let Some(token) = self.pending.take() {
            return Some(token);
        }
        if let Some((element, has_references)) = self.inside.take() {
            let end = self.end_of(element);
            if let Some(token) = self.take(end, !has_references) {
                return Some(token);
            }
        }
        let mut from = self.at;
        while let Some(offset) = self.text[from..].find('<') {
            let start = from + offset;
            let before = &self.text[self.at..start];
            match self.markup(start) {
                Some(token) if !before.is_empty() => {
                    self.pending = token;
                    return Some(Token::Text { text: before, is_raw: false });
                }
                Some(Some(token)) => return Some(token),
                Some(None) => from = self.at,
                None => from = start + 1,
            }
        }
        self.take(self.text.len(), false)
    }
}

/// The attributes of a tag, as they are written.
#[derive(Debug)]
pub struct Attributes<'t> {
    text: &'t str,
    at: usize,
    /// Where the `>` stands that ends the tag, once it is reached.
    end: Option<usize>,
    is_closed: bool,
}

impl<'t> Attributes<'t> {
    /// Those at the beginning of a text, up to its end or the first `>` outside quotation marks.
    pub fn of(text: &'t str) -> Self {
        Self { text, at: 0, end: None, is_closed: false }
    }

    /// The bytes from here on for which `is_part` holds.
    fn run(&mut self, is_part: impl Fn(u8) -> bool) -> &'t str {
        let rest = &self.text[self.at..];
        let length = rest.bytes().position(|byte| !is_part(byte)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn value(&mut self) -> Option<&'t str> {
        match self.peek()? {
            quote @ (b'"' | b'\'') => {
                self.at += 1;
                let value = self.run(|byte| byte != quote);
                self.peek()?;
                self.at += 1;
                Some(value)
            }
            _ => Some(self.run(|byte| byte != b'>' && !byte.is_ascii_whitespace())),
        }
    }
}

impl<'t> Iterator for Attributes<'t> {
    /// A name and a value, the value with its character references.
    type Item = (&'t str, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        if self.end.is_some() {
            return None;
        }
        let gap = self.run(|byte| byte == b'/' || byte.is_ascii_whitespace());
        if self.peek()? == b'>' {
            self.is_closed = gap.ends_with('/');
            self.end = Some(self.at);
            return None;
        }
        let start = self.at;
        // A `=` that comes first is part of the name.
        self.at += 1;
        while !self.text.is_char_boundary(self.at) {
            self.at += 1;
        }
        self.run(|byte| !matches!(byte, b'=' | b'/' | b'>') && !byte.is_ascii_whitespace());
        let name = &self.text[start..self.at];
        let after_name = self.at;
        self.run(|byte| byte.is_ascii_whitespace());
        if self.peek() != Some(b'=') {
            self.at = after_name;
            return Some((name, ""));
        }
        self.at += 1;
        self.run(|byte| byte.is_ascii_whitespace());
        match self.value() {
            Some(value) => Some((name, value)),
            None => {
                // The text ends inside the value, and with it the tag.
                self.at = self.text.len();
                None
            }
        }
    }
}

/// The value of an attribute, with its character references; the first of that name counts.
pub fn attribute<'t>(attributes: &'t str, name: &str) -> Option<&'t str> {
    Attributes::of(attributes).find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use html5gum::{DefaultEmitter, Tokenizer};

    use super::super::references::{Place, decoded};
    use super::*;

    /// Tokens as a person reads them; neighbouring texts are one.
    fn listed(text: &str, dialect: Dialect) -> Vec<String> {
        let mut list: Vec<String> = Vec::new();
        let mut is_text = false;
        for token in Tokens::new(text, dialect) {
            match token {
                Token::Text { text, is_raw } => {
                    let text = if is_raw { text.to_owned() } else { decoded(text, Place::Text) };
                    match list.last_mut().filter(|_| is_text) {
                        Some(last) => last.push_str(&text),
                        None => list.push(text),
                    }
                }
                Token::Open { name, attributes, is_closed } => {
                    let mut tag = format!("<{}", name.to_ascii_lowercase());
                    let mut seen = Vec::new();
                    for (name, value) in Attributes::of(&format!("{attributes}>")) {
                        let name = name.to_ascii_lowercase();
                        if !seen.contains(&name) {
                            seen.push(name.clone());
                        } else {
                            continue;
                        }
                        tag += &format!(" {name}={:?}", decoded(value, Place::Attribute));
                    }
                    list.push(tag + if is_closed { "/>" } else { ">" });
                }
                Token::Close { name } => list.push(format!("</{}>", name.to_ascii_lowercase())),
            }
            is_text = matches!(token, Token::Text { .. });
        }
        list
    }

    /// The same by html5gum.
    fn listed_by_html5gum(text: &str) -> Vec<String> {
        let mut emitter = DefaultEmitter::<()>::default();
        emitter.naively_switch_states(true);
        let string = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let mut list: Vec<String> = Vec::new();
        let mut is_text = false;
        let Ok(tokens) = Tokenizer::new_with_emitter(text, emitter).collect::<Result<Vec<_>, _>>();
        for token in tokens {
            match &token {
                html5gum::Token::String(text) => match list.last_mut().filter(|_| is_text) {
                    Some(last) => last.push_str(&string(text)),
                    None => list.push(string(text)),
                },
                html5gum::Token::StartTag(tag) => {
                    let mut line = format!("<{}", string(&tag.name));
                    // Attributes are sorted there.
                    for (name, value) in &tag.attributes {
                        line += &format!(" {}={:?}", string(name), string(value));
                    }
                    list.push(line + if tag.self_closing { "/>" } else { ">" });
                }
                html5gum::Token::EndTag(tag) => list.push(format!("</{}>", string(&tag.name))),
                _ => continue,
            }
            is_text = matches!(token, html5gum::Token::String(_));
        }
        list
    }

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(listed(text, Dialect::Html), expected, "{text:?}");
        assert_eq!(listed_by_html5gum(text), expected, "html5gum, {text:?}");
    }

    #[test]
    fn markup_is_read_as_the_standard_says() {
        check("a<p class=x ID='y'>b</P\n>c", &["a", "<p class=\"x\" id=\"y\">", "b", "</p>", "c"]);
        check("<br/><img a/b = \"c>d\" />", &["<br/>", "<img a=\"\" b=\"c>d\"/>"]);
        check("<a href=x/y>", &["<a href=\"x/y\">"]);
        check("1 < 2 && 3 > 2 <3", &["1 < 2 && 3 > 2 <3"]);
        check("a<!-- <p> -- --->b<!-->c<!--->d<!x>e<?y?>f</ z>g</>h", &["abcdefgh"]);
        check("<script>if (a<b) '</p>' &amp;</script>&amp;", &["<script>", "if (a<b) '</p>' &amp;", "</script>", "&"]);
        check("<title>A &amp; <b></TITLE>", &["<title>", "A & <b>", "</title>"]);
        check("<p <b>>x", &["<p <b=\"\">", ">x"]);
        check("x<a href=\"unclosed>y", &["x"]);
        check("<a =b==c>", &["<a =b=\"=c\">"]);
        check("a<![CDATA[b]]>c", &["ac"]);
        assert_eq!(listed("a<![CDATA[<b>&amp;]]>c<w:p/>", Dialect::Xml), ["a<b>&amp;c", "<w:p/>"]);
    }

    #[test]
    fn references_are_characters() {
        check(
            "&lt;&eacute;&Eacute&nbsp;&#8217;&#x2014;&#146;&#0;&amp &nope; &; &#; &#x; &frac12;&NotEqualTilde;",
            &["<éÉ\u{a0}’—’\u{fffd}& &nope; &; &#; &#x; ½≂\u{338}"],
        );
        check("<a href='?a=1&copy=2&amp;b&lt'>", &["<a href=\"?a=1&copy=2&b<\">"]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_as_by_html5gum(text in "(<|</|>|/|=|\"|'| |!|\\?|-|--|<!--|-->|p|b|script|title|style|a|é|&amp;|&lt;|&#|1;|x41;|&eacute;|\n|\\[CDATA\\[|\\]\\]>){0,40}") {
            // A script that mentions scripts has states of its own, which no page needs here. html5gum sorts
            // attributes by name.
            let mentions_scripts = text.contains("<!--") && text.contains("<script");
            let sorted = |mut list: Vec<String>| {
                for tag in list.iter_mut().filter(|tag| tag.starts_with('<') && tag.contains(' ')) {
                    let mut bytes: Vec<u8> = tag.bytes().collect();
                    bytes.sort_unstable();
                    *tag = String::from_utf8_lossy(&bytes).into_owned();
                }
                list
            };
            if !mentions_scripts {
                proptest::prop_assert_eq!(sorted(listed(&text, Dialect::Html)), sorted(listed_by_html5gum(&text)));
            }
        }
    }

    #[test]
    fn time_is_linear() {
        let start = Instant::now();
        for text in
            ["<", "<a ", "<a b=\"", "<!--", "<!-- -", "</", "<script>", "<title></titl", "&", "&#", "&a", "<![CDATA["]
        {
            let text = text.repeat(500_000 / text.len());
            for dialect in [Dialect::Html, Dialect::Xml] {
                assert!(Tokens::new(&text, dialect).count() <= text.len());
            }
            decoded(&text, Place::Text);
        }
        assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
    }
}
