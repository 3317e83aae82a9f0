# Contacts and reminders: the window with two tabs, their dialogs, and the dialog at launch (K1–K6).
contacts-title = Contacts and reminders
contacts-tab-contacts = Contacts
contacts-tab-reminders = Reminders
contacts-add = + Contact
reminders-add = + Reminder
contacts-search = Search
contacts-search-hint = Information, client or phone

# The dialog at launch (K6)
launch-title = You have new messages
launch-count =
    { $total ->
        [one] { $total } reminder
       *[other] { $total } reminders
    }
launch-count-today = { $today } for today
launch-count-missed = { $missed } missed
launch-count-both = { launch-count }: { launch-count-today }, { launch-count-missed }
launch-count-only-today = { launch-count } for today
launch-count-only-missed =
    { $total ->
        [one] { $total } missed reminder
       *[other] { $total } missed reminders
    }
launch-more = and { $count } more
launch-cancel = Cancel
launch-look = Look

# Filters, read as sentences
filter-period = Period
filter-client = Client
filter-employee = Employee
filter-category = Category
filter-state = State
filter-has-reminder = Has reminder
filter-every-client = all
filter-every-category = all
filter-any = any
filter-state-all = all
filter-state-done = done
filter-state-open = not done
filter-reset = Reset filters
filter-own-from = From
filter-own-to = To
filter-own-apply = Show
filter-own-hint = An empty field means no limit
filter-own-backwards = The period ends before it begins. Swap the dates.

period-today = today
period-until-today = until today
period-tomorrow = tomorrow
period-this-week = this week
period-last-week = last week
period-this-month = this month
period-last-month = last month
period-this-year = this year
period-all = all time
period-own = own period…
period-between = { $from } – { $to }
period-from = from { $from }
period-to = until { $to }

# Columns
contacts-column-date = Date
contacts-column-who = With whom
contacts-column-information = Information
contacts-column-phone = Phone
contacts-column-email = E-mail
contacts-column-city = City
contacts-column-employee = Employee
contacts-column-address = Address used
reminders-column-text = Reminder
reminders-column-category = Category
reminders-column-done = Done

contacts-has-reminder-on = reminder { $day }
contacts-no-client = no client
reminders-day-time = { $day }, { $time }
reminders-missed = missed
reminders-high = important

# Empty
contacts-empty-title = Every talk with a client is kept here
contacts-empty-text = Log the first call, letter or visit: who it was and what was agreed.
contacts-empty-add = Log a contact
contacts-nothing-title = No contacts match these filters
reminders-empty-title = Everything promised for a day stands here
reminders-empty-text = Add a reminder and Deskbell will speak up in time, even after a restart.
reminders-empty-add = Add a reminder
reminders-nothing-title = No reminders match these filters
reminders-nothing-due = All done for today
reminders-nothing-due-text = Nothing is left open up to today.
contacts-nothing-text = Change the period or reset the filters.

# Acting on rows
reminders-mark-done = Done
reminders-mark-open = Put back to not done
reminders-move = Move to
reminders-move-do = Move
reminders-move-tomorrow = Tomorrow
reminders-move-next-week = Next week
reminders-move-date = Date…
reminders-move-title = Move the reminder
reminders-move-day = New day
reminders-done-toast =
    { $count ->
        [one] { $count } reminder done
       *[other] { $count } reminders done
    }
reminders-open-toast =
    { $count ->
        [one] { $count } reminder is open again
       *[other] { $count } reminders are open again
    }
reminders-moved-toast =
    { $count ->
        [one] { $count } reminder moved: { $day }
       *[other] { $count } reminders moved: { $day }
    }
reminders-removed-toast = Reminder removed
contacts-removed-toast = Contact removed
reminders-keys = Space: done · N: new · M: move · S: snooze · Enter: edit · Del: remove
contacts-keys = N: new · Enter: edit · Del: remove
contacts-said-incoming = incoming, { $channel }
contacts-said-outgoing = outgoing, { $channel }
contacts-open-request = Open the request
reminders-search-hint = Reminder, client or phone
reminders-show-coming = Show those to come
contacts-row-actions = Actions for the row

# The contact's dialog (K2)
contact-new = New contact
contact-edit = Contact
contact-client = Client
contact-client-hint = Name, phone or address
contact-client-card = Client’s card
contact-client-clear = Take the client out
contact-client-none = Nobody found
contact-client-new = New client: { $name }
contact-client-blank = New client
contact-client-required = Choose whom the contact was with.
contact-client-nobody = Nobody is chosen. Choose a client from the list or leave the field empty.
contact-at = Date
contact-at-time = Time
contact-direction = Direction
contact-direction-incoming = Incoming
contact-direction-outgoing = Outgoing
contact-channel = By
contact-channel-call = call
contact-channel-letter = letter
contact-channel-sms = SMS
contact-channel-visit = visit
contact-channel-other = other
contact-information = Information
contact-information-hint = What the client said or was told
contact-information-required = Write what the contact was about.
contact-at-required = Give the date of the contact.
contact-copy-to-reminder = Copy to reminder
contact-reminder = Reminder
contact-done = Done
contact-saved = Contact saved

# Choosing a day
date-calendar = Calendar
date-wrong = There is no such date.
time-wrong = There is no such time.
date-month-before = Month before
date-month-after = Month after

# The reminder's fields, within a contact and alone
reminder-new = New reminder
reminder-edit = Reminder
reminder-day = Date of the reminder
reminder-day-required = Give the date of the reminder.
reminder-quick-today = today
reminder-quick-tomorrow = tomorrow
reminder-quick-week = next week
reminder-time = Time
reminder-time-hint = optional
reminder-text = What to recall
reminder-text-required = Write what to recall.
reminder-category = Category
reminder-category-none = no category
reminder-priority = Priority
reminder-priority-low = low
reminder-priority-normal = normal
reminder-priority-high = high
reminder-employee = Employee
reminder-client-optional = Client (optional)
reminder-saved = Reminder saved
reminder-done = Done

# Categories as shipped (K5)
category-invoice-sent = Invoice sent
category-received-by-client = Received by the client
category-sent-again = Sent again
category-reissued = Reissued
category-client-refused = Client refused
category-will-be-paid-soon = Will be paid soon
category-payment-postponed = Payment will be postponed
category-cancelled = Cancelled
category-other = Other
category-ready-for-shipping = Ready for shipping
category-message-sent = Message sent
category-marketing-contact = Marketing contact

# Interests, repeating, putting off (K1, K4, K7)
filter-interests = Interests
filter-every-interest = all
filter-interests-find = Find an interest
filter-interests-none = There is no such interest
filter-interests-empty = Interests are written on clients’ cards
filter-interests-all = All interests
reminder-repeat = Repeat
reminder-repeat-none = no
reminder-repeat-daily = every day
reminder-repeat-weekly = every week
reminder-repeat-monthly = every month
reminder-repeat-yearly = every year
reminders-snooze = Remind
reminders-snooze-ten-minutes = In 10 minutes
reminders-snooze-hour = In an hour
reminders-snooze-tomorrow = Tomorrow
reminders-snoozed = again at { $time }
reminders-snoozed-toast = You will be reminded at { $time }
reminders-list-actions = Actions on the list

# The calendar of reminders (K10)
calendar-view = View
calendar-view-list = list
calendar-view-week = week
calendar-view-month = month
calendar-week-before = Previous week
calendar-week-after = Next week
calendar-today = Today
calendar-more = { $count } more
calendar-cut = Not all reminders are shown, only those up to { $day }. To see the rest, narrow the filter or choose the week view.
calendar-cut-week = Not all reminders are shown, only those up to { $day }. To see the rest, narrow the filter.
calendar-count =
    { $count ->
        [one] { $count } reminder
       *[other] { $count } reminders
    }
calendar-keys = Arrows: days · N or Enter: new · Tab: reminders of the day · Alt+arrows: move · Space: done · T: today
calendar-export = Save for a calendar (.ics)…
calendar-file = reminders.ics
calendar-exported =
    { $count ->
        [one] { $count } reminder saved
       *[other] { $count } reminders saved
    }
