//! What a template may name, and what stands there for one person.

use std::collections::BTreeMap;

use minijinja::value::Value;

/// More of one value is not written into a text.
const MOST_SIGNS: usize = 5_000;

/// The names that a template may use: `client.name` and the like, and groups that hold whatever the office calls so, such
/// as `field["Колір"]`.
#[derive(Debug, Clone, Default)]
pub struct Names {
    fixed: Vec<&'static str>,
    open: Vec<&'static str>,
}

impl Names {
    /// Fixed names, each of a group and a word, and groups with names of the office's own.
    pub fn new(fixed: &[&'static str], open: &[&'static str]) -> Self {
        Self { fixed: fixed.to_vec(), open: open.to_vec() }
    }

    /// All fixed names, in their order.
    pub fn fixed(&self) -> &[&'static str] {
        &self.fixed
    }

    pub(super) fn has(&self, name: &str) -> bool {
        let group = name.split('.').next().unwrap_or_default();
        self.fixed.contains(&name) || self.open.contains(&group)
    }

    /// Something in every place, to try a template with.
    pub(super) fn samples(&self) -> Values {
        let mut values = Values::default();
        for name in &self.fixed {
            values.set(name, "x");
        }
        for group in &self.open {
            values.put(group, "x", "x");
        }
        values
    }
}

/// What the names stand for.
#[derive(Debug, Clone, Default)]
pub struct Values(BTreeMap<String, BTreeMap<String, Value>>);

impl Values {
    /// Sets a dotted name to a text.
    pub fn set(&mut self, name: &str, text: &str) {
        let (group, word) = name.split_once('.').unwrap_or((name, ""));
        self.put(group, word, text);
    }

    /// Sets a dotted name to a number, which conditions compare.
    pub fn set_number(&mut self, name: &str, number: f64) {
        let (group, word) = name.split_once('.').unwrap_or((name, ""));
        let whole = number.fract() == 0.0 && number.abs() < 1e15;
        let value = if whole { Value::from(number as i64) } else { Value::from(number) };
        self.0.entry(group.to_owned()).or_default().insert(word.to_owned(), value);
    }

    /// Makes a group known in which nothing may stand for this person.
    pub fn group(&mut self, group: &str) {
        self.0.entry(group.to_owned()).or_default();
    }

    /// Sets what a group calls by a name of the office's own.
    pub fn put(&mut self, group: &str, word: &str, text: &str) {
        let text: String = text.chars().filter(|sign| !sign.is_control() || *sign == '\n').take(MOST_SIGNS).collect();
        self.0.entry(group.to_owned()).or_default().insert(word.to_owned(), Value::from(text));
    }

    pub(super) fn context(&self) -> Value {
        let groups: BTreeMap<String, Value> =
            self.0.iter().map(|(group, words)| (group.clone(), Value::from(words.clone()))).collect();
        Value::from(groups)
    }
}
