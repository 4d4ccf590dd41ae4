//! Addresses: which are on the open internet, and where a redirect leads.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use ureq::http::Uri;

/// Whether an address is on the open internet, after IANA's registries of special-purpose addresses.
pub(crate) fn is_open(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => open_4(ip),
        IpAddr::V6(ip) => open_6(ip),
    }
}

fn open_4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let private = a == 10 || a == 172 && b & 0xf0 == 16 || a == 192 && b == 168 || a == 100 && b & 0xc0 == 64;
    let own = a == 0 || a == 127 || a == 169 && b == 254;
    let special = a == 192 && b == 0 && (c == 0 || c == 2) || a == 192 && b == 88 && c == 99;
    let example = a == 198 && (b & 0xfe == 18 || b == 51 && c == 100) || a == 203 && b == 0 && c == 113;
    !(private || own || special || example || a >= 224)
}

/// Only 2000::/3 is global unicast: loopback, mapped, translated, local and multicast addresses lie outside.
fn open_6(ip: Ipv6Addr) -> bool {
    let s = ip.segments();
    let tunnel = s[0] == 0x2001 && s[1] < 0x0200 || s[0] == 0x2002;
    let example = s[0] == 0x2001 && s[1] == 0x0db8 || s[0] == 0x3fff && s[1] < 0x1000;
    s[0] & 0xe000 == 0x2000 && !tunnel && !example
}

/// Only the web, and nobody's name or password in the address.
pub(crate) fn check(uri: &Uri) -> Result<(), String> {
    let authority = uri.authority().ok_or_else(|| format!("{uri}: no host in it"))?;
    match uri.scheme_str() {
        _ if authority.as_str().contains('@') => Err(format!("{uri}: a user name in an address")),
        Some("http" | "https") => Ok(()),
        _ => Err(format!("{uri}: neither http nor https")),
    }
}

/// Where a redirect leads: RFC 3986, section 5.2, for bases on the web.
pub(crate) fn join(base: &Uri, to: &str) -> Result<Uri, String> {
    let to = to.trim().split('#').next().unwrap_or_default();
    let scheme = base.scheme_str().unwrap_or("http");
    let absolute = to.find(':').is_some_and(|colon| !to[..colon].contains(['/', '?']));
    let text = if absolute {
        to.to_owned()
    } else if to.starts_with("//") {
        format!("{scheme}:{to}")
    } else {
        let authority = base.authority().map_or("", |a| a.as_str());
        format!("{scheme}://{authority}{}", below(base, to))
    };
    text.parse().map_err(|e| format!("{text}: {e}"))
}

/// The path and query that a relative reference means.
fn below(base: &Uri, to: &str) -> String {
    let (path, query) = to.split_once('?').map_or((to, None), |(path, query)| (path, Some(query)));
    let merged = match path {
        "" => base.path().to_owned(),
        path if path.starts_with('/') => path.to_owned(),
        path => format!("{}{path}", &base.path()[..=base.path().rfind('/').unwrap_or(0)]),
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in merged.trim_start_matches('/').split('/') {
        match part {
            "." => {}
            ".." => _ = parts.pop(),
            part => parts.push(part),
        }
    }
    let query = if to.is_empty() { base.query() } else { query };
    format!("/{}{}", parts.join("/"), query.map(|q| format!("?{q}")).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::{check, is_open, join};

    #[test]
    fn only_the_open_internet() {
        for closed in [
            "127.0.0.1",
            "0.0.0.0",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "192.0.2.1",
            "198.51.100.7",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "fc00::1",
            "fe80::1",
            "ff02::1",
            "64:ff9b::7f00:1",
            "2001:db8::1",
            "2002:7f00:1::",
        ] {
            assert!(!is_open(closed.parse().expect("an address")), "{closed}");
        }
        for open in ["1.1.1.1", "93.184.216.34", "2606:4700::1111"] {
            assert!(is_open(open.parse().expect("an address")), "{open}");
        }
    }

    #[test]
    fn redirects_lead_where_they_should() {
        let base = "https://a.example/b/c?d".parse().expect("an address");
        for (to, means) in [
            ("/x", "https://a.example/x"),
            ("x", "https://a.example/b/x"),
            ("../x?y", "https://a.example/x?y"),
            ("//b.example/z", "https://b.example/z"),
            ("http://c.example/", "http://c.example/"),
            ("?q", "https://a.example/b/c?q"),
        ] {
            assert_eq!(join(&base, to).expect("an address").to_string(), means, "{to}");
        }
        let file = join(&base, "file:///etc/passwd");
        assert!(file.is_err() || check(&file.expect("parsed")).is_err());
        assert!(check(&"https://user@a.example/".parse().expect("an address")).is_err());
    }
}
