//! File names of attachments: as the sender wrote them where that is harmless, safe on every system otherwise.

use std::borrow::Cow;

/// Longer names fail on some file systems (255 bytes with room for a number).
const MOST_BYTES: usize = 200;

/// Names that Windows takes for devices, whatever their extension.
const DEVICES: &[&str] = &[
    "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "conin$",
    "conout$", "clock$",
];

/// Extensions for parts without a name.
const EXTENSIONS: &[(&str, &str)] = &[
    ("application/gzip", "gz"),
    ("application/ics", "ics"),
    ("application/json", "json"),
    ("application/ms-tnef", "dat"),
    ("application/msword", "doc"),
    ("application/octet-stream", "bin"),
    ("application/pdf", "pdf"),
    ("application/pgp-encrypted", "asc"),
    ("application/pgp-keys", "asc"),
    ("application/pgp-signature", "asc"),
    ("application/pkcs7-mime", "p7m"),
    ("application/pkcs7-signature", "p7s"),
    ("application/rtf", "rtf"),
    ("application/vnd.ms-excel", "xls"),
    ("application/vnd.ms-tnef", "dat"),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    ("application/x-pkcs7-mime", "p7m"),
    ("application/x-pkcs7-signature", "p7s"),
    ("application/xml", "xml"),
    ("application/zip", "zip"),
    ("audio/amr", "amr"),
    ("audio/mpeg", "mp3"),
    ("audio/ogg", "ogg"),
    ("audio/wav", "wav"),
    ("image/bmp", "bmp"),
    ("image/gif", "gif"),
    ("image/heic", "heic"),
    ("image/jpeg", "jpg"),
    ("image/jpg", "jpg"),
    ("image/pjpeg", "jpg"),
    ("image/png", "png"),
    ("image/svg+xml", "svg"),
    ("image/tiff", "tiff"),
    ("image/webp", "webp"),
    ("message/delivery-status", "txt"),
    ("message/disposition-notification", "txt"),
    ("message/global", "eml"),
    ("message/rfc822", "eml"),
    ("text/calendar", "ics"),
    ("text/csv", "csv"),
    ("text/html", "html"),
    ("text/plain", "txt"),
    ("text/rfc822-headers", "txt"),
    ("text/rtf", "rtf"),
    ("text/vcard", "vcf"),
    ("text/x-vcard", "vcf"),
    ("text/xml", "xml"),
    ("video/mp4", "mp4"),
    ("video/quicktime", "mov"),
];

/// Some webmail writes names as pages are addressed: `%D0%90%D0%BA%D1%82.pdf`. Only foreign letters show that.
pub(super) fn plain(name: &str) -> Cow<'_, str> {
    let decoded = percent_encoding::percent_decode_str(name).decode_utf8();
    decoded.ok().filter(|text| name.is_ascii() && !text.is_ascii()).unwrap_or(Cow::Borrowed(name))
}

/// A safe file name, or `None` when nothing usable is left of it.
pub fn safe(name: &str) -> Option<String> {
    let name: String =
        name.chars().filter(|c| !is_hidden(*c)).map(|c| if c == '\t' { ' ' } else { c }).collect();
    let name = last_step(name.trim());
    let name: String = name
        .chars()
        .map(|c| if matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|') { '_' } else { c })
        .collect();
    let name = name.trim().trim_end_matches(['.', ' ']).trim_end();
    if name.is_empty() || name.chars().all(|c| c == '.') {
        return None;
    }
    let stem = name.split('.').next().unwrap_or("").trim_end().to_lowercase();
    let name = if DEVICES.contains(&stem.as_str()) { format!("_{name}") } else { name.to_owned() };
    Some(shortened(&name))
}

/// A name for a part without one.
pub(super) fn by_type(media: &str) -> String {
    let extension =
        EXTENSIONS.iter().find(|(known, _)| *known == media).map_or("bin", |(_, extension)| *extension);
    let stem = match media {
        "application/ms-tnef" | "application/vnd.ms-tnef" => "winmail",
        "application/pgp-signature" => "signature",
        "application/pkcs7-signature" | "application/x-pkcs7-signature" => "smime",
        "application/pkcs7-mime" | "application/x-pkcs7-mime" => "smime",
        "message/delivery-status" => "delivery-status",
        "message/disposition-notification" => "disposition-notification",
        "message/rfc822" | "message/global" => "message",
        "text/calendar" | "application/ics" => "invite",
        "text/rfc822-headers" => "headers",
        "text/plain" | "text/html" => "text",
        "text/vcard" | "text/x-vcard" => "contact",
        other if other.starts_with("image/") => "image",
        other if other.starts_with("audio/") => "audio",
        other if other.starts_with("video/") => "video",
        _ => "attachment",
    };
    format!("{stem}.{extension}")
}

/// Control characters, and marks that reverse or hide part of a name.
fn is_hidden(c: char) -> bool {
    (c.is_control() && c != '\t')
        || matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{061C}')
}

/// A path gives its last step; a slash within an ordinary name (`рахунок №1/2.pdf`) is no path.
fn last_step(name: &str) -> &str {
    let mut chars = name.chars();
    let drive = matches!(
        (chars.next(), chars.next(), chars.next()),
        (Some('a'..='z' | 'A'..='Z'), Some(':'), Some('\\' | '/'))
    );
    let climbs = name.split(['/', '\\']).any(|step| step == "..");
    if drive || climbs || name.starts_with(['/', '\\', '~']) || name.starts_with("./") || name.contains('\\')
    {
        return name.rsplit(['/', '\\']).find(|step| !step.trim().is_empty()).unwrap_or("").trim();
    }
    name
}

fn shortened(name: &str) -> String {
    if name.len() <= MOST_BYTES {
        return name.to_owned();
    }
    let extension =
        name.rsplit_once('.').map(|(_, extension)| extension).filter(|e| e.len() <= 20 && !e.contains(' '));
    let room = MOST_BYTES - extension.map_or(0, |extension| extension.len() + 1);
    let stem = name.get(..name.floor_char_boundary(room)).unwrap_or(name).trim_end_matches(['.', ' ']);
    match extension {
        Some(extension) => format!("{stem}.{extension}"),
        None => stem.to_owned(),
    }
}
