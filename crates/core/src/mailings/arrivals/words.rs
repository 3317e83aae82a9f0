//! Words by which people say that they want no more, and nothing else beside them.

const STOP: [&str; 23] = [
    "stop",
    "стоп",
    "stopall",
    "stop all",
    "stop sms",
    "стоп sms",
    "стоп смс",
    "unsubscribe",
    "remove",
    "remove me",
    "відписатися",
    "відписатись",
    "відписка",
    "відпишіть",
    "відпишіть мене",
    "не надсилайте",
    "не писати",
    "отписаться",
    "отписка",
    "отпишите",
    "отпишите меня",
    "не присылайте",
    "не писать",
];

/// Whether a text is such a word and nothing more. `СТОП` may be typed with Latin letters that look alike.
pub fn is_stop(text: &str) -> bool {
    let text = text.trim().trim_matches(|sign: char| !sign.is_alphanumeric()).to_lowercase();
    if text.chars().count() > 20 {
        return false;
    }
    let alike: String = text
        .chars()
        .map(|sign| match sign {
            'c' => 'с',
            't' => 'т',
            'o' => 'о',
            'p' => 'р',
            other => other,
        })
        .collect();
    STOP.contains(&text.as_str()) || alike == "стоп" || alike == "стор"
}

#[cfg(test)]
mod tests {
    use super::is_stop;

    /// S6: STOP in both alphabets, with a dot, and never inside a sentence.
    #[test]
    fn s6_words_that_stop() {
        for text in
            ["STOP", "Стоп", "СТОП.", " стоп! ", "stop", "CТОП", "Відписатися", "ОТПИСАТЬСЯ", "unsubscribe"]
        {
            assert!(is_stop(text), "{text}");
        }
        for text in ["", "не стоп", "стоп-кран", "Зупинка СТОП біля вас?", "добре", "stop by tomorrow", "сто"]
        {
            assert!(!is_stop(text), "{text}");
        }
    }
}
