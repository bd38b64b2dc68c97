//! `cargo xtask train`: the language model, its recogniser of names learned from tagged news text.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, Result, bail};
use flate2::read::GzDecoder;
use sidelight_engine::understand::Language;
use sidelight_engine::understand::training::{Tagged, evaluate, train};

use crate::root;

/// The training text beside the project, where no other is named.
const CORPUS: &str = "../shared/corpora/gmb-news.tsv.gz";
/// What a model may weigh, in bytes as packed.
const MAX_BYTES: usize = 150_000;

/// Learns from nine tenths of the text and tries the result on the last; then learns from all of it and
/// writes `engine/model/english.bin`.
///
/// # Errors
/// Where the text is absent or not as its README describes it, or the model gets too heavy.
pub fn run(corpus: Option<&str>) -> Result<()> {
    let corpus = corpus.map_or_else(|| root().join(CORPUS), Into::into);
    let sentences = sentences(&corpus)?;
    let (given, ordinary) = (given_names()?, ordinary_words()?);
    let held_out = sentences.len() / 10;
    let (known, unknown) = sentences.split_at(sentences.len() - held_out);
    let score = evaluate(&train(known, &given, &ordinary), unknown);
    let share = |part: usize, of: usize| 100.0 * part as f64 / of.max(1) as f64;
    println!(
        "On {held_out} sentences not learned from: {:.1} % of {} runs told from ordinary words, {:.1} % of the names found of the right kind",
        share(score.is_name_right, score.runs),
        score.runs,
        share(score.kinds_right, score.names_found),
    );
    let packed = Language::new(train(&sentences, &given, &ordinary), &synonyms()?).pack();
    if packed.len() > MAX_BYTES {
        bail!("the model has {} bytes, and {MAX_BYTES} is what readers are asked to load", packed.len());
    }
    debug_assert!(Language::unpack(&packed).is_ok());
    let path = root().join("engine/model/english.bin");
    fs::write(&path, &packed).with_context(|| path.display().to_string())?;
    println!("engine/model/english.bin: {} bytes", packed.len());
    Ok(())
}

/// The sentences of a file with one word a line: word, part of speech, tag; a blank line ends a sentence.
fn sentences(path: &Path) -> Result<Vec<Tagged>> {
    let at = path.display();
    let file = File::open(path).with_context(|| format!("{at}: the training text is not there; name another file"))?;
    let mut sentences = vec![Tagged::new()];
    for (number, line) in BufReader::new(GzDecoder::new(file)).lines().enumerate() {
        let line = line.with_context(|| format!("{at}: cannot be read"))?;
        let sentence = sentences.last_mut().context("there is always one sentence")?;
        if line.is_empty() {
            if !sentence.is_empty() {
                sentences.push(Tagged::new());
            }
            continue;
        }
        let [word, _, tag] = line.split('\t').collect::<Vec<_>>()[..] else {
            bail!("{at}, line {}: has to be word, part of speech and tag with tabs between them", number + 1);
        };
        sentence.push((word.to_owned(), tag.to_owned()));
    }
    sentences.retain(|sentence| !sentence.is_empty());
    Ok(sentences)
}

/// The text of `engine/model/synonyms.txt`.
fn synonyms() -> Result<String> {
    let path = root().join("engine/model/synonyms.txt");
    fs::read_to_string(&path).with_context(|| path.display().to_string())
}

/// The words of `engine/model/given-names.txt`.
///
/// # Errors
/// Where the file is not there.
pub fn given_names() -> Result<Vec<String>> {
    let path = root().join("engine/model/given-names.txt");
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    Ok(lines.flat_map(str::split_whitespace).map(str::to_owned).collect())
}

/// The words that what ships has in small letters: it is written in the language of briefs.
fn ordinary_words() -> Result<Vec<String>> {
    let mut words = Vec::new();
    for folder in ["content/entities", "content/glossary"] {
        for entry in fs::read_dir(root().join(folder)).with_context(|| folder.to_owned())? {
            let path = entry?.path();
            let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            // Only where whole sentences stand: ids and addresses have names in small letters.
            let sentences = text.lines().filter(|line| {
                ["summary =", "definition =", "forms ="].iter().any(|key| line.trim_start().starts_with(key))
                    || folder.ends_with("glossary") && line.trim_start().starts_with("name =")
            });
            let small = sentences
                .flat_map(|line| line.split(|c: char| !c.is_alphabetic()))
                .filter(|word| word.chars().all(char::is_lowercase));
            words.extend(small.filter(|word| word.len() > 2).map(str::to_owned));
        }
    }
    Ok(words)
}
