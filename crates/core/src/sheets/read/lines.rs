//! The rows of a CSV, with the line that each begins on and with bounds on what a row may hold.

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

use super::text::Text;
use super::{MOST_CELL, MOST_COLUMNS, MOST_ROW, Row, Source, Taker};
use crate::sheets::unguarded;
use crate::{Error, Result};

/// Hands over every row of a CSV file.
pub fn each(source: &Source, take: &mut Taker) -> Result<()> {
    let mut rows = Lines {
        text: Text::open(&source.path, source.encoding)?,
        core: ReaderBuilder::new().delimiter(source.delimiter.byte()).build(),
        cell: vec![0; 1024],
        line: 1,
        after_return: false,
    };
    while let Some(row) = rows.next()? {
        // Excel's own hint for what stands between the cells.
        let hint =
            row.line == 1 && row.cells.first().is_some_and(|cell| cell.to_lowercase().starts_with("sep="));
        if !hint && !take(row, rows.text.done) {
            break;
        }
    }
    Ok(())
}

struct Lines {
    text: Text,
    core: Reader,
    cell: Vec<u8>,
    line: u64,
    after_return: bool,
}

impl Lines {
    fn next(&mut self) -> Result<Option<Row>> {
        self.skip_line_ends()?;
        let mut row = Row { line: self.line, ..Row::default() };
        let (mut columns, mut weight) = (0_usize, 0_usize);
        let mut filled = 0;
        loop {
            let piece = self.text.piece()?;
            let ended = piece.is_empty();
            let free = self.cell.get_mut(filled..).unwrap_or_default();
            let (outcome, used, written) = self.core.read_field(piece, free);
            count_lines(piece.get(..used).unwrap_or_default(), &mut self.line, &mut self.after_return);
            self.text.used(used);
            filled += written;
            match outcome {
                ReadFieldResult::InputEmpty if !ended => {}
                ReadFieldResult::OutputFull if self.cell.len() < MOST_CELL => {
                    let larger = (self.cell.len() * 4).min(MOST_CELL);
                    self.cell.resize(larger, 0);
                }
                ReadFieldResult::OutputFull => {
                    // The rest of it is passed over without being kept.
                    row.broken = Some(Error::CellTooLong { most: MOST_CELL as i64 });
                    filled = 0;
                }
                ReadFieldResult::Field { record_end } => {
                    columns += 1;
                    weight += filled;
                    if columns > MOST_COLUMNS {
                        row.broken.get_or_insert(Error::TooManyColumns { most: MOST_COLUMNS as i64 });
                    } else if weight > MOST_ROW {
                        row.broken.get_or_insert(Error::CellTooLong { most: MOST_ROW as i64 });
                    } else {
                        row.cells.push(self.text_of(filled));
                    }
                    filled = 0;
                    if record_end {
                        return Ok(Some(row));
                    }
                }
                ReadFieldResult::End | ReadFieldResult::InputEmpty => {
                    return Ok((columns > 0 || row.broken.is_some()).then_some(row));
                }
            }
        }
    }

    /// Passes over what stands between two rows, empty lines among it, so that the line of the next one is known.
    fn skip_line_ends(&mut self) -> Result<()> {
        loop {
            let piece = self.text.piece()?;
            let ends = piece.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            let more = ends == piece.len() && ends > 0;
            count_lines(piece.get(..ends).unwrap_or_default(), &mut self.line, &mut self.after_return);
            if !more && self.after_return && ends < piece.len() {
                self.line += 1;
                self.after_return = false;
            }
            self.text.used(ends);
            if !more {
                return Ok(());
            }
        }
    }

    fn text_of(&self, filled: usize) -> String {
        let bytes = self.cell.get(..filled).unwrap_or_default();
        let text = String::from_utf8_lossy(bytes);
        unguarded(&text).to_owned()
    }
}

/// Counts line ends, of whatever system: `\r\n` is one, also where the two lie in different pieces.
fn count_lines(bytes: &[u8], line: &mut u64, after_return: &mut bool) {
    if !*after_return && memchr::memchr(b'\r', bytes).is_none() {
        *line += memchr::memchr_iter(b'\n', bytes).count() as u64;
        return;
    }
    for byte in bytes {
        if *byte == b'\n' || *after_return {
            *line += 1;
        }
        *after_return = *byte == b'\r';
    }
}
