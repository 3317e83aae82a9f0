//! What one person is written: the version of their language with their own values, and the line that lets them opt out.

mod receiver;
mod sql;

pub use receiver::{Receiver, of as receivers, sample};

use std::collections::HashMap;

use deskbell_mail::{clean, compose};
use deskbell_store::Reader;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::sms::with_opt_out;
use super::{Fields, Mailing, Text, settings};
use crate::office::Desk;
use crate::templates::{self, Broken, Names, Template};
use crate::words::{self, Language};
use crate::{Error, Result, clients, mailbox};

/// What a text may name.
const FIXED: [&str; 18] = [
    "client.name",
    "client.city",
    "client.address",
    "client.phone",
    "client.email",
    "client.discount",
    "client.interests",
    "client.terms",
    "client.birthday",
    "client.manager",
    "office.name",
    "office.email",
    "employee.name",
    "employee.phone",
    "employee.email",
    "mailing.name",
    "message.address",
    "date.today",
];
/// Groups with names of the office's own: fields of cards, and columns of an imported list.
const OPEN: [&str; 2] = ["field", "column"];

/// The subject of a letter that opts out: this word and the token.
pub const OPT_OUT_WORD: &str = "unsubscribe";

/// What a text may name, for whoever writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Variables {
    /// `client.name` and the like.
    pub fixed: Vec<String>,
    /// The office's own fields: `field["…"]`.
    pub fields: Vec<String>,
    /// Columns of the mailing's imported list: `column["…"]`.
    pub columns: Vec<String>,
}

/// A letter's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterWords {
    pub subject: String,
    pub html: String,
    pub text: String,
}

/// The texts of a mailing, read and ready to be filled.
pub struct Words {
    main: Version,
    others: HashMap<Language, Version>,
    language: Language,
    opt_out: Option<OptOut>,
    opt_out_sms: bool,
}

#[derive(Default)]
struct Version {
    subject: Option<Template>,
    html: Option<Template>,
    text: Option<Template>,
    sms: Option<Template>,
}

/// How one gets no more.
#[derive(Debug, Clone)]
pub struct OptOut {
    /// The mailbox that takes such letters.
    pub address: String,
    /// The office's own page, with `{token}` in it; empty where there is none.
    pub url: String,
    /// Whether the text itself says so.
    pub line: bool,
}

impl OptOut {
    /// The `mailto:` that opts out.
    pub fn mailto(&self, token: &str) -> String {
        let address: String = self.address.bytes().map(in_url).collect();
        format!("mailto:{address}?subject={OPT_OUT_WORD}%20{token}")
    }

    /// The office's page that opts out, where it has one.
    pub fn https(&self, token: &str) -> Option<String> {
        (!self.url.is_empty()).then(|| self.url.replace("{token}", token))
    }

    fn link(&self, token: &str) -> String {
        self.https(token).unwrap_or_else(|| self.mailto(token))
    }
}

/// A byte of an address inside a URL.
fn in_url(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() || matches!(byte, b'@' | b'.' | b'-' | b'_' | b'~') {
        char::from(byte).to_string()
    } else {
        format!("%{byte:02X}")
    }
}

/// The names that texts may use.
pub fn names() -> Names {
    Names::new(&FIXED, &OPEN)
}

/// What the texts of a mailing may name.
pub fn variables(reader: &mut Reader, mailing_id: i64) -> Result<Variables> {
    let fields = clients::fields::list(reader)?.into_iter().filter(|field| field.active);
    Ok(Variables {
        fixed: FIXED.iter().map(|name| (*name).to_owned()).collect(),
        fields: fields.map(|field| field.name).collect(),
        columns: sql::columns(reader, mailing_id)?,
    })
}

/// Refuses variables inside links, as the editor wrote them: cleaning takes such links away.
pub(super) fn check_links(text: &Text) -> Result<()> {
    templates::in_links(&text.html).map_err(|broken| refused(broken, "html", text))
}

/// Refuses texts that could not be filled.
pub(super) fn check(fields: &Fields) -> Result<()> {
    fields.texts.iter().try_for_each(|text| Version::read(text).map(drop))
}

fn refused(broken: Broken, field: &'static str, text: &Text) -> Error {
    Error::Template { field, language: text.language, broken }
}

impl Version {
    fn read(text: &Text) -> Result<Self> {
        let names = names();
        let plain = |field: &'static str, source: &str| {
            let blank = source.trim().is_empty();
            (!blank)
                .then(|| Template::text(source, &names).map_err(|broken| refused(broken, field, text)))
                .transpose()
        };
        let readable = clean::to_text(&text.html);
        let shown = !readable.trim().is_empty() || text.html.contains("<img");
        let html =
            shown.then(|| Template::html(&text.html, &names).map_err(|broken| refused(broken, "html", text)));
        Ok(Self {
            subject: plain("subject", &text.subject)?,
            html: html.transpose()?,
            // Where the HTML was taken its text is; a place in it is the HTML's.
            text: plain("html", &readable)?,
            sms: plain("sms", &text.sms)?,
        })
    }
}

impl Words {
    /// Reads the texts of a mailing. `html` of every version has its pictures apart already.
    pub fn read(desk: &Desk, reader: &mut Reader, mailing: &Mailing) -> Result<Self> {
        let (general, _) = desk.general(reader)?;
        let settings = settings::get(reader)?;
        let address = mailbox::own_address(reader)?;
        let mut main = Version::default();
        let mut others = HashMap::new();
        for text in &mailing.fields.texts {
            let version = Version::read(text)?;
            match text.language {
                None => main = version,
                Some(language) => {
                    others.insert(language, version);
                }
            }
        }
        let opt_out = OptOut { address, url: settings.opt_out_url, line: mailing.fields.opt_out_line };
        let opt_out = Some(opt_out).filter(|way| !way.address.is_empty() || !way.url.is_empty());
        Ok(Self {
            main,
            others,
            language: general.language,
            opt_out,
            opt_out_sms: mailing.fields.opt_out_sms,
        })
    }

    /// How the receivers of letters get no more.
    pub fn opt_out(&self) -> Option<&OptOut> {
        self.opt_out.as_ref()
    }

    /// The version of a language that has what is needed, otherwise the one for everybody.
    fn version(&self, language: Option<Language>, has: impl Fn(&Version) -> bool) -> &Version {
        language
            .and_then(|language| self.others.get(&language))
            .filter(|version| has(version))
            .unwrap_or(&self.main)
    }

    /// The letter to one person; nothing where there is no text for it.
    pub fn letter(&self, receiver: &Receiver) -> Result<Option<LetterWords>> {
        let version = self.version(receiver.language, |version| version.html.is_some());
        let Some(html) = &version.html else { return Ok(None) };
        let fill = |template: Option<&Template>| match template {
            Some(template) => template.render(&receiver.values).map_err(|broken| Error::Template {
                field: "html",
                language: receiver.language,
                broken,
            }),
            None => Ok(String::new()),
        };
        let mut words = LetterWords {
            subject: fill(version.subject.as_ref())?,
            html: fill(Some(html))?,
            text: fill(version.text.as_ref())?,
        };
        if let Some(way) = self.opt_out.as_ref().filter(|way| way.line) {
            let language = receiver.language.unwrap_or(self.language);
            let link = way.link(&receiver.token);
            let line = words::text(language, "mailing-opt-out-line", &[]);
            let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
            words.html.push_str(&format!(
                "<p style=\"font-size:12px;color:#666666\"><a href=\"{}\">{}</a></p>",
                escaped(&link),
                escaped(&line)
            ));
            words.text = format!("{}\n\n-- \n{line}: {link}\n", words.text.trim_end());
        }
        Ok(Some(words))
    }

    /// The SMS to one person; nothing where there is no text for it.
    pub fn sms(&self, receiver: &Receiver) -> Result<Option<String>> {
        let version = self.version(receiver.language, |version| version.sms.is_some());
        let Some(sms) = &version.sms else { return Ok(None) };
        let text = sms.render(&receiver.values).map_err(|broken| Error::Template {
            field: "sms",
            language: receiver.language,
            broken,
        })?;
        let text = Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let language = receiver.language.unwrap_or(self.language);
        Ok(text.map(|text| if self.opt_out_sms { with_opt_out(&text, language) } else { text }))
    }
}

/// A mailing whose pictures are apart from its texts, and the pictures, so that they are encoded once.
pub fn with_pictures_apart(mut mailing: Mailing, own_address: &str) -> (Mailing, Vec<compose::OutFile>) {
    let domain = own_address.rsplit_once('@').map_or("deskbell.invalid", |(_, domain)| domain);
    let mut pictures: Vec<compose::OutFile> = Vec::new();
    for text in &mut mailing.fields.texts {
        let (html, of_text) = compose::pictures_apart(&text.html, domain);
        text.html = html;
        for picture in of_text {
            if !pictures.iter().any(|known| known.content_id == picture.content_id) {
                pictures.push(picture);
            }
        }
    }
    (mailing, pictures)
}
