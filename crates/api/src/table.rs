//! The project's table of contents: every command, its request, its answer and the right that it needs.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::PoisonError;

use deskbell_core::clients::{fields, tags};
use deskbell_core::employees::{EmployeeRef, Me, Right};
use deskbell_core::letters::Person;
use deskbell_core::office::Desk;
use deskbell_core::{
    Error, categories, clients, contacts, drafts, employees, interests, letters, mailbox, mailings, outbox,
    phones, reminders, requests, roles, sample, settings,
};
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

        /// Runs a command whose right was checked.
        pub(crate) fn run(desk: &Desk, name: &str, args: Json) -> Result<Json, Error> {
            match name {
                $( $name => {
                    let args: $args = decode(name, args)?;
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
fn decode<T: serde::de::DeserializeOwned>(name: &str, args: Json) -> Result<T, Error> {
    let told = |error: serde_json::Error| {
        if ["mailbox.", "session.", "employees."].iter().any(|start| name.starts_with(start)) {
            name.to_owned()
        } else {
            error.to_string()
        }
    };
    serde_json::from_value(args).map_err(|error| Error::BadRequest(told(error)))
}

type Memory = BTreeMap<String, Json>;

commands! {
    "session.get" (Nothing) -> Session, needs Nothing, |desk, _| session::get(desk);
    "session.login" (Login) -> Session, needs Nothing, |desk, it| session::log_in(desk, &it.login, &it.password);
    "session.logout" (Nothing) -> (), needs Nothing, |_, _| Ok(());
    "session.lock" (Nothing) -> (), needs Nothing, |_, _| Ok(());
    "office.start" (OfficeStart) -> Session, needs Nothing, start;
    "office.settings" (Nothing) -> settings::General, needs Work, |desk, _| desk.read(settings::general);
    "office.update" (settings::General) -> settings::General, needs ManageSettings,
        |desk, new| desk.write(|tx| settings::update_general(tx, &new));
    "parts.get" (Nothing) -> settings::parts::Parts, needs Work, |desk, _| desk.read(settings::parts::get);
    "parts.update" (settings::parts::Parts) -> settings::parts::Parts, needs ManageSettings,
        |desk, new| desk.write(|tx| settings::parts::update(desk, tx, new));
    "office.remove_sample" (Nothing) -> (), needs ManageSettings, |desk, _| sample::remove(desk);
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
    "roles.remove" (ById) -> (), needs ManageEmployees, |desk, it| desk.write(|tx| roles::remove(tx, it.id));

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
    "requests.status" (SetStatus) -> (), needs Work,
        |desk, it| desk.write(|tx| requests::set_statuses(desk, tx, &it.ids, &it.status));
    "requests.assign" (Assign) -> (), needs Work, |desk, it| desk.write(|tx| requests::assign(tx, &it.ids, it.employee_id));
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
    "notes.update" (NoteFields) -> (), needs Work,
        |desk, it| desk.write(|tx| requests::update_note(tx, it.id, &it.text, it.pinned));
    "notes.remove" (ById) -> (), needs Work, |desk, it| desk.write(|tx| requests::remove_note(tx, it.id));

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
        let path = letters::open_file(reader, it.letter_id, it.position)?;
        Ok(OpenedFile { path: path.display().to_string() })
    });
    "files.preview" (FileAt) -> Option<letters::Preview>, needs Work,
        |desk, it| desk.read(|reader| letters::preview(reader, it.letter_id, it.position));

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
    "drafts.remove" (ById) -> (), needs AnswerLetters, |desk, it| desk.write(|tx| drafts::remove(desk, tx, it.id));
    "drafts.quote" (ByLetter) -> Quote, needs AnswerLetters,
        |desk, it| desk.read(|reader| Ok(Quote { html: drafts::quote(desk, reader, it.letter_id)? }));
    "outbox.list" (Nothing) -> Vec<outbox::OutboxRow>, needs Work, |desk, _| desk.read(outbox::list);
    "outbox.retry" (ByLetter) -> (), needs AnswerLetters, |desk, it| desk.write(|tx| outbox::retry(tx, it.letter_id));
    "outbox.mark_sent" (ByLetter) -> (), needs AnswerLetters,
        |desk, it| desk.write(|tx| outbox::mark_sent(desk, tx, it.letter_id));
    "outbox.cancel" (ByLetter) -> (), needs AnswerLetters,
        |desk, it| desk.write(|tx| outbox::cancel(tx, it.letter_id));

    "contacts.suggest" (Words) -> Vec<Person>, needs Work,
        |desk, it| desk.read(|reader| letters::suggest(desk, reader, &it.text));
    "clients.list" (clients::ClientList) -> clients::ClientPage, needs SeeClients,
        |desk, list| desk.read(|reader| clients::list(reader, &list));
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
    "phones.countries" (Nothing) -> Vec<phones::Country>, needs Work, |_, _| Ok(phones::countries());
    "phones.read" (TypedPhone) -> Option<clients::CardPhone>, needs Work, |desk, it| {
        let (general, _) = desk.read(|reader| desk.general(reader))?;
        Ok(phones::read(&it.typed, &general.country)
            .map(|phone| clients::CardPhone { number: phone.number, shown: phone.shown }))
    };
    "tags.list" (Nothing) -> Vec<tags::Tag>, needs SeeClients, |desk, _| desk.read(tags::list);
    "client_fields.list" (Nothing) -> Vec<fields::ClientField>, needs Work, |desk, _| desk.read(fields::list);
    "client_fields.create" (NewClientField) -> Created, needs ManageSettings, |desk, it| desk.write(|tx| {
        Ok(Created { id: fields::create(tx, &it.name, it.kind, &it.choices.unwrap_or_default())? })
    });
    "client_fields.update" (UpdateClientField) -> (), needs ManageSettings, |desk, it| desk.write(|tx| {
        fields::update(tx, it.id, &it.name, &it.choices.unwrap_or_default(), it.active)
    });
    "client_fields.order" (InOrder) -> (), needs ManageSettings, |desk, it| desk.write(|tx| fields::order(tx, &it.ids));
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
    "contacts.remove" (ById) -> (), needs Work, |desk, it| desk.write(|tx| contacts::remove(desk, tx, it.id));
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
    "reminders.done" (SetDone) -> (), needs Work, |desk, it| desk.write(|tx| reminders::set_done(desk, tx, &it.ids, it.done));
    "reminders.snooze" (SnoozeReminders) -> (), needs Work,
        |desk, it| desk.write(|tx| reminders::snooze(desk, tx, &it.ids, it.span));
    "reminders.move" (MoveReminders) -> (), needs Work,
        |desk, it| desk.write(|tx| reminders::move_to(desk, tx, &it.ids, &it.day, it.time.as_deref()));
    "reminders.export" (ExportReminders) -> reminders::ExportedReminders, needs Work,
        |desk, it| desk.read(|reader| reminders::export(desk, reader, &it.filter, Path::new(&it.path)));
    "reminders.remove" (ById) -> (), needs Work, |desk, it| desk.write(|tx| reminders::remove(desk, tx, it.id));
    "reminders.look" (Nothing) -> reminders::Look, needs Work, |desk, _| desk.read(|reader| reminders::look(desk, reader));

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
    "mailings.remove" (ById) -> (), needs SendMailings, |desk, it| desk.write(|tx| mailings::remove(tx, it.id));
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
        |desk, it| desk.write(|tx| mailings::people::add_clients(desk, tx, it.id, &it.client_ids));
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
    "mailings.measure" (Words) -> mailings::preview::SmsSize, needs SendMailings, |_, it| Ok(mailings::preview::size(&it.text));
    "mailings.test" (mailings::preview::TestMailing) -> (), needs SendMailings, |desk, it| mailings::preview::test(desk, &it);
    "mailings.check" (ById) -> mailings::sending::MailingCheck, needs SendMailings,
        |desk, it| desk.write(|tx| mailings::sending::check(desk, tx, it.id));
    "mailings.send" (mailings::sending::SendMailing) -> (), needs SendMailings,
        |desk, it| desk.write(|tx| mailings::sending::send(desk, tx, &it));
    "mailings.pause" (ById) -> (), needs SendMailings, |desk, it| desk.write(|tx| mailings::sending::pause(tx, it.id));
    "mailings.resume" (ById) -> (), needs SendMailings, |desk, it| desk.write(|tx| mailings::sending::resume(tx, it.id));
    "mailings.stop" (ById) -> (), needs SendMailings, |desk, it| desk.write(|tx| mailings::sending::stop(desk, tx, it.id));
    "mailings.retry" (mailings::sending::RetryMessages) -> Retried, needs SendMailings,
        |desk, it| desk.write(|tx| Ok(Retried { messages: mailings::sending::retry(tx, &it)? }));
    "mailings.mark_sent" (OfMailing) -> (), needs SendMailings,
        |desk, it| desk.write(|tx| mailings::sending::mark_sent(desk, tx, it.id, &it.message_ids));
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

    "backup.make" (BackupTo) -> BackupMade, needs ManageSettings, |desk, it| backup::make(desk, Path::new(&it.path));
    "backup.last" (Nothing) -> LastBackup, needs ManageSettings, |desk, _| backup::last(desk);
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
