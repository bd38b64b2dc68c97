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
    let wasm = compile(step, package, &[])?;
    let mut bindgen = Bindgen::new();
    bindgen.input_path(wasm).out_name(name).typescript(false);
    bindgen.remove_name_section(true).remove_producers_section(true);
    // The module names its wasm in one literal, which `sidelight build` turns into the published name.
    bindgen.omit_default_module_path(false);
    bindgen.web(true)?.generate(folder).with_context(|| format!("wasm-bindgen cannot use {package}"))?;
    if folder.join("snippets").exists() {
        // Scripts of their own would need names by content too; no dependency is worth that so far.
        bail!("{package} depends on a package that brings JavaScript files of its own (in snippets/); leave it out");
    }
    let module = folder.join(name).with_extension("js");
    shorten_imports(&folder.join(format!("{name}_bg.wasm")), &module)?;
    start_on_load(&module)
}

/// Builds an example of `package` for node, as small and as fast as what browsers get; gives its module.
///
/// # Errors
/// Where it does not build.
pub fn build_for_node(step: &Step, package: &str, example: &str, folder: &Path) -> Result<PathBuf> {
    let wasm = compile(step, package, &["--example", example])?;
    let mut bindgen = Bindgen::new();
    bindgen.input_path(wasm).out_name(example).typescript(false);
    bindgen.nodejs(true)?.generate(folder).with_context(|| format!("wasm-bindgen cannot use {package}"))?;
    Ok(folder.join(example).with_extension("js"))
}

/// Compiles `package` for the browser and gives the wasm file.
fn compile(step: &Step, package: &str, what: &[&str]) -> Result<PathBuf> {
    ensure_target(step)?;
    // Panic messages name source files; from whose machine they came is nobody's business, and no build's.
    let sources = format!("target.{TARGET}.rustflags=['--remap-path-prefix={}=']", cargo::home()?.display());
    cargo::wasm(step, package, &[&["--profile", "wasm", "--target", TARGET, "--config", &sources], what].concat())
}

/// Gives the functions that wasm imports from its module short names: wasm-bindgen's carry a hash each,
/// which no compression shrinks, in both files. It is 7 KB of a first visit.
fn shorten_imports(wasm: &Path, module: &Path) -> Result<()> {
    let mut code = fs::read_to_string(module)?;
    let mut binary = walrus::Module::from_file(wasm)?;
    for (index, import) in binary.imports.iter_mut().filter(|import| import.name.starts_with("__wb")).enumerate() {
        let (long, short) = (format!("{}:", import.name), format!("i{index}"));
        if code.matches(&long).count() != 1 {
            bail!("{} does not define {} once; wasm-bindgen has changed", module.display(), import.name);
        }
        code = code.replace(&long, &format!("{short}:"));
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
