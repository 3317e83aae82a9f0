# Duplicates: who looks like whom, merging of cards (C3)
duplicates-tab = Duplicates
duplicates-why-phone = the same phone: { $value }
duplicates-why-email = the same e-mail: { $value }
duplicates-why-name = names alike
duplicates-more = and { $count } more
duplicates-merge = Merge…
duplicates-apart = Not the same
duplicates-apart-done =
    { $count ->
        [one] { $count } card no longer counts as a duplicate
       *[other] { $count } cards no longer count as duplicates
    }
duplicates-open = Card: { $name }
duplicates-keys = ↑ ↓: group · Enter: merge · Del: not the same
duplicates-keys-read = ↑ ↓: group
duplicates-empty-title = No duplicates found
duplicates-empty-text = Clients with the same phone, the same e-mail or a name alike will stand here, so that one card can be made of several.
duplicates-with = Merge with…

merge-title =
    { $count ->
        [one] Merge { $count } card
       *[other] Merge { $count } cards
    }
merge-text = Where the cards differ, choose what stays.
merge-text-agree = The cards do not contradict each other: there is nothing to choose.
merge-keep = This card stays
merge-created = Created { $at }
merge-leave-out = Do not merge { $name }
merge-leave-out-short = Leave out
merge-notes-all = All, one under another
merge-refusals = Whoever refused letters, SMS or mailings on any of the cards has refused them still.
merge-quiet =
    { $count ->
        [one] { $count } more field with nothing to choose
       *[other] { $count } more fields with nothing to choose
    }
merge-tied = Goes over to “{ $name }”: { $things }.
merge-tied-nothing = Nothing is tied to the other cards.
merge-request =
    { $count ->
        [one] { $count } request
       *[other] { $count } requests
    }
merge-contact =
    { $count ->
        [one] { $count } contact
       *[other] { $count } contacts
    }
merge-reminder =
    { $count ->
        [one] { $count } reminder
       *[other] { $count } reminders
    }
merge-file =
    { $count ->
        [one] { $count } file
       *[other] { $count } files
    }
merge-undoable = A merge can be undone for 30 days.
merge-do = Merge
merge-done =
    { $count ->
        [one] { $count } card merged: { $name }
       *[other] { $count } cards merged: { $name }
    }
merge-with-title = Merge with whom
merge-with-text = Two cards become one. Next you see where they differ.
merge-with-next = Compare…
merge-with-required = Choose a client.
merge-with-itself = That is the same card. Choose another one.
merge-with-save-first = The card holds something unsaved. Save it first.
bulk-merge = Merge into one card…
