# SMS-шлюзи в налаштуваннях (S7)
settings-sms = SMS
gateways-text = Через шлюз ідуть SMS розсилок і розмов із клієнтами.
gateways-empty-title = Жодного SMS-шлюзу ще немає
gateways-empty-text = Шлюз — це служба або телефон, через який виходять SMS. Виберіть свого провайдера й уведіть ключ з особистого кабінету.
gateways-add = Додати шлюз
gateways-new = Новий шлюз
gateways-added = Шлюз «{ $name }» додано
gateways-in-use = ✓ використовується
gateways-use = Використовувати цей
gateways-now-used = Тепер використовується «{ $name }»
gateways-from = підпис { $sender }
gateways-no-sender = без підпису
gateways-tried = Перевірено: { $at }
gateways-not-tried = Ще не перевірено
gateways-more = Ще дії зі шлюзом «{ $name }»
gateways-remove-title = Вилучити шлюз «{ $name }»?
gateways-remove-sure = Його ключ, пароль і ціни буде стерто, повернути їх не можна. Те, що вже надіслано, лишиться в журналі.
gateways-remove-no = Залишити
gateways-removed = Шлюз «{ $name }» вилучено
gateways-test = Перевірити
gateways-test-named = Перевірити шлюз «{ $name }»
gateways-testing = З’єднуємося зі шлюзом…
gateways-test-good = Шлюз відповідає й приймає ваші дані.
gateways-test-balance = На рахунку: { $amount }.
gateways-words = Відповідь шлюзу: { $words }

# Форма
gateways-preset = Провайдер
gateways-own = Інший (свій шаблон)
gateways-own-text = Для будь-якого шлюзу з HTTP: опишіть за його документацією, як до нього звертатися.
gateways-untried-short = наживо не перевіряли
gateways-preset-tried = Deskbell перевірено з цією програмою.
gateways-preset-untried = Налаштовано за документацією; зі справжньою службою ще не перевіряли. Надішліть собі тестове SMS.
gateways-site = Документація
gateways-name = Назва
gateways-name-hint = Під цією назвою шлюз буде у ваших списках.
gateways-name-required = Вкажіть назву шлюзу.
gateways-field-key = Ключ API
gateways-field-token = Токен
gateways-field-login = Логін
gateways-field-password = Пароль
gateways-field-url = Адреса шлюзу
gateways-field-sid = Account SID
gateways-field-service = Messaging Service SID
gateways-field-host = Адреса SMS-центру
gateways-field-port = Порт
gateways-field-system_type = Тип системи (system_type)
gateways-field-database = База даних gammu-smsd
gateways-hint-host = Її дає оператор. Для захищеного з’єднання напишіть перед нею tls://
gateways-hint-database = Файл SQLite на цьому комп’ютері або адреса на кшталт postgresql://сервер/smsd — та сама, що в налаштуваннях gammu-smsd. Логін і пароль потрібні лише для PostgreSQL.
gateways-field-optional = Необов’язково
gateways-field-empty = Заповніть це поле.
gateways-secret-kept = Збережено. Залиште порожнім, щоб не міняти.
gateways-sender = Підпис відправника
gateways-sender-hint = До 11 латинських літер і цифр або номер телефону. Підпис треба зареєструвати в провайдера.
gateways-sender-number = SMS виходять із номера телефону; ім’я цей шлюз не показує. Зазвичай можна лишити порожнім.

# Ціни
gateways-prices = Ціни
gateways-prices-text = Скільки коштує одна частина SMS. Діє найдовший початок номера; без цін вартість не рахується.
gateways-currency = Валюта
gateways-price-prefix = Номер починається з
gateways-price-part = Ціна частини
gateways-price-others = усі інші
gateways-price-prefix-nth = Початок номера { $n }
gateways-price-nth = Ціна { $n }
gateways-price-remove = Прибрати ціну: { $prefix }
gateways-price-add = + Ціна
gateways-price-wrong = Напишіть ціну числом, наприклад 0,65.

# Тестове SMS
gateways-sms = Тестове SMS
gateways-sms-named = Тестове SMS через «{ $name }»
gateways-sms-title = Тестове SMS
gateways-sms-text = Одне SMS через «{ $name }» за вашою ціною в провайдера.
gateways-sms-phone = На який номер
gateways-sms-words = Текст
gateways-sms-sample = Перевірка SMS з Deskbell
gateways-sms-send = Надіслати SMS
gateways-sms-sending = Надсилаємо…
gateways-sms-number = номер у шлюзу: { $number }
gateways-sent-accepted = Шлюз прийняв SMS. Гляньте, чи воно прийшло на телефон.
gateways-sent-retry = Шлюз зараз не прийняв SMS, воно не вийшло. Спробуйте трохи згодом.
gateways-sent-uncertain = Невідомо, чи вийшло SMS: зв’язок обірвався посередині. Гляньте на телефон, перш ніж надсилати ще раз.
gateways-refused-bad-number = Шлюз не приймає цей номер. Перевірте його.
gateways-refused-opted-out = Власник цього номера відмовився від SMS у провайдера. Візьміть інший номер.
gateways-refused-text = Шлюз не приймає такий текст. Змініть його.
gateways-refused-sender = Шлюз не приймає підпис. Зареєструйте його в провайдера або виправте в налаштуваннях шлюзу.
gateways-refused-duplicate = Таке саме SMS уже надіслано щойно. Змініть текст або зачекайте.
gateways-refused-other = Шлюз відхилив SMS. Прочитайте його відповідь.

# Власний шаблон
gateways-template = Шаблон (JSON)
gateways-template-hint = Запит на надсилання, відповідь, стани й баланс. Перевіряється, поки ви пишете.
gateways-template-from = Почати зі зразка
gateways-template-from-hint = Шаблон готового шлюзу, який можна переробити на свій.
gateways-template-choose = Виберіть шлюз
gateways-template-good = ✓ У шаблоні помилок немає
gateways-problem-syntax = Рядок { $line }, знак { $column }: це не JSON або зайве поле. Перевірте коми, лапки й дужки.
gateways-problem-name = { $place }: підстановки «{ $detail }» немає. Додайте таке поле у «fields» або виправте назву.
gateways-problem-braces = { $place }: фігурні дужки не сходяться. { $detail }
gateways-problem-url = { $place }: адреса має починатися з http://, https:// або поля з адресою.
gateways-problem-pointer = { $place }: шлях у відповіді починається з «/», а тут «{ $detail }».
gateways-problem-body = { $place }: так тіло запиту не записують. Залиште щось одне: json або form, прості значення. { $detail }
gateways-problem-batch = { $place }: межа або перелік не підходить ({ $detail }).
gateways-problem-key = { $place }: не сказано, за чим упізнати повідомлення. Додайте ключ.
gateways-problem-field = { $place }: назва поля «{ $detail }» порожня, зайнята або не з малих латинських літер.
gateways-problem-too-big = Шаблон завеликий. Скоротіть його.
gateways-problem-report-url = { $place }: адреса звітів має починатися з { "{callback}" }.
gateways-problem-amount = { $place }: не сказано, де у відповіді баланс.
gateways-problem-state = { $place }: не сказано, де у відповіді стан.

# Кому розсилки не надсилаються (S5, S6)
stopped-more = Ще про розсилки
stopped-open = Кому розсилки не надсилаються
stopped-title = Кому розсилки не надсилаються
stopped-total =
    { $count ->
        [one] { $count } адреса
        [few] { $count } адреси
        [many] { $count } адрес
       *[other] { $count } адреси
    }
stopped-back = До розсилок
stopped-search = Адреса або номер
stopped-any-reason = будь-яка
stopped-reason-opted-out = відмова
stopped-reason-bounced = не доходить
stopped-source-list-unsubscribe = відписка з листа
stopped-source-answer = відповідь на лист
stopped-source-sms = відповідь на SMS
stopped-source-hand = записано вручну
stopped-source-bounce = лист повернувся
stopped-source-server = відхилив сервер
stopped-column-source = Звідки відомо
stopped-column-mailing = З розсилки
stopped-column-since = Відколи
stopped-from = З розсилки
stopped-words = Відповідь сервера: { $words }
stopped-note-was = Примітка: { $note }
stopped-nothing-title = Таких адрес немає
stopped-empty-title = Розсилки можна надсилати всім
stopped-empty-text = Сюди потрапляють ті, хто відмовився, й адреси, на які нічого не доходить. Якщо клієнт відмовився телефоном, запишіть це.
stopped-keys = N — записати відмову · Enter — дозволити знову · Esc — до розсилок
stopped-keys-read = Esc — до розсилок
stopped-note = Записати відмову
stopped-note-title = Відмова від розсилок
stopped-note-text = На цю адресу чи номер розсилки більше не надсилатимуться. Звичайне листування триває.
stopped-email = Електронна адреса
stopped-phone = Номер телефону
stopped-note-why = Звідки це відомо
stopped-note-hint = Наприклад: сказав телефоном.
stopped-note-save = Записати
stopped-noted = Відмову записано: { $address }
stopped-allow-ask = Дозволити знову…
stopped-allow = Дозволити
stopped-allow-title = Дозволити розсилки знову
stopped-allow-text = { $address }: розсилки знову надсилатимуться.
stopped-allow-why = Чому можна
stopped-allow-hint = Наприклад: попросив сам; адресу виправлено.
stopped-allowed = Знову дозволено: { $address }
stopped-word-allowed = дозволено знову
