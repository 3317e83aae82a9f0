//! Tells apart why a login was refused.
//!
//! Providers answer a right password with a refusal when IMAP is switched off or when they want an app password,
//! and only the wording says so. The words below were taken from the providers' own answers.

use super::MailError;

/// What a refused login means, by the server's answer and, where that says nothing, by the host's name.
pub(crate) fn login_refused(host: &str, answer: &str) -> MailError {
    let said = answer.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| said.contains(word));
    let provider = provider_of(host).unwrap_or(host).to_owned();
    let answer = answer.to_owned();
    if has(&IMAP_OFF) {
        return MailError::ImapOff { provider, answer };
    }
    if has(&APP_PASSWORD) {
        return MailError::AppPasswordNeeded { provider, answer };
    }
    if has(&BROWSER) {
        return MailError::BrowserLoginNeeded { provider, answer };
    }
    if has(&TOO_MANY) {
        return MailError::TooMany { answer };
    }
    // There the password of the website never works, and the answer does not say so.
    if ["mail.me.com", "mail.yahoo.com", "imap.aol.com", "smtp.aol.com"].iter().any(|end| host.ends_with(end))
    {
        return MailError::AppPasswordNeeded { provider, answer };
    }
    MailError::WrongPassword { answer }
}

/// mail.ru, iCloud, Yahoo, Gmail and Zoho: two-step accounts and those where the main password never works.
const APP_PASSWORD: [&str; 10] = [
    "application-specific password",
    "application password is required",
    "app-specific password",
    "app password",
    "application password",
    "185833",
    "invalidsecondfactor",
    "parol prilozheniya",
    "support.apple.com/kb/ht204397",
    "need application password",
];

/// Gmail ("Your account is not enabled for IMAP use"), Yandex ("does not have access rights to this service"),
/// rambler and web.de ("IMAP ... disabled", "POP3/IMAP … nicht aktiviert"), ukr.net ("IMAP access is disabled").
const IMAP_OFF: [&str; 13] = [
    "not enabled for imap",
    "does not have access rights to this service",
    "imap is disabled",
    "imap access is disabled",
    "imap access disabled",
    "imap disabled",
    "imap protocol is disabled",
    "please enable imap",
    "enable imap",
    "imap access is not allowed",
    "imap service is not enabled",
    "imap4 is disabled",
    "user is authenticated but not connected",
];

/// Outlook and Office 365 after the end of passwords; Gmail's "log in via your web browser".
const BROWSER: [&str; 6] = [
    "basicauthblocked",
    "basic authentication is disabled",
    "logondenied-basicauth",
    "log in via your web browser",
    "webloginrequired",
    "smtpclientauthentication is disabled",
];

const TOO_MANY: [&str; 7] = [
    "too many simultaneous connections",
    "too many connections",
    "maximum number of connections",
    "too many login",
    "too many failed",
    "rate limit",
    "temporarily unavailable",
];

/// The provider's name by one of its hosts, where the answer must name somebody.
fn provider_of(host: &str) -> Option<&'static str> {
    const NAMES: [(&str, &str); 16] = [
        ("gmail.com", "Gmail"),
        ("google", "Gmail"),
        ("outlook", "Outlook"),
        ("office365", "Microsoft 365"),
        ("yahoo", "Yahoo"),
        ("mail.me.com", "iCloud"),
        ("mail.ru", "Mail.ru"),
        ("yandex", "Yandex"),
        ("ukr.net", "ukr.net"),
        ("i.ua", "I.UA"),
        ("meta.ua", "META.UA"),
        ("rambler", "Rambler"),
        ("zoho", "Zoho"),
        ("gmx", "GMX"),
        ("web.de", "WEB.DE"),
        ("wp.pl", "WP"),
    ];
    let host = host.to_lowercase();
    NAMES.iter().find(|(part, _)| host.contains(part)).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn providers_wordings_are_told_apart() {
        let code = |host: &str, answer: &str| login_refused(host, answer).code();
        let gmail = "[ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833 (Failure)";
        assert_eq!(code("imap.gmail.com", gmail), "app_password_needed");
        assert_eq!(
            code("smtp.gmail.com", "5.7.9 Application-specific password required. For more information"),
            "app_password_needed"
        );
        assert_eq!(
            code("imap.gmail.com", "[AUTHENTICATIONFAILED] Invalid credentials (Failure)"),
            "wrong_password"
        );
        assert_eq!(
            code(
                "imap.gmail.com",
                "[ALERT] Your account is not enabled for IMAP use. Please visit your Gmail settings page"
            ),
            "imap_off"
        );
        assert_eq!(
            code(
                "imap.mail.ru",
                "[AUTHENTICATIONFAILED] Authentication failed. Application password is REQUIRED"
            ),
            "app_password_needed"
        );
        assert_eq!(
            code(
                "smtp.mail.ru",
                "5.7.0 NEOBHODIM parol prilozheniya https://help.mail.ru/mail/security/protection/external / Application password is REQUIRED"
            ),
            "app_password_needed"
        );
        assert_eq!(
            code(
                "imap.yandex.com",
                "[AUTHENTICATIONFAILED] LOGIN This user does not have access rights to this service"
            ),
            "imap_off"
        );
        assert_eq!(
            code("outlook.office365.com", "AUTHENTICATE failed. LogonDenied-BasicAuthBlocked"),
            "browser_login_needed"
        );
        assert_eq!(
            code("imap.gmail.com", "[ALERT] Too many simultaneous connections. (Failure)"),
            "too_many"
        );
        assert!(matches!(
            login_refused("imap.mail.ru", "Application password is REQUIRED"),
            MailError::AppPasswordNeeded { provider, .. } if provider == "Mail.ru"
        ));
    }
}
