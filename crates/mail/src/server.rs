//! One mail server's address as the office configures it.
#[derive(Debug)]
pub enum Security {}
#[derive(Debug)]
pub struct Server {}
