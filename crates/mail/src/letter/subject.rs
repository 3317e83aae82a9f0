//! The subject without the marks that mail programs put before it when answering and forwarding.

/// Marks of an answer, by program language.
const REPLY: &[&str] = &[
    "re",
    "aw",
    "antw",
    "antwort",
    "odp",
    "sv",
    "vs",
    "va",
    "vá",
    "rif",
    "ris",
    "res",
    "ynt",
    "atb",
    "ats",
    "bls",
    "ots",
    "r",
    "ре",
    "отв",
    "ответ",
    "відп",
    "від",
    "відповідь",
    "на",
    "ha",
    "hа",
    "нa",
    "адк",
    "απ",
    "σχετ",
    "回复",
    "回覆",
    "答复",
    "返信",
    "답장",
    "회신",
];

/// Marks of a forwarded letter.
const FORWARD: &[&str] = &[
    "fwd",
    "fw",
    "wg",
    "tr",
    "rv",
    "enc",
    "doorst",
    "vb",
    "vl",
    "vs fw",
    "pd",
    "i",
    "ilt",
    "i̇lt",
    "továbbítás",
    "пересл",
    "перес",
    "переслано",
    "переадр",
    "fwd fwd",
    "redir",
    "redir.",
    "videresend",
    "пд",
    "προώθ",
    "转发",
    "轉寄",
    "転送",
    "전달",
];

/// What a subject line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Subject {
    /// Without marks.
    pub(super) base: String,
    /// The outermost mark is that of a forwarded letter.
    pub(super) forwarded: bool,
    /// One of the marks is that of an answer.
    pub(super) answer: bool,
}

/// Reads a decoded subject.
pub(super) fn read(subject: &str) -> Subject {
    let (mut rest, mut forwarded, mut outermost, mut answer) = (subject.trim(), false, true, false);
    // A hundred marks are a loop between two machines; more are not worth reading.
    for _ in 0..100 {
        let Some((forward, after)) = mark(rest) else { break };
        if std::mem::take(&mut outermost) {
            forwarded = forward;
        }
        answer |= !forward;
        rest = after;
    }
    Subject { base: rest.to_owned(), forwarded, answer }
}

/// A mark at the start: whether it is a forward, and what follows it.
fn mark(subject: &str) -> Option<(bool, &str)> {
    let colon = subject.char_indices().take(24).find(|(_, c)| matches!(c, ':' | '：'))?;
    let (before, after) = subject.split_at_checked(colon.0)?;
    let after = after.trim_start_matches([':', '：']).trim_start();
    // `Re[2]`, `Re(3)`, `RE^2`, `Re2`, `Re *2`.
    let word = before
        .trim()
        .trim_end_matches(|c: char| {
            c.is_ascii_digit() || matches!(c, '[' | ']' | '(' | ')' | '^' | '*' | ' ')
        })
        .to_lowercase();
    if REPLY.contains(&word.as_str()) {
        Some((false, after))
    } else if FORWARD.contains(&word.as_str()) {
        Some((true, after))
    } else {
        None
    }
}
