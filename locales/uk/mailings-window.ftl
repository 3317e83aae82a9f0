# Екрани розсилок (S1–S6).
screen-mailings = Розсилки
mailing-add = + Розсилка
mailing-open = Відкрити
mailing-copy = Зробити копію
mailing-removed = Розсилку «{ $name }» вилучено
mailing-keys = N — нова · Enter — відкрити · Del — вилучити
mailing-search-hint = Назва або тема
mailing-column-name = Назва
mailing-column-channel = Чим
mailing-column-state = Стан
mailing-column-people = Кому
mailing-column-answered = Відповіли
mailing-column-when = Коли
mailing-nothing-title = Таких розсилок немає
mailing-empty-title = Розсилок ще не було
mailing-empty-text = Одна розсилка — один лист або SMS багатьом клієнтам, кожному з його ім’ям. Виберіть, кому, напишіть, перевірте й надішліть.
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
mailing-waits-start = Почнеться: { $until }.
mailing-waits-quiet-hours = Тихі години: далі піде { $until }.
mailing-waits-day-limit = Денну межу листів вичерпано: далі піде { $until }.
mailing-waits-server = Сервер або шлюз не відповідає. Наступна спроба: { $until }.
mailing-waits-retry = Решту буде надіслано ще раз: { $until }.
mailing-state-paused-of = призупинено, { $done } з { $all }
mailing-state-starts = почнеться { $at }

mailing-states = Повідомлення за станом


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
mailing-add-opt-out-line = Рядок про відмову в кінці
mailing-add-opt-out-line-hint = У листі — посилання «не надсилати більше», в SMS — «Відмова: СТОП».
mailing-add-opt-out-letter = Рядок про відмову в кінці листа
mailing-add-opt-out-letter-hint = Посилання «не надсилати більше».
mailing-add-opt-out-sms = «Відмова: СТОП» у кінці SMS
mailing-add-opt-out-sms-hint = Хто відповість СТОП, тому розсилок більше не буде.
mailing-add-opt-out-sms-unheard = Відповіді на SMS до Deskbell не доходять, тож і слово СТОП не дійде. У налаштуваннях SMS увімкніть приймання й надсилайте з номера, а не з імені.
sms-with-opt-out = разом із рядком про відмову
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
        [few] відмов поспіль
       *[other] відмов поспіль
    }
mailing-messages-unit =
    { $count ->
        [one] повідомлення
        [few] повідомлення
        [many] повідомлень
       *[other] повідомлення
    }
settings-mailings = Розсилки

mailing-steps = Кроки розсилки
mailing-step-whom = Кому
mailing-step-what = Що
mailing-step-send = Перевірка й надсилання
mailing-next = Далі
mailing-kept = збережено
mailing-keeping = зберігається…
mailing-not-kept = не збережено
mailing-more = Інші дії

mailing-people = Отримувачі
mailing-people-will =
    { $count ->
        [0] Отримувачів ще немає
        [one] Отримає { $count } людина
        [few] Отримають { $count } людини
        [many] Отримають { $count } людей
       *[other] Отримають { $count } людини
    }
mailing-people-left-out = пропущено { $count }
mailing-people-clients = Вибрати клієнтів
mailing-people-view = За виглядом
mailing-people-file = З файлу…
mailing-people-file-choose = Файл з отримувачами
mailing-people-list = Вставити список
mailing-people-clear = Прибрати всіх
mailing-people-added =
    { $count ->
        [one] Додано { $count } людину.
        [few] Додано { $count } людини.
        [many] Додано { $count } людей.
       *[other] Додано { $count } людини.
    }
mailing-people-known = { $count } вже є у списку.
mailing-people-unusable =
    { $count ->
        [one] В { $count } рядку немає ні пошти, ні телефону.
        [few] У { $count } рядках немає ні пошти, ні телефону.
       *[other] У { $count } рядках немає ні пошти, ні телефону.
    }
mailing-people-show = Показати
mailing-people-who-will = хто отримає
mailing-people-search = Знайти отримувача
mailing-people-empty-title = Кому писати?
mailing-people-empty-text = Виберіть клієнтів, файл або вставте список адрес чи телефонів із таблиці.
mailing-person-unnamed = без імені
mailing-person-remove = Прибрати з розсилки
mailing-consent-needed = Лише тим, хто дав згоду
mailing-consent-not-needed-hint = Напишемо всім, хто не відмовився. Так можна лише про власну справу клієнта.
filter-everybody = усіх

mailing-choose-title = Клієнти для розсилки
mailing-choose-all = Усі знайдені ({ $count })
mailing-choose-ticked = Додати ({ $count })
mailing-paste-title = Список отримувачів
mailing-paste-text = Скопіюйте стовпці з таблиці разом із заголовками або перетягніть сюди файл CSV. Інші стовпці можна буде вставити в текст.
mailing-paste-example =
    Ім’я;Пошта;Телефон;Сума
    Ірина Мельник;iryna@example.com;050 123-45-67;1200
mailing-paste-add = Додати
mailing-paste-too-large = Файл завеликий. Розділіть його на частини до 50 МБ.

variable-insert = Вставити змінну
variable-field = поле картки
variable-column = стовпець списку
variable-fallback = інше, якщо порожньо
variable-fallback-example = ваше місто
variable-condition = частина за умови
variable-condition-example = Ваша знижка чекає!
variable-client-name = Ім’я клієнта
variable-client-city = Місто клієнта
variable-client-address = Адреса клієнта
variable-client-phone = Телефон клієнта
variable-client-email = Пошта клієнта
variable-client-discount = Знижка клієнта, %
variable-client-interests = Інтереси клієнта
variable-client-terms = Додаткові умови
variable-client-birthday = День народження
variable-client-manager = Менеджер клієнта
variable-office-name = Назва офісу
variable-office-email = Пошта офісу
variable-employee-name = Ваше ім’я
variable-employee-phone = Ваш телефон
variable-employee-email = Ваша пошта
variable-mailing-name = Назва розсилки
variable-message-address = Адреса отримувача
variable-date-today = Сьогоднішня дата

sms-parts = { $count } SMS
sms-left =
    { $count ->
        [one] лишився { $count } знак
        [few] лишилося { $count } знаки
        [many] лишилося { $count } знаків
       *[other] лишилося { $count } знака
    }
sms-cyrillic = кирилиця: 70 знаків у SMS
sms-forced = через { $signs } в SMS лише 70 знаків
sms-with-values = (без підставлених значень)

mailing-preview = Так побачить отримувач
mailing-preview-to = Кому
mailing-preview-from = Від
mailing-preview-nobody = приклад, отримувачів ще немає
mailing-preview-no-subject = (без теми)
mailing-preview-before = Попередній отримувач
mailing-preview-next = Наступний отримувач

mailing-check = Що буде надіслано
mailing-check-emails =
    { $count ->
        [one] { $count } лист
        [few] { $count } листи
        [many] { $count } листів
       *[other] { $count } листа
    }
mailing-check-sms = { $count } SMS
mailing-check-nobody = Надсилати нікому.
mailing-check-left-out = { $reason }:
mailing-how = Як надсилати
mailing-later = Почати пізніше
mailing-later-at = Почнеться { $at }
mailing-later-past = Цей час уже минув: почнеться одразу.
mailing-later-needed = Вкажіть день і час початку.
mailing-later-day = День
mailing-later-time = Час
mailing-pace = Не швидше ніж
mailing-zero-as-server = 0 — як приймає сервер чи шлюз.
mailing-test = Пробне собі
mailing-test-title = Пробне повідомлення
mailing-test-text = Надішле один раз на вашу адресу те, що побачить отримувач.
mailing-test-email = Ваша електронна адреса
mailing-test-phone = Ваш телефон
mailing-test-send = Надіслати пробне
mailing-test-sent = Пробне надіслано на { $address }
mailing-confirm = Щоб підтвердити, введіть { $count }
mailing-send =
    { $count ->
        [one] Надіслати { $count } повідомлення
        [few] Надіслати { $count } повідомлення
        [many] Надіслати { $count } повідомлень
       *[other] Надіслати { $count } повідомлення
    }
mailing-send-later = Запланувати ({ $count })

mailing-speed = { $count } за хвилину
mailing-left = лишилося { $time }
mailing-pause = Призупинити
mailing-resume = Продовжити
mailing-stop = Зупинити зовсім
mailing-stop-title = Зупинити розсилку зовсім?
mailing-stop-text =
    { $count ->
        [0] Продовжити її потім не можна.
        [one] { $count } повідомлення вже не буде надіслано, і продовжити розсилку потім не можна. Щоб лише перервати її, натисніть «Призупинити».
        [few] { $count } повідомлення вже не буде надіслано, і продовжити розсилку потім не можна. Щоб лише перервати її, натисніть «Призупинити».
       *[other] { $count } повідомлень уже не буде надіслано, і продовжити розсилку потім не можна. Щоб лише перервати її, натисніть «Призупинити».
    }
mailing-retry = Ще раз невдалі ({ $count })
mailing-retry-uncertain = Надіслати ще раз невідомі ({ $count }): перевірено, їх не отримали
mailing-retried =
    { $count ->
        [one] { $count } повідомлення знову чекає на надсилання
        [few] { $count } повідомлення знову чекають на надсилання
       *[other] { $count } повідомлень знову чекають на надсилання
    }
mailing-retry-at = ще раз { $at }
mailing-paused-because = Призупинено:
mailing-uncertain =
    { $count ->
        [one] Про { $count } повідомлення невідомо, чи пішло: зв’язок урвався після передачі. Удруге Deskbell сам не надсилає.
        [few] Про { $count } повідомлення невідомо, чи пішли: зв’язок урвався після передачі. Удруге Deskbell сам не надсилає.
        [many] Про { $count } повідомлень невідомо, чи пішли: зв’язок урвався після передачі. Удруге Deskbell сам не надсилає.
       *[other] Про { $count } повідомлення невідомо, чи пішли: зв’язок урвався після передачі. Удруге Deskbell сам не надсилає.
    }
mailing-answered = відповідь є
mailing-fact-answered =
    { $count ->
        [one] { $count } відповідь
        [few] { $count } відповіді
       *[other] { $count } відповідей
    }
mailing-fact-auto-replies =
    { $count ->
        [one] { $count } автовідповідь
        [few] { $count } автовідповіді
       *[other] { $count } автовідповідей
    }
mailing-fact-bounced =
    { $count ->
        [one] { $count } адреса не існує
        [few] { $count } адреси не існують
       *[other] { $count } адрес не існує
    }
mailing-fact-opted-out =
    { $count ->
        [one] { $count } відмова від розсилок
        [few] { $count } відмови від розсилок
       *[other] { $count } відмов від розсилок
    }
mailing-fact-parts =
    { $count ->
        [one] { $count } частина SMS
        [few] { $count } частини SMS
       *[other] { $count } частин SMS
    }
mailing-fact-cost = орієнтовно { $sum }
mailing-export = Зберегти журнал
mailing-export-title = Куди зберегти журнал
mailing-exported =
    { $count ->
        [one] Збережено { $count } рядок
        [few] Збережено { $count } рядки
       *[other] Збережено { $count } рядків
    }
message-column-when = Коли

mailing-to-client = Надіслати повідомлення клієнту
mailing-to-clients = Надіслати повідомлення
mailing-start-title =
    { $count ->
        [1] Надіслати повідомлення клієнту
        [one] Надіслати повідомлення { $count } клієнту
        [few] Надіслати повідомлення { $count } клієнтам
       *[other] Надіслати повідомлення { $count } клієнтам
    }
mailing-start-phone = SMS на номер { $phone }
mailing-start-earlier = Розсилка
mailing-start-new = нова
mailing-start-copied = Буде зроблено копію з тим самим текстом.
mailing-column-way = Чим або чому ні
mailing-estimate-through = через { $gateway }
mailing-estimate-balance = на рахунку { $sum }
mailing-estimate-longest =
    { $count ->
        [one] найдовше — { $count } частина
        [few] найдовше — { $count } частини
       *[many] найдовше — { $count } частин
    }
mailing-estimate-unicode =
    { $count ->
        [one] У { $count } SMS частина вміщує лише 70 знаків через: { $signs }
        [few] У { $count } SMS частина вміщує лише 70 знаків через: { $signs }
       *[many] У { $count } SMS частина вміщує лише 70 знаків через: { $signs }
    }
mailing-estimate-unpriced =
    { $count ->
        [one] Ціни для { $count } номера в таблиці немає: у суму не входить.
        [few] Ціни для { $count } номерів у таблиці немає: у суму не входять.
       *[many] Ціни для { $count } номерів у таблиці немає: у суму не входять.
    }
mailing-estimate-short = На рахунку менше, ніж коштуватиме розсилка. Поповніть його, інакше вона зупиниться на півдорозі.
