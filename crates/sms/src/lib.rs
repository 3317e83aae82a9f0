//! SMS without an office: gateways and the parts that a text is cut into.
//!
//! Values in, outcomes out. Nothing here knows clients, mailings or the office's database, and nothing here trusts
//! what a gateway answers: every answer is bounded in time, size and depth before it is looked at.

pub mod alphabet;
pub mod error;
pub mod gammu;
pub mod gateway;
pub mod http;
mod open;
pub mod segments;
pub mod smpp;

pub use error::SmsError;
pub use gateway::{
    Balance, Capabilities, Delivery, Gateway, Incoming, Joint, News, Outcome, Outgoing, Refusal, Report,
    State, Stopper, Submission, Submitted, Take, Tested,
};
pub use open::{Kind, Setup, open};
pub use segments::{Encoding, Segments};
