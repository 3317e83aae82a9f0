//! Finds the MIME parts of a letter (RFC 2046) in one pass over its lines, without recursion.
//!
//! mail-parser, which reads the fields and decodes, is not asked for the structure: it takes `--outer-inner` for
//! the boundary `outer`, turns the last part of a cut letter into an attachment, and its cost and stack grow with
//! nesting. Here each line is looked at once, depth and number of parts are capped, and what is beyond the caps stays
//! in the last part, so nothing gets lost.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::headers::{self, Fields};
use super::media;
use super::params::Structured;
use super::transfer::Encoding;

/// How deep multiparts may be nested; deeper ones are kept as an attached piece.
const DEEPEST: usize = 50;
/// How many parts are told apart.
const MOST: usize = 2000;
/// Bytes behind an inner multipart's header in which its boundary is looked for.
const INNER_SEARCH: usize = 256 * 1024;

/// What a multipart does with its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Multi {
    Mixed,
    Alternative,
    Related,
    Digest,
    Report,
    Encrypted,
}

/// One part: a multipart or a leaf.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) fields: Fields,
    /// Lower case, such as `text/plain`.
    pub(super) media: String,
    pub(super) content_type: Structured,
    pub(super) disposition: Structured,
    pub(super) encoding: Encoding,
    /// Where the body stands in `Parts::bytes`, still encoded.
    pub(super) body: Range<usize>,
    /// The enclosing multipart.
    pub(super) parent: Option<usize>,
    /// Set for multiparts.
    pub(super) multi: Option<Multi>,
    children: usize,
}

/// A letter cut in parts; the first is the letter itself.
#[derive(Debug)]
pub(super) struct Parts<'a> {
    pub(super) bytes: Cow<'a, [u8]>,
    pub(super) list: Vec<Part>,
}

impl Parts<'_> {
    /// The body of a part, decoded from its transfer encoding.
    pub(super) fn decoded(&self, part: &Part) -> Cow<'_, [u8]> {
        let bytes = self.bytes.get(part.body.clone()).unwrap_or_default();
        match part.encoding {
            Encoding::Plain => Cow::Borrowed(bytes),
            encoding => Cow::Owned(encoding.undo(bytes)),
        }
    }

    /// The header of the letter itself.
    pub(super) fn root(&self) -> Option<&Part> {
        self.list.first()
    }
}

/// An open multipart while reading.
struct Open {
    boundary: Vec<u8>,
    part: usize,
}

/// What a boundary line says.
struct Border {
    /// Which open multipart it belongs to.
    level: usize,
    /// It is the last one.
    closing: bool,
}

/// Walks the lines of the letter.
struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Lines<'a> {
    /// The next line with its range, without its line end.
    fn peek(&self) -> Option<(&'a [u8], usize)> {
        let rest = self.bytes.get(self.at..).filter(|rest| !rest.is_empty())?;
        let end = memchr::memchr(b'\n', rest);
        let (line, length) = match end {
            Some(end) => (rest.get(..end).unwrap_or_default(), end + 1),
            None => (rest, rest.len()),
        };
        Some((line.strip_suffix(b"\r").unwrap_or(line), self.at + length))
    }

    /// Goes on to the next line that begins with two hyphens, or to the end.
    fn skip_to_hyphens(&mut self) {
        static HYPHENS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(b"\n--"));
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        if !rest.starts_with(b"--") {
            self.at = HYPHENS.find(rest).map_or(self.bytes.len(), |found| self.at + found + 1);
        }
    }
}

/// Cuts a letter in its parts.
pub(super) fn cut(raw: &[u8]) -> Parts<'_> {
    let bytes = uniform_lines(raw);
    let start = beginning(&bytes);
    let mut lines = Lines { bytes: &bytes, at: start };
    let (mut list, mut open): (Vec<Part>, Vec<Open>) = (Vec::new(), Vec::new());
    loop {
        let mut part = header(&mut lines, &open, &list);
        if open.len() >= DEEPEST {
            part.multi = None;
        }
        let number = list.len();
        if let Some(parent) = part.parent.and_then(|parent| list.get_mut(parent)) {
            parent.children += 1;
        }
        let boundary = if part.multi.is_some() { boundary_of(&part, &lines, &open) } else { None };
        list.push(part);
        if let Some(boundary) = boundary {
            open.push(Open { boundary, part: number });
        }
        if !body(&mut lines, &mut open, &mut list, number) {
            break;
        }
    }
    for part in &mut list {
        if part.multi.is_some() && part.children == 0 {
            as_leaf(part);
        }
    }
    Parts { bytes, list }
}

/// A multipart without parts is shown as what it is: text.
fn as_leaf(part: &mut Part) {
    part.multi = None;
    "text/plain".clone_into(&mut part.media);
}

/// Old Macs end lines with CR alone; everything else is left untouched.
fn uniform_lines(raw: &[u8]) -> Cow<'_, [u8]> {
    if raw.contains(&b'\n') || !raw.contains(&b'\r') {
        return Cow::Borrowed(raw);
    }
    Cow::Owned(raw.iter().map(|b| if *b == b'\r' { b'\n' } else { *b }).collect())
}

/// Skips what mail stores and transports put in front of a letter.
fn beginning(bytes: &[u8]) -> usize {
    let mut lines = Lines { bytes, at: 0 };
    if bytes.starts_with(&[0xEF, 0xBB, 0xBF]) {
        lines.at = 3;
    }
    while let Some((line, next)) = lines.peek() {
        let envelope = line.starts_with(b"From ") || line.starts_with(b">From ");
        if line.iter().all(|b| b.is_ascii_whitespace() || *b == 0) || (envelope && !headers::is_field(line)) {
            lines.at = next;
        } else {
            break;
        }
    }
    // A letter of blank lines only still has a text.
    if lines.at >= bytes.len() { 0 } else { lines.at }
}

/// Reads one header and leaves `lines` at the body.
fn header(lines: &mut Lines<'_>, open: &[Open], list: &[Part]) -> Part {
    let (mut fields, mut last, mut any) = (Fields::default(), None, false);
    while let Some((line, next)) = lines.peek() {
        if is_blank(line) {
            lines.at = next;
            let folded = || !line.is_empty() && header_goes_on(lines);
            let cut = || list.is_empty() && !fields.has("content-type") && type_follows(lines);
            if any && (folded() || cut()) {
                continue;
            }
            break;
        }
        // A part may end before its header does.
        if border(line, open).is_some() {
            break;
        }
        let starts_folded = matches!(line.first(), Some(b' ' | b'\t')) && !any;
        if starts_folded || !fields.take(line, &mut last) {
            let ahead = Lines { bytes: lines.bytes, at: next };
            let stray = ahead.peek().is_some_and(|(line, _)| headers::is_known_field(line));
            if !stray {
                break;
            }
            // Nothing can be folded before the first field of a letter, so it is that field, indented.
            if starts_folded && list.is_empty() {
                fields.take(line.trim_ascii_start(), &mut last);
            }
        }
        any = true;
        lines.at = next;
    }
    let parent = open.last().map(|open| open.part);
    part(fields, parent, lines.at, list)
}

fn is_blank(line: &[u8]) -> bool {
    line.iter().all(|b| matches!(b, b' ' | b'\t'))
}

/// Whether a line of blanks only was a folded empty line: some programs fold long fields so. A known field must
/// follow, at once or behind other folded lines; an indented text does not make a header.
fn header_goes_on(lines: &Lines<'_>) -> bool {
    let mut ahead = Lines { bytes: lines.bytes, at: lines.at };
    for _ in 0..20 {
        let Some((line, next)) = ahead.peek().filter(|(line, _)| !line.is_empty()) else { return false };
        if !matches!(line.first(), Some(b' ' | b'\t')) {
            return headers::is_known_field(line);
        }
        ahead.at = next;
    }
    false
}

/// Whether the letter's type stands behind a few empty lines, as some sites send it: a whole piece of a header, with its
/// own empty line below.
fn type_follows(lines: &Lines<'_>) -> bool {
    let mut ahead = Lines { bytes: lines.bytes, at: lines.at };
    let mut found = false;
    for number in 0..60 {
        let Some((line, next)) = ahead.peek() else { return false };
        let is = |name: &[u8]| line.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        if !found {
            found = is(b"content-type:") || is(b"mime-version:");
            let blank = is_blank(line) && number < 4;
            if !(found || blank) {
                return false;
            }
        } else if line.is_empty() {
            return true;
        } else if !matches!(line.first(), Some(b' ' | b'\t')) && !headers::is_field(line) {
            return false;
        }
        ahead.at = next;
    }
    false
}

fn part(fields: Fields, parent: Option<usize>, body: usize, list: &[Part]) -> Part {
    let around = parent.and_then(|parent| list.get(parent));
    let content_type = fields.structured("content-type").unwrap_or_default();
    let disposition = fields.structured("content-disposition").unwrap_or_default();
    let digest = around.is_some_and(|parent| parent.multi == Some(Multi::Digest));
    let media = media::of(&content_type, &disposition, parent.is_none(), digest);
    let multi = media.strip_prefix("multipart/").map(|subtype| match subtype {
        "alternative" => Multi::Alternative,
        "related" => Multi::Related,
        "digest" => Multi::Digest,
        "report" => Multi::Report,
        "encrypted" => Multi::Encrypted,
        _ => Multi::Mixed,
    });
    let encoding = fields.raw("content-transfer-encoding").map_or(Encoding::Plain, |value| {
        if multi.is_some() { Encoding::Plain } else { Encoding::named(&String::from_utf8_lossy(value)) }
    });
    Part { fields, media, content_type, disposition, encoding, body: body..body, parent, multi, children: 0 }
}

/// The declared boundary, or the first line that looks like one when the declaration is missing or untrue.
fn boundary_of(part: &Part, lines: &Lines<'_>, open: &[Open]) -> Option<Vec<u8>> {
    let declared =
        part.content_type.get("boundary").map(str::trim_end).filter(|boundary| !boundary.is_empty());
    if let Some(boundary) = declared {
        let boundary = boundary.as_bytes().to_vec();
        return match never_occurs(&boundary, part.parent.is_none(), lines) {
            true => other_boundary(lines, open).or(Some(boundary)),
            false => Some(boundary),
        };
    }
    let mut ahead = Lines { bytes: lines.bytes, at: lines.at };
    for _ in 0..20 {
        let (line, next) = ahead.peek()?;
        if let Some(boundary) = line.strip_prefix(b"--").map(<[u8]>::trim_ascii_end).filter(|b| !b.is_empty())
        {
            return Some(boundary.to_vec());
        }
        ahead.at = next;
    }
    None
}

/// Whether no line is the declared boundary. Only for the letter itself all of it is looked at: two thousand parts
/// that each look through a large letter would take too long.
fn never_occurs(boundary: &[u8], whole: bool, lines: &Lines<'_>) -> bool {
    let rest = lines.bytes.get(lines.at..).unwrap_or_default();
    if !whole && rest.len() > INNER_SEARCH {
        return false;
    }
    let mark = [b"--", boundary].concat();
    !memchr::memmem::find_iter(rest, &mark).any(|at| {
        let starts = at.checked_sub(1).is_none_or(|before| rest.get(before) == Some(&b'\n'));
        let after = rest.get(at + mark.len()..).unwrap_or_default();
        let after = after.strip_prefix(b"--").unwrap_or(after);
        starts && after.iter().find(|b| !matches!(b, b' ' | b'\t' | b'\r')).is_none_or(|b| *b == b'\n')
    })
}

/// The first line like a boundary that a field of a part's header follows.
fn other_boundary(lines: &Lines<'_>, open: &[Open]) -> Option<Vec<u8>> {
    let mut ahead = Lines { bytes: lines.bytes, at: lines.at };
    for _ in 0..2000 {
        let (line, next) = ahead.peek()?;
        ahead.at = next;
        if let Some(boundary) = line.strip_prefix(b"--").map(<[u8]>::trim_ascii_end)
            && !boundary.is_empty()
            && ahead.peek().is_some_and(|(line, _)| headers::is_known_field(line))
        {
            return border(line, open).is_none().then(|| boundary.to_vec());
        }
    }
    None
}

fn border(line: &[u8], open: &[Open]) -> Option<Border> {
    let text = line.strip_prefix(b"--")?.trim_ascii_end();
    let exact = |text: &[u8]| open.iter().rposition(|open| open.boundary == text);
    if let Some(level) = exact(text) {
        return Some(Border { level, closing: false });
    }
    let level = exact(text.strip_suffix(b"--")?)?;
    Some(Border { level, closing: true })
}

/// Reads on to where the next part's header begins. `false` at the end of the letter.
fn body(lines: &mut Lines<'_>, open: &mut Vec<Open>, list: &mut [Part], mut current: usize) -> bool {
    let full = list.len() >= MOST;
    while !full && !open.is_empty() {
        lines.skip_to_hyphens();
        let Some((line, next)) = lines.peek() else { break };
        let Some(found) = border(line, open) else {
            lines.at = next;
            continue;
        };
        let end = before_line_end(lines.bytes, lines.at);
        close(list, current, end);
        for ended in open.drain(found.level + 1..) {
            close(list, ended.part, end);
        }
        lines.at = next;
        if !found.closing {
            return true;
        }
        if let Some(ended) = open.pop() {
            close(list, ended.part, end);
            // What follows a closed multipart belongs to nobody.
            current = usize::MAX;
        }
    }
    let end = lines.bytes.len();
    close(list, current, end);
    for ended in open.drain(..) {
        close(list, ended.part, end);
    }
    false
}

/// The line break before a boundary belongs to the boundary.
fn before_line_end(bytes: &[u8], at: usize) -> usize {
    let text = bytes.get(..at).unwrap_or_default();
    let text = text.strip_suffix(b"\n").unwrap_or(text);
    text.strip_suffix(b"\r").unwrap_or(text).len()
}

fn close(list: &mut [Part], part: usize, end: usize) {
    if let Some(part) = list.get_mut(part)
        && part.body.end == part.body.start
    {
        part.body.end = end.max(part.body.start);
    }
}
