//! What can go wrong on the wire, told apart so that a person can be told what to do.
#[derive(Debug)]
pub enum MailError {}
