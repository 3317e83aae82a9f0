//! The gateways that Deskbell knows by itself, described from their public documentation. One that was never tried
//! against the live service says so (`tried`).

use std::sync::OnceLock;

use super::template::Template;

const FILES: [(&str, &str); 7] = [
    ("turbosms", include_str!("../../presets/turbosms.json")),
    ("smsclub", include_str!("../../presets/smsclub.json")),
    ("alphasms", include_str!("../../presets/alphasms.json")),
    ("sms_fly", include_str!("../../presets/sms_fly.json")),
    ("twilio", include_str!("../../presets/twilio.json")),
    ("smsgate", include_str!("../../presets/smsgate.json")),
    ("kannel", include_str!("../../presets/kannel.json")),
];

/// All presets with their keys, in the order they are offered. A test reads each.
pub fn presets() -> &'static [(&'static str, Template)] {
    static READ: OnceLock<Vec<(&str, Template)>> = OnceLock::new();
    READ.get_or_init(|| {
        FILES.iter().filter_map(|(key, text)| Some((*key, serde_json::from_str(text).ok()?))).collect()
    })
}

/// The preset of a key.
pub fn preset(key: &str) -> Option<&'static Template> {
    presets().iter().find(|(known, _)| *known == key).map(|(_, template)| template)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::check;

    /// S7: every preset can be used, and only what was tried says so.
    #[test]
    fn s7_every_preset_passes_its_check() {
        for (key, text) in FILES {
            assert_eq!(check(text), [], "{key}");
        }
        assert_eq!(presets().len(), FILES.len());
        let tried: Vec<&str> =
            presets().iter().filter(|(_, template)| template.tried).map(|(key, _)| *key).collect();
        assert_eq!(tried, ["kannel"]);
    }
}
