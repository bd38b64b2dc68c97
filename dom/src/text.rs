//! How a range of a block's text corresponds to places in the page's text nodes. The page counts UTF-16 code units, all
//! else counts Unicode scalar values; nothing else needs to know both.

use std::ops::Range;

use wasm_bindgen::JsCast;
use web_sys::{Element, Node, Text};

use crate::page::closest;

/// A piece of one text node, in UTF-16 code units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The node's number in its block.
    pub node: usize,
    /// The piece's code units in it.
    pub units: Range<u32>,
}

/// The pieces of a block's text nodes that make up a range of the block's text.
pub fn pieces(nodes: &[String], range: Range<usize>) -> Vec<Piece> {
    let (mut pieces, mut before) = (Vec::new(), 0);
    for (node, text) in nodes.iter().enumerate() {
        let len = text.chars().count();
        let (start, end) = (range.start.saturating_sub(before), range.end.saturating_sub(before).min(len));
        if start < end {
            pieces.push(Piece { node, units: units(text, start)..units(text, end) });
        }
        before += len;
    }
    pieces
}

/// How many code units the first `scalars` characters have.
fn units(text: &str, scalars: usize) -> u32 {
    text.chars().take(scalars).map(|character| character.len_utf16() as u32).sum()
}

/// The text nodes of a block, in order.
pub fn text_nodes(block: &Element) -> Vec<Text> {
    fn collect(node: &Node, into: &mut Vec<Text>) {
        let mut child = node.first_child();
        while let Some(node) = child {
            match node.dyn_ref::<Text>() {
                Some(text) => into.push(text.clone()),
                None => collect(&node, into),
            }
            child = node.next_sibling();
        }
    }
    let mut nodes = Vec::new();
    collect(block, &mut nodes);
    nodes
}

/// Puts an element around some code units of a text node.
pub fn wrap(node: &Text, units: Range<u32>, around: &Element) -> Option<()> {
    let parent = node.parent_node()?;
    // Between the cells of a table there is only white space, and no place for an element.
    if matches!(parent.node_name().as_str(), "TABLE" | "THEAD" | "TBODY" | "TFOOT" | "TR") {
        return None;
    }
    // From behind, so that the first cut does not move the second.
    if units.end < node.length() {
        node.split_text(units.end).ok()?;
    }
    let wrapped = if units.start > 0 { node.split_text(units.start).ok()? } else { node.clone() };
    parent.insert_before(around, Some(&wrapped)).ok()?;
    around.append_child(&wrapped).ok()?;
    Some(())
}

/// Takes an element away from around what is in it.
pub fn unwrap(around: &Element) {
    let Some(parent) = around.parent_node() else { return };
    while let Some(child) = around.first_child() {
        let _ = parent.insert_before(&child, Some(around));
    }
    let _ = parent.remove_child(around);
    parent.normalize();
}

/// How a reader would name the place of a block: “¶ 3”, “key point 2”.
pub fn place_name(block: &Element) -> String {
    let point = closest(block, ".point").and_then(|point| point.id().strip_prefix('k').map(str::to_owned));
    match (block.get_attribute("data-n"), point) {
        (Some(number), _) => format!("¶ {number}"),
        (None, Some(number)) => format!("key point {number}"),
        (None, None) if block.tag_name().eq_ignore_ascii_case("h1") => "title".into(),
        (None, None) => "in the text".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn pieces_of_text_nodes() {
        let check = |nodes: &[&str], range: Range<usize>, expected: &[&str]| {
            let nodes = strings(nodes);
            let found: Vec<String> = pieces(&nodes, range)
                .into_iter()
                .map(|Piece { node, units: Range { start, end } }| {
                    let units: Vec<u16> = nodes[node].encode_utf16().collect();
                    String::from_utf16(&units[start as usize..end as usize]).expect("no character is cut in two")
                })
                .collect();
            assert_eq!(found, expected);
        };
        check(&["The ", "Moscow", " attack"], 4..10, &["Moscow"]);
        check(&["The ", "Moscow", " attack"], 2..12, &["e ", "Moscow", " a"]);
        check(&["", "one", "", "two"], 0..6, &["one", "two"]);
        check(&["a😀b", "😀😀"], 1..4, &["😀b", "😀"]);
        check(&["short"], 3..99, &["rt"]);
        check(&["short"], 9..99, &[]);
        check(&[], 0..1, &[]);
    }
}
