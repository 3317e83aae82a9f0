# Екрани розсилок (S1–S6).
screen-mailings = Розсилки
mailing-add = + Розсилка
mailing-open = Відкрити
mailing-copy = Зробити копію
mailing-removed = Розсилку «{ $name }» прибрано
mailing-keys = N — нова · Enter — відкрити · Del — прибрати
mailing-search-hint = Назва або тема
mailing-column-name = Назва
mailing-column-channel = Чим
mailing-column-state = Стан
mailing-column-people = Кому
mailing-column-answered = Відповіли
mailing-column-when = Коли
mailing-nothing-title = Таких розсилок немає
mailing-empty-title = Розсилок ще не було
mailing-empty-text = Одна розсилка — один лист або SMS багатьом клієнтам, кожному з його ім’ям. Оберіть, кому, напишіть, перевірте й надішліть.
mailing-empty-add = Почати розсилку

mailing-channel-email = лист
mailing-channel-sms = SMS
mailing-channel-email-or-sms = лист або SMS

mailing-state-draft = чернетка
mailing-state-running = надсилається
mailing-state-paused = призупинено
mailing-state-done = надіслано
mailing-state-stopped = зупинено
mailing-state-running-of = надсилається, { $done } з { $all }
mailing-state-paused-of = призупинено, { $done } з { $all }
mailing-state-starts = почнеться { $at }

mailing-states = Повідомлення за станом
message-state-queued = чекає
message-state-submitting = відправляється
message-state-accepted = надіслано
message-state-delivered = доставлено
message-state-failed = не доставлено
message-state-refused = не прийнято
message-state-uncertain = невідомо
message-state-left-out = пропущено
message-state-received = отримано

left-out-no-address = немає адреси
left-out-opted-out = відмова від розсилок
left-out-no-consent = немає згоди
left-out-do-not-write = «не писати»
left-out-bounced = адреса не приймає
left-out-duplicate = та сама адреса
left-out-recent = писали нещодавно
left-out-removed = прибрано вручну
left-out-stopped = розсилку зупинено

mailing-versions = Мовні версії
mailing-version-all = Для всіх
mailing-version-others = Для решти
mailing-version-uk = Українською
mailing-version-ru = Російською
mailing-version-en = Англійською
mailing-version-add = Мова
mailing-version-remove = Прибрати цю версію
mailing-subject = Тема
mailing-letter = Лист
mailing-letter-hint = Добрий день! …
mailing-attach = Додати файл
mailing-sms = Текст SMS
mailing-sms-instead = SMS для тих, хто не має електронної адреси
mailing-sms-hint = Коротко: кирилицею одне SMS вміщає 70 знаків

mailing-settings-whom = Кому писати
mailing-settings-consent-email = Листи — лише тим, хто дав згоду
mailing-settings-consent-sms = SMS — лише тим, хто дав згоду
mailing-settings-consent-hint = Закон про рекламу вимагає попередньої згоди. Для повідомлень у справі самого клієнта її вимогу можна зняти в розсилці.
mailing-settings-not-within = Не писати тим, кому писали протягом
mailing-settings-pace = Швидкість
mailing-settings-emails-per-minute = Листів за хвилину
mailing-settings-emails-per-day = Листів за добу
mailing-settings-emails-per-day-hint = Поштові служби обмежують добу; 0 — без межі.
mailing-settings-sms-per-minute = SMS за хвилину
mailing-settings-most-errors = Призупинити після
mailing-settings-most-errors-hint = Стільки відмов поспіль означає, що щось негаразд із самою поштою або шлюзом.
mailing-settings-safety = Обережність
mailing-settings-confirm-above = Просити підтвердження понад
mailing-settings-confirm-hint = Тоді перед надсиланням число отримувачів вводять вручну.
mailing-settings-opt-out-url = Сторінка відписки на сайті офісу
mailing-settings-opt-out-url-hint = Необов’язково. Адреса з https:// і { "{token}" }; без неї відписуються листом.
mailing-settings-sample-in-sent = Класти один зразок у «Надіслані»
mailing-settings-sample-hint = Решта листів розсилки до теки не потрапляє.
mailing-opt-out-line = Рядок про відмову в кінці
mailing-opt-out-line-hint = У листі — посилання «не надсилати більше», в SMS — «Відмова: СТОП».
mailing-quiet-from = Тихі години з
mailing-quiet-to = до
mailing-quiet-hint = У цей час нічого не надсилається.
mailing-zero-never = 0 — не зважати.
mailing-zero-as-fast = 0 — як приймає сервер.
mailing-zero-as-gateway = 0 — як приймає шлюз.
mailing-per-minute = за хвилину
mailing-per-day = за добу
mailing-errors-unit =
    { $count ->
        [one] відмови поспіль
       *[other] відмов поспіль
    }
mailing-messages-unit =
    { $count ->
        [one] повідомлення
       *[other] повідомлень
    }
settings-mailings = Розсилки
