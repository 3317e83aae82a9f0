# Undo: what was done, what can be taken back, and what came of it.
undo-text = Merges, imports, changes to several records and deletions can be undone for 30 days. Whatever somebody changed since stays as it is.
undo-column-at = When
undo-column-what = What was done
undo-column-employee = Who
undo-column-state = State
undo-column-act = Undo
undo-by-itself = Deskbell
undo-state-until = possible until
undo-state-done = undone by { $name }
undo-state-part = undone in part: { $restored } of { $total }
undo-state-not-yours = not yours
undo-state-not-yours-why = Only whoever did it, or an administrator, can undo it.
undo-empty-title = Nothing to undo
undo-empty-text = Deletions, imports, merges and changes to several records will stand here.
undo-done = Undone
undo-redo = Redo
undo-part = { $restored } of { $total } restored.
undo-kept-changed = { $count ->
    [one] { $count } was changed since and stays as it is.
   *[other] { $count } were changed since and stay as they are.
}
undo-kept-used = { $count ->
    [one] { $count } stays: something new belongs to it.
   *[other] { $count } stay: something new belongs to them.
}
undo-kept-taken = { $count ->
    [one] { $count } did not come back: its place is taken.
   *[other] { $count } did not come back: their places are taken.
}
undo-kept-gone = { $count ->
    [one] { $count } was removed since.
   *[other] { $count } were removed since.
}
undo-kept-missing = { $count ->
    [one] { $count } did not come back: what it belonged to is gone.
   *[other] { $count } did not come back: what they belonged to is gone.
}
undo-kept-untied = { $count ->
    [one] { $count } came back without its tie to what is gone.
   *[other] { $count } came back without their ties to what is gone.
}
deed-removal = Removed: { $things }
deed-bulk = Changed: { $things }
deed-import = Imported: { $things }
deed-merge = Merged: { $things }
deed-undo = Undone: { $things }
deed-things-client = { $count ->
    [one] { $count } client
   *[other] { $count } clients
}
deed-things-request = { $count ->
    [one] { $count } request
   *[other] { $count } requests
}
deed-things-contact = { $count ->
    [one] { $count } contact
   *[other] { $count } contacts
}
deed-things-reminder = { $count ->
    [one] { $count } reminder
   *[other] { $count } reminders
}
deed-things-note = { $count ->
    [one] { $count } note
   *[other] { $count } notes
}
deed-things-draft = { $count ->
    [one] { $count } draft
   *[other] { $count } drafts
}
deed-things-role = { $count ->
    [one] { $count } role
   *[other] { $count } roles
}
deed-things-mailing = { $count ->
    [one] { $count } mailing
   *[other] { $count } mailings
}
deed-things-view = { $count ->
    [one] { $count } saved view
   *[other] { $count } saved views
}
deed-things-sample = the sample data
deed-things-other = { $count ->
    [one] { $count } record
   *[other] { $count } records
}
deed-field-status = status
deed-field-assignee-id = assignee
deed-field-done = done
deed-field-day = another day
deed-field-snoozed-until = put off
deed-field-apart = not duplicates
