//! Whether an address itself is of no use, as far as a server's words tell.

use super::reason;

/// Codes of RFC 3463, section 3.2 and 3.3, that speak of the address and not of the letter.
const CODES: &[&str] = &["5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"];

/// Wordings of servers that have no such mailbox.
const WORDS: &[&str] = &[
    "user unknown",
    "unknown user",
    "unknown recipient",
    "unknown address",
    "no such user",
    "no such mailbox",
    "no such recipient",
    "no such address",
    "no such domain",
    "no mailbox here",
    "user not found",
    "recipient not found",
    "mailbox not found",
    "address not found",
    "domain not found",
    "host or domain name not found",
    "does not exist",
    "doesn't exist",
    "is not a valid mailbox",
    "invalid mailbox",
    "invalid recipient",
    "mailbox is disabled",
    "mailbox disabled",
    "account disabled",
    "account is disabled",
    "account has been disabled",
    "не существует",
    "не найден",
    "нет такого",
    "не існує",
    "не знайден",
    "немає такого",
];

/// Whether words of a server, with its code where it gave one, say that there is no such address. A refusal for what the
/// letter says or who sends it, and a full mailbox, say nothing of the kind.
pub fn is_no_such_address(words: &str) -> bool {
    let status = reason::enhanced(words);
    match status.as_deref() {
        Some(status) if CODES.contains(&status) => true,
        Some("5.0.0") | None => {
            let lower = words.to_lowercase();
            reason::is_permanent(status.as_deref(), words) && WORDS.iter().any(|known| lower.contains(known))
        }
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_no_such_address;

    /// S5: what stops later mailings is the address, not the letter.
    #[test]
    fn s5_words_that_tell_of_the_address() {
        for words in [
            "550 5.1.1 <ira@x.example>: Recipient address rejected: User unknown in virtual mailbox table",
            "550 No such user here",
            "5.1.2 Host or domain name not found. Name service error",
            "550 5.2.1 The email account that you tried to reach is disabled",
            "Ящик не существует",
        ] {
            assert!(is_no_such_address(words), "{words}");
        }
        for words in [
            "554 5.7.1 Message rejected as spam by Content Filtering",
            "550 5.7.26 This message does not pass authentication checks; the domain does not exist in SPF",
            "552 5.2.2 mailbox full",
            "450 4.1.1 user unknown, try again later",
            "550 5.4.1 Recipient address rejected: Access denied",
            "421 too many connections",
        ] {
            assert!(!is_no_such_address(words), "{words}");
        }
    }
}
