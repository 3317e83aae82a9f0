//! What the stories stand on: real servers, a real screen and the programs as a user starts them.
//!
//! Every part is started on free ports in a folder of its own and ends when dropped. The stories look at the
//! other side's records (Dovecot's mailbox, Postfix's log, the notification daemon), never at Deskbell's own
//! word alone.

pub mod browser;
pub mod desktop;
pub mod faketime;
pub mod fickle;
pub mod gammu;
pub mod kannel;
pub mod letters;
pub mod liar;
pub mod mailhost;
pub mod office;
pub mod ports;
pub mod process;
pub mod proxy;
pub mod relay;
pub mod skip;
pub mod smsbox;
pub mod wait;
pub mod words;

pub use browser::Browser;
pub use desktop::Desktop;
pub use kannel::Kannel;
pub use mailhost::Mailhost;
pub use office::Office;
pub use wait::wait_for;
pub use words::Words;
