# Экраны рассылок (S1–S6).
screen-mailings = Рассылки
mailing-add = + Рассылка
mailing-open = Открыть
mailing-copy = Сделать копию
mailing-removed = Рассылка «{ $name }» удалена
mailing-keys = N — новая · Enter — открыть · Del — удалить
mailing-search-hint = Название или тема
mailing-column-name = Название
mailing-column-channel = Чем
mailing-column-state = Состояние
mailing-column-people = Кому
mailing-column-answered = Ответили
mailing-column-when = Когда
mailing-nothing-title = Таких рассылок нет
mailing-empty-title = Рассылок ещё не было
mailing-empty-text = Одна рассылка — одно письмо или SMS многим клиентам, каждому с его именем. Выберите, кому, напишите, проверьте и отправьте.
mailing-empty-add = Начать рассылку

mailing-channel-email = письмо
mailing-channel-sms = SMS
mailing-channel-email-or-sms = письмо или SMS

mailing-state-draft = черновик
mailing-state-running = отправляется
mailing-state-paused = приостановлена
mailing-state-done = отправлена
mailing-state-stopped = остановлена
mailing-state-running-of = отправляется, { $done } из { $all }
mailing-waits-start = Начнётся: { $until }.
mailing-waits-quiet-hours = Тихие часы: дальше пойдёт { $until }.
mailing-waits-day-limit = Дневной предел писем исчерпан: дальше пойдёт { $until }.
mailing-waits-server = Сервер или шлюз не отвечает. Следующая попытка: { $until }.
mailing-waits-retry = Остальные будут отправлены ещё раз: { $until }.
mailing-state-paused-of = приостановлена, { $done } из { $all }
mailing-state-starts = начнётся { $at }

mailing-states = Сообщения по состоянию


mailing-versions = Языковые версии
mailing-version-all = Для всех
mailing-version-others = Для остальных
mailing-version-uk = На украинском
mailing-version-ru = На русском
mailing-version-en = На английском
mailing-version-add = Язык
mailing-version-remove = Убрать эту версию
mailing-subject = Тема
mailing-letter = Письмо
mailing-letter-hint = Добрый день! …
mailing-attach = Добавить файл
mailing-sms = Текст SMS
mailing-sms-instead = SMS для тех, у кого нет электронного адреса
mailing-sms-hint = Коротко: кириллицей одно SMS вмещает 70 знаков

mailing-settings-whom = Кому писать
mailing-settings-consent-email = Письма — только тем, кто дал согласие
mailing-settings-consent-sms = SMS — только тем, кто дал согласие
mailing-settings-consent-hint = Закон о рекламе требует предварительного согласия. Для сообщений по делу самого клиента это требование можно снять в рассылке.
mailing-settings-not-within = Не писать тем, кому писали в течение
mailing-settings-pace = Скорость
mailing-settings-emails-per-minute = Писем в минуту
mailing-settings-emails-per-day = Писем в сутки
mailing-settings-emails-per-day-hint = Почтовые службы ограничивают сутки; 0 — без предела.
mailing-settings-sms-per-minute = SMS в минуту
mailing-settings-most-errors = Приостановить после
mailing-settings-most-errors-hint = Столько отказов подряд значит, что неладно с самой почтой или шлюзом.
mailing-settings-safety = Осторожность
mailing-settings-confirm-above = Просить подтверждения свыше
mailing-settings-confirm-hint = Тогда перед отправкой число получателей вводят вручную.
mailing-settings-opt-out-url = Страница отписки на сайте офиса
mailing-settings-opt-out-url-hint = Необязательно. Адрес с https:// и { "{token}" }; без него отписываются письмом.
mailing-settings-sample-in-sent = Класть один образец в «Отправленные»
mailing-settings-sample-hint = Остальные письма рассылки в папку не попадают.
mailing-add-opt-out-line = Строка об отказе в конце
mailing-add-opt-out-line-hint = В письме — ссылка «больше не присылать», в SMS — «Отказ: СТОП».
mailing-add-opt-out-letter = Строка об отказе в конце письма
mailing-add-opt-out-letter-hint = Ссылка «больше не присылать».
mailing-add-opt-out-sms = «Отказ: СТОП» в конце SMS
mailing-add-opt-out-sms-hint = Кто ответит СТОП, тому рассылок больше не будет.
mailing-add-opt-out-sms-unheard = Ответы на SMS до Deskbell не доходят, поэтому и слово СТОП не дойдёт. В настройках SMS включите приём и отправляйте с номера, а не с имени.
sms-with-opt-out = вместе со строкой об отказе
mailing-quiet-from = Тихие часы с
mailing-quiet-to = до
mailing-quiet-hint = В это время ничего не отправляется.
mailing-zero-never = 0 — не учитывать.
mailing-zero-as-fast = 0 — как принимает сервер.
mailing-zero-as-gateway = 0 — как принимает шлюз.
mailing-per-minute = в минуту
mailing-per-day = в сутки
mailing-errors-unit =
    { $count ->
        [one] отказа подряд
        [few] отказов подряд
       *[other] отказов подряд
    }
mailing-messages-unit =
    { $count ->
        [one] сообщения
        [few] сообщений
        [many] сообщений
       *[other] сообщений
    }
settings-mailings = Рассылки

mailing-steps = Шаги рассылки
mailing-step-whom = Кому
mailing-step-what = Что
mailing-step-send = Проверка и отправка
mailing-next = Далее
mailing-kept = сохранено
mailing-keeping = сохраняется…
mailing-not-kept = не сохранено
mailing-more = Другие действия

mailing-people = Получатели
mailing-people-will =
    { $count ->
        [0] Получателей ещё нет
        [one] Получит { $count } человек
        [few] Получат { $count } человека
        [many] Получат { $count } человек
       *[other] Получат { $count } человека
    }
mailing-people-left-out = пропущено { $count }
mailing-people-clients = Выбрать клиентов
mailing-people-view = По виду
mailing-people-file = Из файла…
mailing-people-file-choose = Файл с получателями
mailing-people-list = Вставить список
mailing-people-clear = Убрать всех
mailing-people-added =
    { $count ->
        [one] Добавлен { $count } человек.
        [few] Добавлено { $count } человека.
        [many] Добавлено { $count } человек.
       *[other] Добавлено { $count } человека.
    }
mailing-people-known = { $count } уже есть в списке.
mailing-people-unusable =
    { $count ->
        [one] В { $count } строке нет ни почты, ни телефона.
        [few] В { $count } строках нет ни почты, ни телефона.
       *[other] В { $count } строках нет ни почты, ни телефона.
    }
mailing-people-show = Показать
mailing-people-who-will = кто получит
mailing-people-search = Найти получателя
mailing-people-empty-title = Кому писать?
mailing-people-empty-text = Выберите клиентов, файл или вставьте список адресов или телефонов из таблицы.
mailing-person-unnamed = без имени
mailing-person-remove = Убрать из рассылки
mailing-consent-needed = Только тем, кто дал согласие
mailing-consent-not-needed-hint = Напишем всем, кто не отказался. Так можно лишь о собственном деле клиента.
filter-everybody = всех

mailing-choose-title = Клиенты для рассылки
mailing-choose-all = Все найденные ({ $count })
mailing-choose-ticked = Добавить ({ $count })
mailing-paste-title = Список получателей
mailing-paste-text = Скопируйте столбцы из таблицы вместе с заголовками или перетащите сюда файл CSV. Остальные столбцы можно будет вставить в текст.
mailing-paste-example =
    Имя;Почта;Телефон;Сумма
    Ирина Мельник;iryna@example.com;050 123-45-67;1200
mailing-paste-add = Добавить
mailing-paste-too-large = Файл слишком велик. Разделите его на части до 50 МБ.

variable-insert = Вставить переменную
variable-field = поле карточки
variable-column = столбец списка
variable-fallback = другое, если пусто
variable-fallback-example = ваш город
variable-condition = часть при условии
variable-condition-example = Ваша скидка ждёт!
variable-client-name = Имя клиента
variable-client-city = Город клиента
variable-client-address = Адрес клиента
variable-client-phone = Телефон клиента
variable-client-email = Почта клиента
variable-client-discount = Скидка клиента, %
variable-client-interests = Интересы клиента
variable-client-terms = Дополнительные условия
variable-client-birthday = День рождения
variable-client-manager = Менеджер клиента
variable-office-name = Название офиса
variable-office-email = Почта офиса
variable-employee-name = Ваше имя
variable-employee-phone = Ваш телефон
variable-employee-email = Ваша почта
variable-mailing-name = Название рассылки
variable-message-address = Адрес получателя
variable-date-today = Сегодняшняя дата

sms-parts = { $count } SMS
sms-left =
    { $count ->
        [one] остался { $count } знак
        [few] осталось { $count } знака
        [many] осталось { $count } знаков
       *[other] осталось { $count } знака
    }
sms-cyrillic = кириллица: 70 знаков в SMS
sms-forced = из-за { $signs } в SMS лишь 70 знаков
sms-with-values = (без подставленных значений)

mailing-preview = Так увидит получатель
mailing-preview-to = Кому
mailing-preview-from = От
mailing-preview-nobody = пример, получателей ещё нет
mailing-preview-no-subject = (без темы)
mailing-preview-before = Предыдущий получатель
mailing-preview-next = Следующий получатель

mailing-check = Что будет отправлено
mailing-check-emails =
    { $count ->
        [one] { $count } письмо
        [few] { $count } письма
        [many] { $count } писем
       *[other] { $count } письма
    }
mailing-check-sms = { $count } SMS
mailing-check-nobody = Отправлять некому.
mailing-check-left-out = { $reason }:
mailing-how = Как отправлять
mailing-later = Начать позже
mailing-later-at = Начнётся { $at }
mailing-later-past = Это время уже прошло: начнётся сразу.
mailing-later-needed = Укажите день и время начала.
mailing-later-day = День
mailing-later-time = Время
mailing-pace = Не быстрее чем
mailing-zero-as-server = 0 — как принимает сервер или шлюз.
mailing-test = Пробное себе
mailing-test-title = Пробное сообщение
mailing-test-text = Отправит один раз на ваш адрес то, что увидит получатель.
mailing-test-email = Ваш электронный адрес
mailing-test-phone = Ваш телефон
mailing-test-send = Отправить пробное
mailing-test-sent = Пробное отправлено на { $address }
mailing-confirm = Чтобы подтвердить, введите { $count }
mailing-send =
    { $count ->
        [one] Отправить { $count } сообщение
        [few] Отправить { $count } сообщения
        [many] Отправить { $count } сообщений
       *[other] Отправить { $count } сообщения
    }
mailing-send-later = Запланировать ({ $count })

mailing-speed = { $count } в минуту
mailing-left = осталось { $time }
mailing-pause = Приостановить
mailing-resume = Продолжить
mailing-stop = Остановить совсем
mailing-stop-title = Остановить рассылку совсем?
mailing-stop-text =
    { $count ->
        [0] Продолжить её потом нельзя.
        [one] { $count } сообщение уже не будет отправлено, и продолжить рассылку потом нельзя. Чтобы только прервать её, нажмите «Приостановить».
        [few] { $count } сообщения уже не будут отправлены, и продолжить рассылку потом нельзя. Чтобы только прервать её, нажмите «Приостановить».
       *[other] { $count } сообщений уже не будут отправлены, и продолжить рассылку потом нельзя. Чтобы только прервать её, нажмите «Приостановить».
    }
mailing-retry = Ещё раз неудачные ({ $count })
mailing-retry-uncertain = Отправить ещё раз неизвестные ({ $count }): проверено, их не получили
mailing-retried =
    { $count ->
        [one] { $count } сообщение снова ждёт отправки
        [few] { $count } сообщения снова ждут отправки
       *[other] { $count } сообщений снова ждут отправки
    }
mailing-retry-at = ещё раз { $at }
mailing-paused-because = Приостановлено:
mailing-uncertain =
    { $count ->
        [one] О { $count } сообщении неизвестно, ушло ли: связь оборвалась после передачи. Второй раз Deskbell сам не отправляет.
        [few] О { $count } сообщениях неизвестно, ушли ли: связь оборвалась после передачи. Второй раз Deskbell сам не отправляет.
        [many] О { $count } сообщениях неизвестно, ушли ли: связь оборвалась после передачи. Второй раз Deskbell сам не отправляет.
       *[other] О { $count } сообщениях неизвестно, ушли ли: связь оборвалась после передачи. Второй раз Deskbell сам не отправляет.
    }
mailing-answered = есть ответ
mailing-fact-answered =
    { $count ->
        [one] { $count } ответ
        [few] { $count } ответа
       *[other] { $count } ответов
    }
mailing-fact-auto-replies =
    { $count ->
        [one] { $count } автоответ
        [few] { $count } автоответа
       *[other] { $count } автоответов
    }
mailing-fact-bounced =
    { $count ->
        [one] { $count } адрес не существует
        [few] { $count } адреса не существуют
       *[other] { $count } адресов не существует
    }
mailing-fact-opted-out =
    { $count ->
        [one] { $count } отказ от рассылок
        [few] { $count } отказа от рассылок
       *[other] { $count } отказов от рассылок
    }
mailing-fact-parts =
    { $count ->
        [one] { $count } часть SMS
        [few] { $count } части SMS
       *[other] { $count } частей SMS
    }
mailing-fact-cost = примерно { $sum }
mailing-export = Сохранить журнал
mailing-export-title = Куда сохранить журнал
mailing-exported =
    { $count ->
        [one] Сохранена { $count } строка
        [few] Сохранено { $count } строки
       *[other] Сохранено { $count } строк
    }
message-column-when = Когда

mailing-to-client = Отправить сообщение клиенту
mailing-to-clients = Отправить сообщение
mailing-start-title =
    { $count ->
        [1] Отправить сообщение клиенту
        [one] Отправить сообщение { $count } клиенту
        [few] Отправить сообщение { $count } клиентам
       *[other] Отправить сообщение { $count } клиентам
    }
mailing-start-phone = SMS на номер { $phone }
mailing-start-earlier = Рассылка
mailing-start-new = новая
mailing-start-copied = Будет сделана копия с тем же текстом.
mailing-column-way = Чем или почему нет
mailing-estimate-through = через { $gateway }
mailing-estimate-balance = на счёте { $sum }
mailing-estimate-longest =
    { $count ->
        [one] самое длинное — { $count } часть
        [few] самое длинное — { $count } части
       *[many] самое длинное — { $count } частей
    }
mailing-estimate-unicode =
    { $count ->
        [one] В { $count } SMS часть вмещает только 70 знаков из-за: { $signs }
        [few] В { $count } SMS часть вмещает только 70 знаков из-за: { $signs }
       *[many] В { $count } SMS часть вмещает только 70 знаков из-за: { $signs }
    }
mailing-estimate-unpriced =
    { $count ->
        [one] Цены для { $count } номера в таблице нет: в сумму не входит.
        [few] Цены для { $count } номеров в таблице нет: в сумму не входят.
       *[many] Цены для { $count } номеров в таблице нет: в сумму не входят.
    }
mailing-estimate-short = На счёте меньше, чем будет стоить рассылка. Пополните его, иначе она остановится на полпути.
