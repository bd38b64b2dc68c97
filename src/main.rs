//! Sidelight in the browser: what is added to a page that can be read without it.

mod app;
mod library;
mod notebook;
mod platform;
mod reader;
mod tools;

fn main() {
    app::start();
}
