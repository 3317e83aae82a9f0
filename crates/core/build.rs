//! Rebuilds the crate when one of the folders embedded in it changes.

fn main() {
    for folder in ["locales", "migrations", "sample"] {
        println!("cargo::rerun-if-changed=../../{folder}");
    }
}
