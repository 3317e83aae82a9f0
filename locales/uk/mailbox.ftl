# The mailbox: connecting it, testing it in plain words, its sync and its accounting (M1, M2, M4).
mailbox-address = Адреса скриньки
mailbox-address-hint = office@example.com
mailbox-address-wrong = Вкажіть повну адресу, на зразок office@example.com.
mailbox-password = Пароль
mailbox-password-kept = збережено — залиште порожнім, щоб не змінювати
mailbox-password-required = Введіть пароль скриньки.
mailbox-name = Ім’я відправника
mailbox-name-hint = Так вас побачать клієнти
mailbox-app-password = Ця пошта пускає поштові програми лише з окремим паролем програми. Створіть його в налаштуваннях пошти та вставте сюди.
mailbox-app-password-named = { $provider } пускає поштові програми лише з окремим паролем програми. Створіть його в налаштуваннях пошти та вставте сюди.
mailbox-help = Як це зробити
mailbox-known = Налаштування { $provider } відомі.
mailbox-guessed = Сервери вгадано за адресою. Якщо перевірка не вдасться, уточніть їх нижче.
mailbox-manual = Сервери вручну
mailbox-incoming = Вхідна пошта (IMAP)
mailbox-outgoing = Вихідна пошта (SMTP)
mailbox-host = Сервер
mailbox-host-required = Вкажіть назву сервера.
mailbox-port = Порт
mailbox-port-wrong = Порт — число від 1 до 65535.
mailbox-security = Захист
mailbox-security-tls = TLS
mailbox-security-start-tls = STARTTLS
mailbox-security-plain = без захисту
mailbox-user = Ім’я користувача
mailbox-user-required = Вкажіть ім’я користувача, зазвичай це сама адреса.
mailbox-plain-warning = Без захисту пароль і всі листи йдуть мережею відкрито: їх прочитає кожен, хто її слухає.
mailbox-plain-agree = Розумію і погоджуюся на з’єднання без захисту
mailbox-plain-required = Підтвердьте з’єднання без захисту або виберіть TLS.
mailbox-saves-sent = Сервер сам кладе копію в «Надіслані»
mailbox-saves-sent-hint = Інакше копію кладе Deskbell.

mailbox-connect = Перевірити й підключити
mailbox-save = Перевірити й зберегти
mailbox-save-anyway = Зберегти без перевірки
mailbox-testing = Перевіряємо…
mailbox-step-imap = Отримання листів
mailbox-step-smtp = Надсилання листів
mailbox-step-waiting = чекає
mailbox-step-running = входимо на сервер…
mailbox-step-good = працює
mailbox-step-bad = не вдалося
mailbox-step-save = Збереження пароля
mailbox-certificate = Сервер { $host } показав сертифікат, якого не підтверджує жоден відомий центр. Довіряйте йому лише тоді, коли відбиток збігається з тим, що дав адміністратор сервера.
mailbox-certificate-subject = Виданий для
mailbox-certificate-fingerprint = Відбиток SHA-256
mailbox-certificate-trust = Довіряти цьому сертифікату
mailbox-certificate-trusted = Довіряємо сертифікату з цим відбитком
mailbox-certificate-forget = Більше не довіряти
mailbox-no-keyring = На цьому комп’ютері немає сховища паролів. Пароль можна зберегти у файлі, який прочитає лише ваш обліковий запис на цьому комп’ютері. У резервну копію він не потрапить.
mailbox-no-keyring-agree = Зберігати пароль у файлі, доступному лише мені
mailbox-no-keyring-later = Не зберігати
mailbox-connected = Скриньку підключено
mailbox-updated = Скриньку збережено

mailbox-none-title = Скриньку ще не підключено
mailbox-none-text = Вкажіть адресу й пароль: решту Deskbell знайде сам і перевірить.
mailbox-change = Змінити…
mailbox-change-password = Змінити пароль…
mailbox-new-password = Новий пароль
mailbox-remove = Відключити скриньку…
mailbox-remove-title = Відключити скриньку?
mailbox-remove-sure = Відключити { $address }? Пароль буде стерто з цього комп’ютера, заявки й листи залишаться.
mailbox-remove-yes = Відключити
mailbox-remove-no = Залишити
mailbox-removed = Скриньку відключено
mailbox-password-place-keyring = у сховищі паролів системи
mailbox-password-place-file = у файлі, доступному лише вам
mailbox-password-place-none = не збережено
mailbox-server-line = { $host }, порт { $port }, { $security }

mailbox-sync = Синхронізація
mailbox-sync-now = Перевірити пошту
mailbox-sync-off = Вимкнено
mailbox-sync-idle = Працює: нові листи приходять одразу
mailbox-sync-connecting = З’єднуємося…
mailbox-sync-syncing = Отримано { $done } з { $total }
mailbox-sync-rate =
    { $rate ->
        [one] { $rate } лист за секунду
        [few] { $rate } листи за секунду
        [many] { $rate } листів за секунду
       *[other] { $rate } листа за секунду
    }
mailbox-sync-left-seconds =
    { $count ->
        [one] ще { $count } секунда
        [few] ще { $count } секунди
        [many] ще { $count } секунд
       *[other] ще { $count } секунди
    }
mailbox-sync-left-minutes =
    { $count ->
        [one] ще { $count } хвилина
        [few] ще { $count } хвилини
        [many] ще { $count } хвилин
       *[other] ще { $count } хвилини
    }
mailbox-sync-waiting = Немає зв’язку, наступна спроба { $time }
mailbox-sync-offline = Немає зв’язку
mailbox-sync-paused = Призупинено
mailbox-sync-last = Востаннє
mailbox-sync-never = ще не було

mailbox-accounting = Облік листів
mailbox-accounting-text = Кожен лист на сервері має бути в заявці, пропущений за правилом або в списку нечитабельних.
mailbox-accounting-folder = Тека
mailbox-accounting-server = На сервері
mailbox-accounting-requests = У заявках
mailbox-accounting-ignored = Пропущено
mailbox-accounting-unreadable = Нечитабельні
mailbox-accounting-missing = Бракує
mailbox-accounting-complete = Усі листи на місці.
mailbox-accounting-incomplete =
    { $count ->
        [one] Бракує { $count } листа. Він прийде з наступною синхронізацією.
       *[other] Бракує { $count } листів. Вони прийдуть із наступною синхронізацією.
    }
mailbox-accounting-empty = Рахувати почнемо з першою синхронізацією.
jobs-without-mailbox = Поштову скриньку не підключено: листи не приймаються й не надсилаються, усе інше працює.
