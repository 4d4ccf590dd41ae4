//! Answers in memory: whole responses, plain and compressed, by what was asked of which state of the record.

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use flate2::Compression;
use flate2::write::GzEncoder;
use quick_cache::Weighter;
use std::io::Write;
use std::sync::{Arc, OnceLock};

/// Bytes of answers that are kept.
const ROOM: u64 = 96 << 20;
/// A larger answer is not kept.
const LARGEST: usize = 4 << 20;
/// Below that many bytes compressing is not worth it.
const SMALL: usize = 800;

/// An answer as it is sent.
pub(crate) struct Kept {
    headers: HeaderMap,
    body: Bytes,
    /// Whether compressing it is worth it.
    packs: bool,
    /// Made when somebody first takes it.
    packed: OnceLock<(HeaderMap, Bytes)>,
}

/// Which answer: the state of the record, and the path and query as they were asked.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Key(pub(crate) u64, pub(crate) String);

#[derive(Clone)]
struct Weight;

impl Weighter<Key, Arc<Kept>> for Weight {
    fn weight(&self, key: &Key, kept: &Arc<Kept>) -> u64 {
        // What is compressed later is counted beforehand: a weight must not change.
        (key.1.len() + kept.body.len() * 3 / 2 + 1024) as u64
    }
}

/// The answers.
pub(crate) struct Cache(quick_cache::sync::Cache<Key, Arc<Kept>, Weight>);

impl Default for Cache {
    fn default() -> Self {
        Self(quick_cache::sync::Cache::with_weighter(4096, ROOM, Weight))
    }
}

impl Cache {
    pub(crate) fn get(&self, key: &Key) -> Option<Arc<Kept>> {
        self.0.get(key)
    }

    pub(crate) fn put(&self, key: Key, kept: &Arc<Kept>) {
        if kept.body.len() <= LARGEST {
            self.0.insert(key, Arc::clone(kept));
        }
    }

    pub(crate) fn clear(&self) {
        self.0.clear();
    }
}

impl Kept {
    /// An answer made ready, with its tag.
    pub(crate) fn new(mut headers: HeaderMap, body: Bytes) -> Self {
        let tag = &salient::record::sha256(&body)[..20];
        set(&mut headers, header::ETAG, &format!("\"{tag}\""));
        let text = headers
            .get(header::CONTENT_TYPE)
            .and_then(|v| v.to_str().ok())
            .is_some_and(|kind| ["text/", "json", "xml", "svg", "javascript"].iter().any(|word| kind.contains(word)));
        let packs = text && body.len() > SMALL;
        if packs {
            set(&mut headers, header::VARY, "accept-encoding");
        }
        set(&mut headers, header::CONTENT_LENGTH, &body.len().to_string());
        Self { headers, body, packs, packed: OnceLock::new() }
    }

    /// The compressed form, with its own tag.
    fn packed(&self) -> &(HeaderMap, Bytes) {
        self.packed.get_or_init(|| {
            let (mut headers, body) = (self.headers.clone(), gzip(&self.body));
            let tag = headers
                .get(header::ETAG)
                .and_then(|t| t.to_str().ok())
                .unwrap_or_default()
                .trim_matches('"')
                .to_owned();
            set(&mut headers, header::ETAG, &format!("\"{tag}-gz\""));
            set(&mut headers, header::CONTENT_ENCODING, "gzip");
            set(&mut headers, header::CONTENT_LENGTH, &body.len().to_string());
            (headers, body)
        })
    }

    /// The response to a request with some headers.
    pub(crate) fn respond(&self, asked: &HeaderMap, head: bool) -> Response<Body> {
        let (headers, body) = if self.packs && takes_gzip(asked) {
            let (headers, body) = self.packed();
            (headers, body)
        } else {
            (&self.headers, &self.body)
        };
        let same = headers.get(header::ETAG).zip(asked.get(header::IF_NONE_MATCH)).is_some_and(|(tag, asked)| {
            asked.to_str().is_ok_and(|list| {
                list.split(',')
                    .any(|one| one.trim() == "*" || one.trim().trim_start_matches("W/").as_bytes() == tag.as_bytes())
            })
        });
        let mut out = Response::new(if head || same { Body::empty() } else { Body::from(body.clone()) });
        *out.headers_mut() = headers.clone();
        if same {
            *out.status_mut() = StatusCode::NOT_MODIFIED;
            out.headers_mut().remove(header::CONTENT_LENGTH);
        }
        out
    }
}

fn set(headers: &mut HeaderMap, name: header::HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

/// Whether a client takes gzip: named with a weight above nothing.
fn takes_gzip(asked: &HeaderMap) -> bool {
    let Some(list) = asked.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()) else { return false };
    list.split(',').any(|one| {
        let mut parts = one.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default();
        let none = parts.any(|p| p.replace(' ', "").strip_prefix("q=").is_some_and(|q| q.parse() == Ok(0.0)));
        (name.eq_ignore_ascii_case("gzip") || name == "*") && !none
    })
}

fn gzip(body: &[u8]) -> Bytes {
    let mut encoder = GzEncoder::new(Vec::with_capacity(body.len() / 4), Compression::new(7));
    // Writing into memory does not fail.
    let _ = encoder.write_all(body);
    encoder.finish().unwrap_or_default().into()
}

#[cfg(test)]
mod tests {
    use super::{Kept, takes_gzip};
    use axum::http::{HeaderMap, HeaderValue, StatusCode, header};

    fn asking(name: header::HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_str(value).expect("a value"))])
    }

    #[test]
    fn gzip_is_sent_to_those_who_take_it() {
        for (asked, takes) in
            [("gzip", true), ("br, gzip;q=0.5", true), ("gzip;q=0", false), ("*", true), ("br", false)]
        {
            assert_eq!(takes_gzip(&asking(header::ACCEPT_ENCODING, asked)), takes, "{asked}");
        }
    }

    #[test]
    fn what_did_not_change_is_not_sent_again() {
        let headers = asking(header::CONTENT_TYPE, "text/plain");
        let kept = Kept::new(headers, vec![b'a'; 5000].into());
        let first = kept.respond(&asking(header::ACCEPT_ENCODING, "gzip"), false);
        assert_eq!(first.headers()[header::CONTENT_ENCODING], "gzip");
        let tag = first.headers()[header::ETAG].to_str().expect("a tag").to_owned();
        let mut again = asking(header::IF_NONE_MATCH, &format!("\"x\", W/{tag}"));
        again.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
        assert_eq!(kept.respond(&again, false).status(), StatusCode::NOT_MODIFIED);
        // The plain form is another one.
        assert_eq!(kept.respond(&asking(header::IF_NONE_MATCH, &tag), false).status(), StatusCode::OK);
    }
}
