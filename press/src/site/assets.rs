//! What pages load: each file published under a name that tells its content.

use anyhow::{Context, Result, bail};
use sidelight_engine::knowledge::Knowledge;
use sidelight_engine::understand::MODEL;

use super::styles;
use crate::bundle::Bundle;
use crate::hashing::{policy_source, revision};
use crate::publish::Staging;
use crate::settings::Settings;

/// The published assets, by their paths from the site's root, and what stands inside every page.
pub struct Assets {
    /// The app's module.
    pub app: String,
    /// The app's code, which the module loads.
    pub app_wasm: String,
    /// The module that reads the reader's own briefs.
    pub worker: String,
    /// The module that shows what the reader has put right.
    pub amend: String,
    /// What the worker knows.
    pub knowledge: String,
    /// The places among it.
    pub gazetteer: String,
    /// The language model.
    pub language: String,
    /// The style sheet that pages load.
    pub style: String,
    /// The icon.
    pub icon: String,
    /// The style sheet inside every page.
    pub critical_style: String,
    /// The script inside every page: it sets the theme before the first paint.
    pub theme_script: String,
    /// The Content-Security-Policy that allows these and nothing else.
    pub policy: String,
}

impl Assets {
    /// Publishes the assets of `bundle` and the site's `knowledge`.
    ///
    /// # Errors
    /// Where the bundle is not whole, or the disk refuses a file.
    pub fn publish(bundle: &Bundle, knowledge: &Knowledge, settings: &Settings, staging: &Staging) -> Result<Self> {
        let publish = |name: &str, content: &[u8]| {
            let path = hashed(name, content);
            staging.write(&path, content).map(|()| path)
        };
        // A module and its wasm files, of which it loads the first at once.
        let module = |name: &str, parts: &[&str]| -> Result<(String, String)> {
            let file = format!("{name}.js");
            let mut code = bundle.text(&file)?.to_owned();
            let mut paths = Vec::new();
            for part in parts {
                let wasm = format!("{name}_{part}.wasm");
                let path = publish(&wasm, bundle.bytes(&wasm)?)?;
                code = refer(&code, &wasm, &path).with_context(|| format!("{file} of the built app"))?;
                paths.push(path);
            }
            Ok((publish(&file, code.as_bytes())?, paths.swap_remove(0)))
        };
        let (app, app_wasm) = module("app", &["bg", "notes"])?;
        let (worker, _) = module("worker", &["bg"])?;
        let (amend, _) = module("amend", &["bg"])?;
        let (gazetteer, knowledge) = knowledge.clone().for_cards().parted();
        let critical_style = styles::critical(bundle)?;
        let theme_script = bundle.text("public/theme.js")?.replace("{{site}}", &settings.id).replace('\r', "");
        Ok(Self {
            app,
            app_wasm,
            worker,
            amend,
            knowledge: publish("knowledge.bin", &knowledge.pack())?,
            gazetteer: publish("gazetteer.bin", &gazetteer.pack())?,
            language: publish("english.bin", MODEL)?,
            style: publish("style.css", styles::deferred(bundle)?.as_bytes())?,
            icon: publish("icon.svg", bundle.bytes("public/icon.svg")?)?,
            policy: policy(&critical_style, &theme_script),
            critical_style,
            theme_script,
        })
    }
}

/// The Content-Security-Policy of a page: its own site, and the two blocks inside it by their hashes.
fn policy(style: &str, script: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {}; style-src 'self' {}; img-src 'self' data:; \
         font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; \
         form-action 'none'",
        policy_source(script),
        policy_source(style)
    )
}

/// `app.js` becomes `assets/app.0123456789ab.js`.
fn hashed(name: &str, content: &[u8]) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    format!("assets/{stem}.{}.{extension}", revision(content))
}

/// `code` with its one mention of the file `name` turned into one of the published `path` beside it.
fn refer(code: &str, name: &str, path: &str) -> Result<String> {
    let published = path.trim_start_matches("assets/");
    match code.matches(name).count() {
        1 => Ok(code.replace(name, published)),
        count => bail!("names {name} {count} times, not once; run `cargo xtask serve` to build it anew"),
    }
}
