//! Reads the answers to SELECT, STATUS and SEARCH, and writes names so that no name can smuggle in a command.

use imap_proto::UidSetMember;

use super::{Selected, Status, fetch, scan, sets};
use crate::MailError;

/// More than any mailbox loses between two visits.
const MOST: usize = 10_000_000;

/// The inside of a quoted string. A line end in it would start another command.
pub(super) fn escaped(text: &str) -> Result<String, MailError> {
    if text.chars().any(|c| matches!(c, '\r' | '\n' | '\0')) {
        return Err(MailError::Protocol { detail: "line end in a name".to_owned() });
    }
    Ok(text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A quoted string.
pub(super) fn quoted(text: &str) -> Result<String, MailError> {
    escaped(text).map(|text| format!("\"{text}\""))
}

/// What SELECT with QRESYNC tells, line by line.
#[derive(Default)]
pub(super) struct Reading {
    pub(super) selected: Selected,
}

impl Reading {
    /// Takes data or the text of an untagged OK.
    pub(super) fn take(&mut self, data: &[u8]) {
        let selected = &mut self.selected;
        if let Some(code) = data.strip_prefix(b"[") {
            let code = code.split(|&byte| byte == b']').next().unwrap_or_default();
            let (name, value) = scan::word(code);
            let value = scan::number(value).map(|(value, _)| value).unwrap_or_default();
            match name.to_ascii_uppercase().as_slice() {
                b"UIDVALIDITY" => selected.uidvalidity = narrow(value),
                b"UIDNEXT" => selected.uidnext = narrow(value),
                b"HIGHESTMODSEQ" => selected.modseq = Some(value).filter(|&modseq| modseq > 0),
                _ => {}
            }
            return;
        }
        match scan::data_name(data) {
            (name, Some(count)) if name == "EXISTS" => selected.exists = narrow(count),
            (name, Some(_)) if name == "FETCH" => selected.flags.extend(fetch::flags(data)),
            (name, None) if name == "VANISHED" => {
                let set = data.rsplit(|&byte| byte == b' ').next().unwrap_or_default();
                let left = MOST.saturating_sub(selected.vanished.len());
                selected.vanished.extend(sets::parse(&String::from_utf8_lossy(set), left));
            }
            _ => {}
        }
    }
}

fn narrow(value: u64) -> u32 {
    u32::try_from(value).unwrap_or_default()
}

/// Reads `STATUS "name" (MESSAGES 3 UIDNEXT 5 …)`; the name may hold parentheses, so from the last one.
pub(super) fn status(data: &[u8]) -> Status {
    let open = data.iter().rposition(|&byte| byte == b'(').map_or(data.len(), |at| at + 1);
    let list = String::from_utf8_lossy(data.get(open..).unwrap_or_default()).into_owned();
    let mut words = list.split(|c: char| c.is_ascii_whitespace() || c == ')').filter(|word| !word.is_empty());
    let mut status = Status::default();
    while let (Some(name), Some(value)) = (words.next(), words.next()) {
        let value: u64 = value.parse().unwrap_or_default();
        match name.to_ascii_uppercase().as_str() {
            "MESSAGES" => status.exists = narrow(value),
            "UIDNEXT" => status.uidnext = narrow(value),
            "UIDVALIDITY" => status.uidvalidity = narrow(value),
            "HIGHESTMODSEQ" => status.modseq = Some(value).filter(|&modseq| modseq > 0),
            _ => {}
        }
    }
    status
}

/// Reads `SEARCH 1 2 3` or `ESEARCH (TAG "x") UID ALL 1:3`.
pub(super) fn search(data: &[u8], most: usize) -> Vec<u32> {
    let text = String::from_utf8_lossy(data);
    let mut words = text.split_ascii_whitespace();
    match words.next().map(str::to_ascii_uppercase).as_deref() {
        Some("SEARCH") => {
            words.filter_map(|word| word.parse().ok()).filter(|&uid| uid > 0).take(most).collect()
        }
        Some("ESEARCH") => {
            let set = words.skip_while(|word| !word.eq_ignore_ascii_case("ALL")).nth(1).unwrap_or_default();
            sets::parse(set, most)
        }
        _ => Vec::new(),
    }
}

/// The first UID of an APPENDUID answer.
pub(super) fn first_uid(member: &UidSetMember) -> u32 {
    match member {
        UidSetMember::UidRange(range) => *range.start(),
        UidSetMember::Uid(uid) => *uid,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn select_is_read() {
        let mut reading = Reading::default();
        for data in [
            &b"172 EXISTS"[..],
            b"[UIDVALIDITY 3857529045] UIDs valid",
            b"[UIDNEXT 4392] Predicted next UID",
            b"[HIGHESTMODSEQ 715194045007]",
            b"VANISHED (EARLIER) 41,43:45",
            b"49 FETCH (UID 117 FLAGS (\\Seen \\Answered) MODSEQ (12111230047))",
        ] {
            reading.take(data);
        }
        let selected = reading.selected;
        assert_eq!((selected.uidvalidity, selected.uidnext, selected.exists), (3_857_529_045, 4392, 172));
        assert_eq!(selected.vanished, [41, 43, 44, 45]);
        assert_eq!(selected.modseq, Some(715_194_045_007));
        assert!(selected.flags[0].1.seen && selected.flags[0].1.answered);
    }

    #[test]
    fn searches_and_status_are_read() {
        assert_eq!(search(b"SEARCH 2 84 882", 10), [2, 84, 882]);
        assert_eq!(search(b"ESEARCH (TAG \"A\") UID ALL 4:6,9", 10), [4, 5, 6, 9]);
        assert_eq!(search(b"ESEARCH (TAG \"A\") UID", 10), Vec::<u32>::new());
        let status = status(b"STATUS \"a(b\" (MESSAGES 231 UIDNEXT 44292 HIGHESTMODSEQ 7)");
        assert_eq!((status.exists, status.uidnext, status.modseq), (231, 44292, Some(7)));
    }

    #[test]
    fn names_cannot_carry_commands() {
        assert!(quoted("a\r\nd9 LOGOUT").is_err());
        assert_eq!(quoted("a\"b\\").unwrap(), "\"a\\\"b\\\\\"");
    }
}
