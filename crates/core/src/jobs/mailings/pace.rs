//! Whose turn it is among mailings, and when the next message may go: its start, quiet hours by the office's clock, its pace, and what the provider
//! takes in a day.

use chrono_tz::Tz;

use super::Waiting;
use crate::mailings::work::Running;
use crate::{Result, zone};

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// The mailing whose turn it is, or when there will be one.
pub enum Next {
    Now(i64),
    Later(i64),
    Never,
}

/// Asks the mailings in turn, beginning behind the one that sent last, so that a small one does not wait for a large one.
pub fn in_turn(
    running: &[Running],
    turn: &mut usize,
    mut when: impl FnMut(&Running) -> Result<Next>,
) -> Result<Next> {
    let mut later: Option<i64> = None;
    let count = running.len();
    for step in 0..count {
        let Some(it) = running.get((*turn + step) % count) else { continue };
        match when(it)? {
            Next::Now(id) => {
                *turn = (*turn + step + 1) % count;
                return Ok(Next::Now(id));
            }
            Next::Later(at) => later = Some(later.map_or(at, |known| known.min(at))),
            Next::Never => {}
        }
    }
    Ok(later.map_or(Next::Never, Next::Later))
}

/// Whether a message may go now; otherwise when, and what it waits for.
pub fn gate(running: &Running, now: i64, tz: Tz, last: Option<i64>) -> Result<Option<(i64, Waiting)>> {
    if let Some(at) = running.start_at.filter(|at| *at > now) {
        return Ok(Some((at, Waiting::Start)));
    }
    if let Some(at) = quiet_until(&running.quiet_from, &running.quiet_to, now, tz)? {
        return Ok(Some((at, Waiting::QuietHours)));
    }
    if running.per_minute > 0
        && let Some(last) = last
    {
        let next = last + MINUTE / running.per_minute;
        // A clock that was set back must not hold a mailing for years.
        if next > now && next <= now + MINUTE {
            return Ok(Some((next, Waiting::Pace)));
        }
    }
    Ok(None)
}

/// The end of the quiet hours in which an instant lies; `21:00` to `09:00` go over midnight.
pub fn quiet_until(from: &str, to: &str, now: i64, tz: Tz) -> Result<Option<i64>> {
    if from.is_empty() || to.is_empty() || from == to {
        return Ok(None);
    }
    let (day, time) = (zone::day(now, tz), zone::time(now, tz));
    let inside = if from < to {
        (from..to).contains(&time.as_str())
    } else {
        time.as_str() >= from || time.as_str() < to
    };
    if !inside {
        return Ok(None);
    }
    let ends_tomorrow = from > to && time.as_str() >= from;
    let day = if ends_tomorrow { zone::add_days(&day, 1)? } else { day };
    // Where the clocks change in the night the end may already be over.
    Ok(Some(zone::instant(&day, to, tz)?).filter(|at| *at > now))
}

/// When the next letter may go, of so many a day that already left at these instants (the oldest first).
pub fn day_limit(sent: &[i64], most: i64, now: i64) -> Option<i64> {
    let most = usize::try_from(most).ok().filter(|most| *most > 0)?;
    let lately: Vec<i64> = sent.iter().copied().filter(|at| *at > now - DAY).collect();
    lately.len().checked_sub(most).and_then(|over| lately.get(over)).map(|at| at + DAY)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_795_168_800_000; // Friday, 20 November 2026, noon in Kyiv.
    const HOUR: i64 = 60 * MINUTE;

    fn kyiv() -> Tz {
        zone::zone("Europe/Kyiv").unwrap()
    }

    /// S4: quiet hours are those of the office's clock, over midnight and inside a day.
    #[test]
    fn s4_quiet_hours_end_by_the_offices_clock() {
        let until = |from: &str, to: &str, now: i64| quiet_until(from, to, now, kyiv()).unwrap();
        assert_eq!(until("21:00", "09:00", NOW), None);
        assert_eq!(
            until("21:00", "09:00", NOW + 9 * HOUR),
            Some(NOW + 21 * HOUR),
            "from nine in the evening on"
        );
        assert_eq!(until("21:00", "09:00", NOW + 20 * HOUR), Some(NOW + 21 * HOUR), "after midnight");
        assert_eq!(until("21:00", "09:00", NOW + 21 * HOUR), None);
        assert_eq!(until("11:30", "13:00", NOW), Some(NOW + HOUR));
        assert_eq!(until("13:00", "14:00", NOW), None);
        assert_eq!(until("", "", NOW), None);
        assert_eq!(until("09:00", "09:00", NOW), None);
    }

    /// S4: in the night in which the clocks go forward, quiet hours end when the wall says so.
    #[test]
    fn s4_quiet_hours_of_the_night_when_clocks_change() {
        let evening = zone::instant("2026-03-28", "22:00", kyiv()).unwrap();
        let morning = zone::instant("2026-03-29", "09:00", kyiv()).unwrap();
        assert_eq!(morning - evening, 10 * HOUR, "an hour is missing");
        assert_eq!(quiet_until("21:00", "09:00", evening, kyiv()).unwrap(), Some(morning));
    }

    #[test]
    fn s4_the_pace_and_the_start_hold_a_message_back() {
        let mut running = Running {
            id: 1,
            updated_at: 0,
            per_minute: 30,
            quiet_from: String::new(),
            quiet_to: String::new(),
            start_at: Some(NOW + HOUR),
        };
        assert_eq!(gate(&running, NOW, kyiv(), None).unwrap(), Some((NOW + HOUR, Waiting::Start)));
        running.start_at = Some(NOW);
        assert_eq!(gate(&running, NOW, kyiv(), None).unwrap(), None);
        assert_eq!(gate(&running, NOW, kyiv(), Some(NOW - 500)).unwrap(), Some((NOW + 1500, Waiting::Pace)));
        assert_eq!(gate(&running, NOW, kyiv(), Some(NOW - 2000)).unwrap(), None);
        assert_eq!(
            gate(&running, NOW, kyiv(), Some(NOW + 9 * HOUR)).unwrap(),
            None,
            "the clock was set back"
        );
    }

    #[test]
    fn s4_so_many_letters_a_day() {
        let sent = [NOW - 25 * HOUR, NOW - 3 * HOUR, NOW - 2 * HOUR, NOW - HOUR];
        assert_eq!(day_limit(&sent, 0, NOW), None);
        assert_eq!(day_limit(&sent, 4, NOW), None);
        assert_eq!(day_limit(&sent, 3, NOW), Some(NOW + 21 * HOUR));
        assert_eq!(day_limit(&sent, 1, NOW), Some(NOW + 23 * HOUR));
    }
}
