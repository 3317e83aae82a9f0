# SMS in the conversation and the address for a gateway’s calls (R27, S5)
write-sms = SMS
sms-text = Text of the SMS
sms-to = To
sms-send = Send SMS
sms-queued = The SMS is on its way
sms-from-client = SMS from the client
sms-ours = Our SMS
sms-next-try = next try at { $time }
callbacks-title = Delivery reports and incoming SMS
callbacks-text = The gateway calls Deskbell at this address. Enter it in your account with the provider. While this is off, Deskbell listens to nothing.
callbacks-on = Take calls of gateways
callbacks-host = Address of this computer
callbacks-port = Port
callbacks-outside = Address from outside (if any)
callbacks-copy = Copy
callbacks-copied = Address copied
callbacks-saved = Saved
