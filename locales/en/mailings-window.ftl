# The screens of mailings (S1–S6).
screen-mailings = Mailings
mailing-add = + Mailing
mailing-open = Open
mailing-copy = Make a copy
mailing-removed = The mailing “{ $name }” was removed
mailing-keys = N: new · Enter: open · Del: remove
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
mailing-waits-start = Starts { $until }.
mailing-waits-quiet-hours = Quiet hours: goes on { $until }.
mailing-waits-day-limit = The day’s limit of letters is reached: goes on { $until }.
mailing-waits-server = The server or gateway does not answer. Next try: { $until }.
mailing-waits-retry = The rest will be tried again: { $until }.
mailing-state-paused-of = paused, { $done } of { $all }
mailing-state-starts = starts { $at }

mailing-states = Messages by state


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
mailing-add-opt-out-line = A line on opting out at the end
mailing-add-opt-out-line-hint = In a letter the link “no more of these”, in an SMS “Opt out: STOP”.
mailing-add-opt-out-letter = A line on opting out at the end of letters
mailing-add-opt-out-letter-hint = The link “no more of these”.
mailing-add-opt-out-sms = “Opt out: STOP” at the end of SMS
mailing-add-opt-out-sms-hint = Whoever answers STOP gets no more mailings.
mailing-add-opt-out-sms-unheard = Answers to SMS do not reach Deskbell, so the word STOP would not either. In the SMS settings switch receiving on, and send from a number instead of a name.
sms-with-opt-out = with the opt-out line
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

mailing-steps = Steps of the mailing
mailing-step-whom = Whom
mailing-step-what = What
mailing-step-send = Check and send
mailing-next = Next
mailing-kept = saved
mailing-keeping = saving…
mailing-not-kept = not saved
mailing-more = More actions

mailing-people = Recipients
mailing-people-will =
    { $count ->
        [0] No recipients yet
        [one] { $count } person will get it
       *[other] { $count } people will get it
    }
mailing-people-left-out = { $count } left out
mailing-people-clients = Choose clients
mailing-people-view = By a view
mailing-people-file = From a file…
mailing-people-file-choose = File with recipients
mailing-people-list = Paste a list
mailing-people-clear = Take everybody off
mailing-people-added =
    { $count ->
        [one] { $count } person was added.
       *[other] { $count } people were added.
    }
mailing-people-known =
    { $count ->
        [one] { $count } was there already.
       *[other] { $count } were there already.
    }
mailing-people-unusable =
    { $count ->
        [one] { $count } line has neither an e-mail nor a phone.
       *[other] { $count } lines have neither an e-mail nor a phone.
    }
mailing-people-show = Show
mailing-people-who-will = who will get it
mailing-people-search = Find a recipient
mailing-people-empty-title = Whom to write to?
mailing-people-empty-text = Choose clients or a file, or paste a list of addresses or phones from a table.
mailing-person-unnamed = no name
mailing-person-remove = Take off the mailing
mailing-consent-needed = Only those who agreed
mailing-consent-not-needed-hint = Everybody who did not refuse. Only for a client’s own matter.
filter-everybody = everybody

mailing-choose-title = Clients for the mailing
mailing-choose-all = All found ({ $count })
mailing-choose-ticked = Add ({ $count })
mailing-paste-title = List of recipients
mailing-paste-text = Copy columns from a table together with their titles, or drop a CSV file here. The other columns can be used in the text.
mailing-paste-example =
    Name;E-mail;Phone;Sum
    Iryna Melnyk;iryna@example.com;050 123-45-67;1200
mailing-paste-add = Add
mailing-paste-too-large = The file is too large. Split it into parts of up to 50 MB.

variable-insert = Insert a variable
variable-field = card field
variable-column = list column
variable-fallback = something else where empty
variable-fallback-example = your town
variable-condition = a part on a condition
variable-condition-example = Your discount is waiting!
variable-client-name = Client’s name
variable-client-city = Client’s city
variable-client-address = Client’s address
variable-client-phone = Client’s phone
variable-client-email = Client’s e-mail
variable-client-discount = Client’s discount, %
variable-client-interests = Client’s interests
variable-client-terms = Extra terms
variable-client-birthday = Birthday
variable-client-manager = Client’s manager
variable-office-name = Name of the office
variable-office-email = E-mail of the office
variable-employee-name = Your name
variable-employee-phone = Your phone
variable-employee-email = Your e-mail
variable-mailing-name = Name of the mailing
variable-message-address = Recipient’s address
variable-date-today = Today’s date

sms-parts = { $count } SMS
sms-left =
    { $count ->
        [one] { $count } character left
       *[other] { $count } characters left
    }
sms-cyrillic = Cyrillic: 70 characters in an SMS
sms-forced = because of { $signs } only 70 characters fit into an SMS
sms-with-values = (before values are put in)

mailing-preview = As the recipient will see it
mailing-preview-to = To
mailing-preview-from = From
mailing-preview-nobody = an example, no recipients yet
mailing-preview-no-subject = (no subject)
mailing-preview-before = Previous recipient
mailing-preview-next = Next recipient

mailing-check = What will be sent
mailing-check-emails =
    { $count ->
        [one] { $count } letter
       *[other] { $count } letters
    }
mailing-check-sms = { $count } SMS
mailing-check-nobody = Nobody to send to.
mailing-check-left-out = { $reason }:
mailing-how = How to send
mailing-later = Begin later
mailing-later-at = Begins { $at }
mailing-later-past = That time has passed: it begins at once.
mailing-later-needed = Give the day and the time to begin.
mailing-later-day = Day
mailing-later-time = Time
mailing-pace = No faster than
mailing-zero-as-server = 0 for as fast as the server or gateway takes them.
mailing-test = Test to myself
mailing-test-title = Test message
mailing-test-text = Sends once to your own address what the recipient would see.
mailing-test-email = Your e-mail address
mailing-test-phone = Your phone
mailing-test-send = Send the test
mailing-test-sent = The test was sent to { $address }
mailing-confirm = To confirm, type { $count }
mailing-send =
    { $count ->
        [one] Send { $count } message
       *[other] Send { $count } messages
    }
mailing-send-later = Schedule ({ $count })

mailing-speed = { $count } a minute
mailing-left = { $time } left
mailing-pause = Pause
mailing-resume = Go on
mailing-stop = Stop for good
mailing-stop-title = Stop this mailing for good?
mailing-stop-text =
    { $count ->
        [0] It cannot be gone on with afterwards.
        [one] { $count } message will never be sent, and the mailing cannot be gone on with afterwards. To interrupt it only, press Pause.
       *[other] { $count } messages will never be sent, and the mailing cannot be gone on with afterwards. To interrupt it only, press Pause.
    }
mailing-retry = The failed once more ({ $count })
mailing-retry-uncertain = Send the uncertain ones again ({ $count }): I looked, they did not arrive
mailing-retried =
    { $count ->
        [one] { $count } message waits to be sent again
       *[other] { $count } messages wait to be sent again
    }
mailing-retry-at = again { $at }
mailing-paused-because = Paused:
mailing-uncertain =
    { $count ->
        [one] Nobody knows whether { $count } message left: the line broke after it was handed over. It is not sent twice by itself.
       *[other] Nobody knows whether { $count } messages left: the line broke after they were handed over. They are not sent twice by themselves.
    }
mailing-answered = answered
mailing-fact-answered =
    { $count ->
        [one] { $count } answer
       *[other] { $count } answers
    }
mailing-fact-auto-replies =
    { $count ->
        [one] { $count } automatic answer
       *[other] { $count } automatic answers
    }
mailing-fact-bounced =
    { $count ->
        [one] { $count } address does not exist
       *[other] { $count } addresses do not exist
    }
mailing-fact-opted-out =
    { $count ->
        [one] { $count } opted out
       *[other] { $count } opted out
    }
mailing-fact-parts =
    { $count ->
        [one] { $count } SMS part
       *[other] { $count } SMS parts
    }
mailing-fact-cost = about { $sum }
mailing-export = Save the log
mailing-export-title = Where to save the log
mailing-exported =
    { $count ->
        [one] { $count } row was saved
       *[other] { $count } rows were saved
    }
message-column-when = When

mailing-to-client = Send message to the client
mailing-to-clients = Send message
mailing-start-title =
    { $count ->
        [one] Send message to the client
       *[other] Send message to { $count } clients
    }
mailing-start-phone = SMS to { $phone }
mailing-start-earlier = Mailing
mailing-start-new = new
mailing-start-copied = A copy with the same text will be made.
mailing-column-way = By, or why not
mailing-estimate-through = by { $gateway }
mailing-estimate-balance = { $sum } on the account
mailing-estimate-longest =
    { $count ->
        [one] the longest has { $count } part
       *[other] the longest has { $count } parts
    }
mailing-estimate-unicode =
    { $count ->
        [one] In { $count } SMS a part holds only 70 characters because of: { $signs }
       *[other] In { $count } SMS a part holds only 70 characters because of: { $signs }
    }
mailing-estimate-unpriced =
    { $count ->
        [one] The table has no price for { $count } number: the sum leaves it out.
       *[other] The table has no price for { $count } numbers: the sum leaves them out.
    }
mailing-estimate-short = There is less on the account than the mailing will cost. Top it up, or the mailing will stop half-way.
