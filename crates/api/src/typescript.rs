//! The table as TypeScript: one file that makes `call` in the window fully typed.

use std::any::TypeId;
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write;

use deskbell_core::WireError;
use ts_rs::{Config, TS, TypeVisitor};

use crate::wire::{ChangedRow, OpenPlace};
use crate::{commands, table};

struct Declarations {
    cfg: Config,
    seen: HashSet<TypeId>,
    found: BTreeMap<String, String>,
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        if T::output_path().is_some() {
            let mut text = String::new();
            if let Some(docs) = T::docs() {
                text.push_str(&docs);
            }
            let _ = writeln!(text, "export {}", T::decl(&self.cfg));
            self.found.insert(T::ident(&self.cfg), text);
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

/// The generated file: every type that crosses, and the map of commands.
pub fn typescript() -> String {
    let cfg = Config::new().with_large_int("number");
    let mut all = Declarations { cfg, seen: HashSet::new(), found: BTreeMap::new() };
    table::visit(&mut all);
    all.visit::<WireError>();
    all.visit::<ChangedRow>();
    all.visit::<OpenPlace>();
    all.visit::<deskbell_core::works::Progress>();
    let mut text = String::from(
        "// Made from crates/api/src/table.rs by `cargo test -p deskbell-api --test types`; not written by hand.\n\n",
    );
    for declaration in all.found.values() {
        text.push_str(declaration);
        text.push('\n');
    }
    text.push_str("/** Name → what the command takes and what it gives. */\nexport interface Commands {\n");
    for command in commands() {
        let _ = writeln!(text, "  '{}': [{}, {}];", command.name, command.request, command.answer);
    }
    text.push_str("}\n");
    text
}
