//! Where the mailings on their way stand, for whoever looks: counts, rate and the time that is left (S4).

use std::collections::{BTreeMap, VecDeque};
use std::sync::PoisonError;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::mailings::message::{self, MessageCounts};
use crate::office::Event;
use crate::{Office, Result, WireError};

/// The rate is that of so much time.
const WINDOW: Duration = Duration::from_secs(20);
/// Told no more often.
const APART: Duration = Duration::from_millis(400);

/// What a mailing that is on its way waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "MailingWaiting")]
pub enum Waiting {
    /// Its own beginning.
    Start,
    QuietHours,
    /// So many messages a minute.
    Pace,
    /// So many letters a day.
    DayLimit,
    /// The server or gateway cannot be reached.
    Server,
    /// Those who are tried again later.
    Retry,
}

/// Where a mailing on its way stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct MailingProgress {
    pub mailing_id: i64,
    pub counts: MessageCounts,
    /// Messages a second, lately.
    pub rate: f64,
    pub seconds_left: Option<f64>,
    pub waiting: Option<Waiting>,
    /// Until when it waits.
    pub until: Option<i64>,
    /// Why the server cannot be reached.
    pub error: Option<WireError>,
}

/// Measures the mailings of one job.
#[derive(Default)]
pub struct Meter {
    mailings: BTreeMap<i64, Gauge>,
}

#[derive(Default)]
struct Gauge {
    /// When messages were settled.
    settled: VecDeque<Instant>,
    told: Option<Instant>,
    waiting: Option<Waiting>,
}

impl Meter {
    /// A message was settled.
    pub fn settled(&mut self, mailing_id: i64) {
        self.mailings.entry(mailing_id).or_default().settled.push_back(Instant::now());
    }

    /// Tells where a mailing stands, unless that was told just now; that it waits for something else is told at once.
    pub fn tell(
        &mut self,
        office: &Office,
        mailing_id: i64,
        waiting: Option<(i64, Waiting)>,
        error: Option<WireError>,
    ) -> Result<()> {
        let gauge = self.mailings.entry(mailing_id).or_default();
        let now = Instant::now();
        let same = gauge.waiting == waiting.map(|(_, what)| what);
        if same && gauge.told.is_some_and(|told| now - told < APART) {
            return Ok(());
        }
        (gauge.told, gauge.waiting) = (Some(now), waiting.map(|(_, what)| what));
        while gauge.settled.front().is_some_and(|at| now - *at > WINDOW) {
            gauge.settled.pop_front();
        }
        let span = gauge.settled.front().map_or(0.0, |first| (now - *first).as_secs_f64()).max(0.5);
        let rate = gauge.settled.len() as f64 / span;
        let counts = office.desk().read(|reader| message::counts(reader, mailing_id))?;
        let left = (counts.queued + counts.submitting) as f64;
        let progress = MailingProgress {
            mailing_id,
            counts,
            rate,
            seconds_left: (rate > 0.0 && waiting.is_none()).then(|| left / rate),
            waiting: waiting.map(|(_, what)| what),
            until: waiting.map(|(at, _)| at),
            error,
        };
        publish(office, progress);
        Ok(())
    }

    /// A mailing is no longer on its way here.
    pub fn forget(&mut self, office: &Office, mailing_id: i64) {
        self.mailings.remove(&mailing_id);
        office.mailing_progress.lock().unwrap_or_else(PoisonError::into_inner).remove(&mailing_id);
    }
}

fn publish(office: &Office, progress: MailingProgress) {
    let mut all = office.mailing_progress.lock().unwrap_or_else(PoisonError::into_inner);
    let before = all.insert(progress.mailing_id, progress.clone());
    drop(all);
    if before.as_ref() != Some(&progress) {
        office.publish(&Event::Mailing(Box::new(progress)));
    }
}
