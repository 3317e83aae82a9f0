# Notices: in the window, on the desktop and in letters.
notice-new-request = New request: { $who }
notice-assigned = Assigned to you: { $who }
notice-client-answered = Client answered: { $who }
notice-deadline-near = Deadline near: { $who }
notice-deadline-past = Deadline passed: { $who }
notice-no-reply =
    { $days ->
        [one] No reply for { $days } day: { $who }
       *[other] No reply for { $days } days: { $who }
    }
notice-reminder = Reminder: { $who }
notice-mention = { $by } mentions you in a note
notice-mention-plain = You are mentioned in a note
notice-mailing-finished = Mailing finished: { $name }
notice-mailing-counts = Sent: { $sent }, not sent: { $failed }
notice-sync-failed = New mail does not come in
notice-approval = Client approved: { $who }
notice-declined = Client declined: { $who }
notice-number = No. { $number }
notice-deadline = Deadline: { $when }
notice-open = Open
notice-reminders =
    { $count ->
        [one] { $count } reminder
       *[other] { $count } reminders
    }
notice-many =
    { $count ->
        [one] { $count } new notice
       *[other] { $count } new notices
    }
notice-more = and { $count } more
notice-snooze-ten-minutes = In 10 min
notice-snooze-hour = In an hour
notice-snooze-tomorrow = Tomorrow
notice-letter-many =
    { $count ->
        [one] Deskbell: { $count } notice
       *[other] Deskbell: { $count } notices
    }
notice-letter-foot = Deskbell sent this notice by itself; there is no need to answer. Which letters come is chosen in Settings → Notices.

# The list in the window
notices-title = Notices
notices-count =
    { $count ->
        [one] Notices: { $count } unread
       *[other] Notices: { $count } unread
    }
notices-show = Which notices
notices-all = All
notices-unread = Unread
notices-is-unread = unread
notices-read-all = Mark all read
notices-were-read = All notices marked read
notices-settings = Choose what
notices-empty = No notices yet
notices-empty-text = New requests, clients’ answers, deadlines, reminders and mentions of you come here.
notices-empty-unread = Everything is read
notices-no-mailbox = Notices cannot be sent by e-mail: no mailbox is connected.
notices-no-mailbox-do = Connect
notices-no-address = Notices cannot be sent by e-mail: your address is missing.
notices-no-address-do = Enter it
keys-notices = Notices

# Settings
settings-notices = Notices
notices-ways = What to tell, and how
notices-ways-text = The list in the window keeps notices for 90 days. You are not told of what you did yourself.
notices-event = Event
notices-way-window = In the window
notices-way-desktop = On the desktop
notices-way-email = By e-mail
notices-event-new-request = New request
notices-event-assigned = Request assigned to me
notices-event-client-answered = Client answered
notices-event-deadline-near = Deadline near
notices-event-deadline-past = Deadline passed
notices-event-no-reply = Client does not reply
notices-event-reminder = Reminder
notices-event-mention = Mentioned in a note
notices-event-mailing-finished = Mailing finished
notices-event-sync-failed = No new mail comes in
notices-my-address = My address for notices
notices-my-address-hint = Letters go out after two minutes, and only about what you have not read by then.
notices-quiet = Quiet hours
notices-quiet-on = Do not disturb at certain hours
notices-quiet-hint = Desktop and e-mail keep silent and then tell everything at once. The list in the window fills up.
notices-quiet-from = from
notices-quiet-to = to
notices-quiet-days = They begin on these days
notices-quiet-whole = Quiet all day
notices-quiet-wrong = Enter a time, such as 19:00.
notices-office = The office’s notices
notices-office-address = Working address
notices-office-address-hint = Letters about new requests and failing mail go here. Empty: nowhere.
notices-office-new-requests = Write about new requests
notices-office-new-requests-hint = Failing mail is always told
notices-near-hours = A deadline is near
notices-hours =
    { $count ->
        [one] hour before
       *[other] hours before
    }
notices-letters-an-hour = To one address at most
notices-letters =
    { $count ->
        [one] letter an hour
       *[other] letters an hour
    }
notices-letters-hint = The rest comes later in one letter.
notices-number-wrong = Enter a whole number from { $least } to { $most }.

# Mentions in notes
mention-title = Whom to mention
mention-hint = @ mentions an employee

outbox-notice = Deskbell’s notice
