//! Whose turn it is: the next mailing that may send SMS now, and a mailing's beginning and end.

use chrono_tz::Tz;

use super::*;
use crate::jobs::mailings::pace;
use crate::mailings;
use crate::mailings::sms::is_personal;
use crate::mailings::text::Receiver as Person;

impl Sending<'_> {
    /// Whose turn it is.
    pub(super) fn next(&mut self) -> Result<Next> {
        let desk = self.office.desk();
        let now = desk.now();
        let (running, zone) =
            desk.read(|reader| Ok::<_, Error>((work::running(reader)?, desk.general(reader)?.1)))?;
        self.open.retain(|id, _| running.iter().any(|it| it.id == *id));
        let mut turn = self.turn;
        let next = pace::in_turn(&running, &mut turn, |it| self.when(it, now, zone))?;
        self.turn = turn;
        Ok(next)
    }

    /// When a mailing's next SMS may go.
    fn when(&mut self, it: &Running, now: i64, zone: Tz) -> Result<Next> {
        let desk = self.office.desk();
        let due = desk.read(|reader| work::due_at(reader, it.id, Way::Sms))?;
        let Some(due) = due else {
            self.note()?;
            // What was put off is due later.
            return match desk.read(|reader| work::due_at(reader, it.id, Way::Sms))? {
                Some(at) => Ok(Next::Later(at)),
                None => self.end(it.id).map(|()| Next::Never),
            };
        };
        let last = match self.open.get(&it.id) {
            Some(open) => open.last,
            None if it.per_minute > 0 => desk.read(|reader| work::last_submitted(reader, it.id, Way::Sms))?,
            None => None,
        };
        let gate = pace::gate(it, now, zone, last)?.or((due > now).then_some((due, Waiting::Retry)));
        let Some((at, waiting)) = gate else { return Ok(Next::Now(it.id)) };
        if waiting != Waiting::Pace {
            self.meter.tell(self.office, it.id, Some((at, waiting)), None)?;
        }
        Ok(Next::Later(at))
    }

    /// Ends a mailing of which nothing is left.
    fn end(&mut self, id: i64) -> Result<()> {
        let desk = self.office.desk();
        if !desk.read(|reader| work::has_more(reader, id))? && desk.write(|tx| work::finish(&desk, tx, id))? {
            self.mood.unlucky.remove(&id);
            self.close(id);
        }
        Ok(())
    }

    pub(super) fn close(&mut self, id: i64) {
        self.open.remove(&id);
        self.meter.forget(self.office, id);
    }

    /// Whether a mailing is there with its texts as they are now.
    pub(super) fn opened(&mut self, id: i64) -> Result<bool> {
        let desk = self.office.desk();
        let running = desk.read(work::running)?.into_iter().find(|it| it.id == id);
        let Some(running) = running else { return Ok(false) };
        if self.open.get(&id).is_some_and(|open| open.running == running) {
            return Ok(true);
        }
        let read = desk.read(|reader| {
            let mailing = mailings::get(reader, id)?;
            let texts = Texts::read(&desk, reader, &mailing, Some(&self.account))?;
            let last = work::last_submitted(reader, id, Way::Sms)?;
            Ok::<_, Error>(Open { running, mailing, texts, last })
        });
        self.queue.forget();
        match read {
            Ok(open) => {
                self.open.insert(id, open);
                desk.write(|tx| work::doubt_others(tx, id, self.account.id))?;
                Ok(true)
            }
            Err(error) => {
                desk.write(|tx| sending::pause_because(tx, id, &error.wire()))?;
                Ok(false)
            }
        }
    }

    /// Notes what is known and begins the mailing's next SMS, all in one transaction.
    pub(super) fn take(&mut self, id: i64) -> Result<Vec<Flying>> {
        let desk = self.office.desk();
        let Some(open) = self.open.get_mut(&id) else { return Ok(Vec::new()) };
        let want = match () {
            () if open.running.per_minute > 0 => 1,
            () if is_personal(&open.mailing) => self.can.batch.min(PERSONAL),
            () => self.can.batch.min(ALIKE),
        };
        let (people, left_out) = self.queue.next(&desk, &open.mailing, Way::Sms, want.max(1))?;
        self.pass.counts.left_out += left_out as u64;
        let made: Vec<Result<Made>> = people.iter().map(|person| made_of(&open.texts, person)).collect();
        let ids: Vec<i64> = people.iter().map(|person| person.id).collect();
        let begun = desk.write(|tx| {
            let begun = work::begin(&desk, tx, &self.settled, &ids, self.queue.seen)?;
            for (person, made) in people.iter().zip(&made) {
                if let (true, Ok(made)) = (begun.contains(&person.id), made) {
                    work::prepare(tx, person.id, made)?;
                }
            }
            Ok::<_, Error>(begun)
        })?;
        self.settled.clear();
        if begun.len() < ids.len() {
            self.queue.forget();
        }
        let mut flying = Vec::with_capacity(made.len());
        for (person, made) in people.into_iter().zip(made) {
            if !begun.contains(&person.id) {
                continue;
            }
            open.last = Some(desk.now());
            match made {
                Ok(made) => flying.push(Flying {
                    id: person.id,
                    attempts: person.attempts + 1,
                    outgoing: Outgoing {
                        id: person.token,
                        to: person.address,
                        sender: self.account.sender.clone(),
                        text: made.text.clone(),
                    },
                    made,
                }),
                Err(error) => {
                    self.pass.counts.refused += 1;
                    let refused =
                        Outcome::Refused { error: error.wire(), answer: String::new(), dead: false };
                    self.settled.push(Settled { id: person.id, outcome: refused });
                }
            }
        }
        Ok(flying)
    }
}

fn made_of(texts: &Texts, person: &Person) -> Result<Made> {
    texts.sms(person)?.ok_or(Error::EmptyText { field: "sms" })
}

/// Ends the mailings of which nothing is left, where no SMS waits at all.
pub(super) fn end_finished(office: &Office) -> Result<()> {
    let desk = office.desk();
    for running in desk.read(work::running)? {
        if !desk.read(|reader| work::has_more(reader, running.id))?
            && desk.write(|tx| work::finish(&desk, tx, running.id))?
        {
            Meter::default().forget(office, running.id);
        }
    }
    Ok(())
}
