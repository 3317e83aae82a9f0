//! The texts of the window, from the same Fluent files it reads, so that tests press what a user reads.

use std::collections::HashMap;
use std::path::Path;

/// The one-line messages of one language.
pub struct Words(HashMap<String, String>);

impl Words {
    /// Reads `locales/<language>/*.ftl`.
    pub fn of(language: &str) -> Words {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../locales").join(language);
        let mut words = HashMap::new();
        for file in std::fs::read_dir(&folder)
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
            .flatten()
        {
            let source = std::fs::read_to_string(file.path()).expect("a Fluent file");
            for line in source.lines().filter(|line| !line.starts_with([' ', '#', '-'])) {
                if let Some((key, text)) = line.split_once(" =") {
                    words.insert(key.trim().to_owned(), text.trim().to_owned());
                }
            }
        }
        Words(words)
    }

    /// The text of a key; the part before the first variable.
    pub fn get(&self, key: &str) -> &str {
        let text = self.0.get(key).unwrap_or_else(|| panic!("no text {key}"));
        text.split('{').next().unwrap_or(text).trim()
    }
}
