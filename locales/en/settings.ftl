# Settings: general and backup. The mailbox has a file of its own.
settings-title = Settings
settings-section = Section
settings-group-office = Office
settings-group-me = Me
settings-group-mail = Mail and SMS
settings-group-people = People
settings-group-data = Data
settings-general = General
settings-mailbox = Mailbox
settings-undo = Undo
settings-backup = Backup
settings-saved = Saved
settings-discard = Discard changes
settings-unsaved = Save the changes?
settings-unsaved-text = What you changed here is not saved yet.
settings-unsaved-stay = Stay here
settings-unsaved-discard = Don’t save

settings-office = Office
settings-office-name = Name of the office
settings-office-name-required = Give the name of the office.
settings-language = Language
settings-time-zone = Time zone
settings-time-zone-system = as in the system ({ $zone })
settings-time-zone-hint = Days of reminders and deadlines are counted in it.

settings-me = My data
settings-my-name = My name
settings-my-name-hint = Colleagues see you by it; clients too, when the mailbox has no sender’s name of its own.
settings-my-name-required = Give your name.
settings-my-signature = Signature in letters
settings-my-signature-hint = Added to every answer that you begin.
settings-signature-no-files = Only a small picture (PNG, JPEG, GIF or WebP) can be put into the signature.
settings-theme = Appearance
settings-theme-hint = For you alone.
settings-theme-system = as in the system
settings-theme-light = light
settings-theme-dark = dark

settings-requests = Requests
settings-number-template = Number template
settings-number-example = The next number will look like { $example }
settings-number-hint = { "{yyyy}" } or { "{yy}" } is the year, { "{mm}" } the month, { "{00000}" } the number with zeros.
settings-number-digits = The template needs exactly one place for the number, such as { "{00000}" }.
settings-number-unknown = Deskbell does not know “{ $part }”. Keep to { "{yyyy}" }, { "{mm}" } and { "{00000}" }.
settings-conversation-order = Conversation
settings-conversation-oldest = oldest first
settings-conversation-newest = newest first
settings-archive-days = To the archive go letters older than
settings-archive-hint = In the first sync such letters come in as closed requests, without notices.
settings-no-reply-days = “No reply” when the client is silent for
settings-no-reply-hint = Counted from our last letter.
settings-days =
    { $count ->
        [one] day
       *[other] days
    }
settings-days-wrong = Give a whole number of days from { $least } to { $most }.

settings-sample = Sample data
settings-sample-text = The office now holds invented clients and letters to look around in. Your own records will stay.
settings-sample-remove = Remove sample data
settings-sample-sure = Remove all invented clients, letters, contacts and reminders? They can be brought back within 30 days: Settings → Undo.
settings-sample-keep = Keep
settings-sample-removed = Sample data removed

settings-backup-text = A copy of the whole office in one file. Once written, Deskbell opens it and compares it with the original.
settings-backup-make = Make a backup…
settings-backup-making = Making and checking the backup…
settings-backup-last = Last checked backup
settings-backup-never = There has been no backup yet. Make the first: it takes a few seconds.
settings-backup-gone = The file of the last backup is no longer in its place. Make a new one, best on another disk.
settings-backup-done = Backup written and checked
settings-backup-size = Size
settings-backup-place = Place
settings-backup-when = When
settings-backup-counts =
    { $rows ->
        [one] { $rows } row
       *[other] { $rows } rows
    } in { $tables ->
        [one] { $tables } table
       *[other] { $tables } tables
    }
settings-backup-checked = Checked
settings-backup-file = deskbell-{ $day }.db

# Categories (K5) and optional parts (K9)
settings-categories = Categories
settings-categories-text = Categories of contacts and reminders. One that is switched off is not offered for new records and stays on those that have it.
settings-category-name = Name of the category
settings-category-new = New category
settings-category-add = Add
settings-category-active = In use
settings-category-up = Up: { $name }
settings-category-down = Down: { $name }
settings-parts = Optional parts
settings-parts-text = What is off is shown nowhere and does not ring. Nothing is lost: it comes back when you switch it on.
settings-part-client-interaction = Client interaction
settings-part-client-interaction-hint = Reminders and clients’ interests
settings-part-mass-mailing = Mass SMS and e-mail
settings-part-mass-mailing-hint = Messages to many clients at once
