//! How a gateway is opened.

use crate::http::{Bounds, HttpGateway, Template, Values};
use crate::{Gateway, SmsError};

/// What a gateway is opened by.
pub enum Setup {
    /// By a template; `callback` is the office's address for its calls, empty where none is open.
    Http { template: Box<Template>, callback: String },
}

/// Opens a gateway. Nothing is said to the other side yet.
pub fn open(setup: Setup, fields: &Values) -> Result<Box<dyn Gateway>, SmsError> {
    match setup {
        Setup::Http { template, callback } => {
            Ok(Box::new(HttpGateway::new(*template, fields, &callback, Bounds::default())?))
        }
    }
}
