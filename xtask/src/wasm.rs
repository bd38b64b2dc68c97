//! The parts that run in the browser: Rust → wasm, and the module that loads it.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::cargo;
use crate::progress::Step;

/// What rustup calls the browser.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Installs the wasm target where rustup lacks it.
///
/// # Errors
/// Where rustup fails. Without rustup the target is taken to be there: the build tells.
pub fn ensure_target(step: &Step) -> Result<()> {
    let Ok(installed) =
        Command::new("rustup").args(["target", "list", "--installed"]).current_dir(crate::root()).output()
    else {
        return Ok(());
    };
    if !String::from_utf8_lossy(&installed.stdout).lines().any(|target| target == TARGET) {
        step.say(&format!("installing the Rust target {TARGET}"));
        step.run(Command::new("rustup").args(["target", "add", TARGET]).current_dir(crate::root()))?;
    }
    Ok(())
}

/// Builds `package` for the browser: `NAME.js` and `NAME_bg.wasm` in `folder`.
///
/// # Errors
/// Where it does not build, or needs more files than these two.
pub fn build(step: &Step, package: &str, name: &str, folder: &Path) -> Result<()> {
    let wasm = compile(step, package, &[], &[])?;
    start_on_load(&bind(&wasm, package, name, folder)?)
}

/// Builds as [`build`] does, and what is loaded later as `NAME_PART.wasm` for each of `parts`: all that is called from
/// nowhere but the functions marked with `wasm_split(PART)`.
///
/// # Errors
/// As for [`build`]; where the parts are others.
pub fn build_in_parts(step: &Step, package: &str, name: &str, parts: &[&str], folder: &Path) -> Result<()> {
    // Where functions and data lie is otherwise forgotten by the linker.
    let whole = fs::read(compile(step, package, &[], &["-Clink-arg=--emit-relocs"])?)?;
    let cut = folder.join("cut");
    let main = cut.join("main.wasm");
    let mut options = wasm_split_cli_support::Options::new(&whole);
    (options.output_dir, options.main_out_path) = (&cut, &main);
    let found = match wasm_split_cli_support::transform(options) {
        Ok(split) => split.split_modules.len(),
        Err(error) => bail!("{package} cannot be cut into parts: {error:#}"),
    };
    let module = bind(&main, package, name, folder)?;
    let mut loader = fs::read_to_string(cut.join("__wasm_split.js"))?;
    for part in parts {
        let (split, published) = (format!("split_{part}.wasm"), format!("{name}_{part}.wasm"));
        fs::write(folder.join(&published), without_names(&cut.join(&split))?)?;
        replace_once(&mut loader, &format!("\"./{split}\""), &format!("\"{published}\""))?;
    }
    if found != parts.len() {
        bail!("{package} has {found} parts, not {}: {parts:?}", parts.len());
    }
    fs::remove_dir_all(cut)?;
    take_in(&module, loader, parts)?;
    start_on_load(&module)
}

/// Makes the module of a wasm file, and a wasm file for it; gives the module.
fn bind(wasm: &Path, package: &str, name: &str, folder: &Path) -> Result<PathBuf> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(wasm).out_name(name).typescript(false);
    bindgen.remove_name_section(true).remove_producers_section(true);
    // Parts that come later share its table of functions.
    bindgen.keep_lld_exports(true);
    // The module names its wasm in one literal, which `sidelight build` turns into the published name.
    bindgen.omit_default_module_path(false);
    bindgen.web(true)?.generate(folder).with_context(|| format!("wasm-bindgen cannot use {package}"))?;
    if folder.join("snippets").exists() {
        // Scripts of their own would need names by content too; no dependency is worth that so far.
        bail!("{package} depends on a package that brings JavaScript files of its own (in snippets/); leave it out");
    }
    let module = folder.join(name).with_extension("js");
    shorten_imports(&folder.join(format!("{name}_bg.wasm")), &module)?;
    Ok(module)
}

/// A wasm file without what only people read in it.
fn without_names(wasm: &Path) -> Result<Vec<u8>> {
    let mut config = walrus::ModuleConfig::new();
    config.generate_name_section(false).generate_producers_section(false);
    let mut module = config.parse(&fs::read(wasm)?)?;
    let sections: Vec<_> = module.customs.iter().map(|(id, _)| id).collect();
    sections.into_iter().for_each(|id| drop(module.customs.delete(id)));
    Ok(module.emit_wasm())
}

/// Takes the code that loads parts into the module, which would otherwise load it as one more file. It loads
/// them as the module does the first: also from a server that does not know what wasm is.
fn take_in(module: &Path, mut loader: String, parts: &[&str]) -> Result<()> {
    let mut code = fs::read_to_string(module)?;
    let loads: Vec<_> = parts.iter().map(|part| format!("__wasm_split_load_{part}")).collect();
    replace_once(&mut loader, "import { initSync } from \"./main.js\";\n", "")?;
    for load in &loads {
        replace_once(&mut loader, &format!("export const {load}"), &format!("const {load}"))?;
    }
    loader = loader.replace("WebAssembly.instantiateStreaming(src, imports)", "__wbg_load(await src, imports)");
    replace_once(&mut code, "import * as import1 from \"./__wasm_split.js\"\n", "")?;
    replace_once(
        &mut code,
        "\"./__wasm_split.js\": import1",
        &format!("\"./__wasm_split.js\": {{ {} }}", loads.join(", ")),
    )?;
    fs::write(module, code + &loader)?;
    Ok(())
}

fn replace_once(code: &mut String, old: &str, new: &str) -> Result<()> {
    if code.matches(old).count() != 1 {
        bail!("{old} is not there once; wasm-bindgen or wasm_split has changed");
    }
    *code = code.replace(old, new);
    Ok(())
}

/// Builds an example of `package` for node, as small and as fast as what browsers get; gives its module.
///
/// # Errors
/// Where it does not build.
pub fn build_for_node(step: &Step, package: &str, example: &str, folder: &Path) -> Result<PathBuf> {
    let wasm = compile(step, package, &["--example", example], &[])?;
    let mut bindgen = Bindgen::new();
    bindgen.input_path(wasm).out_name(example).typescript(false);
    bindgen.nodejs(true)?.generate(folder).with_context(|| format!("wasm-bindgen cannot use {package}"))?;
    Ok(folder.join(example).with_extension("js"))
}

/// Compiles `package` for the browser and gives the wasm file; `flags` are for the compiler's last step alone.
fn compile(step: &Step, package: &str, what: &[&str], flags: &[&str]) -> Result<PathBuf> {
    ensure_target(step)?;
    // Panic messages name source files; from whose machine they came is nobody's business, and no build's.
    let sources = format!("target.{TARGET}.rustflags=['--remap-path-prefix={}=']", cargo::home()?.display());
    let browser = ["--profile", "wasm", "--target", TARGET, "--config", &sources];
    cargo::wasm(step, package, &[&browser, what].concat(), flags)
}

/// Gives the functions that wasm imports from its module short names: wasm-bindgen's carry a hash each,
/// which no compression shrinks, in both files. It is 7 KB of a first visit.
fn shorten_imports(wasm: &Path, module: &Path) -> Result<()> {
    let mut code = fs::read_to_string(module)?;
    let mut binary = walrus::Module::from_file(wasm)?;
    for (index, import) in binary.imports.iter_mut().filter(|import| import.name.starts_with("__wb")).enumerate() {
        let short = format!("i{index}");
        replace_once(&mut code, &format!("{}:", import.name), &format!("{short}:"))?;
        import.name = short;
    }
    fs::write(module, code)?;
    fs::write(wasm, binary.emit_wasm())?;
    Ok(())
}

/// Makes a module start its wasm by itself: a starter would be one more file, or an inline script.
fn start_on_load(module: &Path) -> Result<()> {
    const START: &str = "__wbg_init";
    if !fs::read_to_string(module)?.contains(&format!("{START} as default")) {
        bail!("{} does not export {START}; wasm-bindgen has changed", module.display());
    }
    writeln!(OpenOptions::new().append(true).open(module)?, "\n{START}();")?;
    Ok(())
}
