# Import of clients and their export, in the window (C4)
import-open = Import from a file…
import-title = Import clients
import-steps = Steps of the import
import-step-file = File
import-step-columns = Columns
import-step-check = Check
import-step-run = Import
import-to-clients = To the clients
import-other-file = Another file
import-to-columns = Back to the columns

import-file-title = Choose a file with clients
import-file-text = A table in which each row is a client, or cards saved from a phone or a mail program. Nothing is written until you have seen what becomes of it.
import-file-formats = CSV and other text tables, Excel (XLSX, XLS), LibreOffice (ODS), vCard (VCF).
import-file-kinds = Tables and cards
import-file-choose = Choose a file…
import-file-dropped = A dropped file does not say where it lies. Choose “{ $name }” with the button.

import-columns-title = What stands in the columns
import-columns-text = Deskbell has guessed what each column is. Change what is wrong.
import-before = This file was imported already: { $at }, added { $added }, completed { $completed }. With “Complete” or “Leave” nobody gets in twice.
import-encoding = Encoding
import-delimiter = Delimiter
import-delimiter-comma = comma
import-delimiter-semicolon = semicolon
import-delimiter-tab = tab
import-sheet = Sheet
import-header = Titles stand in the first line
import-header-line = Titles stand in line { $line }
import-column-file = Column of the file
import-column-samples = For example
import-column-target = What it is
import-column-untitled = Column { $n }
import-twice = Two columns are chosen as this. Leave one.
import-mode = Clients who are there already
import-mode-complete = Complete
import-mode-complete-hint = What is empty on the card is filled; phones, addresses and tags are added. Nothing is overwritten.
import-mode-skip = Leave as they are
import-mode-skip-hint = Only those are added who are not there yet.
import-mode-add = Add anyway
import-mode-add-hint = They get a second card.
import-check = Check

import-target-ignored = Do not import
import-target-name = Name or company
import-target-first-name = First name
import-target-last-name = Last name
import-target-patronymic = Patronymic
import-target-company = Company
import-target-kind = Person or company
import-target-phone = Phone
import-target-email = E-mail
import-target-city = City
import-target-address = Address
import-target-interests = Interests
import-target-tags = Tags
import-target-discount = Discount, %
import-target-terms = Extra terms
import-target-notes = Notes
import-target-manager = Manager
import-target-language = Language
import-target-birthday = Birthday
import-target-consent-email = Consent to e-mail
import-target-consent-sms = Consent to SMS
import-target-do-not-write = Do not write
import-target-own-lines = Own fields
import-target-own = Own fields

import-check-title = What becomes of the file
import-check-nothing-yet = Nothing is written yet.
import-counts-none = There are no rows.
import-check-new =
    { $count ->
        [one] { $count } new client will be added.
       *[other] { $count } new clients will be added.
    }
import-check-complete =
    { $count ->
        [one] { $count } will be completed.
       *[other] { $count } will be completed.
    }
import-check-same =
    { $count ->
        [one] { $count } is there already.
       *[other] { $count } are there already.
    }
import-check-repeated =
    { $count ->
        [one] { $count } row repeats an earlier one.
       *[other] { $count } rows repeat earlier ones.
    }
import-check-bad =
    { $count ->
        [one] { $count } row cannot be taken.
       *[other] { $count } rows cannot be taken.
    }
import-run-new =
    { $count ->
        [one] { $count } client added.
       *[other] { $count } clients added.
    }
import-run-complete =
    { $count ->
        [one] { $count } completed.
       *[other] { $count } completed.
    }
import-run-same =
    { $count ->
        [one] { $count } was there already.
       *[other] { $count } were there already.
    }
import-run-repeated =
    { $count ->
        [one] { $count } row repeated an earlier one.
       *[other] { $count } rows repeated earlier ones.
    }
import-run-bad =
    { $count ->
        [one] { $count } row was left out.
       *[other] { $count } rows were left out.
    }
import-run =
    { $count ->
        [one] Import { $count } client
       *[other] Import { $count } clients
    }
import-rows-done =
    { $count ->
        [one] { $count } row looked at
       *[other] { $count } rows looked at
    }
import-first-rows =
    { $count ->
        [one] The first row is shown.
       *[other] The first { $count } rows are shown.
    }
import-bad-saved =
    { $count ->
        [one] { $count } row saved
       *[other] { $count } rows saved
    }
import-nothing-to-take = There is nothing to import: everybody is there already, or the rows cannot be taken.
import-rows = Rows of the file
import-all = All
import-line = Line
import-what = Becomes
import-outcome-new = New
import-outcome-complete = Completed
import-outcome-same = Already there
import-outcome-repeated = Repeated
import-outcome-bad = Not taken
import-meets-phone = Same phone as
import-meets-email = Same e-mail as
import-meets-name = Same name as
import-row-repeated = The same as line { $line }
import-row-filled = Filled in: { $fields }

import-run-title = Import
import-run-text = You can go on working: the import goes on meanwhile.
import-stop = Stop
import-stopped = Stopped before the end.
import-undone = The import is undone.
import-bad-text = What stands there
import-bad-why = Why it was left out
import-save-bad = Save the rows left out…
import-bad-file = rows left out

export-open = Export with everything on the cards…
export-title = Export clients
export-text = Everything that stands on the cards. Such a file can be imported again.
export-whom = Whom
export-found = Those the filters find
export-all = All clients
export-as = As
export-xlsx = A table for Excel and LibreOffice.
export-csv = A text table that every program reads.
export-vcf = Cards for phones and mail programs.
export-save = Choose a place…
