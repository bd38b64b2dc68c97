//! The notes where the rail is a sheet: open while the reader writes, closed when the text is wanted.

use crate::platform::page;
use crate::tools::{self, Part};

/// Brings the notes into view and focus.
pub fn open_notes() {
    open();
    if let Some(notes) = page::by_id("notes") {
        let _ = notes.set_attribute("tabindex", "-1");
        let _ = notes.focus();
    }
}

/// Opens the sheet at the notes, where the rail is one.
pub fn open() {
    if page::is_narrow() && !is_open() {
        tools::open_sheet(Part::Notes);
    }
}

/// Closes the sheet.
pub fn close() {
    tools::close_sheet();
}

fn is_open() -> bool {
    page::by_id("rail").is_some_and(|rail| rail.class_list().contains("open"))
}
