# Mailings (S1–S8).
mailing-new-name = New mailing
mailing-copy-name = { $name } (copy)

# The line that lets one opt out
mailing-opt-out-line = Get no more of these letters
mailing-opt-out-sms = Opt out: STOP
mailing-opt-out-sms-latin = Opt out: STOP

# State of a message
message-state-queued = waiting
message-state-submitting = being sent
message-state-accepted = accepted
message-state-delivered = delivered
message-state-failed = not delivered
message-state-refused = refused
message-state-uncertain = unknown
message-state-left-out = not written to
message-state-received = received
message-way-email = e-mail
message-way-sms = SMS

# Why somebody is left out
left-out-no-address = no address or phone
left-out-opted-out = opted out
left-out-no-consent = no consent
left-out-do-not-write = “do not write” on the card
left-out-bounced = the address does not work
left-out-duplicate = the same address again
left-out-recent = got a mailing lately
left-out-removed = taken off by hand
left-out-stopped = the mailing was stopped

# Columns of the log
message-column-who = To
message-column-way = Way
message-column-address = Address
message-column-state = State
message-column-reason = Reason
message-column-submitted = Sent
message-column-accepted = Accepted
message-column-done = Outcome
message-column-attempts = Attempts
message-column-parts = Parts
message-column-cost = Cost
message-column-answer = Answer

# Errors
error-mailing-begun = This mailing has been sent or is on its way, so its text stays. Make a copy of it.
error-invalid-opt-out-url = The address for opting out has to begin with https:// and hold { "{token}" }.
error-mailing-state = The mailing stands elsewhere by now. Look at it anew.
error-nobody-to-write-to = Nobody would receive it. Add clients, or look why they are left out.
error-type-the-number =
    { $count ->
        [one] { $count } message would go. Type this number to confirm.
       *[other] { $count } messages would go. Type this number to confirm.
    }
error-no-gateway = No SMS gateway is connected. Connect one in Settings.
error-template-syntax = A variable is not written right: { $place } (line { $line }). Insert it from the list once more.
error-template-unknown = There is no variable “{ $name }”: { $place } (line { $line }). Choose one from the list.
error-template-not-allowed = Only variables, “if” and “default” may stand here: { $place } (line { $line }).
error-template-split = Formatting cuts a variable in two: { $place }. Erase it and insert it once more.
error-template-in-link = A variable cannot stand inside a link: { $place }. Move it into the text.
error-template-too-long = The text comes out too long: { $place }. Shorten it.
error-too-many-refusals = The server refused several messages one after another, so the mailing has paused. Read its answer under “Details”, mend the cause and go on.
error-sms-not-taken =
    { $why ->
        [bad_number] The gateway does not take this number. Check it on the card.
        [opted_out] This person opted out of SMS at the gateway. They will get no more.
        [text] The gateway does not take this text. Read its answer under “Details” and change the text.
        [sender] The gateway does not take this sender for this number. Check the sender in the gateway’s settings.
        [duplicate] The gateway has had this message already and did not send it twice.
       *[other] The gateway did not take this SMS. Read its answer under “Details”.
    }
error-sms-uncertain = The line to the gateway broke while it was taking this SMS: nobody knows whether it left. Look into the gateway’s own log before sending it again.
error-gateway-unclear = Several times in a row the gateway did not answer or could not be understood, so the mailing has paused: nobody knows whether these SMS left. Look into the gateway’s own log, read “Details” and go on.
error-not-delivered = The message was not delivered. Read the reason under “Details” and check the address.
