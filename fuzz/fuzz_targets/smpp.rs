//! Whatever a message centre says, reading its commands, receipts and SMS must end and never panic.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| deskbell_sms::smpp::read_bytes(bytes));
