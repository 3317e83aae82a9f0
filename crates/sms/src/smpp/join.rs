//! Incoming SMS that come in parts: kept until they are whole, and what is whole until the office kept it.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use super::words::Joint;
use crate::{Incoming, News, Take};

/// How long the parts of an incoming SMS are waited for.
const PATIENCE: Duration = Duration::from_secs(300);
const MOST: usize = 200;

/// A part whose whole has not come.
struct Waiting {
    joint: Joint,
    incoming: Incoming,
    since: Instant,
}

impl Waiting {
    fn belongs_to(&self, incoming: &Incoming, joint: &Joint) -> bool {
        self.incoming.from == incoming.from
            && self.joint.reference == joint.reference
            && self.joint.count == joint.count
    }
}

/// What is being joined.
#[derive(Default)]
pub struct Joining {
    waiting: Vec<Waiting>,
    /// Whole, its parts acknowledged, and not kept yet.
    whole: VecDeque<News>,
}

impl Joining {
    /// Adds a part; the same one sent again counts once.
    pub fn add(&mut self, incoming: Incoming, joint: Joint) {
        self.waiting
            .retain(|other| !(other.belongs_to(&incoming, &joint) && other.joint.number == joint.number));
        let (key, place) = (incoming.clone(), joint.clone());
        self.waiting.push(Waiting { joint, incoming, since: Instant::now() });
        let there = self.waiting.iter().filter(|other| other.belongs_to(&key, &place)).count();
        if there == usize::from(place.count) {
            self.join(&key, &place);
        }
    }

    /// Hands over what is whole, and what has waited too long for its other parts; gives how many were kept.
    pub fn hand_over(&mut self, take: Take<'_>) -> usize {
        while let Some(part) = self
            .waiting
            .iter()
            .find(|part| part.since.elapsed() > PATIENCE)
            .or(self.waiting.first().filter(|_| self.waiting.len() > MOST))
        {
            // Parts whose others never came are better than nothing.
            let (incoming, joint) = (part.incoming.clone(), part.joint.clone());
            self.join(&incoming, &joint);
        }
        let mut taken = 0;
        while let Some(news) = self.whole.front() {
            if take(news).is_err() {
                break;
            }
            taken += 1;
            self.whole.pop_front();
        }
        taken
    }

    fn join(&mut self, incoming: &Incoming, joint: &Joint) {
        let all = std::mem::take(&mut self.waiting);
        let (mut parts, rest): (Vec<Waiting>, Vec<Waiting>) =
            all.into_iter().partition(|other| other.belongs_to(incoming, joint));
        self.waiting = rest;
        parts.sort_by_key(|part| part.joint.number);
        let text: String = parts.iter().map(|part| part.incoming.text.as_str()).collect();
        if let Some(first) = parts.into_iter().next() {
            self.whole.push_back(News::Incoming(Incoming { text, ..first.incoming }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// R27: parts are joined in their order, whatever order they come in; what was not kept comes again.
    #[test]
    fn r27_parts_are_joined_and_kept_until_taken() {
        let part = |number: u8, text: &str| {
            let incoming = Incoming {
                gateway_id: String::new(),
                from: "380501234567".to_owned(),
                to: String::new(),
                text: text.to_owned(),
                at: None,
            };
            (incoming, Joint { reference: 7, count: 2, number })
        };
        let mut joining = Joining::default();
        let (incoming, joint) = part(2, "світе");
        joining.add(incoming.clone(), joint.clone());
        joining.add(incoming, joint);
        assert_eq!(joining.hand_over(&mut |_| panic!("not whole")), 0);
        let (incoming, joint) = part(1, "Привіт, ");
        joining.add(incoming, joint);
        assert_eq!(joining.hand_over(&mut |_| Err(())), 0);
        let mut texts = Vec::new();
        let mut keep = |news: &News| {
            if let News::Incoming(incoming) = news {
                texts.push(incoming.text.clone());
            }
            Ok(())
        };
        assert_eq!(joining.hand_over(&mut keep), 1);
        assert_eq!(joining.hand_over(&mut keep), 0);
        assert_eq!(texts, ["Привіт, світе"]);
    }
}
