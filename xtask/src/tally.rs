//! Adds up what the test runners say at their end, for the one closing line of `cargo xtask test`.

/// How many tests passed, failed and were left out.
#[derive(Debug, Default, PartialEq, Clone, Copy)]
pub struct Tally {
    pub passed: u64,
    pub failed: u64,
    pub skipped: u64,
}

impl Tally {
    /// Reads the closing lines of cargo test, nextest and vitest. What a filter left out is not "skipped":
    /// another part runs it.
    pub fn of(lines: &[String]) -> Tally {
        let mut tally = Tally::default();
        for line in lines {
            let line = plain(line);
            let line = line.trim();
            if line.starts_with("test result:") {
                tally.add(
                    number_before(line, " passed"),
                    number_before(line, " failed"),
                    number_before(line, " ignored"),
                );
            } else if line.starts_with("Summary [") && line.contains(" run:") {
                let failed = number_before(line, " failed") + number_before(line, " timed out");
                tally.add(number_before(line, " passed"), failed, 0);
            } else if line.starts_with("Tests ") && line.ends_with(')') {
                tally.add(
                    number_before(line, " passed"),
                    number_before(line, " failed"),
                    number_before(line, " skipped"),
                );
            }
        }
        tally
    }

    /// Counts another runner's tests in.
    pub fn add(&mut self, passed: u64, failed: u64, skipped: u64) {
        self.passed += passed;
        self.failed += failed;
        self.skipped += skipped;
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

/// The whole number that stands right before `mark`, or 0.
fn number_before(line: &str, mark: &str) -> u64 {
    let Some((before, _)) = line.split_once(mark) else { return 0 };
    let last = before.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    last.parse().unwrap_or(0)
}

/// The line without the terminal's colours.
fn plain(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line.chars();
    while let Some(letter) = rest.next() {
        if letter == '\u{1b}' {
            rest.by_ref().find(|c| c.is_ascii_alphabetic());
        } else {
            text.push(letter);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_closing_lines_of_all_runners() {
        let lines = [
            "test result: ok. 3 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.00s",
            "\u{1b}[32;1m     Summary\u{1b}[0m [   0.006s] 4 tests run: 4 passed (1 slow), 9 skipped",
            "      Tests  1 failed | 11 passed | 2 skipped (14)",
            "test tests::reads ... ok",
        ];
        let tally = Tally::of(&lines.map(String::from));
        assert_eq!(tally, Tally { passed: 18, failed: 2, skipped: 4 });
        assert_eq!(tally.to_string(), "18 passed, 2 failed, 4 skipped");
    }
}
