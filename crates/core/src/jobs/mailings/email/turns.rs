//! Whose turn it is: the next mailing that may send now, and a mailing's beginning and end.

use super::*;

impl Sending<'_> {
    /// Whose turn it is.
    pub(super) fn next(&mut self) -> Result<Next> {
        let desk = self.office.desk();
        let now = desk.now();
        let (running, limit, limited, zone) = desk.read(|reader| {
            let running = work::running(reader)?;
            let most = settings::get(reader)?.emails_per_day;
            let limit = if most > 0 {
                pace::day_limit(&work::submitted_since(reader, now - DAY)?, most, now)
            } else {
                None
            };
            Ok::<_, Error>((running, limit, most > 0, desk.general(reader)?.1))
        })?;
        self.limited = limited;
        self.open.retain(|id, _| running.iter().any(|it| it.id == *id));
        let mut turn = self.turn;
        let next = pace::in_turn(&running, &mut turn, |it| self.when(it, now, limit, zone))?;
        self.turn = turn;
        Ok(next)
    }

    /// When a mailing's next letter may go.
    pub(super) fn when(&mut self, it: &Running, now: i64, limit: Option<i64>, zone: Tz) -> Result<Next> {
        let desk = self.office.desk();
        let Some(due) = desk.read(|reader| work::due_at(reader, it.id, Way::Email))? else {
            if self.flying.values().all(|one| one.mailing_id != it.id) {
                self.note()?;
                if !desk.read(|reader| work::has_more(reader, it.id))? {
                    self.end(it.id)?;
                }
            }
            return Ok(Next::Never);
        };
        let last = match self.open.get(&it.id) {
            Some(open) => open.last,
            None if it.per_minute > 0 => {
                desk.read(|reader| work::last_submitted(reader, it.id, Way::Email))?
            }
            None => None,
        };
        let gate = match pace::gate(it, now, zone, last)? {
            None => limit.map(|at| (at, Waiting::DayLimit)),
            gate => gate,
        };
        let gate = gate.or((due > now).then_some((due, Waiting::Retry)));
        let Some((at, waiting)) = gate else { return Ok(Next::Now(it.id)) };
        if waiting != Waiting::Pace {
            self.meter.tell(self.office, it.id, Some((at, waiting)), None)?;
        }
        Ok(Next::Later(at))
    }

    /// Ends a mailing of which nothing is left.
    pub(super) fn end(&mut self, id: i64) -> Result<()> {
        let desk = self.office.desk();
        if desk.write(|tx| work::finish(&desk, tx, id))? {
            self.close(id);
        }
        Ok(())
    }

    pub(super) fn close(&mut self, id: i64) {
        self.open.remove(&id);
        self.meter.forget(self.office, id);
    }

    /// Notes what was told and begins the mailing's next letters, `room` at most, all in one transaction; then hands them to
    /// the line.
    pub(super) fn begin(&mut self, id: i64, room: usize) -> Result<()> {
        if !self.opened(id)? {
            return self.note();
        }
        let desk = self.office.desk();
        let Some(open) = self.open.get_mut(&id) else { return Ok(()) };
        // Where letters are counted by the minute or the day, each has its own turn.
        let want = if self.limited || open.mailing.fields.per_minute > 0 { 1 } else { room };
        let (people, left_out) = self.queue.next(&desk, &open.mailing, Way::Email, want)?;
        self.pass.counts.left_out += left_out as u64;
        let ids: Vec<i64> = people.iter().map(|person| person.id).collect();
        let begun = desk.write(|tx| work::begin(&desk, tx, &self.settled, &ids, self.queue.seen))?;
        // Not before they are noted: nobody could tell them later.
        self.settled.clear();
        if begun.len() < ids.len() {
            self.queue.forget();
        }
        for person in people.into_iter().filter(|person| begun.contains(&person.id)) {
            open.last = Some(desk.now());
            match letter(&desk, &open.stationery, &person) {
                Ok((letter, information)) => {
                    self.flying.insert(person.id, Flying { mailing_id: id, information });
                    self.halted.store(false, Ordering::SeqCst);
                    let sent = self.to_line.as_ref().is_some_and(|line| line.send(letter).is_ok());
                    if !sent {
                        self.flying.remove(&person.id);
                        self.settled.push(Settled { id: person.id, outcome: Outcome::Untried });
                        self.broken = Some(Error::BadData("the line to the server ended".to_owned()));
                    }
                }
                Err(error) => {
                    self.pass.counts.refused += 1;
                    let refused =
                        Outcome::Refused { error: error.wire(), answer: String::new(), dead: false };
                    self.settled.push(Settled { id: person.id, outcome: refused });
                }
            }
        }
        self.meter.tell(self.office, id, None, None)
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
            let stationery = Stationery::read(&desk, reader, &mailing)?;
            let last = work::last_submitted(reader, id, Way::Email)?;
            Ok::<_, Error>(Open { running, mailing, stationery, last, errors: 0 })
        });
        self.queue.forget();
        match read {
            Ok(open) => {
                self.open.insert(id, open);
                Ok(true)
            }
            Err(error) => {
                desk.write(|tx| sending::pause_because(tx, id, &error.wire()))?;
                Ok(false)
            }
        }
    }
}
