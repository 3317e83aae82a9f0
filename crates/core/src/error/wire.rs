//! Errors as they cross to the window: a code, its values, and what the other side said.

use super::*;

/// An error as it crosses to the window, the command line and the database.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct WireError {
    pub code: String,
    #[ts(type = "Record<string, string | number>")]
    pub params: BTreeMap<String, Json>,
    pub detail: Option<String>,
}

impl Error {
    /// An input or output error on a path.
    pub fn io(path: &std::path::Path, source: std::io::Error) -> Self {
        Self::Io { path: path.display().to_string(), source }
    }

    /// The name that the window translates.
    pub fn code(&self) -> &str {
        match self {
            Self::Store(error) => error.code(),
            Self::Mail(error) => error.code(),
            Self::Sms(error) => error.code(),
            Self::Compose(error) => error.code,
            Self::BadRequest(_) => "bad_request",
            Self::NoSuchCommand(_) => "no_such_command",
            Self::Forbidden(_) => "forbidden",
            Self::NotLoggedIn => "not_logged_in",
            Self::LoginRefused { .. } => "login_refused",
            Self::LoginSlowed { .. } => "login_slowed",
            Self::NoSuchLogin { .. } => "no_such_login",
            Self::LoginTaken { .. } => "login_taken",
            Self::InvalidLogin(_) => "invalid_login",
            Self::PasswordTooShort { .. } => "password_too_short",
            Self::LastAdministrator => "last_administrator",
            Self::Deactivated => "employee_deactivated",
            Self::NoRole => "no_role",
            Self::SupervisorCircle => "supervisor_circle",
            Self::RoleShipped => "role_shipped",
            Self::RoleInUse { .. } => "role_in_use",
            Self::RoleNamed { .. } => "role_named",
            Self::RoleFixed => "role_fixed",
            Self::NotFirstStart => "not_first_start",
            Self::NoOffice(_) => "no_office",
            Self::FileExists(_) => "file_exists",
            Self::NotFound { .. } => "not_found",
            Self::NewerLetter { .. } => "newer_letter",
            Self::DoNotWrite => "do_not_write",
            Self::SmsOnItsWay => "sms_on_its_way",
            Self::NoRecipient => "no_recipient",
            Self::NoMailbox => "no_mailbox",
            Self::FilesTooBig { .. } => "files_too_big",
            Self::ClientFileTooBig { .. } => "client_file_too_big",
            Self::TooLate => "too_late",
            Self::AlreadyUndone => "already_undone",
            Self::NotYourDeed => "not_your_deed",
            Self::DeedLasting => "deed_lasting",
            Self::MergedSince => "merged_since",
            Self::UnmergedSince => "unmerged_since",
            Self::NoKeyring(_) => "no_keyring",
            Self::NoPassword => "no_password",
            Self::EmptyText { .. } => "empty_text",
            Self::TooLong { .. } => "text_too_long",
            Self::BadPhone(_) => "bad_phone",
            Self::BadSender(_) => "bad_sender",
            Self::BadHost(_) => "bad_host",
            Self::NotOurAddress(_) => "not_our_address",
            Self::BadEmail(_) => "bad_address",
            Self::BadBirthday(_) => "bad_birthday",
            Self::BadFieldValue { .. } => "bad_field_value",
            Self::FieldNamed { .. } => "field_named",
            Self::InvalidDay(_) => "invalid_day",
            Self::InvalidTemplate(_) => "invalid_template",
            Self::InvalidZone(_) => "invalid_zone",
            Self::InvalidCountry(_) => "invalid_country",
            Self::PartOff(_) => "part_off",
            Self::MailingBegun => "mailing_begun",
            Self::MailingState => "mailing_state",
            Self::NobodyToWriteTo => "nobody_to_write_to",
            Self::TypeTheName => "type_the_name",
            Self::TypeTheNumber { .. } => "type_the_number",
            Self::TooManyRefusals { .. } => "too_many_refusals",
            Self::NotDelivered => "not_delivered",
            Self::NoGateway => "no_gateway",
            Self::SmsNotTaken { .. } => "sms_not_taken",
            Self::SmsUncertain => "sms_uncertain",
            Self::GatewayUnclear { .. } => "gateway_unclear",
            Self::Template { broken, .. } => match broken.fault {
                Fault::Syntax => "template_syntax",
                Fault::Unknown => "template_unknown",
                Fault::NotAllowed => "template_not_allowed",
                Fault::Split => "template_split",
                Fault::InLink => "template_in_link",
                Fault::TooLong => "template_too_long",
            },
            Self::InvalidOptOutUrl(_) => "invalid_opt_out_url",
            Self::Unreadable { .. } => "unreadable",
            Self::Busy => "busy",
            Self::Uncertain => "uncertain",
            Self::Restored => "restored",
            Self::Stopped => "stopped",
            Self::ImportGone => "import_gone",
            Self::ImportRunning => "import_running",
            Self::NobodyNamed => "nobody_named",
            Self::PhoneShortened(_) => "phone_shortened",
            Self::NoSuchManager { .. } => "no_such_manager",
            Self::NotYesOrNo(_) => "not_yes_or_no",
            Self::NotALanguage(_) => "not_a_language",
            Self::BadDiscount(_) => "bad_discount",
            Self::FileEmpty => "file_empty",
            Self::FileTooBig { .. } => "file_too_big",
            Self::FileProtected => "file_protected",
            Self::FileDamaged(_) => "file_damaged",
            Self::FileChanged => "file_changed",
            Self::NotATable => "not_a_table",
            Self::TooManyColumns { .. } => "too_many_columns",
            Self::CellTooLong { .. } => "cell_too_long",
            Self::CardDamaged => "card_damaged",
            Self::Io { .. } => "io",
            Self::BadData(_) => "bad_data",
        }
    }

    /// Every code that can reach the window, for the test that demands a translation of each.
    pub fn codes() -> Vec<&'static str> {
        let mut codes = vec![
            "bad_request",
            "no_such_command",
            "forbidden",
            "not_logged_in",
            "login_refused",
            "login_slowed",
            "no_such_login",
            "login_taken",
            "invalid_login",
            "password_too_short",
            "last_administrator",
            "employee_deactivated",
            "no_role",
            "supervisor_circle",
            "role_shipped",
            "role_in_use",
            "role_named",
            "role_fixed",
            "not_first_start",
            "no_office",
            "file_exists",
            "not_found",
            "newer_letter",
            "do_not_write",
            "sms_on_its_way",
            "no_recipient",
            "no_mailbox",
            "files_too_big",
            "client_file_too_big",
            "too_late",
            "already_undone",
            "not_your_deed",
            "deed_lasting",
            "merged_since",
            "unmerged_since",
            "no_keyring",
            "no_password",
            "empty_text",
            "text_too_long",
            "bad_phone",
            "bad_sender",
            "bad_host",
            "not_our_address",
            "bad_address",
            "bad_birthday",
            "bad_field_value",
            "field_named",
            "invalid_day",
            "invalid_template",
            "invalid_zone",
            "invalid_country",
            "part_off",
            "mailing_begun",
            "mailing_state",
            "nobody_to_write_to",
            "type_the_number",
            "too_many_refusals",
            "not_delivered",
            "no_gateway",
            "sms_not_taken",
            "sms_uncertain",
            "gateway_unclear",
            "template_syntax",
            "template_unknown",
            "template_not_allowed",
            "template_split",
            "template_in_link",
            "template_too_long",
            "invalid_opt_out_url",
            "unreadable",
            "busy",
            "uncertain",
            "stopped",
            "import_gone",
            "import_running",
            "nobody_named",
            "phone_shortened",
            "no_such_manager",
            "not_yes_or_no",
            "not_a_language",
            "bad_discount",
            "file_empty",
            "file_too_big",
            "file_protected",
            "file_damaged",
            "file_changed",
            "not_a_table",
            "too_many_columns",
            "cell_too_long",
            "card_damaged",
            "io",
            "bad_data",
        ];
        codes.extend(StoreError::codes());
        codes.extend(MailError::codes());
        codes.extend(SmsError::codes());
        codes.extend(deskbell_mail::compose::ComposeError::codes());
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    /// The error as the window, the command line and the outbox keep it.
    pub fn wire(&self) -> WireError {
        let text = |key: &str, value: &str| vec![(key.to_owned(), Json::from(value))];
        let named = |params: Vec<(&'static str, String)>| {
            params.into_iter().map(|(key, value)| (key.to_owned(), Json::from(value))).collect()
        };
        let params = match self {
            Self::Store(error) => named(error.params()),
            Self::Mail(error) => named(error.params()),
            Self::Sms(error) => named(error.params()),
            Self::Compose(error) => named(error.params()),
            Self::NoSuchCommand(name) => text("name", name),
            Self::Forbidden(right) => text("right", right),
            Self::NotFound { noun, id } => {
                vec![("noun".to_owned(), Json::from(*noun)), ("id".to_owned(), Json::from(*id))]
            }
            Self::LoginRefused { seconds } | Self::LoginSlowed { seconds } => {
                vec![("seconds".to_owned(), Json::from(*seconds))]
            }
            Self::NoSuchLogin { login } | Self::LoginTaken { login } | Self::InvalidLogin(login) => {
                text("login", login)
            }
            Self::PasswordTooShort { least } => vec![("least".to_owned(), Json::from(*least))],
            Self::RoleInUse { count } => vec![("count".to_owned(), Json::from(*count))],
            Self::RoleNamed { name } => text("name", name),
            Self::NewerLetter { letter_id } => vec![("letter_id".to_owned(), Json::from(*letter_id))],
            Self::PhoneShortened(value)
            | Self::NotYesOrNo(value)
            | Self::NotALanguage(value)
            | Self::BadDiscount(value) => text("value", value),
            Self::NoSuchManager { name } => text("name", name),
            Self::FileTooBig { most } => vec![("megabytes".to_owned(), Json::from(most / 1024 / 1024))],
            Self::TooManyColumns { most } => vec![("most".to_owned(), Json::from(*most))],
            Self::FilesTooBig { most } | Self::ClientFileTooBig { most } => {
                vec![("megabytes".to_owned(), Json::from(most / 1024 / 1024))]
            }
            Self::EmptyText { field } => text("field", field),
            Self::TooLong { field, most } => {
                vec![("field".to_owned(), Json::from(*field)), ("most".to_owned(), Json::from(*most))]
            }
            Self::BadPhone(phone) => text("phone", phone),
            Self::BadEmail(address) => text("address", address),
            Self::BadSender(sender) => text("sender", sender),
            Self::BadHost(host) | Self::NotOurAddress(host) => text("host", host),
            Self::BadFieldValue { field, kind } => {
                vec![("field".to_owned(), Json::from(field.as_str())), ("kind".to_owned(), Json::from(*kind))]
            }
            Self::FieldNamed { name } => text("name", name),
            Self::NoOffice(path) | Self::FileExists(path) => text("path", path),
            Self::BadBirthday(day) | Self::InvalidDay(day) => text("day", day),
            Self::InvalidTemplate(template) => text("template", template),
            Self::InvalidZone(zone) => text("zone", zone),
            Self::InvalidCountry(country) => text("country", country),
            Self::InvalidOptOutUrl(url) => text("url", url),
            Self::SmsNotTaken { why, .. } => text("why", why),
            Self::TypeTheNumber { count }
            | Self::TooManyRefusals { count, .. }
            | Self::GatewayUnclear { count, .. } => {
                vec![("count".to_owned(), Json::from(*count))]
            }
            Self::Template { field, language, broken } => vec![
                ("field".to_owned(), Json::from(*field)),
                ("language".to_owned(), Json::from(language.map_or("", Language::code))),
                ("line".to_owned(), Json::from(broken.line)),
                ("place".to_owned(), Json::from(broken.place.as_str())),
                ("name".to_owned(), Json::from(broken.detail.as_str())),
            ],
            Self::PartOff(part) => text("part", part),
            Self::Io { path, .. } => text("path", path),
            _ => Vec::new(),
        };
        let detail = match self {
            Self::Mail(error) => error.detail(),
            Self::Sms(error) => error.detail(),
            Self::Store(error) => Some(error.to_string()),
            Self::BadRequest(detail)
            | Self::NoKeyring(detail)
            | Self::BadData(detail)
            | Self::FileDamaged(detail) => Some(detail.clone()),
            Self::TooManyRefusals { answer, .. }
            | Self::GatewayUnclear { answer, .. }
            | Self::SmsNotTaken { answer, .. } => Some(answer.clone()).filter(|answer| !answer.is_empty()),
            Self::Template { broken, .. } => Some(broken.detail.clone()).filter(|detail| !detail.is_empty()),
            Self::Unreadable { code, detail } => Some(format!("{code}: {detail}")),
            Self::Io { source, .. } => Some(source.to_string()),
            _ => None,
        };
        WireError { code: self.code().to_owned(), params: params.into_iter().collect(), detail }
    }
}
