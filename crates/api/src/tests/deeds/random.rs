//! E5 as a law: whatever an office does in deeds, undone in the opposite order it is as if nothing had been, done again
//! it is as it was; and what somebody changed in between is theirs.

mod steps;

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use serde_json::json;

use super::super::{Bench, ids};
use steps::{Done, Typed, client, do_it, done, index, type_in, typed};

/// All that is kept, and what is found by words: the index of words is no table.
fn everything(bench: &Bench) -> String {
    let mut all = super::super::duplicates::dump(bench);
    for word in ["вивіска", "дуб", "примітка", "мельник", "акрил"] {
        all.push_str(&format!("found by {word}: {:?} ", bench.find(word)));
        all.push_str(&format!("{:?}\n", ids(&bench.call("clients.list", json!({ "search": word })))));
    }
    all
}

fn same(now: &str, then: &str, what: &str) -> Result<(), TestCaseError> {
    if now == then {
        return Ok(());
    }
    let (now_lines, lines): (BTreeSet<&str>, BTreeSet<&str>) =
        (now.lines().collect(), then.lines().collect());
    let more: Vec<_> = now_lines.difference(&lines).take(6).collect();
    let less: Vec<_> = lines.difference(&now_lines).take(6).collect();
    Err(TestCaseError::fail(format!("{what}: there is\n{more:#?}\nthere was\n{less:#?}")))
}

/// Each engine as many as it does in some seconds.
fn run<S: Strategy>(strategy: S, test: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let postgres = deskbell_store::testing::engine() == deskbell_store::Engine::Postgres;
    let cases = if postgres { 6 } else { 24 };
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(cases);
    let config = Config { cases, max_shrink_iters: 150, failure_persistence: None, ..Config::default() };
    TestRunner::new(config).run(&strategy, test).unwrap_or_else(|error| panic!("{error}"));
}

/// Deeds one after another, undone one after another, done again, and to and fro between them: at each place all is as it
/// was when one first stood there.
#[test]
fn e5_deeds_undone_and_done_again_in_any_number_are_exact() {
    let steps = (vec(client(), 2..5), vec(typed(), 2..14), vec(done(), 1..9), vec(any::<bool>(), 0..12));
    run(steps, |(clients, typing, doing, walk)| {
        let bench = Bench::new();
        for step in clients.iter().chain(&typing) {
            type_in(&bench, step);
        }
        let mut states = vec![everything(&bench)];
        let mut deeds = Vec::new();
        for step in &doing {
            if let Some(deed) = do_it(&bench, step) {
                deeds.push((deed, step));
                states.push(everything(&bench));
            }
        }
        let mut undoings: Vec<Option<i64>> = vec![None; deeds.len()];
        let mut place = deeds.len();
        let down = std::iter::repeat_n(false, deeds.len());
        let up = std::iter::repeat_n(true, deeds.len());
        for forth in down.chain(up).chain(walk) {
            let at = if forth { place } else { place.wrapping_sub(1) };
            let Some((deed, step)) = deeds.get(at) else { continue };
            bench.wait(1000);
            let id = if forth { undoings[at].unwrap() } else { *deed };
            let undone = bench.call("deeds.undo", json!({ "id": id }));
            prop_assert_eq!(&undone["restored"], &undone["total"], "{:?}: {}", step, undone);
            prop_assert_eq!(&undone["kept"], &json!([]));
            if !forth {
                undoings[at] = undone["deed_id"].as_i64();
            }
            place = if forth { at + 1 } else { at };
            same(
                &everything(&bench),
                &states[place],
                &format!("{} {step:?}", if forth { "redo" } else { "undo" }),
            )?;
        }
        Ok(())
    });
}

/// What was typed, by where it stands.
fn words(bench: &Bench) -> BTreeMap<(String, i64), String> {
    let mut all = BTreeMap::new();
    for (table, column) in [
        ("client", "notes"),
        ("client", "name"),
        ("client", "interests"),
        ("contact", "information"),
        ("reminder", "text"),
        ("request", "subject"),
        ("note", "text"),
        ("mailing", "name"),
        ("saved_view", "name"),
        ("role", "name"),
    ] {
        for row in bench.rows(&format!("SELECT id, {column} AS words FROM {table}"), &[]) {
            all.insert((format!("{table}.{column}"), row.get("id").unwrap()), row.get("words").unwrap());
        }
    }
    all
}

/// What has to hold in an office whatever was undone: nothing hangs in the air, and what says one thing together does.
fn sound(bench: &Bench) -> Result<(), TestCaseError> {
    let tables = bench.office.desk().write(|tx| Ok(tx.tables()?)).unwrap();
    for table in tables.all() {
        for reference in &table.references {
            let loose = bench.number(&format!(
                "SELECT count(*) AS n FROM {0} WHERE {1} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {2} AS other WHERE other.{3} = {0}.{1})",
                table.name, reference.column, reference.table, reference.to
            ));
            prop_assert_eq!(loose, 0, "{}.{}", table.name, reference.column);
        }
    }
    for (what, sql) in [
        ("done without its time", "SELECT count(*) AS n FROM reminder WHERE (done = 1) <> (done_at IS NOT NULL)"),
        ("closed without its time", "SELECT count(*) AS n FROM request WHERE (open = 0) <> (closed_at IS NOT NULL)"),
        ("without a name to sort by",
            "SELECT count(*) AS n FROM client LEFT JOIN client_name ON client_name.client_id = client.id WHERE client_name.folded IS NULL"),
        ("touched at another time", "SELECT count(*) AS n FROM client
            LEFT JOIN client_touch ON client_touch.client_id = client.id
            LEFT JOIN (SELECT client_id, max(at) AS at FROM (SELECT client_id, at FROM contact
                UNION ALL SELECT client_id, last_at FROM request) AS both_of_them GROUP BY client_id) AS last ON last.client_id = client.id
            WHERE client_touch.at IS DISTINCT FROM last.at"),
        ("found by something else than the card", super::super::picker::UNLIKE),
    ] {
        prop_assert_eq!(bench.number(sql), 0, "{}", what);
    }
    for row in bench.rows("SELECT client.name, client_name.folded FROM client JOIN client_name ON client_name.client_id = client.id", &[]) {
        prop_assert_eq!(row.get::<String>("name").unwrap().to_lowercase(), row.get::<String>("folded").unwrap());
    }
    Ok(())
}

#[derive(Debug, Clone)]
enum Step {
    Typed(Typed),
    Done(Done),
    Undo(Index),
}

/// Deeds by their ids, each with when it was done; and what was typed where, with when.
#[derive(Default)]
struct Story {
    deeds: Vec<(i64, i64)>,
    typed: BTreeMap<(String, i64), (String, i64)>,
}

impl Story {
    fn type_in(&mut self, bench: &Bench, step: &Typed) {
        let before = words(bench);
        type_in(bench, step);
        for (place, text) in words(bench) {
            if before.get(&place) != Some(&text) {
                self.typed.insert(place, (text, bench.now()));
            }
        }
    }

    fn do_it(&mut self, bench: &Bench, step: &Done) {
        if let Some(id) = do_it(bench, step) {
            self.deeds.push((id, bench.now()));
        }
    }

    fn undo(&mut self, bench: &Bench, (deed, at): (i64, i64)) -> Result<(), TestCaseError> {
        bench.wait(1000);
        let (before, words_before) = (everything(bench), words(bench));
        let undone = match bench.api.dispatch("deeds.undo", json!({ "id": deed })) {
            Ok(undone) => undone,
            Err(error) => {
                let known = ["already_undone", "merged_since", "unmerged_since"];
                prop_assert!(known.contains(&error.code.as_str()), "{:?}", error);
                return same(&everything(bench), &before, "refused and yet changed");
            }
        };
        sound(bench)?;
        prop_assert!(undone["restored"].as_i64() <= undone["total"].as_i64());
        let told = undone["kept"].as_array().unwrap();
        prop_assert!(undone["restored"] == undone["total"] || !told.is_empty(), "{}", undone);
        let words_after = words(bench);
        for (place, (text, typed_at)) in &self.typed {
            if *typed_at > at && words_before.get(place) == Some(text) {
                prop_assert_eq!(words_after.get(place), Some(text), "{:?} by {}", place, undone);
            }
        }
        let Some(again) = undone["deed_id"].as_i64() else { return Ok(()) };
        self.deeds.push((again, bench.now()));
        if told.is_empty() {
            // Where all went back, undone at once in its turn everything is there again.
            let after = everything(bench);
            bench.call("deeds.undo", json!({ "id": again }));
            same(&everything(bench), &before, "the undoing undone")?;
            bench.wait(1000);
            let once_more = bench.call("deeds.undo", json!({ "id": deed }));
            self.deeds.extend(once_more["deed_id"].as_i64().map(|id| (id, bench.now())));
            same(&everything(bench), &after, "undone once more")?;
        }
        Ok(())
    }
}

/// Deeds, typing and undoing in any order: what was typed since stays word for word, what cannot go back is refused and
/// then nothing at all has changed, and the office stays sound.
#[test]
fn e5_undone_in_any_order_nothing_typed_is_lost_and_a_refusal_changes_nothing() {
    let step = prop_oneof![
        3 => typed().prop_map(Step::Typed),
        3 => done().prop_map(Step::Done),
        2 => index().prop_map(Step::Undo),
    ];
    run((vec(client(), 2..5), vec(step, 4..24)), |(clients, steps)| {
        let bench = Bench::new();
        let mut story = Story::default();
        for step in &clients {
            story.type_in(&bench, step);
        }
        for step in &steps {
            match step {
                Step::Typed(typed) => story.type_in(&bench, typed),
                Step::Done(done) => story.do_it(&bench, done),
                Step::Undo(index) if !story.deeds.is_empty() => {
                    let deed = *index.get(&story.deeds);
                    story.undo(&bench, deed)?;
                }
                Step::Undo(_) => {}
            }
        }
        for deed in story.deeds.clone().into_iter().rev() {
            story.undo(&bench, deed)?;
        }
        Ok(())
    });
}
