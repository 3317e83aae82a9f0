//! Copies of our letters in the Sent folder, and uncertain letters looked for there.

use deskbell_mail::imap::{Folder, Session};

use crate::mailings::letter;
use crate::{Office, Result, outbox};

/// Puts every copy that is still missing into Sent, unless it is there already (the provider's own, or put before a
/// crash), and settles uncertain letters that are found there.
pub fn put(office: &Office, session: &mut Session, sent: &Folder) -> Result<()> {
    let desk = office.desk();
    for (letter_id, message_id) in desk.read(outbox::uncertain)? {
        if !session.find(Some(&sent.raw_name), &message_id)?.is_empty() {
            desk.write(|tx| {
                outbox::set_sent(&desk, tx, letter_id, &[])?;
                outbox::set_copied(tx, letter_id)
            })?;
        }
    }
    for letter_id in desk.read(outbox::copies)? {
        let copy = desk.read(|reader| outbox::copy(reader, letter_id))?;
        let put = session.find(Some(&sent.raw_name), &copy.message_id).and_then(|there| {
            if there.is_empty() {
                session.append(&sent.raw_name, &copy.raw, true, copy.at)?;
            }
            Ok(())
        });
        match put {
            Ok(()) => desk.write(|tx| outbox::set_copied(tx, letter_id))?,
            // One that the server does not take (too large, no room) must not keep the others back.
            Err(error) => {
                log::warn!("the copy of letter {letter_id} is not taken: {error}");
                let broken = session.is_broken();
                let error = crate::Error::Mail(error);
                desk.write(|tx| outbox::count_copy(tx, letter_id, &error.wire()))?;
                if broken {
                    return Err(error);
                }
            }
        }
    }
    samples(office, session, sent)
}

/// Puts one letter of each mailing into Sent. One that the server does not take is left out: it is only a sample.
fn samples(office: &Office, session: &mut Session, sent: &Folder) -> Result<()> {
    let desk = office.desk();
    for sample in desk.read(|reader| letter::samples(&desk, reader))? {
        let there = session.find(Some(&sent.raw_name), &sample.message_id)?;
        if there.is_empty()
            && let Err(error) = session.append(&sent.raw_name, &sample.raw, true, sample.at)
        {
            log::warn!("the sample of mailing {} is not taken: {error}", sample.mailing_id);
            if session.is_broken() {
                return Err(error.into());
            }
        }
        desk.write(|tx| letter::set_sample_put(tx, sample.mailing_id))?;
    }
    Ok(())
}
