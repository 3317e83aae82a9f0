# Letters: the conversation, reading, writing, the outbox (M6–M11).

# The conversation
conversation-label = Conversation: { $subject }
conversation-none = Choose a request
conversation-none-text =
    { $unread ->
        [0] J and K go through the list, Ctrl K finds anything.
        [one] { $unread } unread request. J and K go through the list.
       *[other] { $unread } unread requests. J and K go through the list.
    }
conversation-no-mailbox = No letters come in yet
conversation-no-mailbox-text = Connect the office’s mailbox in Settings, and its letters become requests.
conversation-earlier =
    { $count ->
        [one] Show { $count } earlier entry
       *[other] Show { $count } earlier entries
    }
conversation-newer = New letter
conversation-print = Print

# One letter
letter-from = Letter: { $name }
letter-ours = reply to: { $to }
letter-cc = Copy: { $people }
letter-more = Actions: { $name }
letter-reply = Reply
letter-reply-all = Reply to all
letter-quote = Reply with quotation
letter-plain = Plain text
letter-why = Why here?
letter-source = Source
letter-source-cut = Only the beginning is shown. Save the letter to see all of it.
letter-save = Save as .eml
letter-saved = Letter saved
letter-print = Print this letter
letter-subject = Subject
letter-quoted = quotation
letter-kind-auto-reply = automatic answer
letter-kind-bounce = delivery report
letter-kind-newsletter = newsletter
letter-kind-mailing = copy of a mailing
letter-kind-opt-out = opt-out
letter-pictures =
    { $count ->
        [one] { $count } picture is on the internet and was not loaded.
       *[other] { $count } pictures are on the internet and were not loaded.
    }
letter-pictures-show = Show pictures
letter-pictures-always = Always for { $address }
letter-pictures-never = Show no more pictures from { $address }
letter-pictures-coming = Fetching the pictures…
letter-coming = Loading the letter…
letter-mismatch =
    { $count ->
        [one] Careful: the link “{ $shown }” really leads to { $target }.
       *[other] Careful: { $count } links lead elsewhere than they show, such as “{ $shown }” to { $target }.
    }

# Why a letter is in this request
why-first = It began this request: it answers no letter known here.
why-in-reply-to = It says which letter it answers, and that letter is in this request.
why-references = It names earlier letters of this request.
why-token = Its subject holds the number of this request, and the sender takes part in it.
why-child = A letter that came earlier answers this one and is in this request.
why-ours = It was written in this request.
why-moved = Somebody moved it here.
why-bounce = It reports that a letter of this request was not delivered.

# Links
link-title = Open this link?
link-open = Open in the browser
link-mismatch = The letter shows “{ $shown }”, but the link leads elsewhere. It may be a fraud.
link-leads = { $text }, leads to { $target }

# Attachments
file-list = Attachments
file-open = Open { $name }
file-save = Save
file-save-one = Save { $name }
file-save-all = Where to save the attachments
file-save-all-short = Save all
file-saved = Saved: { $name }
file-saved-all =
    { $count ->
        [one] { $count } file saved
       *[other] { $count } files saved
    }
file-program = This file is a program
file-program-text = “{ $name }” can do anything on this computer. Open it only if you expected it and know who made it.
file-open-anyway = Open all the same
file-leave = Do not open

# State of a letter of ours
letter-goes-out = The letter is going out
letter-queued = waits to be sent
letter-sending = is being sent…
letter-retry = not sent yet, will be tried again
letter-retry-at = not sent yet, next try at { $time }
letter-retry-now = Try now
letter-cancel = Do not send
letter-failed = Not sent
letter-uncertain = It is not known whether this letter went out
letter-uncertain-text = The line broke just after the letter was handed over. Look into the Sent folder or ask the recipient, then decide.
letter-was-sent = It was sent
letter-send-again = Send again
letter-not-delivered = Not delivered to { $recipient }:

# Notes
note-title = Note
note-hint = Only for the office: the client never sees it
note-pinned = pinned
note-pin = Pin to the top
note-unpin = Unpin
note-pin-tick = Pin to the top
note-save = Add the note
note-more = Actions with the note
note-removed = Note removed

# Writing
write-label = Write
write-reply = Reply
write-note = Note
write-hint = Write a reply…
write-copy = Copy and subject
write-discard = Discard
write-discarded = Draft discarded
write-other = You have another draft in this request.
write-other-open = Open it
write-saved = Saved { $time }
write-attach = Attach
write-then = then
write-status-same = Leave the status
write-options = When sending
write-assign-me = Assign to me
write-back = Back to the list afterwards
write-send = Send
write-send-all-the-same = Send all the same
write-newer = A newer letter arrived while you were writing. It is shown above; read it, then send.
write-forgot = The text speaks of an attachment, yet nothing is attached.
write-anyway = Send without it
write-drop = Drop to attach
attach-title = Files to attach
attach-remove = Remove { $name }
attach-big = Altogether { $size }: many mailboxes refuse letters over 20–25 MB.
# Beginnings of words that speak of an attachment; a warning follows when nothing is attached.
attachment-words = attach, enclosed, enclosing, please find the file, see the file
address-to = To
address-cc = Copy
address-bcc = Hidden
address-remove = Remove { $address }
address-wrong = “{ $address }” is not a complete address

# Formatting
tool-label = Formatting
tool-bold = Bold
tool-italic = Italic
tool-underline = Underline
tool-strike = Strike through
tool-bullets = Bulleted list
tool-numbers = Numbered list
tool-quote = Quotation
tool-link = Link
tool-link-address = Address of the link
tool-link-set = Insert
tool-clear = Clear formatting

# Outbox
outbox-text = Letters that have not gone out yet.
outbox-empty = Everything is sent
outbox-empty-text = Letters wait here while there is no connection, and go out by themselves.
outbox-copies = Copies missing from Sent
outbox-copies-text = The letters went out and are in Deskbell, but the mail server refused many times to take their copies into Sent.
outbox-copy-drop = Do without the copy
outbox-attempts =
    { $count ->
        [one] { $count } attempt so far
       *[other] { $count } attempts so far
    }

# Unreadable letters
unreadable-text = They came, but could not be understood. Nothing is lost: look at the source, save it or try again.
unreadable-empty = Every letter could be read
unreadable-empty-text = A letter that cannot be understood would be listed here and not be lost.
unreadable-tries =
    { $count ->
        [one] { $count } attempt
       *[other] { $count } attempts
    }
unreadable-read = The letter could be read and is in Requests
unreadable-still = The letter still cannot be read

# Automatic letters
outside-title = Letters outside of requests
automatic-title = Automatic letters
automatic-text = Automatic replies, delivery failures and newsletters that Deskbell made no request of.
automatic-empty = No automatic letters
automatic-empty-text = An automatic reply or a newsletter that opened no request is listed here and not lost.
automatic-from = From
automatic-rule = Why no request
automatic-make = Make a request
