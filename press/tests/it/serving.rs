//! `sidelight serve`: the preview on this machine.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::workshop::Workshop;

struct Preview {
    server: Child,
    address: String,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

impl Preview {
    fn of(workshop: &Workshop) -> Self {
        let mut command = workshop.command(&["serve", "library"]);
        // The temporary files of one test must be told from those of the others.
        std::fs::create_dir(workshop.path("temporary")).expect("it can be made");
        command.env("TMPDIR", workshop.path("temporary"));
        let mut server = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the command starts");
        let mut line = String::new();
        let output = server.stdout.take().expect("it is piped");
        BufReader::new(output).read_line(&mut line).expect("it prints its address");
        let address = line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
        Self { server, address }
    }

    /// The head and the body of an answer.
    fn get(&self, path: &str) -> (String, String) {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address);
        stream.write_all(request.as_bytes()).expect("it reads");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("it answers");
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").expect("an answer has a head");
        (head.to_lowercase(), body.to_owned())
    }

    /// Waits until a page says something.
    fn wait_for(&self, path: &str, text: &str) {
        let start = Instant::now();
        while !self.get(path).1.contains(text) {
            assert!(start.elapsed() < Duration::from_secs(20), "{path} never says {text:?}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

#[test]
fn pages_and_assets_have_the_right_heads() {
    let workshop = Workshop::new();
    let site = workshop.build();
    let preview = Preview::of(&workshop);
    let wasm = site.keys().find(|path| path.ends_with(".wasm")).expect("there is one");
    for (path, status, expected) in [
        ("/", "200", "content-type: text/html"),
        ("/", "200", "cache-control: no-cache"),
        ("/briefs/fog-at-lome/", "200", "content-type: text/html"),
        ("/sw.js", "200", "cache-control: no-cache"),
        ("/sw.js", "200", "content-type: text/javascript"),
        ("/manifest.webmanifest", "200", "content-type: application/manifest+json"),
        (&format!("/{wasm}"), "200", "content-type: application/wasm"),
        (&format!("/{wasm}"), "200", "cache-control: public, max-age=31536000, immutable"),
        ("/briefs/fog-at-lome", "307", "location: /briefs/fog-at-lome/"),
        ("/briefs/none/", "404", "content-type: text/html"),
        ("/assets/none.js", "404", "cache-control: no-cache"),
        ("/../../../etc/passwd", "404", ""),
    ] {
        let (head, _) = preview.get(path);
        assert!(head.starts_with(&format!("http/1.1 {status}")) && head.contains(expected), "{path}: {head}");
    }
    assert!(preview.get("/briefs/none/").1.contains("There is no page at this address"));
}

#[test]
fn a_change_is_published_and_a_bad_one_is_not() {
    let workshop = Workshop::new();
    let preview = Preview::of(&workshop);
    workshop.write("library/briefs/news.md", "# News\n\nFirst edition.\n");
    preview.wait_for("/briefs/news/", "First edition.");
    workshop.write("library/briefs/news.md", "---\ntitle: [\n---\n\nSecond edition.\n");
    std::thread::sleep(Duration::from_secs(1));
    assert!(preview.get("/briefs/news/").1.contains("First edition."), "the site stays as it was");
    workshop.write("library/briefs/news.md", "# News\n\nThird edition.\n");
    preview.wait_for("/briefs/news/", "Third edition.");
}

#[test]
fn a_port_in_use_is_said() {
    let workshop = Workshop::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let port = taken.local_addr().expect("it has one").port().to_string();
    let message = workshop.refusal(&["serve", "library", "--port", &port], 1);
    assert!(message.contains(&format!("port {port} cannot be used; choose another with --port")), "{message}");
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_and_leaves_nothing_behind() {
    let workshop = Workshop::new();
    let mut preview = Preview::of(&workshop);
    let left = || std::fs::read_dir(workshop.path("temporary")).expect("it is a folder").count();
    assert_eq!(left(), 1, "the site lies among the temporary files");
    let interrupt = std::process::Command::new("kill").args(["-INT", &preview.server.id().to_string()]).status();
    assert!(interrupt.expect("kill starts").success());
    assert!(preview.server.wait().expect("it ends").success());
    assert_eq!(left(), 0);
}
