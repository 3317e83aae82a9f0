//! Where a link really leads, and whether it says so.

use std::borrow::Cow;

use url::Url;

use super::Mismatch;

/// Longest address of a link.
const MAX_URL: usize = 8_000;

/// A checked link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    /// Normalised address, safe in an attribute.
    pub(super) href: String,
    /// The address as shown to the reader: a host in foreign letters in both its forms.
    pub(super) title: String,
    host: Option<String>,
}

/// Reads an address of a link; `None` when it may not be followed.
pub(super) fn check(raw: &str) -> Option<Link> {
    // As browsers do: no tabs or line ends anywhere, no blanks or controls around.
    let raw: String = raw.chars().filter(|c| !c.is_control()).collect();
    let raw = raw.trim();
    if raw.is_empty() || raw.len() > MAX_URL {
        return None;
    }
    let url = Url::parse(&whole(raw)).ok()?;
    match url.scheme() {
        "http" | "https" => web(&url),
        "mailto" => mailto(&url),
        "tel" => {
            let number: String =
                url.path().chars().filter(|c| c.is_ascii_digit() || "+-*#.()".contains(*c)).collect();
            let href = format!("tel:{number}");
            (!number.is_empty()).then(|| Link { title: href.clone(), href, host: None })
        }
        _ => None,
    }
}

/// An address as a person means it who left the beginning out.
fn whole(raw: &str) -> Cow<'_, str> {
    let named = raw.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."));
    if raw.starts_with("//") {
        Cow::Owned(format!("https:{raw}"))
    } else if named {
        Cow::Owned(format!("https://{raw}"))
    } else {
        Cow::Borrowed(raw)
    }
}

fn web(url: &Url) -> Option<Link> {
    let host = url.host_str()?.to_owned();
    let mut url = url.clone();
    // A name before the host only serves to look like another host.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    let href = quiet(url.as_str())?;
    let foreign = unicode(&host);
    let title = if foreign == host { href.clone() } else { format!("{href} ({foreign})") };
    Some(Link { href, title, host: Some(host) })
}

fn mailto(url: &Url) -> Option<Link> {
    let mut href = format!("mailto:{}", url.path());
    let mut mark = '?';
    for pair in url.query().unwrap_or("").split('&') {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        if ["subject", "body", "cc"].iter().any(|allowed| name.eq_ignore_ascii_case(allowed)) {
            href.push(mark);
            href.push_str(&format!("{}={value}", name.to_ascii_lowercase()));
            mark = '&';
        }
    }
    let href = quiet(&href)?;
    Some(Link { title: href.clone(), href, host: None })
}

/// Defuses what would only be dangerous to a careless reader of our output.
fn quiet(url: &str) -> Option<String> {
    let lower = url.to_ascii_lowercase();
    if ["javascript:", "vbscript:", "livescript:", "data:text", "%3cscript"]
        .iter()
        .any(|bad| lower.contains(bad))
        || handler(&lower, &[])
    {
        return None;
    }
    let safe = |c: char| c.is_ascii_graphic() && !"\"'<>`\\{}|^".contains(c);
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        if safe(c) {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes).bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}")));
        }
    }
    Some(out)
}

/// An event handler's name before an equals sign, after something that could end an attribute or is one of `also`.
/// In an address a slash ends nothing: `/online=5` is a page of a shop.
pub(super) fn handler(lower: &str, also: &[&str]) -> bool {
    lower.match_indices("on").any(|(at, _)| {
        let before = lower.get(..at).unwrap_or("");
        let after = lower.get(at + 2..).unwrap_or("");
        let name = after.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(after.len());
        let rest = after.get(name..).unwrap_or("").trim_start();
        (3..=24).contains(&name)
            && rest.starts_with('=')
            && (before.is_empty()
                || before.ends_with(['"', '\'', '`', '<', '>', ' ', '\t', '\n'])
                || ["%22", "%27", "%60", "%3e", "%20", "%09", "%0a"]
                    .iter()
                    .chain(also)
                    .any(|end| before.ends_with(end)))
    })
}

/// A host with its international labels decoded.
pub(super) fn unicode(host: &str) -> String {
    if host.contains("xn--") { idna::domain_to_unicode(host).0 } else { host.to_owned() }
}

/// Whether the text of a link names another place, or the place itself is spelt to look like another.
pub(super) fn mismatch(text: &str, link: &Link) -> Option<Mismatch> {
    // Signs that nobody sees must not hide the name of a place from us alone.
    let text: String = text.chars().filter(|c| !is_unseen(*c)).collect();
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let report =
        |shown: &str| Some(Mismatch { shown: shown.chars().take(200).collect(), target: link.title.clone() });
    let Some(target) = &link.host else {
        let named = address_in(&text)?;
        let path = link.href.strip_prefix("mailto:")?;
        let path = path.split('?').next().unwrap_or(path).replace("%40", "@").to_lowercase();
        return if path.split(',').any(|one| one == named) { None } else { report(&text) };
    };
    if let Some(shown) = host_in(&text)
        && !same_place(&shown, target)
    {
        return report(&text);
    }
    let foreign = unicode(target);
    if foreign != *target && disguised(&foreign) { report(&foreign) } else { None }
}

/// Signs without a width: joiners, marks of direction, soft hyphens, variation selectors, tags.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// The target is the named host or below it (`www.` aside).
fn same_place(shown: &str, target: &str) -> bool {
    let bare = |host: &str| host.trim_end_matches('.').trim_start_matches("www.").to_owned();
    let (shown, target) = (bare(shown), bare(target));
    shown == target || target.strip_suffix(&shown).is_some_and(|before| before.ends_with('.'))
}

fn address_in(text: &str) -> Option<String> {
    let word = text.split(' ').find(|word| word.contains('@'))?;
    let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let (_, host) = word.split_once('@')?;
    host.contains('.').then_some(word)
}

/// The host named in a link's text, in its ASCII form: a whole address anywhere, a bare host only by itself.
fn host_in(text: &str) -> Option<String> {
    let mut words = text.split(' ').map(|word| word.trim_matches(|c: char| "()<>[]\"'«»“”„,;!…".contains(c)));
    let full = words.clone().find(|word| {
        let lower = word.to_ascii_lowercase();
        ["http://", "https://", "www."]
            .iter()
            .any(|start| lower.starts_with(start) && lower.len() > start.len())
    });
    let word = match full {
        Some(word) => word,
        None => words.next().filter(|word| !text.contains(' ') && bare_host(word))?,
    };
    let url = if word.contains("://") { word.to_owned() } else { format!("http://{word}") };
    let host = Url::parse(&url).ok()?.host_str()?.to_lowercase();
    host.contains('.').then_some(host)
}

/// `firm.com`, `firm.com/page`: two labels at least and an end that is no file's.
fn bare_host(word: &str) -> bool {
    const FILES: &[&str] = &[
        "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "txt", "jpg", "jpeg", "png", "gif", "zip", "rar",
        "html", "htm", "csv", "xml", "php", "js", "exe", "eml", "odt", "ods", "rtf", "md",
    ];
    let host = word.split(['/', '?', '#', ':']).next().unwrap_or("");
    let host = host.rsplit('@').next().unwrap_or(host);
    let Some((before, end)) = host.rsplit_once('.') else { return false };
    let end = end.to_lowercase();
    !before.is_empty()
        && before
            .split('.')
            .all(|label| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-'))
        && (2..=24).contains(&end.chars().count())
        && end
            .chars()
            .all(|c| c.is_alphabetic() || c == '-' || (end.starts_with("xn--") && c.is_ascii_digit()))
        && (word.contains('/') || !FILES.contains(&end.as_str()))
}

/// Letters of several alphabets in one label, or a label wholly of Cyrillic letters that look Latin.
fn disguised(host: &str) -> bool {
    const LOOK_LATIN: &str = "аеорсухіјѕһԁԛԝқүӏьв";
    // Under an international top-level domain nobody expects Latin letters.
    let latin_end = host.rsplit('.').next().is_some_and(str::is_ascii);
    host.split('.').any(|label| {
        let latin = label.chars().any(|c| c.is_ascii_alphabetic() || ('\u{c0}'..='\u{24f}').contains(&c));
        let other = label.chars().any(|c| c.is_alphabetic() && c > '\u{24f}');
        let cyrillic = label.chars().any(|c| ('\u{400}'..='\u{52f}').contains(&c));
        (latin && other)
            || (cyrillic
                && latin_end
                && label.chars().filter(|c| c.is_alphabetic()).all(|c| LOOK_LATIN.contains(c)))
    })
}
