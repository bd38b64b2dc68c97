//! Sidelight in the browser: what is added to a page that can be read without it.

mod app;
mod library;
mod notebook;
mod platform;
mod reader;
mod tools;

/// Smaller than the standard library's by two kilobytes, and faster.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

fn main() {
    app::start();
}
