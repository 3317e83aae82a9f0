# Це каже сама програма: у листах і в сповіщеннях системи.
quote-attribution = { $date } о { $time } { $who } пише:
notice-new-letter = Новий лист від { $who }
notice-reminder = Нагадування: { $who }
notice-open = Відкрити
notice-reminders =
    { $count ->
        [one] { $count } нагадування
        [few] { $count } нагадування
        [many] { $count } нагадувань
       *[other] { $count } нагадування
    }
notice-snooze-ten-minutes = Через 10 хв
notice-snooze-hour = Через годину
notice-snooze-tomorrow = Завтра
tray-open = Відкрити Deskbell
tray-quit = Вийти
tray-reminders-none = Нагадувань на сьогодні немає
tray-reminders =
    { $count ->
        [one] { $count } нагадування чекає
        [few] { $count } нагадування чекають
        [many] { $count } нагадувань чекають
       *[other] { $count } нагадування чекає
    }
