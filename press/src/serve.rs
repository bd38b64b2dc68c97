//! The preview: a library published for this machine, and again whenever a file in it changes.

use std::io::Write;
use std::net::Ipv4Addr;
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock, mpsc};
use std::time::Duration;

use anyhow::{Context, Result};
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, HeaderValue};
use axum::response::Response;
use notify::{Event, RecursiveMode, Watcher};
use tokio::net::TcpListener;
use tower::ServiceExt;
use tower_http::services::{ServeDir, ServeFile};

use crate::bundle::Bundle;
use crate::cli::report;
use crate::library::Library;
use crate::publish::Staging;
use crate::site;

/// How long the folder must rest before the site is built again: an editor saves in several steps.
const REST: Duration = Duration::from_millis(200);

/// The site as it was last built whole; whoever is reading a file of it keeps it until done.
type Current = Arc<RwLock<Arc<Staging>>>;

/// Publishes `folder` to a temporary place and serves it until interrupted.
///
/// # Errors
/// Where the first build fails or the port is taken. Later builds that fail are reported, and the
/// site stays as it was.
pub fn run(folder: &Path, port: Option<u16>) -> Result<()> {
    let bundle = Bundle::find()?;
    // Watched before it is read: a change in between would be missed.
    let (sender, changes) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(sender).context("cannot watch for changes")?;
    let watching = watcher.watch(folder, RecursiveMode::Recursive);
    let (staging, notices) = build(folder, &bundle)?;
    // A folder that is not there is for the build to report.
    watching.with_context(|| format!("{}: cannot be watched for changes", folder.display()))?;
    notices.iter().for_each(|notice| eprintln!("note: {notice}"));
    let current: Current = Arc::new(RwLock::new(Arc::new(staging)));
    let site = Arc::clone(&current);
    let folder = folder.to_owned();
    let rebuilding = std::thread::spawn(move || rebuild_on_change(&folder, &bundle, &site, &changes));
    let served = listen(current, port);
    // Without the watcher the thread ends and lets go of the site, whose folder then vanishes.
    drop(watcher);
    let _ = rebuilding.join();
    served
}

fn listen(current: Current, port: Option<u16>) -> Result<()> {
    let runtime = tokio::runtime::Runtime::new().context("cannot start the server")?;
    let port = port.unwrap_or(0);
    runtime.block_on(async {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.with_context(|| {
            format!("port {port} cannot be used; choose another with --port, or none for a free one")
        })?;
        let address = listener.local_addr()?;
        let router = Router::new().fallback(answer).with_state(current);
        let serving = async {
            say(&format!("http://{address}/"));
            axum::serve(listener, router).await
        };
        tokio::select! {
            // In this order: who reads the address may interrupt at once.
            biased;
            interrupted = tokio::signal::ctrl_c() => interrupted.context("cannot wait for an interrupt"),
            served = serving => served.context("the server stopped"),
        }
    })
}

fn build(folder: &Path, bundle: &Bundle) -> Result<(Staging, Vec<String>)> {
    let library = Library::open(folder, bundle.knowledge()?)?;
    let staging = Staging::temporary()?;
    site::write(&library, bundle, &staging)?;
    Ok((staging, library.notices))
}

/// Builds the site again after each change, until the watcher is gone.
fn rebuild_on_change(folder: &Path, bundle: &Bundle, site: &Current, changes: &mpsc::Receiver<notify::Result<Event>>) {
    while let Ok(event) = changes.recv() {
        // Reading the briefs touches them too: only what changes them counts.
        if event.is_ok_and(|event| event.kind.is_access()) {
            continue;
        }
        while changes.recv_timeout(REST).is_ok() {}
        match build(folder, bundle) {
            Ok((staging, _)) => {
                *site.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(staging);
                say("published anew");
            }
            Err(error) => {
                report(&error);
                eprintln!("the site stays as it was");
            }
        }
    }
}

/// Prints a line, whether or not anybody still reads what this process prints.
fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

async fn answer(State(current): State<Current>, request: Request) -> Response {
    let site = Arc::clone(&current.read().unwrap_or_else(PoisonError::into_inner));
    let is_asset = request.uri().path().starts_with("/assets/");
    let root = site.root();
    let files = ServeDir::new(root).not_found_service(ServeFile::new(root.join("404.html")));
    let Ok(response) = files.oneshot(request).await;
    let mut response = response.map(Body::new);
    let is_lasting = is_asset && response.status().is_success();
    let caching = if is_lasting { "public, max-age=31536000, immutable" } else { "no-cache" };
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(caching));
    response
}
