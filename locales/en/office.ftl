# Said by the office itself: in letters and in the tray.
quote-attribution = On { $date } at { $time }, { $who } wrote:
tray-open = Open Deskbell
tray-quit = Quit
tray-reminders-none = No reminders for today
tray-reminders =
    { $count ->
        [one] { $count } reminder waiting
       *[other] { $count } reminders waiting
    }
