//! Events that other parts tell, and words: what no command reaches by itself.

use std::sync::{Arc, Mutex};

use deskbell_store::testing;

use super::{
    Event, Kind, NoticeList, OfficeNotices, list, sync_failed, sync_good, tell, title, update_office,
};
use crate::clock::FixedClock;
use crate::employees::{self, NewEmployee, Right};
use crate::office::{Desk, migrations};
use crate::secrets::Secrets;
use crate::words::{Language, has};
use crate::{Error, Office};

const NOW: i64 = 1_795_168_800_000;
const MINUTE: i64 = 60_000;

struct Bench {
    office: Arc<Office>,
    clock: Arc<FixedClock>,
    _folder: tempfile::TempDir,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(FixedClock::new(NOW));
        let secrets = Secrets::Memory(Mutex::default());
        let office = Office::with(testing::open(&migrations()), clock.clone(), secrets, folder.path());
        Self { office, clock, _folder: folder }
    }

    fn hire(&self, login: &str, role: &str) -> i64 {
        let new = NewEmployee {
            login: login.to_owned(),
            name: login.to_owned(),
            roles: vec![role.to_owned()],
            ..NewEmployee::default()
        };
        self.office.desk().write(|tx| employees::create(tx, NOW, &new)).unwrap()
    }

    fn events(&self, employee_id: i64) -> Vec<(Kind, String)> {
        let rights = Right::ALL.to_vec();
        let desk = Desk { office: &self.office, employee_id: Some(employee_id), rights };
        let page = desk.read(|reader| list(&desk, reader, &NoticeList::default())).unwrap();
        page.rows.iter().rev().map(|row| (row.event, title(Language::Uk, row))).collect()
    }

    fn count(&self, condition: &str) -> i64 {
        let sql = format!("SELECT count(*) AS n FROM notice WHERE {condition}");
        self.office.db.read(|reader| Ok::<_, Error>(reader.one(&sql, &[])?.get("n")?)).unwrap()
    }
}

/// N1: the end of a mailing is told to whoever started it.
#[test]
fn n1_a_finished_mailing_is_told_to_whoever_started_it() {
    let bench = Bench::new();
    let (olena, taras) = (bench.hire("olena", "manager"), bench.hire("taras", "manager"));
    let event = Event::MailingFinished {
        mailing_id: 7,
        employee_id: Some(olena),
        name: "Осіння знижка",
        sent: 120,
        failed: 3,
    };
    bench.office.desk().write(|tx| tell(tx, &event)).unwrap();
    assert_eq!(
        bench.events(olena),
        [(Kind::MailingFinished, "Розсилку завершено: Осіння знижка".to_owned())]
    );
    assert!(bench.events(taras).is_empty());
    bench.office.desk().write(|tx| super::forget(tx, "mailing", 7)).unwrap();
    assert!(bench.events(olena).is_empty());
}

/// M13, N1: a mailbox that cannot be synced is told to who manages settings and to the office, once until it is good again;
/// a line that comes back soon is not told, a wrong password is told at once.
#[test]
fn n1_m13_a_failed_sync_is_told_once_until_it_is_good_again() {
    let bench = Bench::new();
    let (root, taras) = (bench.hire("root", "administrator"), bench.hire("taras", "manager"));
    let office = OfficeNotices { address: "work@promin.example".to_owned(), ..OfficeNotices::default() };
    bench.office.desk().write(|tx| update_office(tx, &office)).unwrap();
    let cut = || Error::Mail(deskbell_mail::MailError::Cut { host: "imap.promin.example".to_owned() });
    let fail = |error: &Error, failures: usize| sync_failed(&bench.office, error, failures).unwrap();
    let told = || bench.count("event = 'sync_failed' AND employee_id IS NOT NULL");
    for failures in 0..6 {
        fail(&cut(), failures);
    }
    bench.clock.set(NOW + 15 * MINUTE - 1);
    fail(&cut(), 6);
    assert_eq!(told(), 0);
    bench.clock.set(NOW + 15 * MINUTE);
    fail(&cut(), 7);
    fail(&cut(), 8);
    bench.clock.set(NOW + 600 * MINUTE);
    // A restart counts its failures from the beginning.
    fail(&cut(), 0);
    assert_eq!(told(), 1);
    assert_eq!(bench.events(root), [(Kind::SyncFailed, "Нова пошта не надходить".to_owned())]);
    assert!(bench.events(taras).is_empty());
    assert_eq!(
        bench.count("event = 'sync_failed' AND employee_id IS NULL AND email = 1"),
        1,
        "the working address"
    );
    sync_good(&bench.office).unwrap();
    for failures in 0..3 {
        fail(&cut(), failures);
    }
    sync_good(&bench.office).unwrap();
    assert_eq!(told(), 1, "it came back at once");
    bench.clock.set(NOW + 700 * MINUTE);
    fail(&Error::NoPassword, 0);
    fail(&Error::NoPassword, 1);
    assert_eq!(told(), 2, "no waiting mends that");
}

/// M13: an approval goes to the request's people and to the working address.
#[test]
fn m13_an_approval_is_told_to_its_people_and_the_office() {
    let bench = Bench::new();
    let olena = bench.hire("olena", "manager");
    let office = OfficeNotices { address: "work@promin.example".to_owned(), ..OfficeNotices::default() };
    let seat = Desk { office: &bench.office, employee_id: Some(olena), rights: Right::ALL.to_vec() };
    let new = crate::requests::NewRequest {
        subject: "Вивіска".to_owned(),
        name: Some("Ірина".to_owned()),
        ..Default::default()
    };
    let request_id = seat.write(|tx| crate::requests::create(&seat, tx, &new)).unwrap();
    bench
        .office
        .desk()
        .write(|tx| {
            update_office(tx, &office)?;
            tell(tx, &Event::Approval { request_id, letter_id: 1, approved: true })?;
            tell(tx, &Event::Approval { request_id, letter_id: 1, approved: true })?;
            tell(tx, &Event::Approval { request_id, letter_id: 2, approved: false })
        })
        .unwrap();
    assert_eq!(
        bench.events(olena),
        [
            (Kind::Approval, "Клієнт погодив: Ірина".to_owned()),
            (Kind::Approval, "Клієнт відхилив: Ірина".to_owned())
        ]
    );
    assert_eq!(bench.count("event = 'approval' AND employee_id IS NULL AND email = 1"), 2);
}

/// N1: an office that lived before notices were there is not flooded with what everybody knows.
#[test]
fn n1_an_older_office_begins_with_what_comes() {
    let bench = Bench::new();
    let olena = bench.hire("olena", "manager");
    let seat = Desk { office: &bench.office, employee_id: Some(olena), rights: Right::ALL.to_vec() };
    let create = |deadline: i64| {
        let new = crate::requests::NewRequest {
            subject: "Вивіска".to_owned(),
            deadline: Some(deadline),
            ..Default::default()
        };
        seat.write(|tx| crate::requests::create(&seat, tx, &new)).unwrap()
    };
    create(NOW - MINUTE);
    let coming = create(NOW + 5 * MINUTE);
    let desk = bench.office.desk();
    super::begin(&desk).unwrap();
    super::tell_due(&desk).unwrap();
    assert_eq!(bench.count("1 = 1"), 0);
    bench.clock.set(NOW + 5 * MINUTE);
    // Begun once: the next start hushes nothing.
    super::begin(&desk).unwrap();
    super::tell_due(&desk).unwrap();
    assert_eq!(bench.count(&format!("event = 'deadline_past' AND noun_id = {coming}")), 1);
    assert_eq!(bench.count("1 = 1"), 1);
}

/// N1: every event has its words in every language.
#[test]
fn n1_every_event_has_words() {
    for language in [Language::Uk, Language::Ru, Language::En] {
        for kind in Kind::CHOSEN.into_iter().chain([Kind::Approval]) {
            let code = kind.code().replace('_', "-");
            assert!(has(language, &format!("notice-{code}")), "{language:?} {code}");
            assert!(
                kind == Kind::Approval || has(language, &format!("notices-event-{code}")),
                "{language:?} {code}"
            );
            assert_eq!(Kind::of(kind.code()), Some(kind));
        }
        for key in [
            "notice-declined",
            "notice-mention-plain",
            "notice-number",
            "notice-deadline",
            "notice-mailing-counts",
            "notice-many",
            "notice-more",
            "notice-letter-many",
            "notice-letter-foot",
            "contacts-no-client",
        ] {
            assert!(has(language, key), "{language:?} {key}");
        }
    }
}
