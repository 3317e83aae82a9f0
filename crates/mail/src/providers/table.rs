//! The bundled table. Hosts and ports are those that the providers publish; help pages only where they are theirs.

use crate::server::Security::{self, StartTls, Tls};

/// One provider's settings.
pub(super) struct Provider {
    pub(super) name: &'static str,
    /// Domains of addresses; `name.*` stands for `name.com` and country endings.
    pub(super) domains: &'static [&'static str],
    pub(super) imap: (&'static str, u16, Security),
    pub(super) smtp: (&'static str, u16, Security),
    pub(super) app_password: bool,
    pub(super) saves_sent: bool,
    pub(super) help_url: Option<&'static str>,
}

const fn provider(
    name: &'static str,
    domains: &'static [&'static str],
    imap: (&'static str, u16, Security),
    smtp: (&'static str, u16, Security),
) -> Provider {
    Provider { name, domains, imap, smtp, app_password: false, saves_sent: false, help_url: None }
}

impl Provider {
    const fn app_password(self, help_url: &'static str) -> Provider {
        Provider { app_password: true, help_url: Some(help_url), ..self }
    }

    const fn help(self, help_url: &'static str) -> Provider {
        Provider { help_url: Some(help_url), ..self }
    }

    const fn saves_sent(self) -> Provider {
        Provider { saves_sent: true, ..self }
    }
}

pub(super) const TABLE: &[Provider] = &[
    provider("ukr.net", &["ukr.net"], ("imap.ukr.net", 993, Tls), ("smtp.ukr.net", 465, Tls))
        .app_password("https://wiki.ukr.net/ManageIMAPAccess"),
    provider(
        "I.UA",
        &["i.ua", "ua.fm", "email.ua", "3g.ua"],
        ("imap.i.ua", 993, Tls),
        ("smtp.i.ua", 465, Tls),
    ),
    provider("META.UA", &["meta.ua"], ("imap.meta.ua", 993, Tls), ("smtp.meta.ua", 465, Tls)),
    provider("bigmir)net", &["bigmir.net"], ("imap.bigmir.net", 993, Tls), ("smtp.bigmir.net", 465, Tls)),
    provider("Online.ua", &["online.ua"], ("imap.online.ua", 993, Tls), ("smtp.online.ua", 465, Tls)),
    provider(
        "Gmail",
        &["gmail.com", "googlemail.com"],
        ("imap.gmail.com", 993, Tls),
        ("smtp.gmail.com", 465, Tls),
    )
    .app_password("https://support.google.com/accounts/answer/185833")
    .saves_sent(),
    provider(
        "Outlook",
        &["outlook.*", "hotmail.*", "live.*", "msn.com", "passport.com"],
        ("outlook.office365.com", 993, Tls),
        ("smtp-mail.outlook.com", 587, StartTls),
    )
    .help("https://support.microsoft.com/office/d088b986-291d-42b8-9564-9c414e2aa040")
    .saves_sent(),
    provider(
        "Microsoft 365",
        &["onmicrosoft.com", "office365.com"],
        ("outlook.office365.com", 993, Tls),
        ("smtp.office365.com", 587, StartTls),
    )
    .saves_sent(),
    provider(
        "Mail.ru",
        &["mail.ru", "inbox.ru", "list.ru", "bk.ru", "internet.ru", "mail.ua", "vk.com", "xmail.ru"],
        ("imap.mail.ru", 993, Tls),
        ("smtp.mail.ru", 465, Tls),
    )
    .app_password("https://help.mail.ru/mail/security/protection/external"),
    provider(
        "Yandex",
        &["yandex.*", "ya.ru", "narod.ru"],
        ("imap.yandex.com", 993, Tls),
        ("smtp.yandex.com", 465, Tls),
    )
    .app_password("https://yandex.com/support/id/authorization/app-passwords.html"),
    provider(
        "Rambler",
        &["rambler.ru", "lenta.ru", "autorambler.ru", "myrambler.ru", "ro.ru", "rambler.ua"],
        ("imap.rambler.ru", 993, Tls),
        ("smtp.rambler.ru", 465, Tls),
    ),
    provider(
        "iCloud",
        &["icloud.com", "me.com", "mac.com"],
        ("imap.mail.me.com", 993, Tls),
        ("smtp.mail.me.com", 587, StartTls),
    )
    .app_password("https://support.apple.com/102654"),
    provider(
        "Yahoo",
        &["yahoo.*", "ymail.com", "rocketmail.com", "myyahoo.com"],
        ("imap.mail.yahoo.com", 993, Tls),
        ("smtp.mail.yahoo.com", 465, Tls),
    )
    .app_password("https://help.yahoo.com/kb/SLN15241.html")
    .saves_sent(),
    provider(
        "AOL",
        &["aol.com", "aol.de", "aim.com"],
        ("imap.aol.com", 993, Tls),
        ("smtp.aol.com", 465, Tls),
    )
    .app_password("https://help.aol.com/articles/Create-and-manage-app-password")
    .saves_sent(),
    // Only through Proton's own bridge program on the same computer.
    provider(
        "Proton (Bridge)",
        &["proton.me", "protonmail.com", "protonmail.ch", "pm.me"],
        ("127.0.0.1", 1143, StartTls),
        ("127.0.0.1", 1025, StartTls),
    )
    .app_password("https://proton.me/mail/bridge")
    .saves_sent(),
    provider(
        "GMX",
        &["gmx.de", "gmx.net", "gmx.at", "gmx.ch", "gmx.org"],
        ("imap.gmx.net", 993, Tls),
        ("mail.gmx.net", 465, Tls),
    )
    .help("https://hilfe.gmx.net/pop-imap/einschalten.html"),
    provider(
        "GMX",
        &["gmx.com", "gmx.co.uk", "gmx.us"],
        ("imap.gmx.com", 993, Tls),
        ("mail.gmx.com", 465, Tls),
    ),
    provider("WEB.DE", &["web.de", "email.de"], ("imap.web.de", 993, Tls), ("smtp.web.de", 465, Tls))
        .help("https://hilfe.web.de/pop-imap/einschalten.html"),
    provider(
        "T-Online",
        &["t-online.de", "magenta.de"],
        ("secureimap.t-online.de", 993, Tls),
        ("securesmtp.t-online.de", 465, Tls),
    ),
    provider("freenet", &["freenet.de"], ("mx.freenet.de", 993, Tls), ("mx.freenet.de", 587, StartTls)),
    provider("WP", &["wp.pl"], ("imap.wp.pl", 993, Tls), ("smtp.wp.pl", 465, Tls)),
    provider("o2", &["o2.pl", "tlen.pl", "go2.pl"], ("poczta.o2.pl", 993, Tls), ("poczta.o2.pl", 465, Tls)),
    provider(
        "Onet",
        &["onet.pl", "onet.eu", "op.pl"],
        ("imap.poczta.onet.pl", 993, Tls),
        ("smtp.poczta.onet.pl", 465, Tls),
    ),
    provider(
        "Interia",
        &["interia.pl", "interia.eu", "poczta.fm"],
        ("poczta.interia.pl", 993, Tls),
        ("poczta.interia.pl", 465, Tls),
    ),
    provider(
        "Seznam",
        &["seznam.cz", "email.cz", "post.cz"],
        ("imap.seznam.cz", 993, Tls),
        ("smtp.seznam.cz", 465, Tls),
    ),
    provider("Zoho", &["zoho.com", "zohomail.com"], ("imap.zoho.com", 993, Tls), ("smtp.zoho.com", 465, Tls)),
    provider("Zoho", &["zoho.eu", "zohomail.eu"], ("imap.zoho.eu", 993, Tls), ("smtp.zoho.eu", 465, Tls)),
    provider(
        "Fastmail",
        &["fastmail.com", "fastmail.fm"],
        ("imap.fastmail.com", 993, Tls),
        ("smtp.fastmail.com", 465, Tls),
    )
    .app_password("https://www.fastmail.help/hc/en-us/articles/360058752854"),
    provider("mailbox.org", &["mailbox.org"], ("imap.mailbox.org", 993, Tls), ("smtp.mailbox.org", 465, Tls)),
    provider("Posteo", &["posteo.de", "posteo.net"], ("posteo.de", 993, Tls), ("posteo.de", 465, Tls)),
    provider(
        "Orange",
        &["orange.fr", "wanadoo.fr"],
        ("imap.orange.fr", 993, Tls),
        ("smtp.orange.fr", 465, Tls),
    ),
    provider("163", &["163.com"], ("imap.163.com", 993, Tls), ("smtp.163.com", 465, Tls)),
];
