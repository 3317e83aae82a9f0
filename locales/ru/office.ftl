# Это говорит сама программа: в письмах и на панели.
quote-attribution = { $date } в { $time } { $who } пишет:
tray-open = Открыть Deskbell
tray-quit = Выйти
tray-reminders-none = Напоминаний на сегодня нет
tray-reminders =
    { $count ->
        [one] { $count } напоминание ждёт
        [few] { $count } напоминания ждут
        [many] { $count } напоминаний ждут
       *[other] { $count } напоминания ждёт
    }
