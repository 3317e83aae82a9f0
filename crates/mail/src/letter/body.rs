//! What of a letter is read as its text and what is a file (the rules of RFC 8621 section 4.1.4).

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use sha2::{Digest, Sha256};

use super::parts::{Multi, Part, Parts};
use super::transfer::{self, UuFile};
use super::{Attachment, charset, flowed, names};
use crate::{clean, pictures};

/// Longer texts are a log file or an attack; the letter's source still has all of it.
const LONGEST_TEXT: usize = 8 * 1024 * 1024;

/// Text of a letter and where its files are.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) text: String,
    pub(super) html: Option<String>,
    pub(super) files: Vec<Source>,
}

/// Where the bytes of a file come from.
#[derive(Debug)]
pub(super) enum Source {
    /// A part of `Parts::list`.
    Part(usize),
    /// A file that was written into the text.
    Uu(UuFile),
}

/// The parts that are read, in order.
#[derive(Default)]
struct Chosen {
    text: Vec<usize>,
    html: Vec<usize>,
}

/// Picks out the text and the files of a letter.
pub(super) fn read(parts: &Parts<'_>) -> Body {
    let chosen = choose(parts);
    let mut uu: Vec<UuFile> = Vec::new();
    let mut pieces: Vec<String> = Vec::new();
    for number in &chosen.text {
        let Some(part) = parts.list.get(*number) else { continue };
        if part.media == "text/plain" {
            let (files, text) = plain(parts, part);
            uu.extend(files);
            pieces.push(text);
        } else {
            pieces.push(clean::to_text(&decoded_text(parts, part)));
        }
    }
    let html = html(parts, &chosen);
    let mut text = joined(&pieces);
    if text.trim().is_empty()
        && let Some(html) = &html
    {
        text = clean::to_text(html);
    }
    let read: HashSet<usize> = chosen.text.iter().chain(&chosen.html).copied().collect();
    let leaves = parts.list.iter().enumerate().filter(|(number, part)| {
        part.multi.is_none() && !read.contains(number) && !is_other_form(parts, part)
    });
    let mut files: Vec<Source> = leaves.map(|(number, _)| Source::Part(number)).collect();
    files.extend(uu.into_iter().map(Source::Uu));
    text.truncate(text.trim_end().len());
    Body { text, html, files }
}

fn joined(pieces: &[String]) -> String {
    pieces
        .iter()
        .map(|piece| piece.trim_end_matches('\n'))
        .filter(|piece| !piece.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

fn html(parts: &Parts<'_>, chosen: &Chosen) -> Option<String> {
    let is_html = |number: &&usize| parts.list.get(**number).is_some_and(|part| part.media == "text/html");
    if !chosen.html.iter().any(|number| is_html(&number)) {
        return None;
    }
    let pieces: Vec<String> = chosen
        .html
        .iter()
        .filter_map(|number| parts.list.get(*number))
        .map(|part| {
            if part.media == "text/html" {
                decoded_text(parts, part)
            } else {
                let text = plain(parts, part).1;
                if text.trim().is_empty() {
                    return String::new();
                }
                format!("<div style=\"white-space:pre-wrap\">{}</div>", escaped(text.trim_end()))
            }
        })
        .collect();
    Some(pieces.into_iter().filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join("\n"))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Text of a part as characters, with plain line ends.
pub(super) fn decoded_text(parts: &Parts<'_>, part: &Part) -> String {
    decode(part, &parts.decoded(part))
}

fn decode(part: &Part, bytes: &[u8]) -> String {
    let bytes = bytes.get(..LONGEST_TEXT).unwrap_or(bytes);
    let declared = part.content_type.get("charset").map(str::to_owned);
    let label = declared.or_else(|| (part.media == "text/html").then(|| declared_inside(bytes)).flatten());
    plain_lines(charset::decode(label.as_deref(), bytes))
}

/// Every line end as `\n`, without zeros.
fn plain_lines(text: String) -> String {
    let mut rest = text.as_str();
    let next = |rest: &str| memchr::memchr2(b'\r', 0, rest.as_bytes());
    if next(rest).is_none() {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    while let Some((before, after)) = next(rest).and_then(|at| rest.split_at_checked(at)) {
        out.push_str(before);
        let returned = after.starts_with('\r');
        rest = after.get(1..).unwrap_or_default();
        if returned && !rest.starts_with('\n') {
            out.push('\n');
        }
    }
    out.push_str(rest);
    out
}

/// `<meta charset=…>` of an HTML part that declares nothing outside.
fn declared_inside(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..2048).unwrap_or(bytes)).to_ascii_lowercase();
    let (_, rest) = head.split_once("charset=")?;
    let label: String = rest
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))
        .collect();
    (!label.is_empty()).then_some(label)
}

fn plain(parts: &Parts<'_>, part: &Part) -> (Vec<UuFile>, String) {
    let bytes = parts.decoded(part);
    let has_uu = bytes.starts_with(b"begin ") || memchr::memmem::find(&bytes, b"\nbegin ").is_some();
    let (files, bytes) = if has_uu {
        let (files, text) = transfer::uu_files(&bytes);
        (files, Cow::Owned(text))
    } else {
        (Vec::new(), bytes)
    };
    let mut text = decode(part, &bytes);
    if part.content_type.get("format").is_some_and(|format| format.eq_ignore_ascii_case("flowed")) {
        let delsp = part.content_type.get("delsp").is_some_and(|delsp| delsp.eq_ignore_ascii_case("yes"));
        text = flowed::join(&text, delsp);
    }
    (files, text)
}

fn is_readable(part: &Part) -> bool {
    matches!(
        part.media.as_str(),
        "text/plain" | "text/html" | "text/enriched" | "text/richtext" | "text/markdown" | "text/x-markdown"
    )
}

/// Of several forms of one text, these are shown.
fn is_common(part: &Part) -> bool {
    matches!(part.media.as_str(), "text/plain" | "text/html")
}

/// The same text once more, for programs that play letters or for watches: no file that anybody sent.
fn is_other_form(parts: &Parts<'_>, part: &Part) -> bool {
    let around = part.parent.and_then(|parent| parts.list.get(parent));
    around.is_some_and(|around| around.multi == Some(Multi::Alternative))
        && matches!(part.media.as_str(), "text/x-amp-html" | "text/watch-html")
}

fn is_attached(part: &Part) -> bool {
    part.disposition.value == "attachment"
}

fn is_named(part: &Part) -> bool {
    part.disposition.get("filename").is_some() || part.content_type.get("name").is_some()
}

fn choose(parts: &Parts<'_>) -> Chosen {
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); parts.list.len()];
    for (number, part) in parts.list.iter().enumerate() {
        if let Some(siblings) = part.parent.and_then(|parent| children.get_mut(parent)) {
            siblings.push(number);
        }
    }
    let mut walk = Walk { parts, children, chosen: Chosen::default() };
    walk.part(0, &Place { multi: None, main: true, in_alternative: false }, (true, true));
    walk.chosen
}

/// Where a part stands.
struct Place {
    /// The kind of the enclosing multipart.
    multi: Option<Multi>,
    /// The first of its siblings, or the root of a related set.
    main: bool,
    in_alternative: bool,
}

struct Walk<'a, 'b> {
    parts: &'a Parts<'b>,
    children: Vec<Vec<usize>>,
    chosen: Chosen,
}

impl Walk<'_, '_> {
    /// Takes one part; `wanted` says whether text and HTML are still looked for, and comes back changed when this
    /// part decided it. The depth of the tree is capped where it is built, so recursion is safe.
    fn part(&mut self, number: usize, place: &Place, wanted: (bool, bool)) -> (bool, bool) {
        let Some(part) = self.parts.list.get(number) else { return wanted };
        if let Some(multi) = part.multi {
            self.multipart(number, multi, place.in_alternative, wanted);
            return wanted;
        }
        let shown = is_readable(part)
            && !is_attached(part)
            && (place.main
                || (place.multi == Some(Multi::Alternative) && is_common(part))
                || (!matches!(place.multi, Some(Multi::Related | Multi::Alternative)) && !is_named(part)));
        if !shown || place.multi == Some(Multi::Encrypted) {
            return wanted;
        }
        let html = part.media == "text/html";
        let (mut text_wanted, mut html_wanted) = wanted;
        if place.multi == Some(Multi::Alternative) {
            if html {
                self.chosen.html.push(number)
            } else {
                self.chosen.text.push(number)
            }
            return wanted;
        }
        if place.in_alternative {
            if html { text_wanted = false } else { html_wanted = false }
        }
        if text_wanted {
            self.chosen.text.push(number);
        }
        if html_wanted {
            self.chosen.html.push(number);
        }
        (text_wanted, html_wanted)
    }

    fn multipart(&mut self, number: usize, multi: Multi, in_alternative: bool, mut wanted: (bool, bool)) {
        let children = self.children.get(number).cloned().unwrap_or_default();
        let before = (self.chosen.text.len(), self.chosen.html.len());
        let root = if multi == Multi::Related { self.related_root(number, &children) } else { None };
        let in_alternative = in_alternative || multi == Multi::Alternative;
        for (position, child) in children.iter().enumerate() {
            let main = root.map_or(position == 0, |root| root == *child);
            let place = Place { multi: Some(multi), main, in_alternative };
            wanted = self.part(*child, &place, wanted);
        }
        if multi != Multi::Alternative || wanted != (true, true) {
            return;
        }
        let new_text = self.chosen.text.get(before.0..).unwrap_or_default().to_vec();
        let new_html = self.chosen.html.get(before.1..).unwrap_or_default().to_vec();
        if new_text.is_empty() {
            self.chosen.text.extend(new_html);
        } else if new_html.is_empty() {
            self.chosen.html.extend(new_text);
        }
    }

    /// RFC 2387: the part named by `start`, otherwise the first; some put a picture before the text.
    fn related_root(&self, number: usize, children: &[usize]) -> Option<usize> {
        let start = self.parts.list.get(number)?.content_type.get("start").map(bare);
        let has = |child: &&usize, id: &str| {
            let fields = self.parts.list.get(**child).map(|part| &part.fields);
            fields.and_then(|fields| fields.text("content-id")).is_some_and(|own| bare(&own) == id)
        };
        let named = start.and_then(|start| children.iter().find(|child| has(child, &start)));
        let readable = |child: &&usize| {
            self.parts.list.get(**child).is_some_and(|part| part.multi.is_some() || is_readable(part))
        };
        named.or_else(|| children.iter().find(readable)).copied()
    }
}

fn bare(id: &str) -> String {
    id.trim().trim_start_matches('<').trim_end_matches('>').trim().to_owned()
}

/// The decoded bytes of a file.
pub(super) fn bytes<'a>(parts: &'a Parts<'_>, source: &'a Source) -> Cow<'a, [u8]> {
    match source {
        Source::Part(number) => parts.list.get(*number).map(|part| parts.decoded(part)).unwrap_or_default(),
        Source::Uu(file) => Cow::Borrowed(&file.body),
    }
}

/// Describes every file of the letter.
pub(super) fn attachments(parts: &Parts<'_>, body: &Body, digests: bool) -> Vec<Attachment> {
    // Only a part with a name to be shown by can be shown inside.
    let used = match &body.html {
        Some(html) if parts.list.iter().any(|part| part.fields.has("content-id")) => {
            clean::shown_inside(html)
        }
        _ => HashSet::new(),
    };
    let content_id = |part: &Part| {
        let id = part.fields.text("content-id").map(|id| bare(&id));
        id.filter(|id| !id.is_empty())
    };
    // Of several files with one name, the window shows the last inside the text.
    let last: HashMap<String, usize> = body
        .files
        .iter()
        .enumerate()
        .filter_map(|(position, source)| match source {
            Source::Part(number) => Some((content_id(parts.list.get(*number)?)?, position)),
            Source::Uu(_) => None,
        })
        .collect();
    body.files
        .iter()
        .enumerate()
        .map(|(position, source)| {
            let bytes = bytes(parts, source);
            let sha256 = digests.then(|| super::hex(&Sha256::digest(&bytes)));
            let size = bytes.len() as u64;
            let part = match source {
                Source::Part(number) => parts.list.get(*number),
                Source::Uu(_) => None,
            };
            let (name, content_type) = match (part, source) {
                (Some(part), _) => (file_name(part, &bytes), part.media.clone()),
                (None, Source::Uu(file)) => {
                    let name = names::safe(&charset::decode(None, &file.name));
                    let media = "application/octet-stream".to_owned();
                    (name.unwrap_or_else(|| names::by_type(&media)), media)
                }
                (None, Source::Part(_)) => (names::by_type(""), String::new()),
            };
            let content_id = part.and_then(content_id);
            // What the text does not really show must stay a file, or nobody finds it.
            let inline = content_id.as_ref().is_some_and(|id| {
                used.contains(id) && last.get(id) == Some(&position) && pictures::raster(&bytes).is_some()
            });
            Attachment { name, content_type, size, inline, content_id, sha256 }
        })
        .collect()
}

fn file_name(part: &Part, bytes: &[u8]) -> String {
    let given = part.disposition.get("filename").or_else(|| part.content_type.get("name"));
    let given = given.or_else(|| part.disposition.get("name"));
    if let Some(name) = given.and_then(|name| names::safe(&names::plain(name))) {
        return name;
    }
    if part.media == "message/rfc822" || part.media == "message/global" {
        let header = super::headers::Fields::of(bytes.trim_ascii_start());
        let subject = header.text("subject").unwrap_or_default();
        let subject = subject.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(name) =
            names::safe(&format!("{}.eml", subject.replace(['/', '\\'], "_"))).filter(|_| !subject.is_empty())
        {
            return name;
        }
    }
    names::by_type(&part.media)
}
