# Mailings (S1–S8).
mailing-new-name = New mailing
mailing-copy-name = { $name } (copy)

# Errors
error-mailing-begun = This mailing has been sent or is on its way, so its text stays. Make a copy of it.
error-invalid-opt-out-url = The address for opting out has to begin with https:// and hold { "{token}" }.
