# Requests: the list, their states and what is done to them (R1–R18).

# Views
view-open = Requests
view-mine = Mine
view-unassigned = Unassigned
view-overdue = Overdue
view-urgent = Urgent
view-no-reply = No reply
view-closed = Closed
view-archive = Archive
view-spam = Spam
view-all = All requests
chip-open = Open
chip-closed = Closed
chip-archive = Archive
chip-spam = Spam
chip-all = All

# Statuses and sources
status-new = New
status-in-work = In work
status-waiting = Waiting for the client
status-done = Done
status-refused = Refused
status-spam = Spam
source-mail = mail
source-phone = phone
source-form = website form
source-sms = SMS

# The list
requests-search = Search in requests
requests-which = Which requests
requests-oldest = Oldest first
requests-newest = Newest first
requests-refresh = Refresh
requests-bulk = For the ticked requests
requests-ticked = { $count } ticked
requests-untick = Untick all
requests-none-found = Nothing found
requests-none-found-text = Try the beginning of a word, a number or a phone.
requests-none-here = Not among these requests.
requests-search-everywhere = Search in all requests
requests-of-client = Client:
requests-of-everybody = Show every client’s requests
requests-empty-open = All answered
requests-empty-open-text = New letters become requests here by themselves. A call or a visit can be written down by hand.
requests-empty-mine = Nothing is assigned to you
requests-empty-unassigned = Every request has somebody
requests-empty-overdue = Nothing is overdue
requests-empty-urgent = Nothing is urgent
requests-empty-no-reply = Everybody has answered
requests-empty-closed = Nothing is closed yet
requests-empty-archive = The archive is empty
requests-empty-spam = No spam
requests-empty-all = There are no requests yet

# One request
request-unread = unread
request-nobody = Unknown person
request-no-subject = No subject
request-has-files = with attachments
request-overdue =
    { $days ->
        [0] overdue today
        [one] overdue by { $days } day
       *[other] overdue by { $days } days
    }
request-no-reply =
    { $days ->
        [one] no reply for { $days } day
       *[other] no reply for { $days } days
    }
request-urgent = urgent
request-retry = letter not sent yet
request-failed = letter not sent
request-uncertain = sending uncertain
request-not-delivered = not delivered
request-until = until { $day }
request-status = Status
request-assignee = Assignee
request-nobody-assigned = Nobody
request-client = Client
request-mark-read = Mark as read
request-mark-unread = Mark as unread
request-edit = Edit the request
request-copy-number = Copy the number
request-close = Close
request-assign = Assign
request-status-set =
    { $count ->
        [one] Status: { $status }
       *[other] { $count } requests: { $status }
    }
request-assigned =
    { $count ->
        [one] Assigned to { $name }
       *[other] { $count } requests assigned to { $name }
    }
request-unassigned =
    { $count ->
        [one] Nobody is responsible now
       *[other] { $count } requests without an assignee
    }

# A new request
request-add = + Request
request-new = New request
request-create = Create
request-who = Who asks
request-who-hint = A client from the directory, or only a name
request-who-other = Choose somebody else
request-phone = Phone
request-email = E-mail
request-subject = Subject
request-subject-needed = Say in a few words what it is about.
request-comment = Comment
request-deadline = Deadline
request-deadline-hint = Empty means no deadline
request-urgent-tick = Urgent

# Events of the history
event-created = request created
event-assigned = assigned to { $name }
event-unassigned = assignee removed
event-status = status: { $status }
event-client = client added
event-joined = request № { $number } joined to this one
