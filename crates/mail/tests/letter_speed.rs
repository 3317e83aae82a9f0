//! How many letters a second are read; run by hand before and after a change of the reader:
//! `DESKBELL_SPEED_LETTERS=FOLDER cargo test --release -p deskbell-mail --test letter_speed -- --ignored --nocapture`

use std::path::PathBuf;
use std::time::Instant;

/// Seconds that the processor spent on this thread, where the system tells.
fn processor() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split_whitespace().next()?.parse::<f64>().ok().map(|nanoseconds| nanoseconds / 1e9)
}

/// Letters that are held in memory at once, so that the disk is not measured.
const MOST: usize = 4000;

#[test]
#[ignore = "measures; needs a folder of letters in DESKBELL_SPEED_LETTERS"]
fn letters_a_second() {
    let folder = PathBuf::from(std::env::var_os("DESKBELL_SPEED_LETTERS").expect("DESKBELL_SPEED_LETTERS"));
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths.truncate(MOST);
    let letters: Vec<Vec<u8>> = paths.iter().map(|path| std::fs::read(path).expect("a letter")).collect();
    let bytes: usize = letters.iter().map(Vec::len).sum();
    let (start, before) = (Instant::now(), processor());
    let mut texts = 0;
    for raw in &letters {
        texts += deskbell_mail::letter::read(raw).map_or(0, |letter| letter.text.len());
    }
    let wall = start.elapsed().as_secs_f64();
    // Others may use the processor meanwhile: where the system says so, only this thread's share counts.
    let seconds = processor().zip(before).map_or(wall, |(after, before)| after - before);
    println!(
        "{} letters of {} MB, {} MB of text: {seconds:.2} s of processor ({wall:.2} s), {:.0} letters/s",
        letters.len(),
        bytes / 1_000_000,
        texts / 1_000_000,
        letters.len() as f64 / seconds
    );
}
