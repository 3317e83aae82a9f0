# Said by the office itself: in letters and in the desktop's notifications.
quote-attribution = On { $date } at { $time }, { $who } wrote:
notice-new-letter = New letter from { $who }
notice-reminder = Reminder: { $who }
notice-open = Open
notice-reminders =
    { $count ->
        [one] { $count } reminder
       *[other] { $count } reminders
    }
notice-snooze-ten-minutes = In 10 min
notice-snooze-hour = In an hour
notice-snooze-tomorrow = Tomorrow
tray-open = Open Deskbell
tray-quit = Quit
tray-reminders-none = No reminders for today
tray-reminders =
    { $count ->
        [one] { $count } reminder waiting
       *[other] { $count } reminders waiting
    }
