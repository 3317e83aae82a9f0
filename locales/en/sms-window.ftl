# SMS in the conversation and the address for a gateway’s calls (R27, S5)
write-sms = SMS
sms-text = Text of the SMS
sms-to = To
sms-send = Send SMS
sms-queued = The SMS is on its way
sms-from-client = SMS from the client
sms-ours = Our SMS
sms-next-try = next try at { $time }
sms-again = Send again
sms-again-text = Sent again, the client may get it twice.
# Who wants no letters and SMS (R27, M10)
declined-sms = This number wants no mailings. A personal answer may be sent.
declined-letter = No mailings wanted by: { $addresses }. A personal answer may be sent.
declined-all-sms = “Do not write” stands on this client’s card: the SMS will not be sent.
declined-all-letter = “Do not write” stands on this client’s card. Answer only if they ask for it themselves.
callbacks-title = Delivery reports and incoming SMS
callbacks-text = The gateway calls Deskbell at this address. Enter it in your account with the provider. While this is off, Deskbell listens to nothing.
callbacks-trouble = Calls of gateways have not been taken since { $time }.
callbacks-trouble-again = Deskbell tries again by itself: once nothing stands in the way, it works.
callbacks-on = Take calls of gateways
callbacks-host = Address of this computer
callbacks-port = Port
callbacks-outside = Address from outside (if any)
callbacks-copy = Copy
callbacks-copied = Address copied
callbacks-saved = Saved
