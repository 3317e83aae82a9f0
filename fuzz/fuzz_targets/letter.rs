//! Reading a letter must end and never panic, whatever the bytes.
#![no_main]

use deskbell_mail::letter;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|raw: &[u8]| {
    if let Ok(read) = letter::read(raw) {
        for position in 0..read.attachments.len().min(20) {
            letter::attachment(raw, position);
        }
        if let Some(html) = &read.html {
            letter::quote::split_html(html, raw.len() % 2 == 0);
        }
    }
});
