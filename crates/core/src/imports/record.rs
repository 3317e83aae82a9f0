//! A row of a file as the card that it would become.

use deskbell_store::Reader;
use fluent_bundle::FluentValue;

use super::target::Target;
use super::values::{self, DayOrder};
use crate::clients::fields::{ClientField, FieldKind, FieldValue};
use crate::clients::{ClientFields, Kind, Rules};
use crate::office::Desk;
use crate::sheets::full_name;
use crate::sheets::read::Row;
use crate::words::{self, Language};
use crate::{Error, Result, employees};

/// What a column is taken for, and how it writes its days.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    pub title: String,
    pub target: Target,
    pub days: DayOrder,
}

/// What the rows are read with.
pub struct Context {
    pub rules: Rules,
    pub columns: Vec<Column>,
    employees: Vec<(i64, String, String)>,
    language: Language,
    /// What stands as the source of a consent: "import of clients.csv".
    source: String,
}

impl Context {
    pub fn of(desk: &Desk, reader: &mut Reader, columns: Vec<Column>, file: &str) -> Result<Self> {
        let (general, _) = desk.general(reader)?;
        let source = words::text(general.language, "imports-source", &[("file", FluentValue::from(file))]);
        let employees = employees::names(reader)?
            .into_iter()
            .map(|(id, name, login)| (id, name.to_lowercase(), login.to_lowercase()))
            .collect();
        Ok(Self { rules: Rules::of(desk, reader)?, columns, employees, language: general.language, source })
    }

    /// The card of a row, not yet checked. Errors name what cannot be read.
    pub fn card(&self, row: &Row) -> Result<ClientFields> {
        let mut draft = Draft::default();
        for (column, cell) in self.columns.iter().zip(&row.cells) {
            if !cell.trim().is_empty() {
                self.take(&mut draft, column, cell)?;
            }
        }
        Ok(self.finished(draft))
    }

    fn take(&self, draft: &mut Draft, column: &Column, cell: &str) -> Result<()> {
        let fields = &mut draft.fields;
        let text = cell.trim();
        match column.target {
            Target::Ignored => {}
            Target::Name => first(&mut fields.name, text),
            Target::FirstName => first(&mut draft.given, text),
            Target::LastName => first(&mut draft.family, text),
            Target::Patronymic => first(&mut draft.patronymic, text),
            Target::Company => first(&mut draft.company, text),
            Target::Kind => draft.kind = draft.kind.or_else(|| values::kind(text)),
            Target::Phone => {
                let (phones, words) = values::phones(cell)?;
                fields.phones.extend(phones);
                draft.notes.extend(words);
            }
            Target::Email => fields.emails.extend(values::emails(cell)),
            Target::City => first(&mut fields.city, text),
            Target::Address => joined(&mut fields.address, text, ", "),
            Target::Interests => joined(&mut fields.interests, &text.replace('\n', ", "), ", "),
            Target::Tags => fields.tags.extend(tags(text)),
            Target::Discount => fields.discount = values::discount(text)?,
            Target::Terms => joined(&mut fields.terms, text, "\n"),
            Target::Notes => draft.notes.push(text.to_owned()),
            Target::Manager => fields.manager_id = Some(self.manager(text)?),
            Target::Language => fields.language = values::language(text)?,
            Target::Birthday => fields.birthday = values::day(text, column.days, &self.rules.today)?,
            Target::ConsentEmail => fields.consents.email = values::consent(text, &self.source)?,
            Target::ConsentSms => fields.consents.sms = values::consent(text, &self.source)?,
            Target::DoNotWrite => {
                fields.do_not_write =
                    values::truth(text).ok_or_else(|| Error::NotYesOrNo(text.to_owned()))?;
            }
            Target::Own(id) => {
                if let Some(field) = self.rules.own.iter().find(|field| field.id == id) {
                    fields.own.extend(self.own(field, text, column.days)?);
                }
            }
            Target::OwnLines => {
                for line in text.lines() {
                    let Some((name, value)) = line.split_once(':') else { continue };
                    let named =
                        |field: &&ClientField| field.name.to_lowercase() == name.trim().to_lowercase();
                    if let Some(field) = self.rules.own.iter().find(named) {
                        fields.own.extend(self.own(field, value.trim(), column.days)?);
                    }
                }
            }
        }
        Ok(())
    }

    /// A value in the form in which the field takes it; what it does not take is refused when the card is checked.
    fn own(&self, field: &ClientField, text: &str, days: DayOrder) -> Result<Option<FieldValue>> {
        let value = match field.kind {
            FieldKind::Checkbox => {
                let ticked = values::truth(text).ok_or_else(|| Error::NotYesOrNo(text.to_owned()))?;
                if !ticked {
                    return Ok(None);
                }
                "1".to_owned()
            }
            FieldKind::Date => values::day(text, days, &self.rules.today)?,
            FieldKind::List => {
                let same = |choice: &&String| choice.to_lowercase() == text.to_lowercase();
                field.choices.iter().find(same).cloned().unwrap_or_else(|| text.to_owned())
            }
            FieldKind::Text | FieldKind::Number => text.to_owned(),
        };
        Ok(Some(FieldValue { field_id: field.id, value }))
    }

    fn manager(&self, text: &str) -> Result<i64> {
        let wanted = text.to_lowercase();
        let found = self.employees.iter().find(|(_, name, login)| *name == wanted || *login == wanted);
        found.map(|(id, ..)| *id).ok_or_else(|| Error::NoSuchManager { name: text.to_owned() })
    }

    /// Puts the parts together: a name from its parts or from what else is known, a company beside a person as a note.
    fn finished(&self, draft: Draft) -> ClientFields {
        let Draft { mut fields, given, family, patronymic, company, kind, mut notes } = draft;
        if fields.name.is_empty() {
            fields.name = full_name(&family, &given, &patronymic);
        }
        let mut sure = kind;
        if fields.name.is_empty() && !company.is_empty() {
            fields.name = company;
            sure = sure.or(Some(Kind::Company));
        } else if !company.is_empty() && company != fields.name {
            let note = words::text(
                self.language,
                "imports-note-company",
                &[("name", FluentValue::from(company.as_str()))],
            );
            notes.insert(0, note);
        }
        if fields.name.is_empty() {
            let known = fields.emails.first().or(fields.phones.first());
            fields.name = known.cloned().unwrap_or_default();
        }
        let sounds = values::sounds_like_company(&fields.name);
        fields.kind = sure.unwrap_or(if sounds { Kind::Company } else { Kind::Person });
        fields.notes = notes.join("\n");
        fields
    }
}

#[derive(Default)]
struct Draft {
    fields: ClientFields,
    given: String,
    family: String,
    patronymic: String,
    company: String,
    kind: Option<Kind>,
    notes: Vec<String>,
}

fn first(place: &mut String, text: &str) {
    if place.is_empty() {
        place.push_str(text);
    }
}

fn joined(place: &mut String, text: &str, between: &str) {
    if place.split(between).any(|part| part == text) {
        return;
    }
    if !place.is_empty() {
        place.push_str(between);
    }
    place.push_str(text);
}

/// Labels of Google stand with three colons between, and its own with a star before them.
fn tags(text: &str) -> Vec<String> {
    text.split(['\n', ';', ','])
        .flat_map(|part| part.split(":::"))
        .map(str::trim)
        .filter(|tag| !tag.is_empty() && !tag.starts_with('*') && *tag != "myContacts")
        .map(str::to_owned)
        .collect()
}
