# The screens of mailings (S1–S6).
screen-mailings = Mailings
mailing-add = + Mailing
mailing-open = Open
mailing-copy = Make a copy
mailing-removed = The mailing “{ $name }” was removed
mailing-keys = N — new · Enter — open · Del — remove
mailing-search-hint = Name or subject
mailing-column-name = Name
mailing-column-channel = By
mailing-column-state = State
mailing-column-people = To
mailing-column-answered = Answered
mailing-column-when = When
mailing-nothing-title = No such mailings
mailing-empty-title = No mailings yet
mailing-empty-text = One mailing is one letter or SMS to many clients, each by name. Choose whom, write, check and send.
mailing-empty-add = Begin a mailing

mailing-channel-email = letter
mailing-channel-sms = SMS
mailing-channel-email-or-sms = letter or SMS

mailing-state-draft = draft
mailing-state-running = sending
mailing-state-paused = paused
mailing-state-done = sent
mailing-state-stopped = stopped
mailing-state-running-of = sending, { $done } of { $all }
mailing-state-paused-of = paused, { $done } of { $all }
mailing-state-starts = starts { $at }

mailing-states = Messages by state
message-state-queued = waiting
message-state-submitting = leaving
message-state-accepted = sent
message-state-delivered = delivered
message-state-failed = not delivered
message-state-refused = refused
message-state-uncertain = uncertain
message-state-left-out = left out
message-state-received = received

left-out-no-address = no address
left-out-opted-out = opted out
left-out-no-consent = no consent
left-out-do-not-write = “do not write”
left-out-bounced = address bounces
left-out-duplicate = same address
left-out-recent = written to recently
left-out-removed = taken off by hand
left-out-stopped = mailing stopped

mailing-versions = Language versions
mailing-version-all = For everybody
mailing-version-others = For the others
mailing-version-uk = In Ukrainian
mailing-version-ru = In Russian
mailing-version-en = In English
mailing-version-add = Language
mailing-version-remove = Remove this version
mailing-subject = Subject
mailing-letter = Letter
mailing-letter-hint = Good afternoon! …
mailing-attach = Add a file
mailing-sms = Text of the SMS
mailing-sms-instead = SMS for those without an e-mail address
mailing-sms-hint = Short: one SMS holds 160 Latin or 70 Cyrillic characters

mailing-settings-whom = Whom to write to
mailing-settings-consent-email = Letters only to those who agreed
mailing-settings-consent-sms = SMS only to those who agreed
mailing-settings-consent-hint = Advertising law asks for consent beforehand. For a message in a client’s own matter a mailing can go without it.
mailing-settings-not-within = Not to those written to within
mailing-settings-pace = Pace
mailing-settings-emails-per-minute = Letters a minute
mailing-settings-emails-per-day = Letters a day
mailing-settings-emails-per-day-hint = Mail providers limit a day; 0 for no limit.
mailing-settings-sms-per-minute = SMS a minute
mailing-settings-most-errors = Pause after
mailing-settings-most-errors-hint = So many refusals in a row mean that something is wrong with the mail or the gateway itself.
mailing-settings-safety = Care
mailing-settings-confirm-above = Ask for confirmation above
mailing-settings-confirm-hint = Then the number of recipients is typed before anything goes out.
mailing-settings-opt-out-url = Opt-out page on the office’s site
mailing-settings-opt-out-url-hint = Optional. An address with https:// and { "{token}" }; without it people opt out by letter.
mailing-settings-sample-in-sent = Put one sample into Sent
mailing-settings-sample-hint = The other letters of a mailing do not go into the folder.
mailing-opt-out-line = A line on opting out at the end
mailing-opt-out-line-hint = In a letter the link “no more of these”, in an SMS “Stop: STOP”.
mailing-quiet-from = Quiet hours from
mailing-quiet-to = to
mailing-quiet-hint = Nothing goes out in these hours.
mailing-zero-never = 0 to ignore.
mailing-zero-as-fast = 0 for as fast as the server takes them.
mailing-zero-as-gateway = 0 for as fast as the gateway takes them.
mailing-per-minute = a minute
mailing-per-day = a day
mailing-errors-unit =
    { $count ->
        [one] refusal in a row
       *[other] refusals in a row
    }
mailing-messages-unit =
    { $count ->
        [one] message
       *[other] messages
    }
settings-mailings = Mailings
