# Said by the office itself: in letters and in the desktop's notifications.
quote-attribution = On { $date } at { $time }, { $who } wrote:
notice-new-letter = New letter from { $who }
notice-reminder = Reminder: { $who }
notice-open = Open
