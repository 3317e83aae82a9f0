# The whole window: words that several screens share.

# Common actions
action-cancel = Cancel
action-save = Save
action-close = Close
action-add = Add
action-edit = Edit
action-remove = Remove
action-undo = Undo
action-retry = Try again
action-find = Find
action-dismiss = Dismiss
action-copy = Copy
action-open = Open
action-back = Back
action-forward = Forward
action-more = More
action-choose = Choose
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
