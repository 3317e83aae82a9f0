//! Pictures of a letter: which may be shown, and where their bytes wait while the markup is judged.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use url::Url;

/// Longest `data:` address of one picture.
const MAX_ONE: usize = 14_000_000;
/// All of them in one letter.
const MAX_ALL: usize = 40_000_000;

/// Takes encoded pictures out of the markup and puts them back at the end, so that they are not parsed four times.
#[derive(Debug)]
pub(super) struct Pictures {
    stored: Vec<String>,
    bytes: usize,
    /// Cannot be guessed by the letter: it is made from the whole of it.
    mark: String,
    /// Remote pictures seen.
    pub(super) remote: usize,
}

impl Pictures {
    pub(super) fn new(html: &str) -> Pictures {
        let digest = Sha256::digest(html.as_bytes());
        let hex: String = digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
        Pictures { stored: Vec::new(), bytes: 0, mark: format!("picture:{hex}:"), remote: 0 }
    }

    /// A short name to write instead of the picture; `None` when it is no picture or there are too many.
    pub(super) fn store(&mut self, data_url: &str) -> Option<String> {
        let url = raster(data_url)?;
        self.bytes = self.bytes.saturating_add(url.len());
        if self.bytes > MAX_ALL {
            return None;
        }
        self.stored.push(url);
        Some(format!("{}{}", self.mark, self.stored.len() - 1))
    }

    pub(super) fn is_stored(&self, source: &str) -> bool {
        source
            .strip_prefix(&self.mark)
            .and_then(|n| n.parse::<usize>().ok())
            .is_some_and(|n| n < self.stored.len())
    }

    /// The markup with its pictures back in their places.
    pub(super) fn restore(&self, html: &str) -> String {
        let mut pieces = html.split(self.mark.as_str());
        let mut out = pieces.next().unwrap_or("").to_owned();
        for piece in pieces {
            let end = piece.find(|c: char| !c.is_ascii_digit()).unwrap_or(piece.len());
            let (number, rest) = piece.split_at_checked(end).unwrap_or(("", piece));
            out.push_str(
                number.parse::<usize>().ok().and_then(|n| self.stored.get(n)).map_or("", String::as_str),
            );
            out.push_str(rest);
        }
        out
    }
}

/// A `data:` address of a PNG, JPEG, GIF or WebP whose bytes are what it says; written in one way.
fn raster(url: &str) -> Option<String> {
    if url.len() > MAX_ONE {
        return None;
    }
    let (head, body) = url.split_once(',')?;
    let head = head.to_ascii_lowercase();
    let kind = head.strip_prefix("data:")?.strip_suffix(";base64")?;
    let kind = kind.split(';').next().unwrap_or("").trim();
    let body: String = body.chars().filter(|c| !c.is_whitespace()).collect();
    let body = body.replace("%2B", "+").replace("%2F", "/").replace("%3D", "=");
    let bytes = STANDARD.decode(body.as_bytes()).ok()?;
    let found = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        "image/png"
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        "image/jpeg"
    } else if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
        "image/gif"
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        "image/webp"
    } else {
        return None;
    };
    // Senders mix these four up; anything else that hides a picture is not one.
    let named =
        ["image/png", "image/jpeg", "image/jpg", "image/pjpeg", "image/gif", "image/webp", "image/x-png"];
    named.contains(&kind).then(|| format!("data:{found};base64,{body}"))
}

/// A remote picture's address, normalised.
pub(super) fn remote(source: &str) -> Option<String> {
    let source = if source.starts_with("//") { format!("https:{source}") } else { source.to_owned() };
    let url = Url::parse(&source).ok()?;
    if !matches!(url.scheme(), "http" | "https") || url.as_str().len() > 8_000 {
        return None;
    }
    super::link::check(url.as_str()).map(|link| link.href)
}

/// What parsing the markup costs: its bytes without the pictures encoded in it, and more for every tag and entity.
pub(super) fn weight(html: &str) -> usize {
    let marks = html.bytes().filter(|byte| matches!(byte, b'<' | b'&')).count();
    let mut pieces = html.split(";base64,");
    let first = pieces.next().unwrap_or("").len();
    pieces.fold(first.saturating_add(marks.saturating_mul(32)), |sum, piece| {
        let end = piece
            .find(|c: char| !(c.is_ascii_alphanumeric() || "+/=\r\n".contains(c)))
            .unwrap_or(piece.len());
        sum.saturating_add(piece.len().saturating_sub(end)).saturating_add(8)
    })
}
