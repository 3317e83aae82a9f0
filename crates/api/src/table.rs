//! The project's table of contents: every command, its request, its answer and the right that it needs.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::PoisonError;

use deskbell_core::clients::{fields, files as client_files, tags, timeline};
use deskbell_core::deeds::Did;
use deskbell_core::employees::{EmployeeRef, Me, Right};
use deskbell_core::letters::Person;
use deskbell_core::office::Desk;
use deskbell_core::{
    Error, activity, callbacks, categories, clients, contacts, deeds, drafts, duplicates, employees,
    gateways, imports, interests, letters, mailbox, mailings, notices, outbox, phones, reminders, requests,
    roles, sample, settings, sms, views,
};
use deskbell_store::Tx;
use serde::Serialize;
use serde_json::Value as Json;
use ts_rs::{Config, TS, TypeVisitor};

use crate::args::*;
use crate::session::{self, Session};
use crate::{Need, backup};

/// A command as `deskbell-cli commands` prints it.
#[derive(Debug, Clone, Serialize)]
pub struct CommandInfo {
    pub name: &'static str,
    pub request: String,
    /// What the request holds, written as TypeScript.
    pub shape: String,
    pub answer: String,
    pub needs: &'static str,
}

macro_rules! need {
    (Nothing) => {
        Need::Nothing
    };
    ($right:ident) => {
        Need::Of(Right::$right)
    };
}

macro_rules! commands {
    ($( $name:literal ($args:ty) -> $answer:ty, needs $need:ident, $run:expr; )*) => {
        /// What a command needs; `None` where there is no such command.
        pub(crate) fn need(name: &str) -> Option<Need> {
            match name {
                $( $name => Some(need!($need)), )*
                _ => None,
            }
        }

        /// Runs a command whose right was checked; `strict` refuses keys that the command does not know.
        pub(crate) fn run(desk: &Desk, name: &str, args: Json, strict: bool) -> Result<Json, Error> {
            match name {
                $( $name => {
                    let args: $args = decode(name, args, strict)?;
                    let run: fn(&Desk, $args) -> Result<$answer, Error> = $run;
                    settings::json(&run(desk, args)?)
                } )*
                _ => Err(Error::NoSuchCommand(name.to_owned())),
            }
        }

        /// The whole table.
        pub fn commands() -> Vec<CommandInfo> {
            let cfg = Config::from_env();
            vec![ $( CommandInfo {
                name: $name,
                request: <$args as TS>::name(&cfg),
                shape: <$args as TS>::inline(&cfg),
                answer: <$answer as TS>::name(&cfg),
                needs: need!($need).code(),
            }, )* ]
        }

        /// Shows every type of the table to a visitor.
        pub(crate) fn visit(visitor: &mut impl TypeVisitor) {
            $( visitor.visit::<$args>(); visitor.visit::<$answer>(); )*
        }
    };
}

/// Reads the words of a command. What is wrong with them is told in detail, except where a password may be among them:
/// the detail quotes what was given.
fn decode<T: serde::de::DeserializeOwned>(name: &str, args: Json, strict: bool) -> Result<T, Error> {
    let told = |error: serde_json::Error| {
        if ["mailbox.", "session.", "employees."].iter().any(|start| name.starts_with(start)) {
            name.to_owned()
        } else {
            error.to_string()
        }
    };
    let mut unknown = Vec::new();
    // Within the fields of a card or contact there may be more: they are often what the office itself has told.
    let decoded = serde_ignored::deserialize(args, |path| {
        if let serde_ignored::Path::Map { parent: serde_ignored::Path::Root, key } = path {
            unknown.push(key);
        }
    });
    let decoded = decoded.map_err(|error| Error::BadRequest(told(error)))?;
    if strict && !unknown.is_empty() {
        return Err(Error::BadRequest(format!("{name} knows no {}", unknown.join(", "))));
    }
    Ok(decoded)
}

type Memory = BTreeMap<String, Json>;

commands! {
    "session.get" (Nothing) -> Session, needs Nothing, |desk, _| session::get(desk);
    "session.login" (Login) -> Session, needs Nothing, |desk, it| session::log_in(desk, &it.login, &it.password);
    "session.logout" (Nothing) -> (), needs Nothing, |desk, _| { notices::leave(desk); Ok(()) };
    "session.lock" (Nothing) -> (), needs Nothing, |desk, _| { notices::leave(desk); Ok(()) };
    "office.start" (OfficeStart) -> Session, needs Nothing, start;
    "office.settings" (Nothing) -> settings::General, needs Work, |desk, _| desk.read(settings::general);
    "office.update" (settings::General) -> settings::General, needs ManageSettings,
        |desk, new| desk.write(|tx| settings::update_general(tx, &new));
    "parts.get" (Nothing) -> settings::parts::Parts, needs Work, |desk, _| desk.read(settings::parts::get);
    "parts.update" (settings::parts::Parts) -> settings::parts::Parts, needs ManageSettings,
        |desk, new| desk.write(|tx| settings::parts::update(desk, tx, new));
    "office.add_sample" (Nothing) -> (), needs ManageSettings, |desk, _| sample::add(desk);
    "office.remove_sample" (Nothing) -> Did, needs ManageSettings, |desk, _| did(desk, |tx| sample::remove(desk, tx));
    "memory.all" (Nothing) -> Memory, needs Work,
        |desk, _| desk.read(|reader| Ok(settings::memory(desk, reader)?.into_iter().collect()));
    "memory.set" (Remember) -> (), needs Work,
        |desk, it| desk.write(|tx| settings::remember(desk, tx, &it.key, &it.value));
    "employees.list" (Nothing) -> Vec<EmployeeRef>, needs Work, |desk, _| desk.read(employees::list);
    "employees.me" (Nothing) -> Me, needs Work, |desk, _| desk.read(|reader| employees::me(desk, reader));
    "employees.update_me" (MeFields) -> Me, needs Work,
        |desk, me| desk.write(|tx| employees::update_me(desk, tx, &me.name, &me.signature));
    "employees.set_my_password" (NewPassword) -> (), needs Work,
        |desk, it| employees::set_my_password(desk, &it.old, &it.new);
    "employees.all" (Nothing) -> Vec<employees::EmployeeRow>, needs ManageEmployees, |desk, _| desk.read(employees::all);
    "employees.create" (NewEmployee) -> employees::EmployeeRow, needs ManageEmployees,
        |desk, it| desk.write(|tx| employees::add(desk, tx, &it.fields, it.password.as_deref()));
    "employees.update" (UpdateEmployee) -> employees::EmployeeRow, needs ManageEmployees,
        |desk, it| desk.write(|tx| employees::update(desk, tx, it.id, &it.fields));
    "employees.deactivate" (ById) -> (), needs ManageEmployees, |desk, it| desk.write(|tx| employees::deactivate(tx, it.id));
    "employees.activate" (ById) -> (), needs ManageEmployees, |desk, it| desk.write(|tx| employees::activate(tx, it.id));
    "employees.set_password" (SetPassword) -> (), needs ManageEmployees,
        |desk, it| desk.write(|tx| employees::set_password(tx, it.id, it.password.as_deref()));
    "roles.list" (Nothing) -> Vec<roles::Role>, needs ManageEmployees, |desk, _| desk.read(roles::list);
    "roles.create" (roles::RoleFields) -> roles::Role, needs ManageEmployees,
        |desk, fields| desk.write(|tx| roles::create(tx, &fields));
    "roles.update" (UpdateRole) -> roles::Role, needs ManageEmployees,
        |desk, it| desk.write(|tx| roles::update(tx, it.id, &it.fields));
    "roles.remove" (ById) -> Did, needs ManageEmployees, |desk, it| did(desk, |tx| roles::remove(desk, tx, it.id));

    "mailbox.get" (Nothing) -> Option<mailbox::Mailbox>, needs ManageSettings,
        |desk, _| desk.read(|reader| mailbox::shown(desk, reader));
    "mailbox.suggest" (ByAddress) -> mailbox::Suggestion, needs ManageSettings, |_, it| mailbox::suggest(&it.address);
    "mailbox.test" (TestMailbox) -> mailbox::TestReport, needs ManageSettings,
        |desk, it| mailbox::test(desk, &it.mailbox, it.password.as_deref());
    "mailbox.save" (SaveMailbox) -> mailbox::Mailbox, needs ManageSettings, save_mailbox;
    "mailbox.remove" (Nothing) -> (), needs ManageSettings, |desk, _| mailbox::remove(desk);
    "mailbox.sync" (Nothing) -> (), needs Work, |desk, _| { desk.office.nudge(); Ok(()) };
    "mailbox.status" (Nothing) -> mailbox::SyncStatus, needs Work,
        |desk, _| Ok(desk.office.sync_status.lock().unwrap_or_else(PoisonError::into_inner).clone());
    "mailbox.accounting" (Nothing) -> Vec<mailbox::Account>, needs Work, |desk, _| desk.read(mailbox::accounting);

    "requests.list" (requests::RequestList) -> requests::RequestPage, needs Work,
        |desk, list| desk.read(|reader| requests::list(desk, reader, &list));
    "requests.counts" (Nothing) -> requests::RequestCounts, needs Work,
        |desk, _| desk.read(|reader| requests::counts(desk, reader));
    "requests.get" (ById) -> requests::Request, needs Work,
        |desk, it| desk.read(|reader| requests::get(desk, reader, it.id));
    "requests.create" (requests::NewRequest) -> Created, needs AnswerLetters,
        |desk, new| desk.write(|tx| Ok(Created { id: requests::create(desk, tx, &new)? }));
    "requests.status" (SetStatus) -> Did, needs Work,
        |desk, it| did(desk, |tx| requests::set_status_of(desk, tx, &it.ids, &it.status));
    "requests.assign" (Assign) -> Did, needs Work,
        |desk, it| did(desk, |tx| requests::assign_all(desk, tx, &it.ids, it.employee_id));
    "requests.seen" (SetSeen) -> (), needs Work, |desk, it| {
        desk.write(|tx| requests::set_seen(tx, it.id, it.seen))?;
        desk.office.nudge();
        Ok(())
    };
    "requests.update" (UpdateRequest) -> (), needs Work, |desk, it| desk.write(|tx| {
        let change = requests::RequestChange { subject: it.subject, urgent: it.urgent, deadline: it.deadline };
        requests::update(tx, it.id, &change)
    });
    "requests.note" (NewNote) -> Created, needs Work, |desk, it| desk.write(|tx| {
        Ok(Created { id: requests::note(desk, tx, it.request_id, &it.text, it.pinned.unwrap_or(false))? })
    });
    "requests.add_client" (ById) -> clients::ClientCard, needs EditClients, |desk, it| desk.write(|tx| {
        let id = requests::add_client(desk, tx, it.id)?;
        clients::get(desk, tx, id)
    });
    "requests.link_client" (LinkClient) -> clients::ClientCard, needs EditClients, |desk, it| desk.write(|tx| {
        requests::link_client(tx, it.id, it.client_id)?;
        clients::get(desk, tx, it.client_id)
    });
    "requests.reply" (requests::Reply) -> requests::Replied, needs AnswerLetters,
        |desk, reply| desk.write(|tx| requests::reply(desk, tx, &reply));
    "requests.send_sms" (sms::SendSms) -> sms::SentSms, needs AnswerLetters,
        |desk, it| sms::send(desk, &it);
    "requests.declined" (requests::Ask) -> requests::Declined, needs AnswerLetters,
        |desk, it| desk.read(|reader| requests::declined(desk, reader, &it));
    "sms.send_again" (ById) -> (), needs AnswerLetters, |desk, it| sms::send_again(desk, it.id);
    "sms.can_send" (Nothing) -> bool, needs Work, |desk, _| Ok(desk.read(gateways::chosen)?.is_some());
    "sms.measure" (Words) -> mailings::preview::SmsSize, needs AnswerLetters, |_, it| Ok(mailings::preview::size(&it.text));
    "notes.update" (NoteFields) -> (), needs Work,
        |desk, it| desk.write(|tx| requests::update_note(tx, it.id, &it.text, it.pinned));
    "notes.remove" (ById) -> Did, needs Work, |desk, it| did(desk, |tx| requests::remove_note(desk, tx, it.id));

    "letters.body" (BodyOf) -> letters::Body, needs Work,
        |desk, it| letters::body(desk, it.id, it.pictures);
    "letters.pictures_from" (PicturesFrom) -> (), needs Work,
        |desk, it| desk.write(|tx| letters::set_pictures_from(tx, &it.address, it.always));
    "letters.source" (ById) -> letters::Source, needs Work, |desk, it| desk.read(|reader| letters::source(reader, it.id));
    "letters.save" (SaveTo) -> (), needs Work,
        |desk, it| desk.read(|reader| letters::save(reader, it.id, Path::new(&it.path)));
    "letters.unsend" (ById) -> drafts::Draft, needs AnswerLetters,
        |desk, it| desk.write(|tx| outbox::unsend(desk, tx, it.id));
    "letters.unreadable" (Nothing) -> Vec<letters::UnreadableRow>, needs Work,
        |desk, _| desk.read(letters::list_unreadable);
    "letters.ignored" (letters::IgnoredList) -> letters::IgnoredPage, needs Work,
        |desk, list| desk.read(|reader| letters::list_ignored(reader, &list));
    "letters.make_request" (ById) -> Created, needs Work,
        |desk, it| desk.write(|tx| Ok(Created { id: letters::make_request(desk, tx, it.id)? }));
    "letters.retry" (ById) -> bool, needs Work, |desk, it| desk.write(|tx| letters::retry_unreadable(desk, tx, it.id));
    "letters.source_unreadable" (ById) -> letters::Source, needs Work,
        |desk, it| desk.read(|reader| letters::source_unreadable(reader, it.id));
    "letters.save_unreadable" (SaveTo) -> (), needs Work,
        |desk, it| desk.read(|reader| letters::save_unreadable(reader, it.id, Path::new(&it.path)));
    "files.save" (SaveFile) -> (), needs Work,
        |desk, it| desk.read(|reader| letters::save_file(reader, it.letter_id, it.position, Path::new(&it.path)));
    "files.save_all" (SaveFiles) -> letters::SavedFiles, needs Work,
        |desk, it| desk.read(|reader| letters::save_all_files(reader, it.letter_id, Path::new(&it.folder)));
    "files.open" (FileAt) -> OpenedFile, needs Work, |desk, it| desk.read(|reader| {
        let path = letters::open_file(desk, reader, it.letter_id, it.position)?;
        Ok(OpenedFile { path: path.display().to_string() })
    });
    "files.preview" (FileAt) -> Option<letters::Preview>, needs Work,
        |desk, it| letters::preview(desk, it.letter_id, it.position);
    "files.read" (FileAt) -> Option<letters::FileBytes>, needs Work,
        |desk, it| desk.read(|reader| letters::read_file(reader, it.letter_id, it.position));

    "drafts.start" (StartDraft) -> drafts::Draft, needs AnswerLetters, |desk, it| desk.write(|tx| {
        drafts::start(desk, tx, it.request_id, it.letter_id, it.all.unwrap_or(false))
    });
    "drafts.save" (drafts::DraftText) -> SavedDraft, needs AnswerLetters,
        |desk, text| desk.write(|tx| Ok(SavedDraft { updated_at: drafts::save(desk, tx, &text)? }));
    "drafts.attach" (AttachPath) -> drafts::Draft, needs AnswerLetters,
        |desk, it| {
            let file = drafts::read_file(Path::new(&it.path))?;
            desk.write(|tx| drafts::attach(desk, tx, it.id, &file))
        };
    "drafts.attach_bytes" (AttachBytes) -> drafts::Draft, needs AnswerLetters,
        |desk, it| desk.write(|tx| drafts::attach_base64(desk, tx, it.id, &it.name, &it.r#type, &it.base64));
    "drafts.detach" (Detach) -> drafts::Draft, needs AnswerLetters,
        |desk, it| desk.write(|tx| drafts::detach(desk, tx, it.id, it.file_id));
    "drafts.remove" (ById) -> Did, needs AnswerLetters, |desk, it| did(desk, |tx| drafts::discard(desk, tx, it.id));
    "drafts.quote" (ByLetter) -> Quote, needs AnswerLetters,
        |desk, it| desk.read(|reader| Ok(Quote { html: drafts::quote(desk, reader, it.letter_id)? }));
    "outbox.list" (Nothing) -> Vec<outbox::OutboxRow>, needs Work, |desk, _| desk.read(outbox::list);
    "outbox.retry" (ByLetter) -> (), needs AnswerLetters, |desk, it| desk.write(|tx| outbox::retry(tx, it.letter_id));
    "outbox.mark_sent" (ByLetter) -> (), needs AnswerLetters,
        |desk, it| desk.write(|tx| outbox::mark_sent(desk, tx, it.letter_id));
    "outbox.copies" (Nothing) -> Vec<outbox::OutboxRow>, needs Work, |desk, _| desk.read(outbox::refused_copies);
    "outbox.copy_again" (ByLetter) -> (), needs AnswerLetters,
        |desk, it| desk.write(|tx| outbox::renew_copy(tx, it.letter_id));
    "outbox.copy_drop" (ByLetter) -> (), needs AnswerLetters,
        |desk, it| desk.write(|tx| outbox::drop_copy(tx, it.letter_id));
    "outbox.cancel" (ByLetter) -> (), needs AnswerLetters,
        |desk, it| desk.write(|tx| outbox::cancel(tx, it.letter_id));

    "contacts.suggest" (Words) -> Vec<Person>, needs Work,
        |desk, it| desk.read(|reader| letters::suggest(desk, reader, &it.text));
    "clients.list" (clients::ClientList) -> clients::ClientPage, needs SeeClients,
        |desk, list| desk.read(|reader| clients::list::list(desk, reader, &list));
    "clients.suggest" (SuggestClients) -> Vec<clients::ClientRow>, needs SeeClients,
        |desk, it| desk.read(|reader| clients::list::suggest(reader, it.search.as_deref(), it.limit.unwrap_or(50)));
    "clients.cities" (Nothing) -> Vec<clients::filter::City>, needs SeeClients, |desk, _| desk.read(clients::filter::cities);
    "clients.get" (ById) -> clients::ClientCard, needs SeeClients,
        |desk, it| desk.read(|reader| clients::get(desk, reader, it.id));
    "clients.create" (clients::ClientFields) -> clients::ClientCard, needs EditClients, |desk, fields| desk.write(|tx| {
        let id = clients::create(desk, tx, fields)?;
        clients::get(desk, tx, id)
    });
    "clients.update" (UpdateClient) -> clients::ClientCard, needs EditClients, |desk, it| desk.write(|tx| {
        clients::update(desk, tx, it.id, it.fields)?;
        clients::get(desk, tx, it.id)
    });
    "clients.personal" (ById) -> clients::personal::Counts, needs PersonalData,
        |desk, it| desk.read(|reader| clients::personal::look(desk, reader, it.id));
    "clients.personal_export" (PersonalExport) -> clients::personal::Exported, needs PersonalData,
        |desk, it| clients::personal::export(desk, it.id, Path::new(&it.path), it.work.as_deref());
    "clients.erase" (clients::personal::Erase) -> clients::personal::Report, needs PersonalData,
        |desk, it| clients::personal::erase(desk, &it);
    "client_files.list" (ById) -> Vec<client_files::ClientFile>, needs SeeClients,
        |desk, it| desk.read(|reader| client_files::list(reader, it.id));
    "client_files.add" (AddClientFile) -> client_files::AddedFile, needs EditClients,
        |desk, it| client_files::add(desk, it.client_id, Path::new(&it.path));
    "client_files.begin" (BeginClientFile) -> Created, needs EditClients, |desk, it| desk.write(|tx| {
        Ok(Created { id: client_files::begin(desk, tx, it.client_id, &it.name, it.size)? })
    });
    "client_files.piece" (ClientFilePiece) -> (), needs EditClients,
        |desk, it| desk.bulk(|tx| client_files::piece(tx, it.id, it.position, &it.base64));
    "client_files.finish" (ById) -> client_files::AddedFile, needs EditClients,
        |desk, it| client_files::finish(desk, it.id);
    "client_files.cancel" (ById) -> (), needs EditClients, |desk, it| desk.write(|tx| client_files::cancel(tx, it.id));
    "client_files.coming" (ById) -> Vec<client_files::ComingFile>, needs SeeClients,
        |desk, it| desk.read(|reader| client_files::coming(reader, it.id));
    "client_files.preview" (PreviewOf) -> Option<letters::Preview>, needs SeeClients,
        |desk, it| desk.read(|reader| client_files::preview(reader, it.id, it.large.unwrap_or(false)));
    "client_files.read" (PieceOf) -> Option<letters::FileBytes>, needs SeeClients,
        |desk, it| desk.read(|reader| client_files::read(reader, it.id, it.position));
    "client_files.save" (SaveTo) -> (), needs SeeClients,
        |desk, it| desk.read(|reader| client_files::save(reader, it.id, Path::new(&it.path)));
    "client_files.open" (ById) -> OpenedFile, needs SeeClients, |desk, it| desk.read(|reader| {
        Ok(OpenedFile { path: client_files::open(desk, reader, it.id)?.display().to_string() })
    });
    "client_files.remove" (ById) -> (), needs EditClients, |desk, it| desk.write(|tx| client_files::remove(tx, it.id));
    "client_files.restore" (ById) -> (), needs EditClients, |desk, it| desk.write(|tx| client_files::restore(tx, it.id));
    "clients.timeline" (timeline::Timeline) -> timeline::TimelinePage, needs SeeClients,
        |desk, it| desk.read(|reader| timeline::list(reader, &it));
    "phones.countries" (Nothing) -> Vec<phones::Country>, needs Work, |_, _| Ok(phones::countries());
    "phones.read" (TypedPhone) -> Option<clients::CardPhone>, needs Work, |desk, it| {
        let (general, _) = desk.read(|reader| desk.general(reader))?;
        Ok(phones::read(&it.typed, &general.country)
            .map(|phone| clients::CardPhone::new(phone.number, phone.shown)))
    };
    "clients.bulk" (clients::bulk::Bulk) -> clients::bulk::BulkDone, needs EditClients,
        |desk, it| clients::bulk::run(desk, &it);
    "clients.merge" (duplicates::Merge) -> Did, needs EditClients,
        |desk, it| desk.write(|tx| duplicates::merge(desk, tx, &it));
    "duplicates.list" (duplicates::DuplicateList) -> duplicates::DuplicatePage, needs SeeClients,
        |desk, it| desk.read(|reader| duplicates::list(desk, reader, &it));
    "duplicates.count" (Nothing) -> duplicates::DuplicateCount, needs SeeClients,
        |desk, _| desk.read(|reader| duplicates::count(desk, reader));
    "duplicates.dismiss" (InOrder) -> Did, needs EditClients,
        |desk, it| desk.write(|tx| duplicates::dismiss(desk, tx, &it.ids));
    "clients.export" (clients::list::Export) -> clients::list::ClientsExported, needs SeeClients,
        |desk, it| clients::list::export(desk, &it);
    "clients.activity" (clients::activity::List) -> clients::activity::ActivityPage, needs SeeClients,
        |desk, list| desk.read(|reader| clients::activity::list(desk, reader, &list));
    "clients.activity_chart" (clients::filter::Filter) -> Vec<clients::activity::AgoCount>, needs SeeClients,
        |desk, filter| desk.read(|reader| clients::activity::chart(desk, reader, &filter));
    "views.list" (ViewsOf) -> Vec<views::SavedView>, needs Work,
        |desk, it| desk.read(|reader| views::list(desk, reader, it.noun));
    "views.counts" (ViewsOf) -> Vec<views::ViewCount>, needs Work,
        |desk, it| desk.read(|reader| views::counts(desk, reader, it.noun));
    "views.create" (views::ViewFields) -> views::SavedView, needs Work,
        |desk, fields| desk.write(|tx| views::create(desk, tx, fields));
    "views.update" (UpdateView) -> views::SavedView, needs Work,
        |desk, it| desk.write(|tx| views::update(desk, tx, it.id, it.fields));
    "views.remove" (ById) -> Did, needs Work, |desk, it| did(desk, |tx| views::remove(desk, tx, it.id));
    "works.cancel" (NamedWork) -> (), needs Work, |desk, it| { desk.office.works.cancel(&it.work); Ok(()) };
    "tags.list" (Nothing) -> Vec<tags::Tag>, needs SeeClients, |desk, _| desk.read(tags::list);
    "client_fields.list" (Nothing) -> Vec<fields::ClientField>, needs Work, |desk, _| desk.read(fields::list);
    "client_fields.create" (NewClientField) -> Created, needs ManageSettings, |desk, it| desk.write(|tx| {
        Ok(Created { id: fields::create(tx, &it.name, it.kind, &it.choices.unwrap_or_default())? })
    });
    "client_fields.update" (UpdateClientField) -> (), needs ManageSettings, |desk, it| desk.write(|tx| {
        fields::update(tx, it.id, &it.name, &it.choices.unwrap_or_default(), it.active)
    });
    "client_fields.order" (InOrder) -> (), needs ManageSettings, |desk, it| desk.write(|tx| fields::order(tx, &it.ids));
    "imports.open" (ByPath) -> imports::ImportFile, needs EditClients, |desk, it| imports::open(desk, Path::new(&it.path));
    "imports.read" (imports::ReadAs) -> imports::ImportFile, needs EditClients, |desk, it| imports::read_as(desk, &it);
    "imports.check" (imports::Plan) -> imports::Progress, needs EditClients, |desk, plan| imports::check(desk, &plan);
    "imports.run" (imports::Plan) -> imports::Progress, needs EditClients, |desk, plan| imports::run(desk, &plan);
    "imports.stop" (ById) -> imports::Progress, needs EditClients, |desk, it| imports::stop(desk, it.id);
    "imports.save_bad" (SaveTo) -> imports::SavedRows, needs EditClients,
        |desk, it| imports::save_bad(desk, it.id, Path::new(&it.path));
    "imports.close" (ById) -> (), needs EditClients, |desk, it| imports::close(desk, it.id);
    "clients.take_out" (TakeOut) -> imports::SavedRows, needs SeeClients,
        |desk, it| imports::export::clients(desk, &it.filter, Path::new(&it.path), it.work.as_deref());
    "categories.list" (Nothing) -> Vec<categories::Category>, needs Work, |desk, _| desk.read(categories::list);
    "categories.create" (NewCategory) -> Created, needs ManageSettings,
        |desk, it| desk.write(|tx| Ok(Created { id: categories::create(tx, &it.name)? }));
    "categories.update" (CategoryFields) -> (), needs ManageSettings,
        |desk, it| desk.write(|tx| categories::update(tx, it.id, &it.name, it.active));
    "categories.order" (InOrder) -> (), needs ManageSettings, |desk, it| desk.write(|tx| categories::order(tx, &it.ids));
    "interests.list" (Nothing) -> Vec<interests::Interest>, needs SeeClients, |desk, _| desk.read(interests::list);
    "contacts.list" (contacts::Filter) -> contacts::ContactPage, needs Work,
        |desk, filter| desk.read(|reader| contacts::list(desk, reader, &filter));
    "contacts.counts" (contacts::Filter) -> contacts::ContactCounts, needs Work,
        |desk, filter| desk.read(|reader| contacts::counts(desk, reader, &filter));
    "contacts.get" (ById) -> contacts::ContactRow, needs Work,
        |desk, it| desk.read(|reader| contacts::get(desk, reader, it.id));
    "contacts.create" (contacts::ContactFields) -> contacts::ContactRow, needs Work, |desk, fields| desk.write(|tx| {
        let id = contacts::create(desk, tx, &fields)?;
        contacts::get(desk, tx, id)
    });
    "contacts.update" (UpdateContact) -> contacts::ContactRow, needs Work, |desk, it| desk.write(|tx| {
        contacts::update(desk, tx, it.id, &it.fields)?;
        contacts::get(desk, tx, it.id)
    });
    "contacts.remove" (ById) -> Did, needs Work, |desk, it| did(desk, |tx| contacts::remove(desk, tx, it.id));
    "reminders.list" (contacts::Filter) -> reminders::ReminderPage, needs Work,
        |desk, filter| desk.read(|reader| reminders::list(desk, reader, &filter));
    "reminders.get" (ById) -> reminders::ReminderRow, needs Work,
        |desk, it| desk.read(|reader| reminders::get(desk, reader, it.id));
    "reminders.create" (NewReminder) -> reminders::ReminderRow, needs Work, |desk, it| desk.write(|tx| {
        let id = reminders::create(desk, tx, None, it.client_id, it.request_id, &it.fields)?;
        reminders::get(desk, tx, id)
    });
    "reminders.update" (UpdateReminder) -> reminders::ReminderRow, needs Work, |desk, it| desk.write(|tx| {
        reminders::update(desk, tx, it.id, it.client_id, &it.fields)?;
        reminders::get(desk, tx, it.id)
    });
    "reminders.done" (SetDone) -> Did, needs Work,
        |desk, it| did(desk, |tx| reminders::set_done_of(desk, tx, &it.ids, it.done));
    "reminders.snooze" (SnoozeReminders) -> Did, needs Work,
        |desk, it| did(desk, |tx| reminders::snooze_all(desk, tx, &it.ids, it.span));
    "reminders.move" (MoveReminders) -> Did, needs Work,
        |desk, it| did(desk, |tx| reminders::move_all(desk, tx, &it.ids, &it.day, it.time.as_deref()));
    "reminders.export" (ExportReminders) -> reminders::ExportedReminders, needs Work,
        |desk, it| desk.read(|reader| reminders::export(desk, reader, &it.filter, Path::new(&it.path)));
    "reminders.remove" (ById) -> Did, needs Work, |desk, it| did(desk, |tx| reminders::discard(desk, tx, it.id));
    "reminders.look" (Nothing) -> reminders::Look, needs Work, |desk, _| desk.read(|reader| reminders::look(desk, reader));

    "notices.list" (notices::NoticeList) -> notices::NoticePage, needs Work,
        |desk, list| desk.read(|reader| notices::list(desk, reader, &list));
    "notices.count" (Nothing) -> notices::NoticeCount, needs Work, |desk, _| desk.read(|reader| notices::count(desk, reader));
    "notices.read" (ReadNotices) -> (), needs Work, |desk, it| desk.write(|tx| notices::read(desk, tx, &it.ids));
    "notices.read_all" (Nothing) -> AllRead, needs Work,
        |desk, _| desk.write(|tx| Ok(AllRead { at: notices::read_all(desk, tx)? }));
    "notices.unread" (AllRead) -> (), needs Work, |desk, it| desk.write(|tx| notices::unread_again(desk, tx, it.at));
    "notices.look_at" (LookAt) -> (), needs Work, |desk, it| {
        notices::look_at(desk, it.noun.as_deref().zip(it.id))
    };
    "notices.settings" (Nothing) -> notices::MyNotices, needs Work, |desk, _| desk.read(|reader| notices::mine(desk, reader));
    "notices.update" (notices::MyNotices) -> notices::MyNotices, needs Work,
        |desk, new| desk.write(|tx| notices::update_mine(desk, tx, &new));
    "notices.office" (Nothing) -> notices::OfficeNotices, needs ManageSettings, |desk, _| desk.read(notices::office);
    "notices.update_office" (notices::OfficeNotices) -> notices::OfficeNotices, needs ManageSettings,
        |desk, new| desk.write(|tx| notices::update_office(tx, &new));
    "activity.list" (activity::List) -> activity::Page, needs SeeActivity,
        |desk, list| desk.read(|reader| activity::list(desk, reader, &list));
    "activity.export" (ExportActivity) -> Exported, needs SeeActivity, |desk, it| {
        Ok(Exported { rows: activity::export(desk, &it.filter, Path::new(&it.path), it.work.as_deref())? })
    };
    "deeds.list" (deeds::DeedList) -> deeds::DeedPage, needs Work,
        |desk, list| desk.read(|reader| deeds::list(desk, reader, &list));
    "deeds.undo" (ById) -> deeds::Undone, needs Work, |desk, it| desk.write(|tx| deeds::undo(desk, tx, it.id));

    "mailings.list" (mailings::MailingList) -> mailings::MailingPage, needs SendMailings,
        |desk, list| desk.read(|reader| mailings::list(reader, &list));
    "mailings.get" (ById) -> mailings::Mailing, needs SendMailings, |desk, it| desk.read(|reader| mailings::get(reader, it.id));
    "mailings.create" (mailings::NewMailing) -> mailings::Mailing, needs SendMailings, |desk, new| desk.write(|tx| {
        let id = mailings::create(desk, tx, &new)?;
        mailings::get(tx, id)
    });
    "mailings.update" (UpdateMailing) -> mailings::Mailing, needs SendMailings, |desk, it| desk.write(|tx| {
        mailings::update(desk, tx, it.id, &it.fields)?;
        mailings::get(tx, it.id)
    });
    "mailings.copy" (ById) -> mailings::Mailing, needs SendMailings, |desk, it| desk.write(|tx| {
        let id = mailings::copy(desk, tx, it.id)?;
        mailings::get(tx, id)
    });
    "mailings.remove" (ById) -> Did, needs SendMailings, |desk, it| did(desk, |tx| mailings::remove(desk, tx, it.id));
    "mailings.attach" (AttachPath) -> mailings::Mailing, needs SendMailings, |desk, it| {
        let file = drafts::read_file(Path::new(&it.path))?;
        desk.write(|tx| {
            mailings::attach(desk, tx, it.id, &file)?;
            mailings::get(tx, it.id)
        })
    };
    "mailings.attach_bytes" (AttachBytes) -> mailings::Mailing, needs SendMailings, |desk, it| desk.write(|tx| {
        mailings::attach_base64(desk, tx, it.id, &it.name, &it.r#type, &it.base64)?;
        mailings::get(tx, it.id)
    });
    "mailings.detach" (Detach) -> mailings::Mailing, needs SendMailings, |desk, it| desk.write(|tx| {
        mailings::detach(desk, tx, it.id, it.file_id)?;
        mailings::get(tx, it.id)
    });
    "mailings.add_clients" (ChooseClients) -> mailings::people::Added, needs SendMailings,
        |desk, it| desk.write(|tx| match it.phone.as_deref() {
            Some(phone) => mailings::people::add_at(desk, tx, it.id, &it.client_ids, phone),
            None => mailings::people::add_clients(desk, tx, it.id, &it.client_ids),
        });
    "mailings.add_filtered" (ChooseFiltered) -> mailings::people::Added, needs SendMailings,
        |desk, it| desk.write(|tx| mailings::people::add_filtered(desk, tx, it.id, &it.filter));
    "mailings.add_file" (ChooseFromFile) -> mailings::people::Added, needs SendMailings, |desk, it| {
        let list = mailings::people::read_file(Path::new(&it.path))?;
        desk.write(|tx| mailings::people::add_imported(desk, tx, it.id, &list))
    };
    "mailings.add_pasted" (ChoosePasted) -> mailings::people::Added, needs SendMailings,
        |desk, it| desk.write(|tx| mailings::people::add_pasted(desk, tx, it.id, &it.text));
    "mailings.remove_people" (OfMailing) -> (), needs SendMailings,
        |desk, it| desk.write(|tx| mailings::people::remove(desk, tx, it.id, &it.message_ids));
    "mailings.clear_people" (ById) -> (), needs SendMailings, |desk, it| desk.write(|tx| mailings::people::clear(desk, tx, it.id));
    "mailings.messages" (mailings::log::MessageList) -> mailings::log::MessagePage, needs SendMailings,
        |desk, list| desk.read(|reader| mailings::log::list(reader, &list));
    "mailings.export" (ExportMessages) -> Exported, needs SendMailings, |desk, it| desk.read(|reader| {
        Ok(Exported { rows: mailings::log::export(desk, reader, &it.list, Path::new(&it.path))? })
    });
    "mailings.report" (ById) -> mailings::log::MailingReport, needs SendMailings,
        |desk, it| desk.read(|reader| mailings::log::report(reader, it.id));
    "mailings.variables" (ById) -> mailings::text::Variables, needs SendMailings,
        |desk, it| desk.read(|reader| mailings::text::variables(reader, it.id));
    "mailings.preview" (mailings::preview::LookAt) -> mailings::preview::MailingPreview, needs SendMailings,
        |desk, it| desk.read(|reader| mailings::preview::preview(desk, reader, &it));
    "mailings.measure" (mailings::preview::Measure) -> mailings::preview::SmsSize, needs SendMailings,
        |desk, it| desk.read(|reader| mailings::preview::measure(desk, reader, &it));
    "mailings.test" (mailings::preview::TestMailing) -> (), needs SendMailings, |desk, it| mailings::preview::test(desk, &it);
    "mailings.check" (ById) -> mailings::sending::MailingCheck, needs SendMailings,
        |desk, it| desk.write(|tx| mailings::sending::check(desk, tx, it.id));
    "mailings.estimate" (ById) -> mailings::estimate::SmsEstimate, needs SendMailings,
        |desk, it| desk.read(|reader| mailings::estimate::estimate(desk, reader, it.id));
    "mailings.send" (mailings::sending::SendMailing) -> (), needs SendMailings,
        |desk, it| desk.write(|tx| mailings::sending::send(desk, tx, &it));
    "mailings.pause" (ById) -> (), needs SendMailings, |desk, it| desk.write(|tx| mailings::sending::pause(tx, it.id));
    "mailings.resume" (ById) -> (), needs SendMailings, |desk, it| desk.write(|tx| mailings::sending::resume(tx, it.id));
    "mailings.stop" (ById) -> (), needs SendMailings, |desk, it| desk.write(|tx| mailings::sending::stop(desk, tx, it.id));
    "mailings.retry" (mailings::sending::RetryMessages) -> Retried, needs SendMailings,
        |desk, it| desk.write(|tx| Ok(Retried { messages: mailings::sending::retry(tx, &it)? }));
    "mailings.mark_sent" (OfMailing) -> (), needs SendMailings,
        |desk, it| desk.write(|tx| mailings::sending::mark_sent(desk, tx, it.id, &it.message_ids));
    "mailings.progress" (Nothing) -> Vec<deskbell_core::jobs::MailingProgress>, needs SendMailings, |desk, _| {
        let all = desk.office.mailing_progress.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(all.values().cloned().collect())
    };
    "mailings.stopped" (mailings::stopped::StoppedList) -> mailings::stopped::StoppedPage, needs SeeClients,
        |desk, list| desk.read(|reader| mailings::stopped::list(reader, &list));
    "mailings.opt_out" (mailings::stopped::ByHand) -> (), needs EditClients,
        |desk, it| desk.write(|tx| mailings::stopped::opt_out_by_hand(desk, tx, &it));
    "mailings.allow" (mailings::stopped::ByHand) -> (), needs EditClients,
        |desk, it| desk.write(|tx| mailings::stopped::allow(desk, tx, &it));
    "mailings.settings" (Nothing) -> mailings::settings::MailingSettings, needs Work,
        |desk, _| desk.read(mailings::settings::get);
    "mailings.update_settings" (mailings::settings::MailingSettings) -> mailings::settings::MailingSettings, needs ManageSettings,
        |desk, new| desk.write(|tx| mailings::settings::update(tx, &new));

    "gateways.presets" (Nothing) -> Vec<gateways::presets::GatewayPreset>, needs ManageSettings,
        |_, _| gateways::presets::list();
    "gateways.list" (Nothing) -> Vec<gateways::Gateway>, needs ManageSettings,
        |desk, _| desk.read(|reader| gateways::list(desk, reader));
    "gateways.offered" (Nothing) -> Vec<gateways::OfferedGateway>, needs SendMailings,
        |desk, _| desk.read(gateways::offered);
    "gateways.save" (gateways::GatewayFields) -> Created, needs ManageSettings,
        |desk, fields| Ok(Created { id: gateways::save(desk, &fields)? });
    "gateways.balance" (Nothing) -> gateways::GatewayBalance, needs SendMailings, |desk, _| gateways::balance(desk);
    "gateways.choose" (ById) -> (), needs ManageSettings, |desk, it| desk.write(|tx| gateways::choose(tx, it.id));
    "gateways.remove" (ById) -> (), needs ManageSettings, |desk, it| gateways::remove(desk, it.id);
    "gateways.test" (gateways::GatewayFields) -> gateways::TestedGateway, needs ManageSettings,
        |desk, fields| gateways::test(desk, &fields);
    "gateways.send_test" (gateways::TestSms) -> gateways::TestedSms, needs ManageSettings,
        |desk, it| gateways::send_test(desk, &it);
    "gateways.check" (Template) -> gateways::presets::CheckedTemplate, needs ManageSettings,
        |_, it| Ok(gateways::presets::check(&it.template));
    "callbacks.get" (Nothing) -> callbacks::Callbacks, needs ManageSettings, |desk, _| desk.read(callbacks::get);
    "callbacks.addresses" (Nothing) -> Vec<callbacks::CallbackAddress>, needs ManageSettings,
        |desk, _| desk.read(callbacks::addresses);
    "callbacks.trouble" (Nothing) -> Option<callbacks::Trouble>, needs ManageSettings,
        |desk, _| desk.read(callbacks::trouble);
    "callbacks.update" (callbacks::Callbacks) -> callbacks::Callbacks, needs ManageSettings,
        |desk, new| callbacks::save(desk, &new);

    "backup.make" (BackupTo) -> BackupMade, needs ManageSettings, |desk, it| backup::make(desk, Path::new(&it.path));
    "backup.last" (Nothing) -> LastBackup, needs ManageSettings, |desk, _| backup::last(desk);
}

/// Does a deed in one transaction and answers with its id.
fn did(desk: &Desk, deed: impl FnOnce(&mut Tx) -> Result<Option<i64>, Error>) -> Result<Did, Error> {
    Ok(Did { deed_id: desk.write(deed)? })
}

fn start(desk: &Desk, it: OfficeStart) -> Result<Session, Error> {
    if desk.employee_id.is_some() {
        return Err(Error::NotFirstStart);
    }
    let start = sample::Start {
        language: it.language,
        office_name: it.office_name,
        employee_name: it.employee_name,
        sample: it.sample,
    };
    sample::start(desk.office, &start)?;
    // Whoever made the office sits at its desk now.
    let (employee_id, rights) = desk.read(|reader| {
        let me = employees::first(reader)?.ok_or(Error::NotLoggedIn)?;
        Ok((Some(me.id), employees::rights(reader, me.id)?))
    })?;
    session::get(&Desk { office: desk.office, employee_id, rights })
}

fn save_mailbox(desk: &Desk, it: SaveMailbox) -> Result<mailbox::Mailbox, Error> {
    mailbox::save(desk, &it.mailbox, it.password.as_deref(), it.in_file)?;
    desk.office.nudge();
    desk.read(|reader| mailbox::shown(desk, reader))?.ok_or(Error::NoMailbox)
}
