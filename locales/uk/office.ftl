# Це каже сама програма: у листах і в сповіщеннях системи.
quote-attribution = { $date } о { $time } { $who } пише:
notice-new-letter = Новий лист від { $who }
notice-reminder = Нагадування: { $who }
notice-open = Відкрити
