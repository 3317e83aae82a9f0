# Это говорит сама программа: в письмах и в уведомлениях системы.
quote-attribution = { $date } в { $time } { $who } пишет:
notice-new-letter = Новое письмо от { $who }
notice-reminder = Напоминание: { $who }
notice-open = Открыть
notice-reminders =
    { $count ->
        [one] { $count } напоминание
        [few] { $count } напоминания
        [many] { $count } напоминаний
       *[other] { $count } напоминания
    }
notice-snooze-ten-minutes = Через 10 мин
notice-snooze-hour = Через час
notice-snooze-tomorrow = Завтра
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
