//! Another time than the machine's for one program, set while it runs: the machine's clock and everybody else on it are left
//! alone.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

/// The library that tells programs the time; none where it is not installed.
pub fn library() -> Option<PathBuf> {
    let places = std::fs::read_dir("/usr/lib").ok()?.flatten();
    places.map(|place| place.path().join("faketime/libfaketimeMT.so.1")).find(|path| path.is_file())
}

/// The clock of programs that were started with it.
pub struct Hands {
    file: PathBuf,
}

impl Hands {
    /// A clock in a folder of the test's own.
    pub fn new(folder: &Path) -> Hands {
        Hands { file: folder.join("faketime") }
    }

    /// Sets the clock to an instant, in unix seconds; it goes on from there.
    pub fn set(&self, at: i64) {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs();
        let ahead = at - i64::try_from(now).expect("before the end of time");
        // Put in place whole: a program may read it at any moment.
        let new = self.file.with_extension("new");
        std::fs::write(&new, format!("{ahead:+}")).expect("the clock's file");
        std::fs::rename(&new, &self.file).expect("the clock's file");
    }

    /// Lets a program read its time here. What measures spans stays true: otherwise its waiting would end never or at once.
    pub fn give(&self, program: &mut Command) {
        let library = library().expect("libfaketime");
        program.env("LD_PRELOAD", library).env("FAKETIME_TIMESTAMP_FILE", &self.file).env("TZ", "UTC");
        program.env("FAKETIME_NO_CACHE", "1").env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    }
}
