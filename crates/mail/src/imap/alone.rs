//! Letters of refused commands, asked for one by one (M2): those that the server will not give are handed over as that, and a
//! server that gives nothing at all is a failure of the server. Which of both it is a letter tells that it gave before.

use super::fetch::{self, Ahead};
use super::wire::Wire;
use super::{Fetched, Flow};
use crate::MailError;

/// How often a letter is asked for alone before it counts as refused.
const TRIES: usize = 3;

/// After so many letters refused one after another the server is asked for one that it gave before.
const MOST_REFUSED: usize = 20;

/// Where it never gave any, so many are asked for.
const MOST_ASKED: usize = 200;

/// What came of asking for one letter.
struct Asked {
    refused: Option<MailError>,
    given: bool,
    flow: Flow,
}

impl Wire {
    /// Asks for letters one by one, newest first. `known`: letters that the server gave before.
    pub(super) fn singly(
        &mut self,
        mut uids: Vec<u32>,
        mut known: Vec<u32>,
        each: &mut dyn FnMut(Fetched) -> Flow,
    ) -> Result<(), MailError> {
        uids.sort_unstable_by(|a, b| b.cmp(a));
        let mut held: Vec<Fetched> = Vec::new();
        for uid in uids {
            let few = held.len() < MOST_REFUSED;
            let asked = match self.alone(uid, if few { TRIES } else { 1 }, each) {
                Ok(asked) => asked,
                // Some servers end the line after some refusals.
                Err(broken) => {
                    if few {
                        hand_over(&mut held, each);
                    }
                    return Err(broken);
                }
            };
            let flow = match asked.refused {
                Some(refused) => {
                    held.push(Fetched::refused(uid, refused));
                    let most = if known.is_empty() { MOST_ASKED } else { MOST_REFUSED };
                    if held.len() < most { Flow::Go } else { self.judge(&known, &mut held, each)? }
                }
                None => hand_over(&mut held, each),
            };
            if asked.given {
                known = vec![uid];
            }
            if asked.flow == Flow::Stop || flow == Flow::Stop {
                return Ok(());
            }
        }
        // Of a folder that never gave a letter a few bad ones are believed.
        if held.is_empty() || known.is_empty() && held.len() < MOST_REFUSED {
            hand_over(&mut held, each);
            return Ok(());
        }
        self.judge(&known, &mut held, each).map(drop)
    }

    /// Hands over what is refused where the server still gives another letter.
    fn judge(
        &mut self,
        known: &[u32],
        held: &mut Vec<Fetched>,
        each: &mut dyn FnMut(Fetched) -> Flow,
    ) -> Result<Flow, MailError> {
        let refused = held.last().and_then(|letter| letter.refused.clone());
        match (self.gives(known), refused) {
            (Ok(false), Some(refused)) => Err(refused),
            (outcome, _) => {
                let flow = hand_over(held, each);
                outcome.map(|_| flow)
            }
        }
    }

    fn alone(
        &mut self,
        uid: u32,
        tries: usize,
        each: &mut dyn FnMut(Fetched) -> Flow,
    ) -> Result<Asked, MailError> {
        let mut given = false;
        let mut noted = |letter: Fetched| {
            given = true;
            each(letter)
        };
        let (mut refused, mut flow) = (None, Flow::Go);
        for _ in 0..tries {
            let mut ahead = Ahead::new(&[uid], &mut noted);
            let result = self.letters(&mut ahead);
            let (said, flowed) = (ahead.refused.take(), ahead.flow);
            self.settle(result)?;
            (refused, flow) = (said, flowed);
            if refused.is_none() {
                break;
            }
        }
        Ok(Asked { refused, given, flow })
    }

    /// Whether the server still gives one of the letters that it gave before: their first bytes are enough.
    fn gives(&mut self, known: &[u32]) -> Result<bool, MailError> {
        for uid in known {
            let mut came = false;
            let command = format!("UID FETCH {uid} (UID BODY.PEEK[]<0.64>)");
            let answer = self.run(&command, &mut |data| {
                came |= fetch::flags(data).is_some_and(|(found, _)| found == *uid);
            });
            match answer {
                Ok(()) if came => return Ok(true),
                Ok(()) | Err(MailError::Command { .. }) => {}
                Err(broken) => return Err(broken),
            }
        }
        Ok(false)
    }
}

fn hand_over(held: &mut Vec<Fetched>, each: &mut dyn FnMut(Fetched) -> Flow) -> Flow {
    let stopped = held.drain(..).any(|letter| each(letter) == Flow::Stop);
    if stopped { Flow::Stop } else { Flow::Go }
}
