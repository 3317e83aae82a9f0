//! What stands between the cells of a CSV: the sign by which its lines have equally many of them.

use crate::sheets::Delimiter;

/// Rows that are looked at.
const ROWS: usize = 200;
/// In the order in which they win where none is better: Excel's own here, then the others'.
const CANDIDATES: [Delimiter; 3] = [Delimiter::Semicolon, Delimiter::Tab, Delimiter::Comma];

/// Finds the delimiter of a table from its beginning; a comma where there is but one column.
pub fn find(text: &str) -> Delimiter {
    if let Some(told) = told(text) {
        return told;
    }
    let mut best = (0.0, Delimiter::Comma);
    for candidate in CANDIDATES {
        let score = score(text, candidate);
        if score > best.0 {
            best = (score, candidate);
        }
    }
    best.1
}

/// Excel's own hint in the first line: `sep=;`.
fn told(text: &str) -> Option<Delimiter> {
    let line = text.lines().next()?.trim_matches('"');
    let sign = line.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).and(line.get(4..))?;
    match sign {
        "," => Some(Delimiter::Comma),
        ";" => Some(Delimiter::Semicolon),
        "\t" => Some(Delimiter::Tab),
        _ => None,
    }
}

/// The share of rows with the commonest number of cells; more cells count a little more. A table's lines agree about
/// its delimiter, and not about the commas in its texts.
fn score(text: &str, delimiter: Delimiter) -> f64 {
    let counts = counts(text.as_bytes(), delimiter);
    let mut commonest = (0_usize, 0_usize);
    for width in &counts {
        let same = counts.iter().filter(|other| *other == width).count();
        if *width > 1 && (same, *width) > commonest {
            commonest = (same, *width);
        }
    }
    let (same, width) = commonest;
    if width < 2 {
        return 0.0;
    }
    let share = same as f64 / counts.len() as f64;
    // Cells left out at the end of a line are no disagreement about the sign.
    let titles = counts.first().copied().unwrap_or_default();
    let fitting = counts.iter().filter(|count| **count <= titles && **count > 1).count();
    let fit = fitting as f64 / counts.len() as f64;
    share + 0.5 * fit + 0.02 * (width.min(30) as f64)
}

/// How many cells each row has.
fn counts(text: &[u8], delimiter: Delimiter) -> Vec<usize> {
    let reader = csv::ReaderBuilder::new()
        .delimiter(delimiter.byte())
        .has_headers(false)
        .flexible(true)
        .from_reader(text);
    reader.into_byte_records().take(ROWS).flatten().map(|row| row.len()).collect()
}
