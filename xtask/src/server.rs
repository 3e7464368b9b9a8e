//! A small web server for the built site, on this machine only. It hands out the files of one folder as they are.

use std::fs::{self, File};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use anyhow::{Context, Result, anyhow};
use tiny_http::{Header, Method, Request, Response, Server};

/// The port that is tried first when none is asked for.
const USUAL_PORT: u16 = 8080;

/// Requests answered at the same time.
const THREADS: usize = 4;

/// A server that has its port and does not answer yet.
pub struct SiteServer {
    server: Arc<Server>,
    site: PathBuf,
}

impl SiteServer {
    /// Takes the port asked for, or else the usual one, or else any free one.
    pub fn bind(site: &Path, port: Option<u16>) -> Result<Self> {
        let site = site.canonicalize().with_context(|| format!("cannot find {}", site.display()))?;
        let server = match port {
            Some(port) => listen(port).with_context(|| format!("cannot use port {port}; is it taken?"))?,
            None => listen(USUAL_PORT).or_else(|_| listen(0))?,
        };
        Ok(Self { server: Arc::new(server), site })
    }

    /// What to type into a browser.
    pub fn address(&self) -> String {
        format!("http://{}/", self.server.server_addr())
    }

    /// Answers requests until the program is ended.
    pub fn run(&self) {
        thread::scope(|scope| {
            for _ in 0..THREADS {
                scope.spawn(|| self.server.incoming_requests().for_each(|request| answer(&self.site, request)));
            }
        });
    }
}

fn listen(port: u16) -> Result<Server> {
    Server::http(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).map_err(|error| anyhow!(error))
}

/// A browser that goes away in the middle of an answer is no error.
fn answer(site: &Path, request: Request) {
    let reading = matches!(request.method(), Method::Get | Method::Head);
    let file = locate(site, request.url()).and_then(|path| Some((File::open(&path).ok()?, media_type(&path))));
    let _ = match file {
        _ if !reading => request.respond(Response::from_string("only reading is possible\n").with_status_code(405)),
        None => request.respond(Response::from_string("no such file\n").with_status_code(404)),
        Some((file, media_type)) => {
            let mut response = Response::from_file(file);
            for (name, value) in
                [("Content-Type", media_type), ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")]
            {
                if let Ok(header) = Header::from_bytes(name, value) {
                    response.add_header(header);
                }
            }
            request.respond(response)
        }
    };
}

/// The file that an address stands for; never one outside of the site.
fn locate(site: &Path, address: &str) -> Option<PathBuf> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let path = percent_decoded(path.trim_start_matches('/'))?;
    let path = if path.is_empty() || path.ends_with('/') { path + "index.html" } else { path };
    let found = fs::canonicalize(site.join(path)).ok()?;
    (found.starts_with(site) && found.is_file()).then_some(found)
}

/// Text with each `%` and two hexadecimal digits replaced by the byte they stand for.
fn percent_decoded(text: &str) -> Option<String> {
    let mut parts = text.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(part.get(..2)?, 16).ok()?);
        bytes.extend(part.get(2..)?.as_bytes());
    }
    String::from_utf8(bytes).ok()
}

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json" | "heapsnapshot" | "heaptimeline") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("gz") => "application/gzip",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::io::{Read, Write};
    use std::net::TcpStream;

    use super::*;

    /// A site of its own for each test, inside cargo's folder for temporary files.
    fn site(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("leakscope-site-{name}-{}", std::process::id()));
        fs::create_dir_all(folder.join("site/assets")).unwrap();
        fs::write(folder.join("secret"), "secret").unwrap();
        fs::write(folder.join("site/index.html"), "<p>page").unwrap();
        fs::write(folder.join("site/assets/a b.wasm"), "wasm").unwrap();
        folder.join("site").canonicalize().unwrap()
    }

    #[test]
    fn finds_the_sites_files_and_no_others() {
        let site = site("locate");
        for address in ["/", "/index.html", "/?view=summary", "//index.html"] {
            assert_eq!(locate(&site, address), Some(site.join("index.html")), "{address}");
        }
        assert_eq!(locate(&site, "/assets/a%20b.wasm"), Some(site.join("assets/a b.wasm")));
        for address in ["/none", "/assets", "/assets/", "/../secret", "/%2e%2e/secret", "/assets/..%2f../secret", "/%"]
        {
            assert_eq!(locate(&site, address), None, "{address}");
        }
        assert_eq!(locate(&site, "//etc/passwd"), None);
        fs::remove_dir_all(site.parent().unwrap()).unwrap();
    }

    #[test]
    fn answers_with_the_right_head() {
        let site = site("answer");
        let server = SiteServer::bind(&site, Some(0)).unwrap();
        let address = server.server.server_addr().to_string();
        let listening = Arc::clone(&server.server);
        let answering = thread::spawn(move || server.run());

        let found = ask(&address, "GET /assets/a%20b.wasm");
        assert!(found.starts_with("HTTP/1.1 200"), "{found}");
        assert!(found.contains("Content-Type: application/wasm\r\n"), "{found}");
        assert!(found.contains("Cache-Control: no-store\r\n"), "{found}");
        assert!(found.ends_with("\r\n\r\nwasm"), "{found}");
        assert!(ask(&address, "GET /../secret").starts_with("HTTP/1.1 404"));
        assert!(ask(&address, "POST /").starts_with("HTTP/1.1 405"));
        assert!(ask(&address, "HEAD /").ends_with("\r\n\r\n"));

        for _ in 0..THREADS {
            listening.unblock();
        }
        answering.join().unwrap();
        fs::remove_dir_all(site.parent().unwrap()).unwrap();
    }

    fn ask(address: &str, line: &str) -> String {
        let mut stream = TcpStream::connect(address).unwrap();
        write!(stream, "{line} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }
}
