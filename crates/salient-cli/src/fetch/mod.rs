//! Fetching pages and feeds, politely and with care: as robots.txt allows, one request at a time to a host, within limits of
//! time and size, and never from inside this network unless the user named the host.

mod address;
mod robots;

use address::{check, is_open, join};
use robots::Robots;
use salient::read::warc;
use std::collections::HashMap;
use std::io::Read;
use std::sync::Arc;
use std::time::{Duration, Instant};
use ureq::config::Config;
use ureq::http::uri::Authority;
use ureq::http::{Uri, header};
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error};

/// The name under which robots.txt knows this program.
const NAME: &str = "salient";
/// All of a fetch, redirects too.
const WHOLE: Duration = Duration::from_secs(30);
const REDIRECTS: usize = 5;

/// A visitor of web sites.
pub(crate) struct Fetcher {
    agent: Agent,
    robots: HashMap<String, Robots>,
    last: HashMap<String, Instant>,
    pause: Duration,
    most: u64,
    /// The encoding that the last answer named.
    charset: Option<String>,
}

/// What came from an address.
pub(crate) struct Page {
    /// The address after redirects.
    pub(crate) url: String,
    /// The body, unpacked.
    pub(crate) body: Vec<u8>,
    /// The encoding that the server names.
    pub(crate) charset: Option<String>,
}

/// Answers with addresses on the open internet only, but for hosts that the user named.
#[derive(Debug)]
struct Open {
    inner: DefaultResolver,
    named: Vec<String>,
}

#[derive(Debug)]
struct Closed(String);

impl std::fmt::Display for Closed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} has no address on the open internet; --private allows hosts that are named on the command line",
            self.0
        )
    }
}

impl std::error::Error for Closed {}

impl Resolver for Open {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let all = self.inner.resolve(uri, config, timeout)?;
        let named = self.named.iter().any(|host| Some(host.as_str()) == uri.authority().map(Authority::as_str));
        let mut kept = self.empty();
        all.iter().filter(|address| named || is_open(address.ip())).for_each(|address| kept.push(*address));
        if kept.is_empty() {
            return Err(Error::Other(Box::new(Closed(uri.host().unwrap_or_default().to_owned()))));
        }
        Ok(kept)
    }
}

impl Fetcher {
    /// A visitor that pauses between requests to one host, and takes no page of more than `most` bytes. Hosts in `named`
    /// (with their port) may lie inside this network.
    pub(crate) fn new(pause: Duration, most: u64, named: Vec<String>) -> Self {
        let found = rustls_native_certs::load_native_certs().certs;
        let roots: Vec<Certificate<'static>> = found.iter().map(|c| Certificate::from_der(c).to_owned()).collect();
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::from(roots))
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .build();
        let config = Agent::config_builder()
            .tls_config(tls)
            // A proxy would look addresses up in our place, past the check of where they lead.
            .proxy(None)
            .max_redirects(0)
            .http_status_as_error(false)
            .user_agent(format!("{NAME}/{} (+https://github.com/salient-record/salient)", env!("CARGO_PKG_VERSION")))
            .accept_encoding("gzip")
            .timeout_connect(Some(Duration::from_secs(10)))
            .max_response_header_size(64 << 10)
            .max_idle_connections(0)
            .build();
        let resolver = Open { inner: DefaultResolver::default(), named };
        let agent = Agent::with_parts(config, DefaultConnector::default(), resolver);
        Self { agent, robots: HashMap::new(), last: HashMap::new(), pause, most, charset: None }
    }

    /// Fetches an address that robots.txt allows.
    pub(crate) fn get(&mut self, url: &str) -> Result<Page, String> {
        // The pauses between hops are ours, not the server's.
        let end = Instant::now() + WHOLE + self.pause * (2 * REDIRECTS as u32 + 2);
        let mut uri: Uri = url.parse().map_err(|e| format!("{url}: {e}"))?;
        for _ in 0..=REDIRECTS {
            check(&uri)?;
            if !self.allowed(&uri)? {
                return Err(format!("{uri}: robots.txt does not allow it"));
            }
            match self.one(&uri, end)? {
                Answer::Page(body) => return Ok(Page { url: uri.to_string(), body, charset: self.charset.take() }),
                Answer::Elsewhere(to) => uri = to,
                Answer::Status(status) => return Err(format!("{uri}: the server answers {status}")),
            }
        }
        Err(format!("{url}: more than {REDIRECTS} redirects"))
    }

    fn allowed(&mut self, uri: &Uri) -> Result<bool, String> {
        let site = format!("{}://{}", uri.scheme_str().unwrap_or("https"), host(uri));
        if !self.robots.contains_key(&site) {
            let rules = self.rules(&site)?;
            self.robots.insert(site.clone(), rules);
        }
        let path = uri.path_and_query().map_or("/", |p| p.as_str());
        Ok(self.robots.get(&site).is_none_or(|rules| rules.allows(path)))
    }

    /// A site's robots.txt, wherever redirects lead; a site without one allows all, one that fails nothing.
    fn rules(&mut self, site: &str) -> Result<Robots, String> {
        let mut place: Uri = format!("{site}/robots.txt").parse().map_err(|e| format!("{site}: {e}"))?;
        for _ in 0..=REDIRECTS {
            check(&place)?;
            match self.one(&place, Instant::now() + WHOLE)? {
                Answer::Page(text) => return Ok(Robots::parse(&text, NAME)),
                Answer::Elsewhere(to) => place = to,
                Answer::Status(status) if status >= 500 => return Ok(Robots::closed()),
                Answer::Status(_) => return Ok(Robots::default()),
            }
        }
        Ok(Robots::closed())
    }

    fn one(&mut self, uri: &Uri, end: Instant) -> Result<Answer, String> {
        self.wait(uri);
        let left = end.checked_duration_since(Instant::now()).ok_or_else(|| format!("{uri}: took too long"))?;
        let call = self.agent.get(uri.clone()).config().timeout_global(Some(left)).build().call();
        let mut response = call.map_err(|error| match error {
            Error::Timeout(what) => format!("{uri}: took too long ({what})"),
            Error::Other(why) if why.is::<Closed>() => format!("{uri}: {why}"),
            error => format!("{uri}: {error}"),
        })?;
        let status = response.status();
        if let Some(to) = response.headers().get(header::LOCATION).filter(|_| status.is_redirection()) {
            return join(uri, to.to_str().map_err(|e| format!("{uri}: {e}"))?).map(Answer::Elsewhere);
        }
        if !status.is_success() {
            return Ok(Answer::Status(status.as_u16()));
        }
        let large = || format!("{uri}: larger than {} MB (--most allows more)", self.most >> 20);
        if response.body().content_length().is_some_and(|length| length > self.most) {
            return Err(large());
        }
        let kind = response.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        self.charset = salient::read::received::charset(kind);
        let coding = response.headers().get(header::CONTENT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let coding = coding.trim().to_ascii_lowercase();
        let mut raw = Vec::new();
        let body = response.body_mut().as_reader();
        body.take(self.most + 1).read_to_end(&mut raw).map_err(|e| format!("{uri}: {e}"))?;
        if raw.len() as u64 > self.most {
            return Err(large());
        }
        warc::unpacked(&coding, &raw).map(Answer::Page).map_err(|why| format!("{uri}: {why}"))
    }

    /// One request at a time to a host, with a pause between two.
    fn wait(&mut self, uri: &Uri) {
        let host = host(uri);
        if let Some(last) = self.last.get(&host) {
            std::thread::sleep(self.pause.saturating_sub(last.elapsed()));
        }
        self.last.insert(host, Instant::now());
    }
}

enum Answer {
    Page(Vec<u8>),
    Elsewhere(Uri),
    Status(u16),
}

fn host(uri: &Uri) -> String {
    uri.authority().map(|a| a.as_str().to_ascii_lowercase()).unwrap_or_default()
}

/// The host of an address with its port, as it is written there.
pub(crate) fn authority(url: &str) -> Option<String> {
    let uri: Uri = url.parse().ok()?;
    uri.authority().map(|a| a.as_str().to_owned())
}
