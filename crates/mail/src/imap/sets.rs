//! Sets of UIDs as the protocol writes them (RFC 3501, sequence-set), short enough for every server.

/// Servers must take lines of 8192 bytes (RFC 7162, section 4); tag and command want some of it.
const LINE: usize = 7900;

/// UIDs of one command, ascending, with their text.
pub(super) struct Chunk {
    pub(super) uids: Vec<u32>,
    pub(super) set: String,
}

/// Splits UIDs, in the order given, into commands of at most `most` letters and 8 KB.
pub(super) fn chunks(uids: &[u32], most: usize) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    for part in uids.chunks(most.max(1)) {
        let mut sorted: Vec<u32> = part.iter().copied().filter(|&uid| uid > 0).collect();
        sorted.sort_unstable();
        sorted.dedup();
        let mut chunk = Chunk { uids: Vec::new(), set: String::new() };
        for (first, last) in runs(&sorted) {
            let text = if first == last { first.to_string() } else { format!("{first}:{last}") };
            if chunk.set.len() + text.len() + 1 > LINE {
                chunks.push(std::mem::replace(&mut chunk, Chunk { uids: Vec::new(), set: String::new() }));
            }
            if !chunk.set.is_empty() {
                chunk.set.push(',');
            }
            chunk.set.push_str(&text);
            chunk.uids.extend(first..=last);
        }
        if !chunk.uids.is_empty() {
            chunks.push(chunk);
        }
    }
    chunks
}

/// Neighbouring numbers of an ascending list, as first and last.
fn runs(sorted: &[u32]) -> Vec<(u32, u32)> {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for &uid in sorted {
        match runs.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(uid) => *last = uid,
            _ => runs.push((uid, uid)),
        }
    }
    runs
}

/// Reads a set such as `1:3,7`; a hostile server may claim a range of billions, so at most `most` numbers.
pub(super) fn parse(text: &str, most: usize) -> Vec<u32> {
    let mut uids = Vec::new();
    for part in text.split(',') {
        let (first, last) = part.split_once(':').unwrap_or((part, part));
        let (Ok(first), Ok(last)) = (first.trim().parse::<u32>(), last.trim().parse::<u32>()) else {
            continue;
        };
        let left = most.saturating_sub(uids.len());
        uids.extend((first.min(last)..=first.max(last)).take(left));
    }
    uids
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_become_ranges() {
        let made = chunks(&[7, 1, 2, 3, 3, 0, u32::MAX], 100);
        assert_eq!(made.len(), 1);
        assert_eq!(made[0].set, "1:3,7,4294967295");
        assert_eq!(made[0].uids, [1, 2, 3, 7, u32::MAX]);
    }

    #[test]
    fn lines_stay_short_and_nothing_is_lost() {
        let uids: Vec<u32> = (0..5000).map(|n| 1_000_000 + n * 2).collect();
        let made = chunks(&uids, 5000);
        assert!(made.len() > 1 && made.iter().all(|chunk| chunk.set.len() <= LINE));
        let all: Vec<u32> = made.iter().flat_map(|chunk| chunk.uids.clone()).collect();
        assert_eq!(all, uids);
    }

    #[test]
    fn sets_are_read_and_bounded() {
        assert_eq!(parse("1:3,7,x,9:8", 100), [1, 2, 3, 7, 8, 9]);
        assert_eq!(parse("1:4294967295", 10).len(), 10);
    }
}
