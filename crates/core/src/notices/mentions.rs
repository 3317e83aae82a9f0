//! Who is meant by `@name` in a note (R18).

use deskbell_store::Tx;

use super::Event;
use crate::employees::EmployeeRef;
use crate::{Result, employees};

/// Tells those who are named in a note. Named once more in the same note they are not told again.
pub(crate) fn tell_mentioned(tx: &mut Tx, request_id: i64, note_id: i64, text: &str) -> Result<()> {
    if !text.contains('@') {
        return Ok(());
    }
    let named = mentioned(text, &employees::list(tx)?);
    super::tell(tx, &Event::Mention { request_id, note_id, employees: &named })
}

/// The employees that are named after an @: by the whole name, or by the first word of it where only one has that.
fn mentioned(text: &str, employees: &[EmployeeRef]) -> Vec<i64> {
    let text: Vec<char> = text.to_lowercase().chars().collect();
    let mut found = Vec::new();
    for (at, _) in text.iter().enumerate().filter(|(_, sign)| **sign == '@') {
        // An @ inside a word is an address.
        let inside = at.checked_sub(1).and_then(|before| text.get(before)).is_some_and(|sign| is_word(*sign));
        if let (false, Some(rest)) = (inside, text.get(at + 1..)) {
            found.extend(named_first(rest, employees));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn named_first(rest: &[char], employees: &[EmployeeRef]) -> Vec<i64> {
    let longest = employees.iter().filter_map(|one| Some((begins(rest, &one.name)?, one.id))).max();
    if let Some((length, _)) = longest {
        // Two of one name are both meant.
        let same = |one: &&EmployeeRef| begins(rest, &one.name) == Some(length);
        return employees.iter().filter(same).map(|one| one.id).collect();
    }
    let first = |one: &&EmployeeRef| {
        one.name.split_whitespace().next().is_some_and(|word| begins(rest, word).is_some())
    };
    let by_first: Vec<i64> = employees.iter().filter(first).map(|one| one.id).collect();
    if by_first.len() == 1 { by_first } else { Vec::new() }
}

/// Whether a text begins with a name and the name ends there; its length then. Spaces are as wide as one likes.
fn begins(rest: &[char], name: &str) -> Option<usize> {
    let mut at = 0;
    for (index, word) in name.split_whitespace().enumerate() {
        if index > 0 {
            let spaces =
                rest.get(at..)?.iter().take_while(|sign| **sign == ' ' || **sign == '\u{a0}').count();
            if spaces == 0 {
                return None;
            }
            at += spaces;
        }
        for sign in word.to_lowercase().chars() {
            if rest.get(at) != Some(&sign) {
                return None;
            }
            at += 1;
        }
    }
    let ends = rest.get(at).is_none_or(|sign| !is_word(*sign));
    (at > 0 && ends).then_some(at)
}

fn is_word(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, '_' | '\'' | '’')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// R18: who is meant, and who is not.
    #[test]
    fn r18_who_is_mentioned() {
        let employee = |id: i64, name: &str| EmployeeRef { id, name: name.to_owned() };
        let staff = [
            employee(1, "Олена Коваль"),
            employee(2, "Тарас Бондар"),
            employee(3, "Олена Коваленко"),
            employee(4, "Тарас"),
            employee(5, "Ів'ян"),
            employee(6, "Тарас  Бондар"),
        ];
        let who = |text: &str| mentioned(text, &staff);
        assert_eq!(who("@Олена Коваль, глянь"), [1]);
        assert_eq!(who("@олена  коваленко"), [3], "the longer name, small letters, wide spaces");
        assert_eq!(who("спитай у @Тарас Бондар."), [2, 6], "two of one name");
        assert_eq!(who("@Тарас подзвони"), [4], "the whole name is the first word");
        assert_eq!(who("@Олена?"), Vec::<i64>::new(), "two begin so");
        assert_eq!(who("@Ів'ян і (@Тарас)"), [4, 5]);
        assert_eq!(who("лист на ira@Тарас"), Vec::<i64>::new(), "an address");
        assert_eq!(who("@Тарасенко і @"), Vec::<i64>::new());
        assert_eq!(mentioned("@Марія, дивись", &[employee(7, "Марія Лис")]), [7], "the first word is enough");
    }
}
