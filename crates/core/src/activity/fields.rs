//! What the log tells of a thing: the fields that people know and what their values mean. A field that is not named here
//! is never shown, so that a new column does not become visible by itself.

use super::Noun;

/// What a stored value means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    Text,
    Number,
    Flag,
    Day,
    At,
    /// A code with words of its own; they are the prefix and the code.
    Word(&'static str),
    /// The number of another thing, shown by its name.
    Of(Noun),
    /// Numbers of things.
    AllOf(Noun),
    /// A list of texts.
    Texts,
    /// A list of codes.
    Words(&'static str),
    /// Too long, or nobody's business: that it changed is told, not what it holds.
    Withheld,
    /// The office's own fields of a card.
    Own,
    /// What a client said about being written to.
    Consents,
}

/// Values that an employee without the right to see clients is not told.
pub const OF_CLIENTS: [&str; 9] =
    ["client_id", "name", "email", "phone", "comment", "address", "recipient", "reason", "who"];

/// The meaning of a field; none where it is not shown.
pub fn meaning(noun: &str, field: &str) -> Option<Meaning> {
    match noun {
        "client" => client(field),
        "contact" | "reminder" | "request" | "note" | "letter" | "draft" => work(noun, field),
        "employee" | "role" => staff(field),
        "mailing" | "stopped_address" => mailing(field),
        "category" | "client_field" | "view" | "gateway" => lists(field),
        "setting" | "mailbox" | "backup" => office(noun, field),
        _ => None,
    }
}

fn client(field: &str) -> Option<Meaning> {
    Some(match field {
        "kind" => Meaning::Word("client-kind"),
        "phones" | "emails" | "tags" => Meaning::Texts,
        "name" | "city" | "address" | "interests" | "terms" | "notes" | "birthday" | "file" => Meaning::Text,
        "discount" => Meaning::Number,
        "manager_id" => Meaning::Of(Noun::Employee),
        "language" => Meaning::Word("change-language"),
        "do_not_write" => Meaning::Flag,
        "consents" => Meaning::Consents,
        "own" => Meaning::Own,
        _ => return None,
    })
}

fn work(noun: &str, field: &str) -> Option<Meaning> {
    Some(match field {
        "client_id" => Meaning::Of(Noun::Client),
        "request_id" | "into" => Meaning::Of(Noun::Request),
        "employee_id" | "assignee_id" => Meaning::Of(Noun::Employee),
        "category_id" => Meaning::Of(Noun::Category),
        "at" | "snoozed_until" | "deadline" => Meaning::At,
        "day" => Meaning::Day,
        "direction" => Meaning::Word("contact-direction"),
        "channel" => Meaning::Word("contact-channel"),
        "priority" => Meaning::Word("reminder-priority"),
        "repeat" | "repeats" => Meaning::Word("reminder-repeat"),
        "status" => Meaning::Word("status"),
        "done" | "urgent" | "pinned" | "archive" => Meaning::Flag,
        "number" if noun == "request" => Meaning::Text,
        "name" | "email" | "phone" | "comment" if noun == "request" => Meaning::Text,
        "recipient" | "reason" if noun == "letter" => Meaning::Text,
        "file" | "information" | "text" | "time" | "subject" => Meaning::Text,
        _ => return None,
    })
}

fn staff(field: &str) -> Option<Meaning> {
    Some(match field {
        "login" | "name" | "email" | "phone" | "department" | "os_login" => Meaning::Text,
        "signature" => Meaning::Withheld,
        "supervisor_id" => Meaning::Of(Noun::Employee),
        "roles" => Meaning::AllOf(Noun::Role),
        "os_allowed" | "active" => Meaning::Flag,
        "rights" => Meaning::Words("right"),
        _ => return None,
    })
}

fn mailing(field: &str) -> Option<Meaning> {
    Some(match field {
        "name" | "quiet_from" | "quiet_to" | "file" | "address" => Meaning::Text,
        "channel" => Meaning::Word("mailing-channel"),
        "way" => Meaning::Word("message-way"),
        "texts" => Meaning::Withheld,
        "consent_needed" | "opt_out_line" | "opt_out_sms" => Meaning::Flag,
        "not_within_days" | "per_minute" | "to_send" | "added" => Meaning::Number,
        "start_at" => Meaning::At,
        _ => return None,
    })
}

fn lists(field: &str) -> Option<Meaning> {
    Some(match field {
        "name" | "sender" | "currency" => Meaning::Text,
        "kind" => Meaning::Word("settings-client-field-kind"),
        "choices" => Meaning::Texts,
        "active" | "shared" | "chosen" => Meaning::Flag,
        "filter" | "columns" | "sort" => Meaning::Withheld,
        _ => return None,
    })
}

fn office(noun: &str, field: &str) -> Option<Meaning> {
    Some(match field {
        "language" => Meaning::Word("change-language"),
        "conversation_order" => Meaning::Word("change-order"),
        "archive_days" | "no_reply_days" | "lock_minutes" | "port" | "near_hours" | "letters_an_hour"
        | "not_within_days" | "emails_per_minute" | "sms_per_minute" | "emails_per_day" | "confirm_above"
        | "most_errors" | "imap_port" | "smtp_port" => Meaning::Number,
        "client_interaction" | "mass_mailing" | "on" | "new_requests" | "consent_email" | "consent_sms"
        | "opt_out_line" | "sample_in_sent" | "saves_sent" | "always" => Meaning::Flag,
        "name" if noun == "mailbox" => Meaning::Text,
        "office_name" | "number_template" | "time_zone" | "country" | "host" | "outside" | "address"
        | "quiet_from" | "quiet_to" | "opt_out_url" | "imap_host" | "imap_user" | "imap_security"
        | "smtp_host" | "smtp_user" | "smtp_security" | "sent_folder" | "path" => Meaning::Text,
        _ => return None,
    })
}
