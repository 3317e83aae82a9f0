//! Folder names: modified UTF-7 (RFC 3501, section 5.1.3) and what a folder is for.

use base64::Engine;
use base64::alphabet::IMAP_MUTF7;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};

use super::Role;

const MUTF7: GeneralPurpose = GeneralPurpose::new(
    &IMAP_MUTF7,
    GeneralPurposeConfig::new()
        .with_encode_padding(false)
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Decodes a folder's name; a name that is not modified UTF-7 stays as it is.
pub(super) fn decode(raw: &str) -> String {
    // A server that sends UTF-8 does not encode.
    if !raw.is_ascii() {
        return raw.to_owned();
    }
    let mut name = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((plain, coded)) = rest.split_once('&') {
        name.push_str(plain);
        let Some((code, after)) = coded.split_once('-') else { return raw.to_owned() };
        if code.is_empty() {
            name.push('&');
        } else if let Some(text) = decode_part(code) {
            name.push_str(&text);
        } else {
            return raw.to_owned();
        }
        rest = after;
    }
    name.push_str(rest);
    name
}

fn decode_part(code: &str) -> Option<String> {
    let bytes = MUTF7.decode(code).ok()?;
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    char::decode_utf16(pairs.iter().map(|pair| u16::from_be_bytes(*pair))).collect::<Result<String, _>>().ok()
}

/// An attribute of LIST in small letters, with its backslash.
pub(super) fn attribute(attribute: &imap_proto::NameAttribute<'_>) -> String {
    use imap_proto::NameAttribute as Known;
    match attribute {
        Known::NoSelect => "\\noselect".to_owned(),
        Known::All => "\\all".to_owned(),
        Known::Archive => "\\archive".to_owned(),
        Known::Drafts => "\\drafts".to_owned(),
        Known::Junk => "\\junk".to_owned(),
        Known::Sent => "\\sent".to_owned(),
        Known::Trash => "\\trash".to_owned(),
        Known::Extension(word) => word.to_ascii_lowercase(),
        _ => String::new(),
    }
}

/// The role by SPECIAL-USE (RFC 6154), otherwise by well-known names.
pub(super) fn role(attributes: &[String], raw_name: &str, name: &str) -> Option<Role> {
    if raw_name.eq_ignore_ascii_case("INBOX") {
        return Some(Role::Inbox);
    }
    let by_attribute = attributes.iter().find_map(|attribute| {
        let attribute = attribute.to_ascii_lowercase();
        Some(match attribute.trim_start_matches('\\') {
            "sent" => Role::Sent,
            "drafts" => Role::Drafts,
            "trash" => Role::Trash,
            "junk" | "spam" => Role::Junk,
            "archive" => Role::Archive,
            "all" | "allmail" => Role::All,
            _ => return None,
        })
    });
    by_attribute.or_else(|| by_name(name))
}

fn by_name(name: &str) -> Option<Role> {
    const NAMES: [(Role, &[&str]); 6] = [
        (
            Role::Sent,
            &[
                "sent",
                "sent items",
                "sent messages",
                "sent mail",
                "sent-mail",
                "sentbox",
                "надіслані",
                "відправлені",
                "надіслані листи",
                "відіслані",
                "отправленные",
                "исходящие",
                "отправленные письма",
                "gesendet",
                "gesendete objekte",
                "wysłane",
                "elementy wysłane",
            ],
        ),
        (Role::Drafts, &["drafts", "draft", "чернетки", "черновики", "entwürfe", "szkice", "kopie robocze"]),
        (
            Role::Trash,
            &[
                "trash",
                "deleted",
                "deleted items",
                "deleted messages",
                "bin",
                "кошик",
                "видалені",
                "корзина",
                "удаленные",
                "удалённые",
                "papierkorb",
                "kosz",
            ],
        ),
        (
            Role::Junk,
            &[
                "junk",
                "spam",
                "junk e-mail",
                "junk email",
                "bulk mail",
                "спам",
                "небажана пошта",
                "нежелательная почта",
            ],
        ),
        (Role::Archive, &["archive", "archives", "архів", "архив", "archiv", "archiwum"]),
        (Role::All, &["all mail", "вся пошта", "вся почта"]),
    ];
    // "[Gmail]/Sent Mail", "INBOX.Sent": only directly under such a root, not anywhere in the tree.
    let lower = name.to_lowercase();
    let leaf = ["[gmail]/", "[google mail]/", "inbox.", "inbox/", "inbox|"]
        .iter()
        .find_map(|root| lower.strip_prefix(root))
        .unwrap_or(&lower);
    NAMES.iter().find(|(_, names)| names.contains(&leaf)).map(|(role, _)| *role)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf7_is_decoded() {
        assert_eq!(decode("&BB4EQgQ,BEAEMAQyBDsENQQ9BD0ESwQ1-"), "Отправленные");
        assert_eq!(decode("A&-B"), "A&B");
        assert_eq!(decode("~peter/mail/&U,BTFw-/&ZeVnLIqe-"), "~peter/mail/台北/日本語");
        assert_eq!(decode("&2D3eAA-"), "😀");
        assert_eq!(decode("broken &BB4"), "broken &BB4");
        assert_eq!(decode("&2D0-"), "&2D0-", "half a surrogate");
        assert_eq!(decode("Вхідні"), "Вхідні");
    }

    #[test]
    fn roles_by_use_and_by_name() {
        let none: &[String] = &[];
        assert_eq!(role(none, "inbox", "inbox"), Some(Role::Inbox));
        assert_eq!(role(&["\\HasNoChildren".into(), "\\Sent".into()], "x", "Whatever"), Some(Role::Sent));
        for name in
            ["Отправленные", "Надіслані", "Відправлені", "Sent Messages", "[Gmail]/Sent Mail", "INBOX.Sent"]
        {
            assert_eq!(role(none, name, name), Some(Role::Sent), "{name}");
        }
        assert_eq!(role(none, "a", "Projects/Sent"), None);
        assert_eq!(role(none, "a", "Спам"), Some(Role::Junk));
    }
}
