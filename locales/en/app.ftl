# The whole window: words that several screens share.

# Common actions
action-cancel = Cancel
action-save = Save
action-close = Close
action-edit = Edit
action-remove = Remove
action-undo = Undo
action-retry = Try again
action-find = Find
action-dismiss = Dismiss
action-copy = Copy
action-back = Back
action-forward = Forward
action-more = More
action-show = Show
action-hide = Hide
copied = Copied

# Common words
all = all
none = none
nobody = nobody
me = me
yes = yes
no = no
nothing-found = Nothing found
loading = Loading…
tick-all = Tick all
tick-row = Tick this row
pane-width = Width of the pane
error-details = Details

# Days
day-today = today
day-tomorrow = tomorrow
day-yesterday = yesterday

# The window and its screens
app-name = Deskbell
app-sections = Sections
app-cannot-start = Deskbell could not open the office
screen-requests = Requests
screen-contacts = Contacts and reminders
screen-clients = Clients
screen-outbox = Outbox
screen-unreadable = Unreadable letters
screen-settings = Settings

# The mailbox line in the sidebar
sync-label = Progress of the mailbox
sync-sample = You are looking at sample data.
sync-no-mailbox = No mailbox is connected.
sync-connect = Connect a mailbox
sync-connecting = Connecting to the mailbox…
sync-progress = Letters: { $done } of { $total }
sync-rate = { $rate }/s
sync-left = { $left } left
sync-fresh = Mail received just now
sync-ago = Mail received { $ago } ago
sync-now = Receive mail now
sync-paused = Receiving mail is paused.
sync-retry-at = Next try at { $time }.
sync-retry-now = Try now

# Ctrl+K
palette-title = Find anything
palette-hint = A screen, a command, a request or a client
palette-screens = Go to
palette-commands = Commands
palette-requests = Requests
palette-clients = Clients
palette-theme-system = Theme: as in the system
palette-theme-light = Theme: light
palette-theme-dark = Theme: dark
palette-language = Language: { $name }

# Shortcuts
keys-title = Keyboard shortcuts
keys-text = They go by the place of the key and work in any layout.
keys-everywhere = Everywhere
keys-list = In the list
keys-request = In a request
keys-palette = Find anything
keys-new-request = New request
keys-sheet = This sheet
keys-next = Next
keys-previous = Previous
keys-open = Open and reply
keys-tick = Tick
keys-search = Search
keys-leave = Leave, clear
keys-reply = Reply
keys-note = Note
keys-close = Close the request
keys-unread = Read / unread
keys-take = Assign to me
keys-send = Send

# About
about-open = About Deskbell
about-version = Version { $version }
about-text = The front desk of a small office: one mailbox, every client, no forgotten promise.
about-licence = Free software under the MIT or Apache 2.0 licence. Your data stays on this computer.

# Printed where a window cannot be opened.
launch-help =
    deskbell [--data FOLDER] [--sample]
    {"  "}--data FOLDER  where the office’s data lie, otherwise the system’s place or DESKBELL_DATA
    {"  "}--sample       a new office begins with sample data and asks nothing
    An office on a PostgreSQL server: DESKBELL_DB=postgres://user@host/office. Without a window: deskbell-cli --help.
launch-no-display = Deskbell opens a window, and there is no display here. Start it in a graphical session, or use deskbell-cli.
