# Errors: each says what happened and what to do. The code comes from the office, its underscores made hyphens.
error-unknown = Something went wrong ({ $code }). Try again; if it stays, tell us this word.
error-window = Something went wrong in the window. Try again; if it stays, restart Deskbell.

# Mailbox and sending
error-wrong-password = The mail server does not accept this login and password. Check both; some providers need an app password.
error-app-password-needed = The provider lets programs in only with an app password. Make one in the account’s security settings and enter it here.
error-imap-off = IMAP is switched off for this mailbox. Switch it on in the mailbox’s settings on the provider’s website.
error-refused = The server { $host } refuses the connection at port { $port }. Check its name and the port.
error-timeout = The server { $host } does not answer. Check the internet connection, the server’s name and the port.
error-unknown-host = There is no server { $host }, or there is no internet connection. Check the spelling.
error-certificate = The server’s certificate cannot be trusted. If it is your own server, compare the fingerprint and trust it; otherwise do not go on.
error-start-tls-missing = The server offers no STARTTLS on this port. Choose TLS and its port, usually 993 or 465.
error-not-imap = Something answers there, but it is not an IMAP server. The usual port is 993.
error-not-smtp = Something answers there, but it is not an SMTP server. The usual ports are 465 and 587.
error-cut = The connection broke off. Deskbell tries again by itself.
error-too-big = This is larger than may be taken. Make it smaller or send it as a link.
error-protocol = The server answered in a way that cannot be understood. Try again later; if it stays, ask the provider.
error-no-keyring = This system has no keyring for passwords. Switch one on, or agree that the password is kept in a protected file.
error-keyring-locked = The system’s keyring is locked. Unlock it and try again.
error-no-password = No password is kept for the mailbox. Enter it in Settings.
error-no-mailbox = No mailbox is connected. Connect one in Settings, then send.
error-temporary = The server cannot take the letter just now. Deskbell tries again by itself.
error-permanent = The server refused the letter. Read its answer, mend what it names and send again.
error-refused-recipient = The server does not accept the recipient’s address. Check it and send again.
error-uncertain = The line broke after the letter was handed over. Look whether it arrived before sending it again.
error-restored = The letter was waiting when this backup was made, and may have left since. Look into the Sent folder before sending it again.
error-already-undone = This has been undone already.
error-not-your-deed = Somebody else did this. They or an administrator can undo it.
error-deed-lasting = This undo cannot be taken back: later changes were adjusted to it. Make the change by hand.
error-merged-since = One of these clients was merged again later. Undo the later merge first.
error-unmerged-since = This merge cannot be redone: an earlier merge of the same clients was undone since. Merge them anew.
error-newer-letter = A newer letter arrived meanwhile. Read it, then send.
error-do-not-write = “Do not write” stands on the client’s card, so nothing was sent. If the client agrees to messages again, take that mark off the card.
error-sms-on-its-way = This SMS has gone out or waits for its turn: there is no need to send it again.
error-no-recipient = The letter has no recipient. Fill in “To”.
error-bad-address = An address is not complete. Look for the one marked red.
error-bad-header = The subject or a name holds characters that a letter may not carry. Write it anew.
error-too-late = It is too late: the letter has gone out.
error-part-off = This part of the program is switched off. An administrator can switch it on in the settings, under “Optional parts”.
error-unreadable = This letter could not be understood. Save its source or try again after an update.

# Mailbox: rarer answers
error-unreachable = The server cannot be reached. Check the internet connection and the server’s name.
error-tls = The secure connection could not be made. Check the port and the kind of encryption.
error-no-tls = There is no TLS on this port. Choose STARTTLS, or the port for TLS, usually 993 or 465.
error-tls-expected = This port expects TLS from the start. Choose TLS instead of STARTTLS.
error-injected = Somebody put commands into the connection before it was secured. Do not use this network for mail; tell the provider.
error-login-disabled = The server allows no login over this connection. Choose TLS or STARTTLS.
error-browser-login-needed = The provider asks to log in with a browser first. Open the mailbox on its website, confirm the login and try again.
error-too-many = The server says there are too many connections or attempts. Wait a few minutes; Deskbell tries again by itself.
error-bye = The server ended the conversation. Deskbell tries again by itself.
error-command = The server refused a command. Read its answer under “Details”; if it stays, ask the provider.
error-stopped = The work was stopped. Start it again when you like.
error-address-not-ascii = The server cannot send to an address with these letters. Ask the recipient for another address.
error-address-not-latin = The part before “@” holds letters that mail cannot carry. Ask the recipient for another address.
error-recipients-refused = The server accepted none of the recipients. Check the addresses and send again.
error-smtp-refused = The server refused the letter. Read its answer under “Details”, mend what it names and send again.
error-bad-message-id = The letter could not be put together. Write it anew.
error-bad-date = The computer’s date is not right. Set it and send again.
error-draft-gone = This answer was sent or removed in another window. Your text is still here, its files are not: look it over and press Send again.
error-files-too-big = The attachments are larger than mail servers take. Remove some or send a link to them.

# Data
error-database-damaged = The data file is damaged. Close Deskbell and restore the last good backup: deskbell-cli restore FILE.
error-database-locked = Another program is using the data. Close it and try again.
error-database-read-only = The data cannot be written. Check the rights to the folder and that the disk is not write-protected.
error-cannot-open-database = { $path } cannot be opened. Check that the folder is there and that you have rights to it.
error-backup-damaged = The backup { $path } is damaged, or it is no backup. Take another one; the office is as it was.
error-not-our-database = This file is not made by Deskbell. Choose another; nothing was changed.
error-own-file = This is the file in which Deskbell works. Choose another name or folder for the copy.
error-schema-differs = These data were changed by something other than Deskbell. Close Deskbell and restore the last good backup: deskbell-cli restore FILE.
error-migration-failed = The data could not be brought to this version. They are as they were; free some disk space and start again.
error-database-unsuitable = This database server is not suitable for Deskbell. See “Details” for what it lacks.
error-no-database-connection = The connection to the database server is lost. Check the network; what you are writing stays here.
error-row-not-found = This is no longer there. Refresh and look again.
error-not-unique = There is one like this already. Change what is the same.
error-row-referred-to = Something else depends on this or is missing. Refresh and try again.
error-row-rule-broken = A value is not allowed here. Check what is filled in.
error-sql-column = The data are not as this version expects. Update Deskbell or restore a backup.
error-sql-type = A stored value is not of the kind expected. Check the data in Settings or restore a backup.
error-transaction-aborted = Nothing was saved, because a part of it failed. Try again.
error-transaction-nested = Nothing was saved because of an error in the program. Restart Deskbell and try again.
error-copy-differs = The backup is not the same as the data, so it was thrown away. Check the disk and make it again.
error-file = The file could not be read or written. Check the folder and the free space.
error-busy = Another Deskbell works with this office. Close it or wait until it is done.
error-file-exists = { $path } is there already. Give another name, or add --force to write over it.
error-no-office = There is no office at { $path } yet. Check the folder, or make one with init.
error-bad-data = A stored value makes no sense to this version. Check the data in Settings or restore a backup.
error-invalid-zone = There is no such time zone. Choose one, such as Europe/Kyiv.
error-newer-schema = These data were made by a newer Deskbell. Update this program; nothing was changed.
error-damaged = The data file is damaged. Close Deskbell and restore the last good backup: deskbell-cli restore FILE.
error-locked = Another program is using the data. Close it and try again.
error-read-only = The data cannot be written. Check the rights to the folder and that the disk is not write-protected.
error-disk-full = The disk is full. Free some space and try again.
error-not-found = This is no longer there. Perhaps somebody removed it.
error-connection = The connection to the data is lost. Check the network and try again.
error-unique = There is one like this already. Change what is the same.
error-foreign-key = Something else depends on this or is missing. Refresh and try again.
error-sql = The data could not be read or written. Try again; if it stays, check the data in Settings.
error-io = { $path } could not be read or written. Check the folder and the free space.

# Rights and requests to the office
error-forbidden = You have no right to do this. Ask an administrator.
error-not-logged-in = Nobody is logged in. Restart Deskbell and log in.
error-bad-request = The office did not understand this. Check what is filled in and try again.
error-no-such-command = This version of the program knows no “{ $name }”. Check the name (deskbell-cli commands), or update Deskbell.
error-not-first-start = The office is set up already. Restart Deskbell.
error-invalid-template = The number template needs at least one zero, such as { "{" }yyyy{ "}" }-{ "{" }00000{ "}" }.
error-invalid-day = This is not a day of the calendar. Choose it anew.
error-empty-text =
    { $field ->
        [subject] The subject is empty. Write one.
        [sms] The SMS text is empty. Write it.
       *[other] The text is empty. Write something.
    }
error-text-too-long = This is too long: at most { $most } characters. Make it shorter.
error-bad-phone = This is not a phone number. Write it with the area code, such as 050 123-45-67.

# Employees and logging in
error-login-refused =
    { $seconds ->
        [one] The login or the password is not right. The next try is taken in { $seconds } second.
       *[other] The login or the password is not right. The next try is taken in { $seconds } seconds.
    }
error-login-slowed =
    { $seconds ->
        [one] There were wrong passwords. Wait { $seconds } second, then try again.
       *[other] There were wrong passwords. Wait { $seconds } seconds, then try again.
    }
error-no-such-login = No employee logs in as “{ $login }”. Check the login under Settings → Employees.
error-login-taken = “{ $login }” belongs to another employee. Choose another.
error-invalid-login = A login is one word without spaces, at most 64 characters. Change it.
error-password-too-short =
    { $least ->
        [one] The password is too short: it needs at least { $least } character. Make it longer.
       *[other] The password is too short: it needs at least { $least } characters. Make it longer.
    }
error-last-administrator = This is the last administrator. Make somebody else an administrator first.
error-employee-deactivated = This employee is deactivated. Choose somebody who works here.
error-no-role = An employee needs at least one role. Tick one.
error-supervisor-circle = Nobody can be their own supervisor, not even by way of others. Choose somebody else.
error-role-shipped = This role belongs to Deskbell and stays. Change its rights or take it from the employees.
error-role-in-use =
    { $count ->
        [one] { $count } employee has this role. Give them another first.
       *[other] { $count } employees have this role. Give them another first.
    }
error-role-named = There is a role named “{ $name }” already. Choose another name.
error-role-fixed = The administrator’s role always manages employees and never answers letters. Whoever does both is given two roles.
error-type-the-name = The name typed is not that of the client. Type it as it stands on the card.
