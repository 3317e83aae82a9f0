# Employees, roles and logging in.
login-text = Who is at the desk?
login-locked = Locked. What you were doing is kept.
login-login = Login
login-password = Password
login-enter = Log in
login-unlock = Unlock
login-wait = Next try in { $seconds } s
login-forgotten = Forgot the password? An administrator gives you a new one.
login-lock = Lock
login-out = Log out
me-menu = { $name }: menu

settings-employees = Employees
settings-roles = Roles
settings-lock = Safety
settings-lock-minutes = Lock the window after
settings-lock-hint = Without keyboard and mouse; 0 for never. Where nobody logs in there is nothing to lock.
settings-minutes =
    { $count ->
        [one] minute
       *[other] minutes
    }
settings-minutes-wrong = Give a whole number of minutes from { $least } to { $most }.

employees-text = Each logs in with a name and password of their own and may do what their roles allow.
employees-add = + Employee
employees-bare = Several people work here and you have no password: anybody can log in as you.
employee-new = New employee
employee-edit = Employee
employee-name = Name
employee-name-needed = Give the name.
employee-login = Login
employee-login-hint = One word, such as olena
employee-login-wrong = Give one word without spaces.
employee-password-hint = Empty: they log in without one. It can be changed at any time.
employee-roles = Roles
employee-roles-needed = Tick at least one role.
employee-email = E-mail
employee-phone = Phone
employee-department = Department
employee-supervisor = Supervisor
employee-supervisor-none = nobody
employee-os-login = Name at the computer
employee-os-login-hint = As the system knows its user
employee-os-allowed = Log in by this name
employee-os-allowed-hint = At the start without a password; after locking with it.
employee-signature-hint = Added to every answer they begin.
employee-saved = { $name }: saved
employee-more = { $name }: more
employee-deactivate = Deactivate
employee-activate = Activate
employee-deactivated = { $name } can no longer log in
employee-activated = { $name } can log in again
employee-state-deactivated = deactivated
employee-state-no-password = no password
employee-state-sample = sample

password-set = Set a password
password-change = Change my password
password-new = New password…
password-new-label = New password
password-old = Present password
password-again = New password once more
password-differs = The two are not the same.
password-short =
    { $least ->
        [one] At least { $least } character is needed.
       *[other] At least { $least } characters are needed.
    }
password-hint =
    { $least ->
        [one] At least { $least } character
       *[other] At least { $least } characters
    }
password-of = New password for { $name }
password-of-text = Login: { $login }. The old password stops working at once.
password-my-text = From the next start the window asks for it.
password-login = Login: { $login }
password-given = { $name } has a new password
password-remove = Without a password
password-removed = { $name } logs in without a password
password-changed = Password changed

role-administrator = Administrator
role-manager = Manager
role-specialist = Specialist
roles-text = A role is a bundle of rights. An employee may have several.
roles-add = + Role
role-new = New role
role-edit = Role
role-name = Name
role-name-needed = Give the role a name.
role-rights = Rights
role-no-rights = sees requests, contacts and reminders
role-employees =
    { $count ->
        [0] nobody
        [one] { $count } employee
       *[other] { $count } employees
    }
role-more = { $name }: more
role-saved = { $name }: saved
role-removed = Role “{ $name }” removed
right-work = Work at the desk
right-work-hint = See requests, contacts and reminders. Every role has it.
right-answer-letters = Answer letters
right-answer-letters-hint = Write and send letters, make requests.
right-answer-letters-not = The administrator does not answer letters: give a second role for it.
right-see-clients = See clients
right-see-clients-hint = Cards, phones, addresses. Without it nothing of the directory is shown.
right-edit-clients = Edit clients
right-edit-clients-hint = Add and change cards, tie requests to them.
right-send-mailings = Send mailings
right-send-mailings-hint = Mass SMS and e-mail to clients. Needs the right to see clients.
right-send-mailings-not = An administrator does not write to clients: give a second role for that.
right-manage-settings = Manage settings
right-manage-settings-hint = The mailbox, the office, backups.
right-manage-employees = Manage employees
right-manage-employees-hint = Employees, roles, passwords.
right-see-activity = See the activity log
right-see-activity-hint = Who changed what and when.
right-personal-data = Give out and erase personal data
right-personal-data-hint = All about one client: given out on request or erased for good. Needs the right to see clients.
