# SMS-шлюзы в настройках (S7)
settings-sms = SMS
gateways-text = Через шлюз идут SMS рассылок и разговоров с клиентами.
gateways-empty-title = SMS-шлюза ещё нет
gateways-empty-text = Шлюз — это служба или телефон, через который уходят SMS. Выберите своего провайдера и введите ключ из личного кабинета.
gateways-add = Добавить шлюз
gateways-new = Новый шлюз
gateways-added = Шлюз «{ $name }» добавлен
gateways-in-use = ✓ используется
gateways-use = Использовать этот
gateways-now-used = Теперь используется «{ $name }»
gateways-from = подпись { $sender }
gateways-no-sender = без подписи
gateways-tried = Проверено: { $at }
gateways-not-tried = Ещё не проверен
gateways-more = Ещё действия со шлюзом «{ $name }»
gateways-remove-title = Удалить шлюз «{ $name }»?
gateways-remove-sure = Его ключ, пароль и цены будут стёрты, вернуть их нельзя. То, что уже отправлено, останется в журнале.
gateways-remove-no = Оставить
gateways-removed = Шлюз «{ $name }» удалён
gateways-test = Проверить
gateways-test-named = Проверить шлюз «{ $name }»
gateways-testing = Соединяемся со шлюзом…
gateways-test-good = Шлюз отвечает и принимает ваши данные.
gateways-test-balance = На счёте: { $amount }.
gateways-words = Ответ шлюза: { $words }

# Форма
gateways-preset = Провайдер
gateways-own = Другой (свой шаблон)
gateways-own-text = Для любого шлюза с HTTP: опишите по его документации, как к нему обращаться.
gateways-untried-short = вживую не проверяли
gateways-preset-tried = Deskbell проверен с этой программой.
gateways-preset-untried = Настроено по документации; с настоящей службой ещё не проверяли. Отправьте себе тестовое SMS.
gateways-site = Документация
gateways-name = Название
gateways-name-hint = Под этим названием шлюз будет в ваших списках.
gateways-name-required = Укажите название шлюза.
gateways-field-key = Ключ API
gateways-field-token = Токен
gateways-field-login = Логин
gateways-field-password = Пароль
gateways-field-url = Адрес шлюза
gateways-field-sid = Account SID
gateways-field-service = Messaging Service SID
gateways-field-host = Адрес SMS-центра
gateways-field-port = Порт
gateways-field-system_type = Тип системы (system_type)
gateways-field-database = База данных gammu-smsd
gateways-hint-host = Его даёт оператор. Для защищённого соединения напишите перед ним tls://
gateways-hint-database = Файл SQLite на этом компьютере или адрес вида postgresql://сервер/smsd — тот же, что в настройках gammu-smsd. Логин и пароль нужны только для PostgreSQL.
gateways-field-optional = Необязательно
gateways-field-empty = Заполните это поле.
gateways-secret-kept = Сохранено. Оставьте пустым, чтобы не менять.
gateways-sender = Подпись отправителя
gateways-sender-hint = До 11 латинских букв и цифр или номер телефона. Подпись нужно зарегистрировать у провайдера.
gateways-sender-number = SMS уходят с номера телефона; имя этот шлюз не показывает. Обычно можно оставить пустым.

# Цены
gateways-prices = Цены
gateways-prices-text = Сколько стоит одна часть SMS. Действует самое длинное начало номера; без цен стоимость не считается.
gateways-currency = Валюта
gateways-price-prefix = Номер начинается с
gateways-price-part = Цена части
gateways-price-others = все остальные
gateways-price-prefix-nth = Начало номера { $n }
gateways-price-nth = Цена { $n }
gateways-price-remove = Убрать цену: { $prefix }
gateways-price-add = + Цена
gateways-price-wrong = Напишите цену числом, например 0,65.

# Тестовое SMS
gateways-sms = Тестовое SMS
gateways-sms-named = Тестовое SMS через «{ $name }»
gateways-sms-title = Тестовое SMS
gateways-sms-text = Одно SMS через «{ $name }» по вашей цене у провайдера.
gateways-sms-phone = На какой номер
gateways-sms-words = Текст
gateways-sms-sample = Проверка SMS из Deskbell
gateways-sms-send = Отправить SMS
gateways-sms-sending = Отправляем…
gateways-sms-number = номер у шлюза: { $number }
gateways-sent-accepted = Шлюз принял SMS. Посмотрите, пришло ли оно на телефон.
gateways-sent-retry = Шлюз сейчас не принял SMS, оно не ушло. Попробуйте немного позже.
gateways-sent-uncertain = Неизвестно, ушло ли SMS: связь оборвалась посередине. Посмотрите на телефон, прежде чем отправлять ещё раз.
gateways-refused-bad-number = Шлюз не принимает этот номер. Проверьте его.
gateways-refused-opted-out = Владелец этого номера отказался от SMS у провайдера. Возьмите другой номер.
gateways-refused-text = Шлюз не принимает такой текст. Измените его.
gateways-refused-sender = Шлюз не принимает подпись. Зарегистрируйте её у провайдера или исправьте в настройках шлюза.
gateways-refused-duplicate = Такое же SMS только что отправлено. Измените текст или подождите.
gateways-refused-other = Шлюз отклонил SMS. Прочитайте его ответ.

# Свой шаблон
gateways-template = Шаблон (JSON)
gateways-template-hint = Запрос на отправку, ответ, состояния и баланс. Проверяется, пока вы пишете.
gateways-template-from = Начать с образца
gateways-template-from-hint = Шаблон готового шлюза, который можно переделать под свой.
gateways-template-choose = Выберите шлюз
gateways-template-good = ✓ В шаблоне ошибок нет
gateways-problem-syntax = Строка { $line }, знак { $column }: это не JSON или лишнее поле. Проверьте запятые, кавычки и скобки.
gateways-problem-name = { $place }: подстановки «{ $detail }» нет. Добавьте такое поле в «fields» или исправьте имя.
gateways-problem-braces = { $place }: фигурные скобки не сходятся. { $detail }
gateways-problem-url = { $place }: адрес должен начинаться с http://, https:// или поля с адресом.
gateways-problem-pointer = { $place }: путь в ответе начинается с «/», а здесь «{ $detail }».
gateways-problem-body = { $place }: так тело запроса не записывают. Оставьте что-то одно: json или form, простые значения. { $detail }
gateways-problem-batch = { $place }: предел или перечень не подходит ({ $detail }).
gateways-problem-key = { $place }: не сказано, по чему узнать сообщение. Добавьте ключ.
gateways-problem-field = { $place }: имя поля «{ $detail }» пустое, занято или не из строчных латинских букв.
gateways-problem-too-big = Шаблон слишком большой. Сократите его.
gateways-problem-report-url = { $place }: адрес отчётов должен начинаться с { "{callback}" }.
gateways-problem-amount = { $place }: не сказано, где в ответе баланс.
gateways-problem-state = { $place }: не сказано, где в ответе состояние.

# Кому рассылки не отправляются (S5, S6)
stopped-more = Ещё о рассылках
stopped-open = Кому рассылки не отправляются
stopped-title = Кому рассылки не отправляются
stopped-total =
    { $count ->
        [one] { $count } адрес
        [few] { $count } адреса
        [many] { $count } адресов
       *[other] { $count } адреса
    }
stopped-back = К рассылкам
stopped-search = Адрес или номер
stopped-any-reason = любая
stopped-reason-opted-out = отказ
stopped-reason-bounced = не доходит
stopped-source-list-unsubscribe = отписка из письма
stopped-source-answer = ответ на письмо
stopped-source-sms = ответ на SMS
stopped-source-hand = записано вручную
stopped-source-bounce = письмо вернулось
stopped-source-server = отклонил сервер
stopped-column-source = Откуда известно
stopped-column-mailing = Из рассылки
stopped-column-since = С какого дня
stopped-from = Из рассылки
stopped-words = Ответ сервера: { $words }
stopped-note-was = Примечание: { $note }
stopped-nothing-title = Таких адресов нет
stopped-empty-title = Рассылки можно отправлять всем
stopped-empty-text = Сюда попадают те, кто отказался, и адреса, на которые ничего не доходит. Если клиент отказался по телефону, запишите это.
stopped-keys = N — записать отказ · Enter — разрешить снова · Esc — к рассылкам
stopped-keys-read = Esc — к рассылкам
stopped-note = Записать отказ
stopped-note-title = Отказ от рассылок
stopped-note-text = На этот адрес или номер рассылки больше не будут отправляться. Обычная переписка продолжается.
stopped-email = Электронный адрес
stopped-phone = Номер телефона
stopped-note-why = Откуда это известно
stopped-note-hint = Например: сказал по телефону.
stopped-note-save = Записать
stopped-noted = Отказ записан: { $address }
stopped-allow-ask = Разрешить снова…
stopped-allow = Разрешить
stopped-allow-title = Разрешить рассылки снова
stopped-allow-text = { $address }: рассылки снова будут отправляться.
stopped-allow-why = Почему можно
stopped-allow-hint = Например: попросил сам; адрес исправлен.
stopped-allowed = Снова разрешено: { $address }
stopped-word-allowed = снова разрешено
