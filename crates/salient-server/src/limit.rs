//! How much work one client may ask for: a bucket of tokens for each address, filled at a steady rate.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Addresses that are remembered at most; beyond that the ones that are full again are forgotten.
const MOST: usize = 50_000;

/// Buckets by address. Work that was done before, and is answered from memory, takes no token.
pub(crate) struct Limit {
    /// Tokens a second; nothing is limited at 0.
    rate: f64,
    burst: f64,
    buckets: Mutex<HashMap<IpAddr, (f64, Instant)>>,
}

impl Limit {
    /// So many a second, and ten seconds' worth at once.
    pub(crate) fn new(rate: f64) -> Self {
        Self { rate, burst: (rate * 10.0).max(1.0), buckets: Mutex::default() }
    }

    /// Takes tokens for an address, or says that there are too few.
    pub(crate) fn take(&self, from: IpAddr, tokens: f64, now: Instant) -> bool {
        if self.rate <= 0.0 {
            return true;
        }
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= MOST {
            let full = Duration::from_secs_f64(self.burst / self.rate);
            buckets.retain(|_, (_, last)| now.saturating_duration_since(*last) < full);
        }
        if buckets.len() >= MOST {
            // Everybody asks at once: new ones wait.
            return buckets.contains_key(&network(from)) && self.draw(&mut buckets, from, tokens, now);
        }
        self.draw(&mut buckets, from, tokens, now)
    }

    fn draw(&self, buckets: &mut HashMap<IpAddr, (f64, Instant)>, from: IpAddr, tokens: f64, now: Instant) -> bool {
        let (left, last) = buckets.entry(network(from)).or_insert((self.burst, now));
        *left = (*left + now.saturating_duration_since(*last).as_secs_f64() * self.rate).min(self.burst);
        *last = now;
        let enough = *left >= tokens;
        *left -= if enough { tokens } else { 0.0 };
        enough
    }
}

/// A client of IPv6 has a whole network of its own.
fn network(from: IpAddr) -> IpAddr {
    match from {
        IpAddr::V4(_) => from,
        IpAddr::V6(six) => six
            .to_ipv4_mapped()
            .map_or_else(|| IpAddr::V6((u128::from(six) & !u128::from(u64::MAX)).into()), IpAddr::V4),
    }
}

#[cfg(test)]
mod tests {
    use super::Limit;
    use std::time::{Duration, Instant};

    #[test]
    fn a_bucket_empties_and_fills_again() {
        let (limit, now) = (Limit::new(2.0), Instant::now());
        let [a, b] = ["203.0.113.1", "203.0.113.2"].map(|ip| ip.parse().expect("an address"));
        assert_eq!((0..30).filter(|_| limit.take(a, 1.0, now)).count(), 20);
        assert!(limit.take(b, 1.0, now), "another client has its own");
        assert!(!limit.take(a, 1.0, now));
        assert!(limit.take(a, 1.0, now + Duration::from_secs(1)));
        assert!(Limit::new(0.0).take(a, 1e9, now));
    }

    #[test]
    fn a_network_of_ipv6_is_one_client() {
        let (limit, now) = (Limit::new(0.1), Instant::now());
        let [a, b] = ["2001:db8::1", "2001:db8::2"].map(|ip| ip.parse().expect("an address"));
        assert!(limit.take(a, 1.0, now) && !limit.take(b, 1.0, now));
    }
}
