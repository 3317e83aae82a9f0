//! Whether a letter that comes is one that is stored already (M5): a copy that came by another way has other Received lines, and
//! perhaps a list's footer. Scanners and website forms give all their letters one Message-ID and one subject: another content
//! under the same id is another letter.

use deskbell_mail::letter::Letter;
use deskbell_store::{Reader, Tx};

use super::{QUOTE_MARK, Stored, sql};
use crate::Result;
use crate::contacts::Direction;

/// The same letter already stored: the same bytes, or the same Message-ID from the same sender with the same files, words and
/// date.
pub fn known(tx: &mut Tx, raw_id: i64, letter: &Letter) -> Result<Option<i64>> {
    if let Some(id) = sql::by_raw(tx, raw_id)? {
        return Ok(Some(id));
    }
    let from = letter.from.as_ref().map(|from| from.address.to_lowercase()).unwrap_or_default();
    let same =
        |stored: &Stored| stored.from.address.to_lowercase() == from && stored.subject == letter.subject;
    for stored in sql::by_message_id(tx, &letter.message_id)?.iter().filter(|stored| same(stored)) {
        // Our own letters are known by their id: some servers write their copy in Sent anew.
        let ours = stored.direction == Direction::Outgoing && !is_earlier(letter, stored);
        if ours || same_content(tx, stored, raw_id, letter)? {
            return Ok(Some(stored.id));
        }
    }
    Ok(None)
}

/// Dates have seconds, the stored instant of a letter of ours has thousandths.
fn is_earlier(letter: &Letter, stored: &Stored) -> bool {
    letter.date.is_some_and(|date| date.saturating_add(1000) <= stored.at)
}

fn same_content(reader: &mut Reader, stored: &Stored, raw_id: i64, letter: &Letter) -> Result<bool> {
    let before = sql::files(reader, stored.id)?;
    let described = before.iter().map(|file| (file.name.as_str(), file.size));
    Ok(described.eq(letter.attachments.iter().map(|file| (file.name.as_str(), file.size as i64)))
        && same_words(&super::leaving(reader, stored.id)?, letter)
        && same_date(reader, stored, letter)?
        && (before.is_empty() || digests(reader, stored.raw_id)? == digests(reader, raw_id)?))
}

/// What the files of a stored letter hold. It is made anew for the few letters that need it, and not for every one that comes.
fn digests(reader: &mut Reader, raw_id: i64) -> Result<Option<Vec<Option<String>>>> {
    let read = deskbell_mail::letter::read_with_digests(&super::raw::load(reader, raw_id)?);
    Ok(read.ok().map(|letter| letter.attachments.into_iter().map(|file| file.sha256).collect()))
}

/// A date in the future was taken for the instant of arrival: then the stored letter itself tells its own.
fn same_date(reader: &mut Reader, stored: &Stored, letter: &Letter) -> Result<bool> {
    let Some(date) = letter.date else { return Ok(true) };
    if date.abs_diff(stored.at) < 1000 {
        return Ok(true);
    }
    let before = deskbell_mail::letter::read(&super::raw::load(reader, stored.raw_id)?);
    Ok(before.is_ok_and(|before| before.date == Some(date)))
}

fn same_words(stored: &Stored, letter: &Letter) -> bool {
    let before = format!("{}\n{}", stored.text, stored.quoted);
    let now = super::stored_body(letter).replace(QUOTE_MARK, "\n");
    // Lines may be broken otherwise.
    before.split_whitespace().eq(now.split_whitespace())
        || has_footer(&before, &now)
        || has_footer(&now, &before)
}

/// Whether a text is another with what a mailing list puts under it, divided by a line of dashes or the like.
fn has_footer(bare: &str, whole: &str) -> bool {
    let mut at = 0;
    let mut ends = whole.split_inclusive('\n').filter_map(|line| {
        let start = at;
        at += line.len();
        divides(line).then_some(start)
    });
    let is_bare = |text: &str| text.split_whitespace().eq(bare.split_whitespace());
    !bare.trim().is_empty() && ends.any(|end| whole.get(..end).is_some_and(is_bare))
}

fn divides(line: &str) -> bool {
    let line = line.trim();
    line.chars().count() >= 2 && line.chars().all(|sign| "-_=*#~–—─".contains(sign))
}
