//! What titles say, in the words of the usual programs.

use super::titles::target;

/// C4: the titles of the usual programs, in three languages.
#[test]
fn c4_titles_say_what_columns_are() {
    for (title, wanted) in [
        ("Телефон 2", "phone"),
        ("Моб. тел.", "phone"),
        ("Phone 1 - Value", "phone"),
        ("Phone 1 - Label", "ignored"),
        ("Business Fax", "ignored"),
        ("E-mail Address", "email"),
        ("E-mail Display Name", "ignored"),
        ("Ел. пошта", "email"),
        ("Поштовий індекс", "address"),
        ("Електронна адреса", "email"),
        ("Ім’я", "name"),
        ("ПІБ", "name"),
        ("Ф.И.О.", "name"),
        ("Прізвище", "last_name"),
        ("По батькові", "patronymic"),
        ("First Name", "first_name"),
        ("Organization Title", "ignored"),
        ("Organization Name", "company"),
        ("Місто", "city"),
        ("Business City", "city"),
        ("Business Country/Region", "address"),
        ("Address 1 - Formatted", "ignored"),
        ("День народження", "birthday"),
        ("Дата рожд.", "birthday"),
        ("Знижка, %", "discount"),
        ("Labels", "tags"),
        ("Group Membership", "tags"),
        ("Categories", "tags"),
        ("Примечание", "notes"),
        ("Мова", "language"),
        ("Відповідальний", "manager"),
        ("Згода на SMS", "consent_sms"),
        ("E-mail consent", "consent_email"),
        ("Не писати", "do_not_write"),
        ("ADR-CITY", "city"),
    ] {
        assert_eq!(target(title).map(|target| target.to_string()).as_deref(), Some(wanted), "{title}");
    }
    for title in ["", "№", "Оборот за рік", "VIP", "Telegram"] {
        assert_eq!(target(title), None, "{title}");
    }
}
