//! The MIME parts: text and HTML, the pictures shown in it, and the files.

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lettre::message::header::{
    ContentDisposition, ContentId, ContentTransferEncoding, Header, HeaderName, HeaderValue,
};
use lettre::message::{Body, MultiPart, SinglePart};
use sha2::{Digest, Sha256};

use super::field;
use super::{OutFile, Outgoing};

/// The body with its own Content-Type fields.
pub(super) fn body(letter: &Outgoing) -> Vec<u8> {
    let domain = letter.message_id.rsplit_once('@').map_or("deskbell.invalid", |(_, domain)| domain);
    let (html, pictures) = pictures_apart(&letter.html, domain);
    let shown = |file: &&OutFile| {
        file.content_id.as_deref().is_some_and(|cid| html.contains(&format!("cid:{}", trimmed(cid))))
    };
    let related: Vec<&OutFile> = letter.attachments.iter().filter(shown).chain(&pictures).collect();
    let files: Vec<&OutFile> = letter.attachments.iter().filter(|file| !shown(file)).collect();
    let alternative = MultiPart::alternative()
        .boundary(boundary(letter, "alternative"))
        .singlepart(SinglePart::plain(body_text(&letter.text)))
        .singlepart(SinglePart::html(body_text(&html)));
    let shown = if related.is_empty() {
        alternative
    } else {
        let start = MultiPart::related().boundary(boundary(letter, "related")).multipart(alternative);
        related.into_iter().fold(start, |parts, file| parts.singlepart(part(file, true)))
    };
    if files.is_empty() {
        return shown.formatted();
    }
    let start = MultiPart::mixed().boundary(boundary(letter, "mixed")).multipart(shown);
    files.into_iter().fold(start, |parts, file| parts.singlepart(part(file, false))).formatted()
}

/// The files of many letters, encoded once.
#[derive(Debug, Clone, Default)]
pub struct Enclosure {
    pictures: Vec<Vec<u8>>,
    files: Vec<Vec<u8>>,
}

impl Enclosure {
    /// Encodes pictures, which the HTML shows by `cid:`, and files.
    pub fn new(pictures: &[OutFile], files: &[OutFile]) -> Enclosure {
        let encoded = |files: &[OutFile], inline| files.iter().map(|file| part(file, inline).formatted()).collect();
        Enclosure { pictures: encoded(pictures, true), files: encoded(files, false) }
    }
}

/// The body of one of many letters.
pub(super) fn body_with(letter: &Outgoing, enclosure: &Enclosure) -> Vec<u8> {
    let alternative = MultiPart::alternative()
        .boundary(boundary(letter, "alternative"))
        .singlepart(SinglePart::plain(body_text(&letter.text)))
        .singlepart(SinglePart::html(body_text(&letter.html)))
        .formatted();
    let shown = enclosed(letter, "related", alternative, &enclosure.pictures);
    enclosed(letter, "mixed", shown, &enclosure.files)
}

/// A multipart of a first part and others that are encoded already; the first one alone where there are none.
fn enclosed(letter: &Outgoing, kind: &str, first: Vec<u8>, others: &[Vec<u8>]) -> Vec<u8> {
    if others.is_empty() {
        return first;
    }
    let boundary = boundary(letter, kind);
    let length: usize = others.iter().map(|part| part.len() + 50).sum();
    let mut bytes = Vec::with_capacity(first.len() + length + 200);
    bytes.extend(format!("Content-Type: multipart/{kind};\r\n boundary=\"{boundary}\"\r\n\r\n").into_bytes());
    for part in std::iter::once(&first).chain(others) {
        bytes.extend(format!("--{boundary}\r\n").into_bytes());
        bytes.extend_from_slice(part);
    }
    bytes.extend(format!("--{boundary}--\r\n").into_bytes());
    bytes
}

/// The same for the same letter, so that a letter composed again is the same letter.
fn boundary(letter: &Outgoing, kind: &str) -> String {
    let digest = Sha256::digest(format!("{kind} {}", letter.message_id));
    let hex: String = digest.iter().take(15).map(|byte| format!("{byte:02x}")).collect();
    format!("=_{hex}")
}

/// Text with one kind of line end and without what servers refuse (NUL) or guess about (bare CR).
fn body_text(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}

fn trimmed(content_id: &str) -> &str {
    content_id.trim().trim_start_matches('<').trim_end_matches('>')
}

fn part(file: &OutFile, inline: bool) -> SinglePart {
    let name = file_name(&file.name);
    let mut builder = SinglePart::builder().header(FileType::new(file, &name));
    builder = builder.header(if inline {
        ContentDisposition::inline_with_name(&name)
    } else {
        ContentDisposition::attachment(&name)
    });
    let cid = file.content_id.as_deref().map(trimmed).unwrap_or("");
    if !cid.is_empty() && cid.len() < 200 && cid.chars().all(|c| c.is_ascii_graphic() && c != '<' && c != '>')
    {
        builder = builder.header(ContentId::from(format!("<{cid}>")));
    }
    // Base64 always: the bytes arrive as they are, whatever line ends they hold.
    let mut encoded = Vec::with_capacity(file.body.len() * 4 / 3 + file.body.len() / 28 + 4);
    for (number, line) in file.body.chunks(57).enumerate() {
        if number > 0 {
            encoded.extend_from_slice(b"\r\n");
        }
        encoded.extend(STANDARD.encode(line).into_bytes());
    }
    builder.body(Body::dangerous_pre_encoded(encoded, ContentTransferEncoding::Base64))
}

/// A name of one line without a path.
fn file_name(name: &str) -> String {
    let name = field::one_line(name).replace(['/', '\\'], "_");
    let name: String =
        name.chars().filter(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')).collect();
    let name = name.trim();
    if name.is_empty() { "file".to_owned() } else { name.chars().take(240).collect() }
}

/// Content-Type with the name as Outlook reads it; other programs read it from Content-Disposition.
#[derive(Clone)]
struct FileType(String);

impl FileType {
    fn new(file: &OutFile, name: &str) -> FileType {
        let lower = file.content_type.trim().to_ascii_lowercase();
        let token = |part: &str| {
            !part.is_empty()
                && part.len() < 100
                && part.chars().all(|c| c.is_ascii_alphanumeric() || "!#$&-^_.+".contains(c))
        };
        let known = lower.split_once('/').is_some_and(|(kind, sub)| {
            // Letters and multiparts may not be in base64, and are files here.
            token(kind) && token(sub) && !matches!(kind, "multipart" | "message")
        });
        let kind = if known { lower.as_str() } else { "application/octet-stream" };
        let mut value = kind.to_owned();
        let _ = write!(value, ";\r\n name=\"{}\"", field::parameter(name));
        FileType(value)
    }
}

impl Header for FileType {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Content-Type")
    }

    fn parse(value: &str) -> Result<FileType, Box<dyn std::error::Error + Send + Sync>> {
        Ok(FileType(value.to_owned()))
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::dangerous_new_pre_encoded(FileType::name(), self.0.clone(), self.0.clone())
    }
}

/// HTML with its `data:` pictures replaced by `cid:` under a domain, and the pictures: many programs do not show the
/// former.
pub fn pictures_apart(html: &str, domain: &str) -> (String, Vec<OutFile>) {
    const START: &str = "src=\"data:image/";
    let mut apart = String::with_capacity(html.len().min(1_000_000));
    let mut pictures: Vec<OutFile> = Vec::new();
    let mut pieces = html.split(START);
    apart.push_str(pieces.next().unwrap_or(""));
    for piece in pieces {
        let (value, rest) = piece.split_once('"').unwrap_or((piece, ""));
        let decoded =
            value.split_once(";base64,").and_then(|(kind, body)| Some((kind, STANDARD.decode(body).ok()?)));
        let Some((kind, bytes)) =
            decoded.filter(|(kind, _)| matches!(*kind, "png" | "jpeg" | "gif" | "webp"))
        else {
            apart.push_str(START);
            apart.push_str(piece);
            continue;
        };
        let digest = Sha256::digest(&bytes);
        let hex: String = digest.iter().take(10).map(|byte| format!("{byte:02x}")).collect();
        let cid = format!("{hex}@{domain}");
        let _ = write!(apart, "src=\"cid:{cid}\"{rest}");
        if !pictures.iter().any(|known| known.content_id.as_deref() == Some(cid.as_str())) {
            let ending = if kind == "jpeg" { "jpg" } else { kind };
            pictures.push(OutFile {
                name: format!("picture{}.{ending}", pictures.len() + 1),
                content_type: format!("image/{kind}"),
                content_id: Some(cid),
                body: bytes,
            });
        }
    }
    (apart, pictures)
}
