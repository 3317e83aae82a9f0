//! The real window.
#[test]
fn placeholder() {}
