//! What the titles of columns say in Ukrainian, Russian and English, as Excel sheets, accounting programs, Google and
//! Outlook write them.

use super::target::Target;

/// A title in the form in which it is compared: small letters, words with one space between, without numbers.
pub fn folded(title: &str) -> String {
    let mut text = String::new();
    for sign in title.to_lowercase().chars() {
        match sign {
            'ё' => text.push('е'),
            // Inside a word an apostrophe is no break, whichever one was typed.
            '\'' | '’' | 'ʼ' | '`' | '‘' => {}
            sign if sign.is_alphabetic() => text.push(sign),
            _ => text.push(' '),
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a title says; nothing where it says nothing to us.
pub fn target(title: &str) -> Option<Target> {
    if let Some((_, target)) = CARDS.iter().find(|(name, _)| *name == title) {
        return Some(*target);
    }
    let text = folded(title);
    if text.is_empty() {
        return None;
    }
    RULES.iter().find(|(_, rule)| rule.fits(&text)).map(|(target, _)| *target)
}

/// The columns of a vCard.
const CARDS: [(&str, Target); 22] = [
    ("FN", Target::Name),
    ("KIND", Target::Kind),
    ("ORG", Target::Company),
    ("TITLE", Target::Ignored),
    ("TEL", Target::Phone),
    ("EMAIL", Target::Email),
    ("ADR-CITY", Target::City),
    ("ADR", Target::Address),
    ("BDAY", Target::Birthday),
    ("LANG", Target::Language),
    ("CATEGORIES", Target::Tags),
    ("INTEREST", Target::Interests),
    ("NOTE", Target::Notes),
    ("URL", Target::Ignored),
    ("X-DESKBELL-DISCOUNT", Target::Discount),
    ("X-DESKBELL-TERMS", Target::Terms),
    ("X-DESKBELL-MANAGER", Target::Manager),
    ("X-DESKBELL-CONSENT-EMAIL", Target::ConsentEmail),
    ("X-DESKBELL-CONSENT-SMS", Target::ConsentSms),
    ("X-DESKBELL-DO-NOT-WRITE", Target::DoNotWrite),
    ("X-DESKBELL-FIELD", Target::OwnLines),
    ("NICKNAME", Target::Ignored),
];

/// How a title is compared.
struct Rule {
    /// It is one of these.
    is: &'static [&'static str],
    /// One of its words is one of these, or words in a row are.
    has: &'static [&'static str],
    /// One of its words begins with one of these.
    begins: &'static [&'static str],
}

impl Rule {
    fn fits(&self, text: &str) -> bool {
        let padded = format!(" {text} ");
        self.is.contains(&text)
            || self.has.iter().any(|words| padded.contains(&format!(" {words} ")))
            || self.begins.iter().any(|start| padded.contains(&format!(" {start}")))
    }
}

const NONE: &[&str] = &[];

/// From the particular to the general: the first that fits counts.
const RULES: [(Target, Rule); 25] = [
    (
        Target::Ignored,
        Rule {
            is: &[
                "photo",
                "file as",
                "nickname",
                "anniversary",
                "gender",
                "title",
                "suffix",
                "initials",
                "id",
                "n",
            ],
            has: &[
                "label",
                "e mail type",
                "phone type",
                "address type",
                "website type",
                "display name",
                "phonetic",
                "yomi",
                "fax",
                "organization title",
                "organization department",
                "job title",
                "department",
                "assistants phone",
                "name prefix",
                "name suffix",
                "formatted",
                "web page",
                "website",
                "сайт",
                "pager",
                "telex",
                "birthday type",
            ],
            begins: &["факс", "посад", "должност"],
        },
    ),
    (
        Target::DoNotWrite,
        Rule {
            is: NONE,
            has: &[
                "не писати",
                "не писать",
                "do not write",
                "do not contact",
                "не турбувати",
                "не беспокоить",
                "unsubscribed",
            ],
            begins: NONE,
        },
    ),
    (
        Target::ConsentSms,
        Rule {
            is: &[
                "згода sms",
                "согласие sms",
                "consent sms",
                "sms consent",
                "згода на смс",
                "согласие на смс",
            ],
            has: &["згода на sms", "согласие на sms", "consent to sms", "sms opt in"],
            begins: NONE,
        },
    ),
    (
        Target::ConsentEmail,
        Rule {
            is: &[
                "згода e mail",
                "согласие e mail",
                "consent email",
                "e mail consent",
                "email consent",
                "згода",
                "согласие",
            ],
            has: &[
                "згода на листи",
                "согласие на письма",
                "consent to e mail",
                "згода на e mail",
                "согласие на e mail",
                "e mail opt in",
            ],
            begins: NONE,
        },
    ),
    (
        Target::Email,
        Rule {
            is: &["ел адреса", "эл адрес"],
            has: &[
                "email",
                "e mail",
                "mail",
                "пошта",
                "почта",
                "імейл",
                "имейл",
                "емейл",
                "мейл",
                "емайл",
                "мыло",
            ],
            begins: &["електронн", "электронн"],
        },
    ),
    (
        Target::Phone,
        Rule {
            is: &["номер", "номери"],
            has: &[
                "тел",
                "телефони",
                "телефоны",
                "моб",
                "phone",
                "phones",
                "mobile",
                "cell",
                "tel",
                "viber",
                "whatsapp",
                "вайбер",
            ],
            begins: &["телеф", "мобільн", "мобильн"],
        },
    ),
    (
        Target::LastName,
        Rule {
            is: &["surname"], has: &["last name", "family name"], begins: &["прізвищ", "фамили"]
        },
    ),
    (
        Target::Patronymic,
        Rule {
            is: NONE,
            has: &["по батькові", "middle name", "additional name", "patronymic"],
            begins: &["отчеств"],
        },
    ),
    (Target::FirstName, Rule { is: NONE, has: &["first name", "given name"], begins: NONE }),
    (
        Target::Kind,
        Rule {
            is: &["kind", "client type", "тип", "type", "вид"],
            has: &[
                "тип клієнта",
                "тип клиента",
                "вид клієнта",
                "вид клиента",
                "тип контрагента",
                "тип особи",
                "особа чи організація",
            ],
            begins: NONE,
        },
    ),
    (
        Target::Manager,
        Rule {
            is: &["owner"],
            has: &["manager", "assigned to"],
            begins: &["менеджер", "відповідальн", "ответственн"],
        },
    ),
    (
        Target::Name,
        Rule {
            is: &[
                "name",
                "імя",
                "имя",
                "піб",
                "фио",
                "п і б",
                "ф и о",
                "клієнт",
                "клиент",
                "контрагент",
                "найменування",
                "наименование",
                "назва",
                "название",
                "повне імя",
                "полное имя",
                "full name",
                "client",
                "customer",
                "contact",
                "контакт",
                "покупець",
                "покупатель",
                "замовник",
                "заказчик",
                "назва клієнта",
                "название клиента",
                "імя клієнта",
                "имя клиента",
                "піб клієнта",
                "фио клиента",
                "контактна особа",
                "контактное лицо",
                "client name",
                "customer name",
                "імя або назва",
                "имя или название",
                "повне найменування",
                "полное наименование",
            ],
            has: &["імя прізвище", "прізвище імя", "фамилия имя", "имя фамилия"],
            begins: NONE,
        },
    ),
    (
        Target::Company,
        Rule {
            is: &["company", "organization", "organisation", "organization name", "company name"],
            has: NONE,
            begins: &["компан", "організац", "организац", "фірма", "фирма", "підприємств", "предприяти"],
        },
    ),
    (
        Target::City,
        Rule {
            is: &["нп"],
            has: &["місто", "город", "city", "town", "населений пункт", "населенный пункт"],
            begins: NONE,
        },
    ),
    (
        Target::Address,
        Rule {
            is: NONE,
            has: &[
                "адреса",
                "адрес",
                "address",
                "street",
                "postal code",
                "zip",
                "region",
                "state",
                "country",
                "po box",
                "індекс",
                "индекс",
            ],
            begins: &["вулиц", "улиц", "област", "країн", "стран"],
        },
    ),
    (
        Target::Birthday,
        Rule {
            is: &["д н", "д р", "дн", "др", "bday"],
            has: &["birthday", "date of birth", "birth date", "день народження", "день рождения"],
            begins: &["дата нар", "дата рожд"],
        },
    ),
    (Target::Interests, Rule { is: NONE, has: &["hobby"], begins: &["інтерес", "интерес", "interest"] }),
    (
        Target::Tags,
        Rule {
            is: NONE,
            has: &["tag", "tags", "labels", "group membership", "categories", "category", "group", "groups"],
            begins: &["тег", "мітк", "метк", "категор", "груп", "сегмент"],
        },
    ),
    (Target::Discount, Rule { is: NONE, has: &["discount"], begins: &["знижк", "скидк"] }),
    (Target::Terms, Rule { is: NONE, has: &["terms"], begins: &["умов", "услови"] }),
    (
        Target::Notes,
        Rule {
            is: &["note", "інше", "другое"],
            has: &["notes", "comment", "comments", "description", "опис", "описание"],
            begins: &["приміт", "примеч", "комент", "коммент", "замет", "нотат"],
        },
    ),
    (Target::Language, Rule { is: &["lang"], has: &["мова", "язык", "language"], begins: NONE }),
    (Target::Address, Rule { is: &["доставка"], has: NONE, begins: NONE }),
    // Google names the labels of a person without a number.
    (Target::Tags, Rule { is: &["labels"], has: NONE, begins: NONE }),
    (Target::Email, Rule { is: &["пошти"], has: NONE, begins: NONE }),
];
