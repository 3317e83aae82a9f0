# The mailbox: connecting it, testing it in plain words, its sync and its accounting (M1, M2, M4).
mailbox-address = Address of the mailbox
mailbox-address-hint = office@example.com
mailbox-address-wrong = Give the whole address, such as office@example.com.
mailbox-password = Password
mailbox-password-kept = kept; leave empty to keep it as it is
mailbox-password-required = Enter the mailbox password.
mailbox-name = Sender’s name
mailbox-name-hint = This is how clients see you
mailbox-app-password = This mail lets mail programs in only with an app password of their own. Make one in the mail’s settings and paste it here.
mailbox-app-password-named = { $provider } lets mail programs in only with an app password of their own. Make one in the mail’s settings and paste it here.
mailbox-help = How to do it
mailbox-known = The settings of { $provider } are known.
mailbox-guessed = The servers are guessed from the address. If the test fails, correct them below.
mailbox-manual = Servers by hand
mailbox-incoming = Incoming mail (IMAP)
mailbox-outgoing = Outgoing mail (SMTP)
mailbox-host = Server
mailbox-host-required = Give the name of the server.
mailbox-port = Port
mailbox-port-wrong = The port is a number from 1 to 65535.
mailbox-security = Security
mailbox-security-tls = TLS
mailbox-security-start-tls = STARTTLS
mailbox-security-plain = none
mailbox-user = User name
mailbox-user-required = Give the user name; mostly it is the address itself.
mailbox-plain-warning = Without protection the password and all letters travel openly: anyone listening on the network can read them.
mailbox-plain-agree = I understand and accept an unprotected connection
mailbox-plain-required = Confirm the unprotected connection or choose TLS.
mailbox-saves-sent = The server puts a copy into Sent itself
mailbox-saves-sent-hint = Otherwise Deskbell puts it there.

mailbox-connect = Test and connect
mailbox-save = Test and save
mailbox-save-anyway = Save without the test
mailbox-testing = Testing…
mailbox-step-imap = Receiving letters
mailbox-step-smtp = Sending letters
mailbox-step-waiting = waiting
mailbox-step-running = logging in…
mailbox-step-good = works
mailbox-step-bad = failed
mailbox-step-save = Keeping the password
mailbox-certificate = The server { $host } showed a certificate that no known authority vouches for. Trust it only if the fingerprint is the one that the server’s administrator gave you.
mailbox-certificate-subject = Issued for
mailbox-certificate-fingerprint = SHA-256 fingerprint
mailbox-certificate-trust = Trust this certificate
mailbox-certificate-trusted = The certificate with this fingerprint is trusted
mailbox-certificate-forget = Stop trusting it
mailbox-no-keyring = This computer has no password store. The password can be kept in a file that only your account on this computer can read. It does not go into backups.
mailbox-no-keyring-agree = Keep the password in a file only I can read
mailbox-no-keyring-later = Do not keep it
mailbox-connected = Mailbox connected
mailbox-updated = Mailbox saved

mailbox-none-title = No mailbox is connected yet
mailbox-none-text = Give the address and password: Deskbell finds out the rest and tests it.
mailbox-change = Change…
mailbox-change-password = Change password…
mailbox-new-password = New password
mailbox-remove = Disconnect the mailbox…
mailbox-remove-title = Disconnect the mailbox?
mailbox-remove-sure = Disconnect { $address }? The password is wiped from this computer; requests and letters stay.
mailbox-remove-yes = Disconnect
mailbox-remove-no = Keep
mailbox-removed = Mailbox disconnected
mailbox-password-place-keyring = in the system’s password store
mailbox-password-place-file = in a file only you can read
mailbox-password-place-none = not kept
mailbox-server-line = { $host }, port { $port }, { $security }

mailbox-sync = Sync
mailbox-sync-now = Check mail
mailbox-sync-off = Off
mailbox-sync-idle = On: new letters come in at once
mailbox-sync-connecting = Connecting…
mailbox-sync-syncing = { $done } of { $total } received
mailbox-sync-rate =
    { $rate ->
        [one] { $rate } letter per second
       *[other] { $rate } letters per second
    }
mailbox-sync-left-seconds =
    { $count ->
        [one] { $count } second left
       *[other] { $count } seconds left
    }
mailbox-sync-left-minutes =
    { $count ->
        [one] { $count } minute left
       *[other] { $count } minutes left
    }
mailbox-sync-waiting = No connection, next try at { $time }
mailbox-sync-offline = No connection
mailbox-sync-paused = Paused
mailbox-sync-last = Last time
mailbox-sync-never = not yet

mailbox-accounting = Accounting of letters
mailbox-accounting-text = Every letter on the server must be in a request, ignored by a rule, or in the list of unreadable ones.
mailbox-accounting-folder = Folder
mailbox-accounting-server = On the server
mailbox-accounting-requests = In requests
mailbox-accounting-ignored = Ignored
mailbox-accounting-unreadable = Unreadable
mailbox-accounting-missing = Missing
mailbox-accounting-complete = Every letter is accounted for.
mailbox-accounting-incomplete =
    { $count ->
        [one] { $count } letter is missing. It comes with the next sync.
       *[other] { $count } letters are missing. They come with the next sync.
    }
mailbox-accounting-empty = Counting begins with the first sync.
jobs-without-mailbox = No mailbox is connected: letters are neither fetched nor sent, all else goes on.
