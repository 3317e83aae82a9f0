# SMS gateways in the settings (S7)
settings-sms = SMS
gateways-works-now = What works now: connecting a gateway, testing it and sending a test SMS.
gateways-empty-title = No SMS gateway yet
gateways-empty-text = A gateway is the service or phone that SMS leave by. Choose your provider and enter the key from your account there.
gateways-add = Add a gateway
gateways-new = New gateway
gateways-added = The gateway “{ $name }” was added
gateways-in-use = ✓ in use
gateways-use = Use this one
gateways-now-used = “{ $name }” is in use now
gateways-from = sender { $sender }
gateways-no-sender = no sender
gateways-tried = Last tested well: { $at }
gateways-not-tried = Not tested yet
gateways-more = More for the gateway “{ $name }”
gateways-remove-title = Remove the gateway “{ $name }”?
gateways-remove-sure = Its key, password and prices will be deleted and cannot be brought back. What was sent stays in the log.
gateways-remove-no = Keep
gateways-removed = The gateway “{ $name }” was removed
gateways-test = Test
gateways-test-named = Test the gateway “{ $name }”
gateways-testing = Connecting to the gateway…
gateways-test-good = The gateway answers and accepts your details.
gateways-test-balance = On the account: { $amount }.
gateways-words = The gateway’s answer: { $words }

# The form
gateways-preset = Provider
gateways-own = Another one (own template)
gateways-own-text = For any gateway with HTTP: describe by its documentation how it is spoken to.
gateways-untried-short = never tried live
gateways-preset-tried = Deskbell was tried with this program.
gateways-preset-untried = Set up by its documentation; never tried against the live service. Send yourself a test SMS.
gateways-site = Documentation
gateways-name = Name
gateways-name-hint = What your lists call it.
gateways-field-key = API key
gateways-field-token = Token
gateways-field-login = Login
gateways-field-password = Password
gateways-field-url = Gateway’s address
gateways-field-sid = Account SID
gateways-field-service = Messaging Service SID
gateways-field-optional = Optional
gateways-field-empty = Fill this in.
gateways-secret-kept = Stored. Leave it empty to keep it.
gateways-sender = Sender
gateways-sender-hint = Up to 11 Latin letters and digits, or a phone number. It must be registered with the provider.
gateways-sender-number = SMS leave from the phone’s number; this gateway shows no name. Usually it may stay empty.

# Prices
gateways-prices = Prices
gateways-prices-text = What one part of an SMS costs. The longest beginning of a number counts; without prices no cost is shown.
gateways-currency = Currency
gateways-price-prefix = Number begins with
gateways-price-part = Price of a part
gateways-price-others = all others
gateways-price-prefix-nth = Beginning of numbers { $n }
gateways-price-nth = Price { $n }
gateways-price-remove = Remove the price: { $prefix }
gateways-price-add = + Price
gateways-price-wrong = Write the price as a number such as 0.65.

# The test SMS
gateways-sms = Test SMS
gateways-sms-named = Test SMS by “{ $name }”
gateways-sms-title = Test SMS
gateways-sms-text = One SMS by “{ $name }”, at your provider’s price.
gateways-sms-phone = To which number
gateways-sms-words = Text
gateways-sms-sample = A test SMS from Deskbell
gateways-sms-send = Send the SMS
gateways-sms-sending = Sending…
gateways-sms-number = its number at the gateway: { $number }
gateways-sent-accepted = The gateway took the SMS. See whether it reaches the phone.
gateways-sent-retry = The gateway did not take the SMS now, it has not left. Try again in a while.
gateways-sent-uncertain = Nobody knows whether the SMS left: the connection broke midway. Look at the phone before you send another.
gateways-refused-bad-number = The gateway does not accept this number. Check it.
gateways-refused-opted-out = The owner of this number opted out with the provider. Use another number.
gateways-refused-text = The gateway does not accept this text. Change it.
gateways-refused-sender = The gateway does not accept the sender. Register it with the provider or change it in the gateway’s settings.
gateways-refused-duplicate = The same SMS was sent just now. Change the text or wait.
gateways-refused-other = The gateway refused the SMS. Read its answer.

# An own template
gateways-template = Template (JSON)
gateways-template-hint = The request to send, the answer, states and balance. It is checked while you write.
gateways-template-from = Begin with an example
gateways-template-from-hint = The template of a shipped gateway, to be made your own.
gateways-template-choose = Choose a gateway
gateways-template-good = ✓ No mistake in the template
gateways-problem-syntax = Line { $line }, column { $column }: not JSON, or a field too many. Check commas, quotes and braces.
gateways-problem-name = { $place }: there is no “{ $detail }” to fill in. Add such a field to “fields” or correct the name.
gateways-problem-braces = { $place }: the braces do not match. { $detail }
gateways-problem-url = { $place }: the address must begin with http://, https:// or a field that holds it.
gateways-problem-pointer = { $place }: a path in the answer begins with “/”, here stands “{ $detail }”.
gateways-problem-body = { $place }: a request’s body is not written so. Keep either json or form, with plain values. { $detail }
gateways-problem-batch = { $place }: the limit or list does not fit ({ $detail }).
gateways-problem-key = { $place }: nothing tells which message is meant. Add the key.
gateways-problem-field = { $place }: the field’s name “{ $detail }” is empty, taken or not of small Latin letters.
gateways-problem-too-big = The template is too large. Shorten it.
gateways-problem-report-url = { $place }: the address of reports must begin with { "{callback}" }.
gateways-problem-amount = { $place }: nothing tells where the balance stands in the answer.
gateways-problem-state = { $place }: nothing tells where the state stands in the answer.

# Addresses that get no mailings (S5, S6)
stopped-more = More about mailings
stopped-open = Addresses that get no mailings
stopped-title = Addresses that get no mailings
stopped-total =
    { $count ->
        [one] { $count } address
       *[other] { $count } addresses
    }
stopped-back = Back to mailings
stopped-search = Address or number
stopped-any-reason = any
stopped-reason-opted-out = opted out
stopped-reason-bounced = does not arrive
stopped-source-list-unsubscribe = unsubscribed in the letter
stopped-source-answer = answer to the letter
stopped-source-sms = answer to the SMS
stopped-source-hand = noted by hand
stopped-source-bounce = the letter came back
stopped-source-server = refused by the server
stopped-column-source = How it is known
stopped-column-mailing = From mailing
stopped-column-since = Since
stopped-from = From the mailing
stopped-words = The server’s words: { $words }
stopped-note-was = Note: { $note }
stopped-nothing-title = No such addresses
stopped-empty-title = Everybody may get mailings
stopped-empty-text = Here come people who opted out and addresses where nothing arrives. When a client opts out on the phone, note it.
stopped-keys = N: note an opt-out · Enter: allow again · Esc: back to mailings
stopped-keys-read = Esc: back to mailings
stopped-note = Note an opt-out
stopped-note-title = Opt-out from mailings
stopped-note-text = No mailing will go to this address or number. Ordinary letters go on.
stopped-email = E-mail address
stopped-phone = Phone number
stopped-note-why = How it is known
stopped-note-hint = Such as: said so on the phone.
stopped-note-save = Note it
stopped-noted = Opt-out noted: { $address }
stopped-allow-ask = Allow again…
stopped-allow = Allow
stopped-allow-title = Allow mailings again
stopped-allow-text = { $address } will get mailings again.
stopped-allow-why = Why one may
stopped-allow-hint = Such as: asked for it; the mailbox works again.
stopped-allowed = Allowed again: { $address }
stopped-word-allowed = allowed again
