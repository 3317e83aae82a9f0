//! The TypeScript of the command table is up to date. The file is written anew, so that committing it mends the test.

use std::path::Path;

#[test]
fn the_generated_types_are_the_tables() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/ipc/generated/commands.ts");
    let before = std::fs::read_to_string(&path).unwrap_or_default();
    let now = deskbell_api::typescript();
    if before != now {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, now).unwrap();
        panic!("ui/src/ipc/generated/commands.ts was out of date and has been written anew: commit it");
    }
}
