//! Free ports on loopback.

use std::net::TcpListener;

/// A free port. Another process may take it before it is used, so its users try again.
pub fn free() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port").port()
}

/// A base below the system's own range of outgoing ports with every `base + offset` free.
pub fn base(offsets: &[u16]) -> u16 {
    let seed = std::process::id().wrapping_mul(2_654_435_761).wrapping_add(fastrand());
    (0..400_u32)
        .map(|step| 11_000 + (seed.wrapping_add(step * 7) % 200) as u16 * 100)
        .find(|base| offsets.iter().all(|offset| TcpListener::bind(("127.0.0.1", base + offset)).is_ok()))
        .expect("a free group of ports")
}

/// A number that differs from call to call, from the clock's smallest digits.
fn fastrand() -> u32 {
    std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |time| time.subsec_nanos() / 100)
}
