//! Cleaning HTML must end and never let a script through.
#![no_main]

use deskbell_mail::clean::{Options, clean, to_text};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|html: &str| {
    let cleaned = clean(html, &Options { pictures: false, inline: &|_| None });
    assert!(!cleaned.html.contains("<script"));
    to_text(html);
});
