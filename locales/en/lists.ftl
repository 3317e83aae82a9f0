# The list of clients: columns, filters, views, bulk actions, activity analysis (C2, C6)
clients-column-kind = Kind
clients-column-address = Address
clients-column-interests = Interests
clients-column-tags = Tags
clients-column-language = Language
clients-column-birthday = Birthday
clients-column-discount = Discount, %
clients-column-notes = Notes
clients-column-do-not-write = Do not write
clients-column-consent-email = Consent to e-mail
clients-column-consent-sms = Consent to SMS
clients-column-created = Created
clients-consent-given = given
clients-consent-refused = refused
clients-consent-not-asked = not asked
clients-language-uk = Ukrainian
clients-language-ru = Russian
clients-language-en = English
clients-language-unknown = unknown

# Columns, pages, printing
table-columns = Columns
table-columns-title = Columns of the table
table-columns-usual = As at first
table-column-left = Further left: { $name }
table-column-right = Further right: { $name }
table-column-hint = Enter sorts · Alt+Shift+arrows move · Shift+arrows widen
table-refresh = Refresh
table-print = Print…
table-export-csv = Save as CSV…
table-export-xlsx = Save as XLSX…
table-rows = Rows
table-endless = endless
table-page = { $from }–{ $to } of { $total }
table-page-before = Previous page
table-page-next = Next page
table-menu = Table actions
table-print-cut =
    { $count ->
        [one] The first { $count } row was printed.
       *[other] The first { $count } rows were printed.
    }
clients-file = clients
clients-exported =
    { $count ->
        [one] { $count } client saved
       *[other] { $count } clients saved
    }

# Filters
filter-add = + Filter
filter-any-value = any
filter-kind = Kind
filter-manager = Manager
filter-manager-every = all
filter-manager-none = nobody
filter-city = City
filter-city-every = all
filter-city-find = Find a city
filter-tags = Tags
filter-tags-every = all
filter-tags-find = Find a tag
filter-nothing-to-choose = Nothing to choose from yet
filter-all-again = Show everybody
filter-language = Language
filter-birthday = Birthday
filter-birthday-any = any day
filter-birthday-today = today
filter-birthday-days =
    { $days ->
        [one] within { $days } day
       *[other] within { $days } days
    }
filter-birthday-month = in { $month }
filter-consent-email = Consent to e-mail
filter-consent-sms = Consent to SMS
filter-do-not-write = Do not write
filter-has-phone = Phone
filter-has-email = E-mail
filter-there = yes
filter-not-there = none
filter-created = Created
filter-silent = Silent
filter-silent-any = any
filter-silent-days =
    { $days ->
        [one] { $days } day or longer
       *[other] { $days } days or longer
    }
filter-open-requests = Open requests
filter-field-filled = filled in
filter-field-empty = empty
filter-field-holds = Contains
filter-apply = Show

# Views
views-all = All
views-label = Saved views
views-save = Save as a view…
views-save-changes = Save the changes
views-new = New view
views-edit = View
views-name = Name
views-name-required = Give the view a name.
views-shared = For everybody here
views-shared-hint = Otherwise you alone see it
views-rename = Rename or share…
views-remove = Remove the view
views-removed = View “{ $name }” removed
views-saved = View “{ $name }” saved
views-actions = Actions of the view “{ $name }”
views-of = Shared by { $name }

# Bulk actions
bulk-label = Actions on the ticked
bulk-ticked =
    { $count ->
        [one] { $count } client ticked
       *[other] { $count } clients ticked
    }
bulk-take-all = Take all that match: { $count }
bulk-untick = Untick
bulk-manager = Manager
bulk-tag = Tag
bulk-interest = Interest
bulk-add = Add…
bulk-drop = Take away…
bulk-tag-add = Add a tag
bulk-tag-drop = Take a tag away
bulk-interest-add = Add an interest
bulk-interest-drop = Take an interest away
bulk-word = Name
bulk-word-required = Write a name.
bulk-more = More
bulk-do-not-write-on = Do not write to them
bulk-do-not-write-off = They may be written to
bulk-language = Language: { $language }
bulk-remove = Remove
bulk-running = Changing clients
work-so-far = { $done } so far
bulk-progress = { $done } of { $total }
bulk-changed =
    { $count ->
        [one] { $count } client changed
       *[other] { $count } clients changed
    }
bulk-removed =
    { $count ->
        [one] { $count } client removed
       *[other] { $count } clients removed
    }
bulk-nothing = Nothing changed: all of them are so already.
bulk-cancelled = Stopped. { $done }
bulk-left-title = Some have stayed
bulk-left-text =
    { $count ->
        [one] { $count } client was not removed: the office still needs what belongs to them.
       *[other] { $count } clients were not removed: the office still needs what belongs to them.
    }
bulk-left-more = and { $count } more
bulk-tied-requests =
    { $count ->
        [one] { $count } request
       *[other] { $count } requests
    }
bulk-tied-contacts =
    { $count ->
        [one] { $count } contact
       *[other] { $count } contacts
    }
bulk-tied-reminders =
    { $count ->
        [one] { $count } reminder
       *[other] { $count } reminders
    }
bulk-tied-files =
    { $count ->
        [one] { $count } file
       *[other] { $count } files
    }
bulk-tied-messages =
    { $count ->
        [one] { $count } message
       *[other] { $count } messages
    }

# Activity analysis
clients-tab-list = List
clients-tab-activity = Activity analysis
activity-period = Count in the period
activity-chart = Clients by their last contact
activity-chart-table = Show as a table
activity-chart-bars = Show as a chart
activity-ago = Last contact
activity-clients = Clients
activity-ago-today = today
activity-ago-week = 1–7 days ago
activity-ago-month = 8–30 days ago
activity-ago-quarter = 31–90 days ago
activity-ago-half-year = 91–180 days ago
activity-ago-year = 181–365 days ago
activity-ago-older = over a year ago
activity-ago-never = never
activity-ago-all = Show everybody
activity-column-last = Last contact
activity-column-silent = Silent, days
activity-column-contacts = Contacts
activity-column-letters = Letters
activity-column-requests = Requests
activity-contact = New contact
activity-empty-title = Nobody matches these filters
activity-empty-text = Choose another bar of the chart or reset the filters.
activity-none-text = Here one sees who has been silent for long. Add the first clients.
activity-never = never
activity-keys = Enter: card · C: new contact
