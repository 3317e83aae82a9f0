//! Text in the office's languages, from the same Fluent files that the window reads.

use std::collections::HashMap;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use include_dir::{Dir, include_dir};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use ts_rs::TS;
use unic_langid::LanguageIdentifier;

use crate::WireError;

static LOCALES: Dir = include_dir!("$CARGO_MANIFEST_DIR/../../locales");

/// The three languages of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Ukrainian.
    #[default]
    Uk,
    /// Russian.
    Ru,
    /// English.
    En,
}

impl Language {
    /// The language's code, as its folder in `locales/` is named.
    pub fn code(self) -> &'static str {
        match self {
            Self::Uk => "uk",
            Self::Ru => "ru",
            Self::En => "en",
        }
    }

    /// The language of a code; none of any other.
    pub fn of(code: &str) -> Option<Self> {
        [Self::Uk, Self::Ru, Self::En].into_iter().find(|language| language.code() == code)
    }

    /// The language of the operating system, English where it is none of the three.
    pub fn of_system() -> Self {
        let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
        let name = names.iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
        match name.as_deref().and_then(|name| name.get(..2)) {
            Some("uk") => Self::Uk,
            Some("ru") => Self::Ru,
            _ => Self::En,
        }
    }
}

type Bundle = FluentBundle<FluentResource>;

fn bundles() -> &'static HashMap<Language, Bundle> {
    static BUNDLES: OnceLock<HashMap<Language, Bundle>> = OnceLock::new();
    BUNDLES.get_or_init(|| {
        [Language::Uk, Language::Ru, Language::En]
            .into_iter()
            .map(|language| (language, read(language)))
            .collect()
    })
}

fn read(language: Language) -> Bundle {
    let id: LanguageIdentifier = language.code().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![id]);
    // Marks around values are for mixed directions of writing; all three languages run one way.
    bundle.set_use_isolating(false);
    let files = LOCALES.get_dir(language.code()).map(Dir::files).into_iter().flatten();
    for source in files.filter_map(include_dir::File::contents_utf8) {
        // A file with errors still gives what could be read; the window's tests refuse such files.
        let resource = match FluentResource::try_new(source.to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// An error as a sentence that says what to do.
pub fn sentence(language: Language, error: &WireError) -> String {
    let values: Vec<(&str, FluentValue)> = error
        .params
        .iter()
        .map(|(key, value)| {
            let value = match value {
                Json::Number(number) => FluentValue::from(number.as_f64().unwrap_or_default()),
                Json::String(text) => FluentValue::from(text.as_str()),
                other => FluentValue::from(other.to_string()),
            };
            (key.as_str(), value)
        })
        .collect();
    text(language, &format!("error-{}", error.code.replace('_', "-")), &values)
}

/// The text of a message with its values; the key itself where no such message exists.
pub fn text(language: Language, key: &str, values: &[(&str, FluentValue)]) -> String {
    let Some(bundle) = bundles().get(&language) else { return key.to_owned() };
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        return key.to_owned();
    };
    let mut args = FluentArgs::new();
    for (name, value) in values {
        args.set(name.to_string(), value.clone());
    }
    bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
}

/// Whether a language has a message.
pub fn has(language: Language, key: &str) -> bool {
    bundles().get(&language).is_some_and(|bundle| bundle.has_message(key))
}
