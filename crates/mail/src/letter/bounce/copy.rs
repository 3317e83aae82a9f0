//! Where a report in words ends and the letter that came back begins.

/// Where the copy of the letter begins: addresses below it are not those of the failure.
const COPIES: &[&str] = &[
    "below this line is a copy",
    "this is a copy of",
    "original message follows",
    "original message headers",
    "original message header",
    "message header follows",
    "message headers follow",
    "unsent message below",
    "unsent message follows",
    "returned message follows",
    "----- original message -----",
    "-----original message-----",
    "--- original message",
    "copy of the original",
    "message text follows",
    "message contents follow",
    "header of the source mail",
    "included is a copy",
    "return-path:",
    "received:",
    "исходное сообщение",
    "оригінальне повідомлення",
    "headers of the message",
    "------ message",
    "content-type: message/rfc822",
    "x-google-smtp-source",
    "dkim-signature:",
];

/// The report, and the letter that came back where it stands below.
pub(super) fn apart(text: &str) -> (String, Option<&str>) {
    let mut kept = String::new();
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').take(2000).enumerate() {
        let dashed = line.trim_start_matches([' ', '\t', '>', '|']);
        let lower = dashed.trim_start_matches(['-', ' ']).trim_end().to_lowercase();
        let marked = COPIES.iter().any(|mark| {
            // `------ message` is a mark, the word alone is not.
            let right = !mark.starts_with('-') || dashed.starts_with("--");
            right && lower.starts_with(mark.trim_start_matches(['-', ' ']).trim_end())
        });
        if number > 1 && !lower.is_empty() && marked {
            return (kept, text.get(at..));
        }
        at += line.len();
        kept.push_str(line.trim_end_matches(['\r', '\n']));
        kept.push('\n');
    }
    (kept, None)
}
