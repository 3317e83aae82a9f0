//! Addresses as RFC 5321 wants them, before any server sees them.

use super::ComposeError;

/// The address with its domain in ASCII.
pub(super) fn ascii(address: &str) -> Result<String, ComposeError> {
    let bad = || ComposeError::new("bad_address", address);
    let (local, domain) = address.rsplit_once('@').ok_or_else(bad)?;
    if address.chars().any(char::is_control) {
        return Err(bad());
    }
    if !local.is_ascii() {
        // Only servers with SMTPUTF8 would take it, and few correspondents' do.
        return Err(ComposeError::new("address_not_latin", address));
    }
    let domain = ascii_domain(domain).ok_or_else(bad)?;
    if !is_local(local) || local.len() + domain.len() > 253 {
        return Err(bad());
    }
    Ok(format!("{local}@{domain}"))
}

/// Dot-atom or quoted string. A leading minus is legal but has been taken for an option by mail programs.
fn is_local(local: &str) -> bool {
    if local.is_empty() || local.len() > 64 || local.starts_with('-') {
        return false;
    }
    if let Some(inside) = local.strip_prefix('"') {
        let Some(inside) = inside.strip_suffix('"') else { return false };
        let mut escaped = false;
        for c in inside.chars() {
            match (escaped, c) {
                (true, _) => escaped = false,
                (false, '\\') => escaped = true,
                (false, '"') => return false,
                _ => {}
            }
        }
        return !escaped && !inside.is_empty() && !inside.starts_with('-');
    }
    local.split('.').all(|atom| {
        !atom.is_empty()
            && atom.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c))
    })
}

/// A host name: no IP address, in brackets or bare, and every label as DNS knows it.
fn ascii_domain(domain: &str) -> Option<String> {
    let domain = if domain.is_ascii() {
        domain.to_ascii_lowercase()
    } else {
        idna::domain_to_ascii_strict(domain).ok()?
    };
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let last = domain.rsplit('.').next()?;
    let right =
        domain.len() <= 253 && domain.split('.').all(label) && !last.chars().all(|c| c.is_ascii_digit());
    right.then_some(domain)
}
