//! The reader's corrections in the page. The app loads this module when one is first asked for, or where there are any.
//!
//! It speaks with the app through the page alone. A button that it is to answer has `data-correct`, the deed; one that
//! was pressed before the module was there has `data-asked` as well. `data-amending` on `<html>` says that it is there.

mod choices;
mod desk;
mod entries;
mod form;
mod marks;
mod store;
mod toast;

/// Smaller than the standard library's by two kilobytes, and faster.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

fn main() {
    desk::start();
}
