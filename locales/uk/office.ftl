# Це каже сама програма: у листах і на панелі.
quote-attribution = { $date } о { $time } { $who } пише:
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
