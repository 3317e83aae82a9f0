# A client's card: tags, own fields, consent, files, timeline
error-bad-birthday = This is no birthday. Give the day and month, and the year if you know it.
error-field-named = There is a field named “{ $name }” already. Name this one differently.
error-bad-field-value =
    { $kind ->
        [number] The field “{ $field }” takes a number.
        [date] The field “{ $field }” takes a day of the calendar.
        [list] Choose a value of the list for the field “{ $field }”.
       *[other] The value does not fit the field “{ $field }”. Choose another.
    }
error-invalid-country = There is no such country in the list. Choose another.
error-client-file-too-big = The file is too large: at most { $megabytes } MB. Make it smaller, or keep it outside Deskbell and put a link into the notes.

client-tab-card = Card
client-tab-files = Files
client-tab-timeline = Timeline
client-unsaved = This was typed last time and not saved.
client-unsaved-discard = Discard
unsaved-not-kept = What you typed could not be kept for later. Save it before you close this window.
client-call = Call { $phone }
client-call-short = Call
client-sms = SMS to { $phone }
client-sms-short = SMS
client-copy = Copy { $value }
client-copy-short = Copy
client-write = Write to { $email }
client-write-short = Write
open-none-call = No program on this computer makes calls. { $value } is copied.
open-none-call-uncopied = No program on this computer makes calls. The number is { $value }.
open-unheard-call = Calling { $value }. If no program opened, this computer has none for calls.
call-log = Called { $value }: log the call?
call-log-act = Log it
open-none-letter = No mail program is set up on this computer. { $value } is copied.
open-none-letter-uncopied = No mail program is set up on this computer. The address is { $value }.
open-unheard-letter = Writing to { $value }. If no program opened, this computer has none for mail.
client-do-not-write = Do not write
client-do-not-write-hint = Mailings and SMS pass this client over, whatever they agreed to. Before a letter of theirs is answered, Deskbell asks.
client-do-not-write-short = Do not write
client-consent-sms = Consent to SMS:
client-consent-email = Consent to e-mail:
client-consent-unasked = not asked
client-consent-given = given
client-consent-refused = refused
client-consent-source = how it is known
client-consent-sms-source = How the consent to SMS is known
client-consent-email-source = How the consent to e-mail is known
client-consent-sms-day = Day of the consent to SMS
client-consent-email-day = Day of the consent to e-mail
client-language = Language
client-language-none = not known
client-birthday = Birthday
client-birthday-hint = 20/11/1984 or 20/11
client-birthday-age =
    { $age ->
        [one] { $age } year
       *[other] { $age } years
    }
client-birthday-today = today!
client-birthday-next =
    { $days ->
        [1] { $day }
        [one] { $day }, in { $days } day
       *[other] { $day }, in { $days } days
    }
client-tags = Tags
client-tags-hint = wholesale, regular
client-own-none = —
words-remove = Remove “{ $word }”

client-files-empty = No files yet
client-files-empty-text = Drop a layout here, paste a screenshot, or choose a file.
client-files-hint = or drop it here, or paste
client-file-add = Add a file
client-file-known = “{ $name }” is here already
client-file-look = Look at { $name }
client-file-open = Open
client-file-save = Save
client-file-remove = Remove { $name }
client-file-removed = Removed: { $name }
client-file-stop = Stop
client-file-progress = { $done } of { $all }
client-file-program-text = “{ $name }” can do anything with this computer. Open it only if you know who made it.

timeline-kinds = What to show
timeline-all = Everything
timeline-kind-letter = Letters
timeline-kind-contact = Contacts
timeline-kind-reminder = Reminders
timeline-kind-request = Requests
timeline-kind-note = Notes
timeline-kind-file = Files
timeline-kind-change = Changes
timeline-empty = Everything with the client will stand here
timeline-empty-text = Letters, contacts, reminders that were done, requests, notes and files, newest first.
timeline-nothing = Nothing of the kind with this client yet
timeline-more = Show more
timeline-letter-incoming = Client’s letter
timeline-letter-outgoing = Our letter
timeline-contact-call =
    { $direction ->
        [outgoing] We called
       *[incoming] Client called
    }
timeline-contact-letter =
    { $direction ->
        [outgoing] We wrote
       *[incoming] Client wrote
    }
timeline-contact-sms =
    { $direction ->
        [outgoing] Our SMS
       *[incoming] Client’s SMS
    }
timeline-contact-visit = Visit
timeline-contact-other = Contact
timeline-reminder = Done
timeline-request = Request
timeline-note = Note
timeline-file = File
timeline-change = Card
timeline-changed = changed: { $fields }
timeline-what-created = added to the directory
timeline-what-file-removed = file removed
timeline-what-file-restored = file brought back
timeline-what-other = changed
timeline-field-kind = person or company
timeline-field-name = name
timeline-field-phones = phones
timeline-field-emails = e-mail addresses
timeline-field-city = city
timeline-field-address = address
timeline-field-interests = interests
timeline-field-tags = tags
timeline-field-discount = discount
timeline-field-terms = terms
timeline-field-notes = notes
timeline-field-manager-id = manager
timeline-field-language = language
timeline-field-birthday = birthday
timeline-field-do-not-write = “do not write”
timeline-field-consents = consent
timeline-field-own = own fields

client-panel-language = Language
client-panel-birthday = Birthday
client-panel-files = Files
client-panel-all-files = All files: { $count }
client-panel-timeline = Whole timeline

settings-client-fields = Client fields
settings-client-fields-text = These fields stand on every client’s card. One that is no longer wanted is switched off: what was written in it stays.
settings-client-field-name = Name of the field
settings-client-field-kind = Kind
settings-client-field-kind-text = text
settings-client-field-kind-number = number
settings-client-field-kind-date = date
settings-client-field-kind-list = list
settings-client-field-kind-checkbox = checkbox
settings-client-field-choices = Choices, with commas between
settings-client-field-active = on cards
settings-client-field-up = Up: { $name }
settings-client-field-down = Down: { $name }
settings-client-field-new = New field
settings-client-field-add = Add
settings-client-fields-empty = No fields of your own yet. For example: “Run”, a number, or “Material”, a list.
settings-country = Country
settings-country-hint = Phones without a country code are read as local ones.
