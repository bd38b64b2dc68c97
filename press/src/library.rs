//! A folder of briefs, read and understood.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use sidelight_engine::brief::{Brief, InlineStyle};
use sidelight_engine::knowledge::Knowledge;
use sidelight_engine::knowledge::source::{SourceFile, Sources, compile};
use sidelight_engine::render::{LinkedBrief, Outlines};
use sidelight_engine::understand::{KeyPointOrigin, Language, Lexicon, MODEL, Reading, understand};
use walkdir::{DirEntry, WalkDir};

use crate::input::{read_brief, read_text};
use crate::settings::Settings;

/// The briefs of a site and what is known of what they name.
pub struct Library {
    /// What the site says of itself.
    pub settings: Settings,
    /// The publisher's own entries.
    pub own: Knowledge,
    /// What ships, with the publisher's own entries laid over it.
    pub knowledge: Knowledge,
    /// The publisher's own outlines for maps.
    pub outlines: Option<Outlines>,
    /// The briefs, the newest first.
    pub entries: Vec<Entry>,
    /// What the publisher should know, though nothing failed.
    pub notices: Vec<String>,
}

/// One brief of a library.
pub struct Entry {
    /// Its place in the site: `briefs/SLUG/`.
    pub slug: String,
    /// What notes on it are kept under.
    pub id: String,
    /// The file it was read from.
    pub path: PathBuf,
    /// What its author wrote.
    pub brief: Brief,
    /// What was understood of it.
    pub reading: Reading,
}

impl Entry {
    /// What the brief is called in lists: its title, or its slug where it has none.
    pub fn title(&self) -> &str {
        self.brief.title.as_deref().unwrap_or(&self.slug)
    }

    /// What a link to it shows.
    pub fn as_linked(&self) -> LinkedBrief {
        let stated = self.reading.key_points.iter().filter(|point| point.origin == KeyPointOrigin::Brief);
        LinkedBrief {
            slug: self.slug.clone(),
            title: self.title().to_owned(),
            date: self.brief.date,
            key_points: stated.map(|point| self.brief.text[point.range.clone()].to_owned()).collect(),
        }
    }
}

impl Library {
    /// Reads the library in `folder`; `base` is what is known before the publisher's own entries.
    ///
    /// # Errors
    /// At the first file, in the order of names, that cannot be used, the outlines among them; for the publisher's own knowledge,
    /// all its [`Defects`].
    pub fn open(folder: &Path, base: Knowledge) -> Result<Self> {
        let at = folder.display();
        if !folder.metadata().with_context(|| format!("{at}: cannot be read"))?.is_dir() {
            bail!("{at}: is a file; name the folder that holds the briefs");
        }
        let (settings, notice) = Settings::load(folder)?;
        let outlines = settings.outlines.as_ref().map(|path| own_outlines(&folder.join(path))).transpose()?;
        let own = own_knowledge(folder, &base)?;
        let knowledge = base.overlaid(own.clone());
        let (entries, mut notices) = entries(folder, &knowledge, settings.address.as_deref())?;
        notices.extend(notice);
        Ok(Self { settings, own, knowledge, outlines, entries, notices })
    }
}

/// The publisher's own entities, terms and places.
fn own_knowledge(folder: &Path, base: &Knowledge) -> Result<Knowledge> {
    let sources = |name: &str, extension: &str| -> Result<Vec<SourceFile>> {
        let folder = folder.join(name);
        let paths = if folder.is_dir() { files(&folder, &[extension])? } else { Vec::new() };
        paths
            .into_iter()
            .map(|path| Ok(SourceFile { text: read_text(&path)?, path: path.display().to_string() }))
            .collect()
    };
    // Ahead of the publisher's own day for some hours at most: in universal time.
    let today = jiff::Timestamp::now().to_string().get(..10).map(str::to_owned);
    compile(&Sources { today, ..Sources::of(sources)? }, base)
        .map_err(|errors| Defects(errors.iter().map(ToString::to_string).collect()).into())
}

fn own_outlines(path: &Path) -> Result<Outlines> {
    let text = read_text(path).context("outlines for maps")?;
    Outlines::parse(&text).with_context(|| format!("outlines for maps: {}", path.display()))
}

/// What is wrong with the publisher's own knowledge, a line each: a whole folder can be mended in one go.
#[derive(Debug)]
pub struct Defects(pub Vec<String>);

impl fmt::Display for Defects {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("; "))
    }
}

impl std::error::Error for Defects {}

/// The briefs, the newest first, and what should be known of their links.
fn entries(folder: &Path, knowledge: &Knowledge, address: Option<&str>) -> Result<(Vec<Entry>, Vec<String>)> {
    let inner = folder.join("briefs");
    let folder = if inner.is_dir() { &inner } else { folder };
    let paths = files(folder, &["txt", "md", "html", "htm", "docx"])?;
    if paths.is_empty() {
        bail!("{}: holds no briefs; put .txt, .md, .html or .docx files there", folder.display());
    }
    let language = language();
    let lexicon = Lexicon::new(knowledge).in_language(&language);
    let entries: Vec<Result<Entry>> = paths.into_par_iter().map(|path| read_entry(path, &lexicon)).collect();
    // Collected first: the message is to name the first bad file, not the one that a thread met first.
    let mut entries = entries.into_iter().collect::<Result<Vec<Entry>>>()?;
    refuse_twins(&entries, "slug", |entry| &entry.slug, "rename one of the files")?;
    refuse_twins(&entries, "id", |entry| &entry.id, "give one of them another id in its front matter")?;
    let notices = join(&mut entries, address);
    entries.sort_by(|a, b| b.brief.date.cmp(&a.brief.date).then_with(|| a.slug.cmp(&b.slug)));
    Ok((entries, notices))
}

/// Lets links between the briefs of a library lead to their pages: those to a file beside, and those to the
/// address where the site is published. Gives a line for each that leads to no brief.
fn join(entries: &mut [Entry], address: Option<&str>) -> Vec<String> {
    let slugs: HashSet<String> = entries.iter().map(|entry| entry.slug.clone()).collect();
    let mut notices = Vec::new();
    for Entry { path, brief, .. } in entries {
        for inline in &mut brief.inlines {
            let found = match &inline.style {
                InlineStyle::Beside(file) => {
                    let slug = slug_of(file).filter(|slug| slugs.contains(slug));
                    if slug.is_none() {
                        let at = path.display();
                        notices.push(format!(
                            "{at}: links to “{file}”, which is no brief of this library: it stays plain text"
                        ));
                    }
                    slug
                }
                InlineStyle::Link(url) => address
                    .and_then(|address| url.strip_prefix(address)?.strip_prefix("briefs/"))
                    .and_then(slug_of)
                    .filter(|slug| slugs.contains(slug)),
                _ => None,
            };
            if let Some(slug) = found {
                inline.style = InlineStyle::Link(LinkedBrief::way_to(&slug));
            }
        }
    }
    notices
}

/// The slug of the brief that a path leads to: by its file’s name, or by the folder of its page.
fn slug_of(path: &str) -> Option<String> {
    let path = path.split(['#', '?']).next()?;
    let path = path.strip_suffix("index.html").unwrap_or(path).trim_end_matches('/');
    let name = Path::new(path).file_stem()?.to_string_lossy();
    Some(slug::slugify(name.replace("%20", " "))).filter(|slug| !slug.is_empty())
}

/// The language model that ships.
pub fn language() -> Language {
    Language::unpack(MODEL).expect("the model was made with this version: a test unpacks it")
}

fn read_entry(path: PathBuf, lexicon: &Lexicon<'_>) -> Result<Entry> {
    let at = path.display();
    let slug = slug::slugify(path.file_stem().unwrap_or_default().to_string_lossy());
    if slug.is_empty() {
        bail!("{at}: the name gives the brief no address; rename the file with letters or digits");
    }
    let brief = read_brief(&path)?;
    let id = brief.id.clone().unwrap_or_else(|| slug.clone());
    let reading = understand(&brief, lexicon);
    Ok(Entry { slug, id, path, brief, reading })
}

/// Refuses two entries that share what must be their own: one would take the other's place.
fn refuse_twins(entries: &[Entry], what: &str, key: impl Fn(&Entry) -> &String, remedy: &str) -> Result<()> {
    let mut seen: HashMap<&String, &Path> = HashMap::new();
    for entry in entries {
        if let Some(other) = seen.insert(key(entry), &entry.path) {
            bail!("{} and {}: have the same {what} “{}”; {remedy}", other.display(), entry.path.display(), key(entry));
        }
    }
    Ok(())
}

/// The files below `folder` with one of these extensions, in the order of names; hidden ones are passed over.
fn files(folder: &Path, extensions: &[&str]) -> Result<Vec<PathBuf>> {
    let is_visible = |entry: &DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
    let mut paths = Vec::new();
    for entry in WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter().filter_entry(is_visible) {
        let path = entry.with_context(|| format!("{}: cannot be read", folder.display()))?.into_path();
        let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        if extensions.contains(&extension.as_str()) && !path.is_dir() {
            paths.push(path);
        }
    }
    Ok(paths)
}
