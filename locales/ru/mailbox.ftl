# The mailbox: connecting it, testing it in plain words, its sync and its accounting (M1, M2, M4).
mailbox-address = Адрес ящика
mailbox-address-hint = office@example.com
mailbox-address-wrong = Укажите полный адрес вида office@example.com.
mailbox-password = Пароль
mailbox-password-kept = сохранён — оставьте пустым, чтобы не менять
mailbox-password-required = Введите пароль ящика.
mailbox-name = Имя отправителя
mailbox-name-hint = Так вас увидят клиенты
mailbox-app-password = Эта почта пускает почтовые программы только с отдельным паролем приложения. Создайте его в настройках почты и вставьте сюда.
mailbox-app-password-named = { $provider } пускает почтовые программы только с отдельным паролем приложения. Создайте его в настройках почты и вставьте сюда.
mailbox-help = Как это сделать
mailbox-known = Настройки { $provider } известны.
mailbox-guessed = Серверы угаданы по адресу. Если проверка не удастся, уточните их ниже.
mailbox-manual = Серверы вручную
mailbox-incoming = Входящая почта (IMAP)
mailbox-outgoing = Исходящая почта (SMTP)
mailbox-host = Сервер
mailbox-host-required = Укажите имя сервера.
mailbox-port = Порт
mailbox-port-wrong = Порт — число от 1 до 65535.
mailbox-security = Защита
mailbox-security-tls = TLS
mailbox-security-start-tls = STARTTLS
mailbox-security-plain = без защиты
mailbox-user = Имя пользователя
mailbox-user-required = Укажите имя пользователя, обычно это сам адрес.
mailbox-plain-warning = Без защиты пароль и все письма идут по сети открыто: их прочтёт каждый, кто её слушает.
mailbox-plain-agree = Понимаю и соглашаюсь на соединение без защиты
mailbox-plain-required = Подтвердите соединение без защиты или выберите TLS.
mailbox-saves-sent = Сервер сам кладёт копию в «Отправленные»
mailbox-saves-sent-hint = Иначе копию кладёт Deskbell.

mailbox-connect = Проверить и подключить
mailbox-save = Проверить и сохранить
mailbox-save-anyway = Сохранить без проверки
mailbox-testing = Проверяем…
mailbox-step-imap = Получение писем
mailbox-step-smtp = Отправка писем
mailbox-step-waiting = ждёт
mailbox-step-running = входим на сервер…
mailbox-step-good = работает
mailbox-step-bad = не удалось
mailbox-step-save = Сохранение пароля
mailbox-certificate = Сервер { $host } показал сертификат, который не подтверждает ни один известный центр. Доверяйте ему, только если отпечаток совпадает с тем, что дал администратор сервера.
mailbox-certificate-subject = Выдан для
mailbox-certificate-fingerprint = Отпечаток SHA-256
mailbox-certificate-trust = Доверять этому сертификату
mailbox-certificate-trusted = Доверяем сертификату с этим отпечатком
mailbox-certificate-forget = Больше не доверять
mailbox-no-keyring = На этом компьютере нет хранилища паролей. Пароль можно сохранить в файле, который прочтёт только ваша учётная запись на этом компьютере. В резервную копию он не попадёт.
mailbox-no-keyring-agree = Хранить пароль в файле, доступном только мне
mailbox-no-keyring-later = Не сохранять
mailbox-connected = Ящик подключён
mailbox-updated = Ящик сохранён

mailbox-none-title = Ящик ещё не подключён
mailbox-none-text = Укажите адрес и пароль: остальное Deskbell найдёт сам и проверит.
mailbox-change = Изменить…
mailbox-change-password = Сменить пароль…
mailbox-new-password = Новый пароль
mailbox-remove = Отключить ящик…
mailbox-remove-title = Отключить ящик?
mailbox-remove-sure = Отключить { $address }? Пароль будет стёрт с этого компьютера, заявки и письма останутся.
mailbox-remove-yes = Отключить
mailbox-remove-no = Оставить
mailbox-removed = Ящик отключён
mailbox-password-place-keyring = в хранилище паролей системы
mailbox-password-place-file = в файле, доступном только вам
mailbox-password-place-none = не сохранён
mailbox-server-line = { $host }, порт { $port }, { $security }

mailbox-sync = Синхронизация
mailbox-sync-now = Проверить почту
mailbox-sync-off = Выключена
mailbox-sync-idle = Работает: новые письма приходят сразу
mailbox-sync-connecting = Соединяемся…
mailbox-sync-syncing = Получено { $done } из { $total }
mailbox-sync-rate =
    { $rate ->
        [one] { $rate } письмо в секунду
        [few] { $rate } письма в секунду
        [many] { $rate } писем в секунду
       *[other] { $rate } письма в секунду
    }
mailbox-sync-left-seconds =
    { $count ->
        [one] ещё { $count } секунда
        [few] ещё { $count } секунды
        [many] ещё { $count } секунд
       *[other] ещё { $count } секунды
    }
mailbox-sync-left-minutes =
    { $count ->
        [one] ещё { $count } минута
        [few] ещё { $count } минуты
        [many] ещё { $count } минут
       *[other] ещё { $count } минуты
    }
mailbox-sync-waiting = Нет связи, следующая попытка { $time }
mailbox-sync-offline = Нет связи
mailbox-sync-paused = Приостановлена
mailbox-sync-last = Последний раз
mailbox-sync-never = ещё не было

mailbox-accounting = Учёт писем
mailbox-accounting-text = Каждое письмо на сервере должно быть в заявке, пропущено по правилу или в списке нечитаемых.
mailbox-accounting-folder = Папка
mailbox-accounting-server = На сервере
mailbox-accounting-requests = В заявках
mailbox-accounting-ignored = Пропущено
mailbox-accounting-unreadable = Нечитаемые
mailbox-accounting-missing = Недостаёт
mailbox-accounting-complete = Все письма на месте.
mailbox-accounting-incomplete =
    { $count ->
        [one] Недостаёт { $count } письма. Оно придёт со следующей синхронизацией.
       *[other] Недостаёт { $count } писем. Они придут со следующей синхронизацией.
    }
mailbox-accounting-empty = Считать начнём с первой синхронизацией.
jobs-without-mailbox = Почтовый ящик не подключён: письма не принимаются и не отправляются, всё остальное работает.
