# Співробітники, ролі та вхід.
login-text = Хто працює за цим комп’ютером?
login-locked = Заблоковано. Те, що ви робили, збережено.
login-login = Логін
login-password = Пароль
login-enter = Увійти
login-unlock = Розблокувати
login-wait = Наступна спроба за { $seconds } с
login-forgotten = Забули пароль? Новий дасть адміністратор.
login-lock = Заблокувати
login-out = Вийти
me-menu = { $name }: меню

settings-employees = Співробітники
settings-roles = Ролі
settings-lock = Безпека
settings-lock-minutes = Блокувати вікно через
settings-lock-hint = Без клавіатури й миші; 0 — ніколи. Де ніхто не входить, блокувати нічого.
settings-minutes =
    { $count ->
        [one] хвилину
        [few] хвилини
        [many] хвилин
       *[other] хвилини
    }
settings-minutes-wrong = Вкажіть ціле число хвилин від { $least } до { $most }.

employees-text = Кожен входить під своїм логіном і паролем і може те, що дозволяють його ролі.
employees-add = + Співробітник
employees-bare = Тут працює кілька людей, а у вас немає пароля: під вашим іменем може увійти будь-хто.
employee-new = Новий співробітник
employee-edit = Співробітник
employee-name = Ім’я
employee-name-needed = Вкажіть ім’я.
employee-login = Логін
employee-login-hint = Одне слово, наприклад olena
employee-login-wrong = Вкажіть одне слово без пробілів.
employee-password-hint = Порожній — вхід без пароля. Змінити можна будь-коли.
employee-roles = Ролі
employee-roles-needed = Позначте хоча б одну роль.
employee-email = Електронна адреса
employee-phone = Телефон
employee-department = Відділ
employee-supervisor = Керівник
employee-supervisor-none = немає
employee-os-login = Ім’я на комп’ютері
employee-os-login-hint = Як система знає свого користувача
employee-os-allowed = Входити за цим іменем
employee-os-allowed-hint = На початку без пароля; після блокування — з паролем.
employee-signature-hint = Додається до кожної відповіді, яку він чи вона починає.
employee-saved = { $name }: збережено
employee-more = { $name }: ще
employee-deactivate = Деактивувати
employee-activate = Активувати
employee-deactivated = { $name } більше не може увійти
employee-activated = { $name } знову може увійти
employee-state-deactivated = деактивовано
employee-state-no-password = без пароля
employee-state-sample = пробні дані

password-set = Задати пароль
password-change = Змінити мій пароль
password-new = Новий пароль…
password-new-label = Новий пароль
password-old = Теперішній пароль
password-again = Новий пароль ще раз
password-differs = Паролі не збігаються.
password-short =
    { $least ->
        [one] Потрібен щонайменше { $least } знак.
        [few] Потрібно щонайменше { $least } знаки.
        [many] Потрібно щонайменше { $least } знаків.
       *[other] Потрібно щонайменше { $least } знака.
    }
password-hint =
    { $least ->
        [one] Щонайменше { $least } знак
        [few] Щонайменше { $least } знаки
        [many] Щонайменше { $least } знаків
       *[other] Щонайменше { $least } знака
    }
password-of = Новий пароль для: { $name }
password-of-text = Логін: { $login }. Старий пароль одразу перестане діяти.
password-my-text = Вікно питатиме його від наступного запуску.
password-login = Логін: { $login }
password-given = { $name } має новий пароль
password-remove = Без пароля
password-removed = { $name } входить без пароля
password-changed = Пароль змінено

role-administrator = Адміністратор
role-manager = Менеджер
role-specialist = Спеціаліст
roles-text = Роль — це набір прав. Співробітник може мати кілька ролей.
roles-add = + Роль
role-new = Нова роль
role-edit = Роль
role-name = Назва
role-name-needed = Дайте ролі назву.
role-rights = Права
role-no-rights = бачить заявки, контакти й нагадування
role-employees =
    { $count ->
        [0] ніхто
        [one] { $count } співробітник
        [few] { $count } співробітники
        [many] { $count } співробітників
       *[other] { $count } співробітника
    }
role-more = { $name }: ще
role-saved = { $name }: збережено
role-removed = Роль «{ $name }» вилучено
right-work = Працювати в Deskbell
right-work-hint = Бачити заявки, контакти й нагадування. Це має кожна роль.
right-answer-letters = Відповідати на листи
right-answer-letters-hint = Писати й надсилати листи, створювати заявки.
right-answer-letters-not = Адміністратор не відповідає на листи: для цього дайте другу роль.
right-see-clients = Бачити клієнтів
right-see-clients-hint = Картки, телефони, адреси. Без цього права з довідника не видно нічого.
right-edit-clients = Змінювати клієнтів
right-edit-clients-hint = Додавати й змінювати картки, прив’язувати до них заявки.
right-send-mailings = Надсилати розсилки
right-send-mailings-hint = Масові SMS та листи клієнтам. Потребує права бачити клієнтів.
right-send-mailings-not = Адміністратор не пише клієнтам: для цього дайте другу роль.
right-manage-settings = Керувати налаштуваннями
right-manage-settings-hint = Поштова скринька, офіс, резервні копії.
right-manage-employees = Керувати співробітниками
right-manage-employees-hint = Співробітники, ролі, паролі.
right-see-activity = Бачити журнал дій
right-see-activity-hint = Хто, що й коли змінив.
right-personal-data = Видавати й стирати персональні дані
right-personal-data-hint = Усе про одного клієнта: видати на запит або стерти назавжди. Потребує права бачити клієнтів.
