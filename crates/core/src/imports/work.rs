//! A file on its way into the directory: piece by piece, each in a transaction of its own, all of them one deed.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::json;

use super::find::{Marks, Seen};
use super::piece::Item;
use super::record::Context;
use super::spill::Spill;
use super::told::{BadRow, Counts, Outcome, Plan, PreviewRow, Progress, Stage};
use super::{guess, sql};
use crate::clients::{self, Checked, ClientFields};
use crate::office::Desk;
use crate::sheets::read::{Row, Rows, Source};
use crate::words::Language;
use crate::{Error, Result};

/// Rows of a piece: few enough that others can write in between, and many enough to be quick.
const PIECE: usize = 500;
/// How long a call goes on.
const SLICE: Duration = Duration::from_millis(400);
/// Rows that are shown: the first of all, and the first of those about which there is something to say.
const SHOWN: usize = 100;
const SHOWN_OF_EACH: usize = 100;
/// Rows that could not be taken which are listed; all of them can be saved.
const LISTED: usize = 500;

/// A file on its way.
pub struct Work {
    pub(super) stage: Stage,
    pub(super) plan: Plan,
    file: String,
    sha256: String,
    pub(super) context: Context,
    rows: Rows,
    whole: u64,
    title_line: u64,
    pub(super) counts: Counts,
    shown: Vec<PreviewRow>,
    shown_of: HashMap<Outcome, usize>,
    bad: Vec<BadRow>,
    spill: Option<Spill>,
    pub(super) seen: Seen,
    pub(super) created: HashSet<i64>,
    pub(super) import_id: Option<i64>,
    pub(super) deed_id: Option<i64>,
    ended: bool,
    stopped: bool,
}

impl Work {
    pub fn begin(
        desk: &Desk,
        source: &Source,
        title_line: u64,
        file: String,
        context: Context,
        plan: &Plan,
        stage: Stage,
    ) -> Result<Self> {
        let mut work = Self {
            stage,
            plan: plan.clone(),
            file,
            sha256: source.sha256.clone(),
            context,
            rows: source.rows()?,
            whole: source.whole().max(1),
            title_line,
            counts: Counts::default(),
            shown: Vec::new(),
            shown_of: HashMap::new(),
            bad: Vec::new(),
            spill: None,
            seen: Seen::default(),
            created: HashSet::new(),
            import_id: None,
            deed_id: None,
            ended: false,
            stopped: false,
        };
        if stage == Stage::Run {
            work.start(desk)?;
        }
        Ok(work)
    }

    fn start(&mut self, desk: &Desk) -> Result<()> {
        let titles: Vec<String> =
            self.context.columns.iter().map(|column| super::titles::folded(&column.title)).collect();
        let known = guess::Remembered { targets: self.plan.columns.clone(), titles };
        let named = known.titles.iter().any(|title| !title.is_empty());
        let (file, sha256, mode) = (self.file.clone(), self.sha256.clone(), self.plan.mode);
        self.import_id = Some(desk.write(|tx| {
            if named {
                let mapping = crate::settings::json(&known)?.to_string();
                sql::remember(tx, &guess::header_key(&known.titles), &mapping, desk.now())?;
            }
            sql::start(tx, &file, &sha256, mode, desk.employee_id, desk.now())
        })?);
        Ok(())
    }

    /// Whether this is what somebody asks for: the same stage of the same plan.
    pub fn is_of(&self, stage: Stage, plan: &Plan) -> bool {
        self.stage == stage && self.plan.columns == plan.columns && self.plan.mode == plan.mode
    }

    pub fn is_running(&self) -> bool {
        self.stage == Stage::Run && !self.ended
    }

    /// Goes on for a moment, or to the end.
    pub fn go_on(&mut self, desk: &Desk, whole: bool) -> Result<()> {
        let until = Instant::now() + SLICE;
        while !self.ended && (whole || Instant::now() < until) {
            let rows = match self.take_piece() {
                Ok(rows) => rows,
                Err(error) => {
                    // The rest of a damaged file is lost; what is in can be undone.
                    self.stop(desk)?;
                    return Err(error);
                }
            };
            let last = rows.len() < PIECE;
            let items = match self.read(rows) {
                Ok(items) => items,
                Err(error) => {
                    self.stop(desk)?;
                    return Err(error);
                }
            };
            match self.stage {
                Stage::Check => desk.read(|reader| self.look(reader, &items))?,
                Stage::Run => self.write(desk, &items)?,
            }
            if last {
                self.finish(desk, "done")?;
            }
        }
        Ok(())
    }

    pub fn stop(&mut self, desk: &Desk) -> Result<()> {
        if self.ended {
            return Ok(());
        }
        self.stopped = true;
        self.finish(desk, "stopped")
    }

    fn take_piece(&mut self) -> Result<Vec<Row>> {
        let mut rows = Vec::with_capacity(PIECE);
        while rows.len() < PIECE
            && let Some(row) = self.rows.next()?
        {
            if row.line > self.title_line {
                rows.push(row);
            }
        }
        Ok(rows)
    }

    /// Reads rows as cards; those that cannot be read are noted.
    fn read(&mut self, rows: Vec<Row>) -> Result<Vec<Item>> {
        let mut items = Vec::with_capacity(rows.len());
        for mut row in rows {
            self.counts.total += 1;
            let read = match row.broken.take() {
                Some(error) => Err(error),
                None => self.context.card(&row).and_then(|card| self.checked(card)),
            };
            match read {
                Ok(card) => items.push(Item { line: row.line, marks: Marks::of(&card), card }),
                Err(error) => self.refuse(&row, &error)?,
            }
        }
        Ok(items)
    }

    fn checked(&self, card: ClientFields) -> Result<Checked> {
        clients::check(&self.context.rules, card, &[]).map_err(|error| match error {
            // The row has nothing by which anybody could be named.
            Error::EmptyText { .. } => Error::NobodyNamed,
            error => error,
        })
    }

    fn refuse(&mut self, row: &Row, error: &Error) -> Result<()> {
        self.counts.bad += 1;
        let wire = error.wire();
        let text: Vec<&str> =
            row.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
        let text: String = text.join(" · ").chars().take(200).collect();
        if self.bad.len() < LISTED {
            self.bad.push(BadRow { line: row.line as i64, text, error: wire.clone() });
        }
        let preview = PreviewRow {
            line: row.line as i64,
            outcome: Outcome::Bad,
            fields: None,
            phones: Vec::new(),
            client_id: None,
            client_name: String::new(),
            found_by: None,
            line_of: None,
            filled: Vec::new(),
            error: Some(wire.clone()),
        };
        self.show(Outcome::Bad, || preview);
        if self.spill.is_none() {
            self.spill = Some(Spill::new()?);
        }
        match &mut self.spill {
            Some(spill) => spill.add(row.line, &wire, &row.cells),
            None => Ok(()),
        }
    }

    pub(super) fn show(&mut self, outcome: Outcome, row: impl FnOnce() -> PreviewRow) {
        if self.stage != Stage::Check {
            return;
        }
        let shown = self.shown_of.entry(outcome).or_default();
        if self.shown.len() < SHOWN || *shown < SHOWN_OF_EACH {
            *shown += 1;
            self.shown.push(row());
        }
    }

    pub(super) fn summary(&self) -> serde_json::Value {
        let Counts { added, completed, .. } = self.counts;
        json!({ "count": added + completed, "added": added, "completed": completed, "file": self.file })
    }

    fn finish(&mut self, desk: &Desk, state: &str) -> Result<()> {
        self.ended = true;
        let Some(import_id) = self.import_id.filter(|_| self.stage == Stage::Run) else { return Ok(()) };
        let counts = self.counts;
        let told = json!({ "import_id": import_id, "file": self.file, "state": state, "counts": counts });
        desk.write(|tx| {
            sql::end(tx, import_id, state, &counts, desk.now())?;
            // One row for all that came: which ones they are, the deed knows.
            Ok(tx.record("client", 0, "imported", None, Some(told))?)
        })
    }

    pub fn progress(&self) -> Progress {
        let done = if self.ended && !self.stopped {
            1.0
        } else {
            (self.rows.done() as f64 / self.whole as f64).clamp(0.0, 1.0)
        };
        Progress {
            stage: self.stage,
            done,
            ended: self.ended,
            stopped: self.stopped,
            counts: self.counts,
            rows: self.shown.clone(),
            bad: self.bad.clone(),
            deed_id: self.deed_id,
        }
    }

    pub fn save_bad(&mut self, path: &Path, language: Language, titles: &[String]) -> Result<u64> {
        match &mut self.spill {
            Some(spill) => spill.save(path, language, titles),
            None => Spill::new()?.save(path, language, titles),
        }
    }
}
