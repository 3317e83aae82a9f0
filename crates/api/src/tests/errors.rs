//! Every error that can reach the window says what to do, in all three languages.

use deskbell_core::Error;
use deskbell_core::words::{self, Language};

#[test]
fn d3_every_error_code_has_its_sentence_in_every_language() {
    let codes = Error::codes();
    assert!(codes.len() > 60);
    let mut missing = Vec::new();
    for code in codes {
        let key = format!("error-{}", code.replace('_', "-"));
        for language in [Language::Uk, Language::Ru, Language::En] {
            if !words::has(language, &key) {
                missing.push(format!("{} {key}", language.code()));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}
