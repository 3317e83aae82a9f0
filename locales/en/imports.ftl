# Import of clients, its errors, and the export (C4).
error-file-empty = Nothing stands in this file. Choose another one.
error-file-too-big = The file holds more than { $megabytes } MB when it is read. Split it into smaller ones, or save it as CSV.
error-file-protected = A password protects this file. Open it in its own program, save it without a password and choose it again.
error-file-damaged = The file is damaged or cut off. Open it in its own program, save it anew and choose it again.
error-file-changed = The file was changed since it was opened. Choose it again.
error-not-a-table = This is neither a table nor a vCard, whatever it is named. Open it in its own program and save it as XLSX or CSV.
error-too-many-columns = More than { $most } columns stand here. Remove those that are not needed.
error-cell-too-long = A cell has no end here. Look for a quotation mark that is never closed.
error-card-damaged = This card is damaged or cut off.
