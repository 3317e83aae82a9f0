# Список клиентов: столбцы, фильтры, виды, массовые действия, анализ активности (C2, C6)
clients-column-kind = Вид
clients-column-address = Адрес
clients-column-interests = Интересы
clients-column-tags = Метки
clients-column-language = Язык
clients-column-birthday = День рождения
clients-column-discount = Скидка, %
clients-column-notes = Примечания
clients-column-do-not-write = Не писать
clients-column-consent-email = Согласие на письма
clients-column-consent-sms = Согласие на SMS
clients-column-created = Создан
clients-consent-given = согласие
clients-consent-refused = отказ
clients-consent-not-asked = не спрашивали
clients-language-uk = украинский
clients-language-ru = русский
clients-language-en = английский
clients-language-unknown = неизвестен

# Столбцы, страницы, печать
table-columns = Столбцы
table-columns-title = Столбцы таблицы
table-columns-usual = Как вначале
table-column-left = Левее: { $name }
table-column-right = Правее: { $name }
table-column-hint = Enter — сортировать · Alt+Shift+стрелки — передвинуть · Shift+стрелки — ширина
table-refresh = Обновить
table-print = Печать…
table-export-csv = Сохранить как CSV…
table-export-xlsx = Сохранить как XLSX…
table-rows = Строк
table-endless = без конца
table-page = { $from }–{ $to } из { $total }
table-page-before = Предыдущая страница
table-page-next = Следующая страница
table-menu = Действия с таблицей
table-print-cut =
    { $count ->
        [one] Напечатана первая { $count } строка.
        [few] Напечатаны первые { $count } строки.
        [many] Напечатаны первые { $count } строк.
       *[other] Напечатаны первые { $count } строки.
    }
clients-file = клиенты
clients-exported =
    { $count ->
        [one] Сохранён { $count } клиент
        [few] Сохранено { $count } клиента
        [many] Сохранено { $count } клиентов
       *[other] Сохранено { $count } клиента
    }

# Фильтры
filter-add = + Фильтр
filter-any-value = любое
filter-kind = Вид
filter-manager = Менеджер
filter-manager-every = все
filter-manager-none = без менеджера
filter-city = Город
filter-city-every = все
filter-city-find = Найти город
filter-tags = Метки
filter-tags-every = все
filter-tags-find = Найти метку
filter-nothing-to-choose = Пока не из чего выбирать
filter-all-again = Показать всех
filter-language = Язык
filter-birthday = День рождения
filter-birthday-any = когда угодно
filter-birthday-today = сегодня
filter-birthday-days =
    { $days ->
        [one] ближайший { $days } день
        [few] ближайшие { $days } дня
        [many] ближайшие { $days } дней
       *[other] ближайшие { $days } дня
    }
filter-birthday-month = в месяце: { $month }
filter-consent-email = Согласие на письма
filter-consent-sms = Согласие на SMS
filter-do-not-write = Не писать
filter-has-phone = Телефон
filter-has-email = Электронный адрес
filter-there = есть
filter-not-there = нет
filter-created = Создан
filter-silent = Молчит
filter-silent-any = не важно
filter-silent-days =
    { $days ->
        [one] { $days } день и дольше
        [few] { $days } дня и дольше
        [many] { $days } дней и дольше
       *[other] { $days } дня и дольше
    }
filter-open-requests = Открытые заявки
filter-field-filled = заполнено
filter-field-empty = пусто
filter-field-holds = Содержит
filter-apply = Показать

# Виды
views-all = Все
views-label = Сохранённые виды
views-save = Сохранить вид…
views-save-changes = Сохранить изменения
views-new = Новый вид
views-edit = Вид
views-name = Название
views-name-required = Назовите вид.
views-shared = Для всех сотрудников
views-shared-hint = Иначе его видите только вы
views-rename = Переименовать или поделиться…
views-remove = Удалить вид
views-removed = Вид «{ $name }» удалён
views-saved = Вид «{ $name }» сохранён
views-actions = Действия с видом «{ $name }»
views-of = От: { $name }

# Массовые действия
bulk-label = Действия с отмеченными
bulk-ticked =
    { $count ->
        [one] Отмечен { $count } клиент
        [few] Отмечено { $count } клиента
        [many] Отмечено { $count } клиентов
       *[other] Отмечено { $count } клиента
    }
bulk-take-all = Выбрать всех, кто подходит: { $count }
bulk-untick = Снять отметки
bulk-manager = Менеджер
bulk-tag = Метка
bulk-interest = Интерес
bulk-add = Добавить…
bulk-drop = Убрать…
bulk-tag-add = Добавить метку
bulk-tag-drop = Убрать метку
bulk-interest-add = Добавить интерес
bulk-interest-drop = Убрать интерес
bulk-word = Название
bulk-word-required = Напишите название.
bulk-more = Ещё
bulk-do-not-write-on = Не писать им
bulk-do-not-write-off = Можно писать
bulk-language = Язык: { $language }
bulk-remove = Удалить
bulk-running = Изменяем клиентов
work-so-far = Сделано: { $done }
bulk-progress = { $done } из { $total }
bulk-changed =
    { $count ->
        [one] Изменён { $count } клиент
        [few] Изменено { $count } клиента
        [many] Изменено { $count } клиентов
       *[other] Изменено { $count } клиента
    }
bulk-removed =
    { $count ->
        [one] Удалён { $count } клиент
        [few] Удалено { $count } клиента
        [many] Удалено { $count } клиентов
       *[other] Удалено { $count } клиента
    }
bulk-nothing = Ничего не изменилось: все уже такие.
bulk-cancelled = Остановлено. { $done }
bulk-left-title = Кое-кто остался
bulk-left-text =
    { $count ->
        [one] { $count } клиент не удалён: связанные дела ещё нужны офису.
        [few] { $count } клиента не удалены: связанные дела ещё нужны офису.
        [many] { $count } клиентов не удалены: связанные дела ещё нужны офису.
       *[other] { $count } клиента не удалены: связанные дела ещё нужны офису.
    }
bulk-left-more = и ещё { $count }
bulk-tied-requests =
    { $count ->
        [one] { $count } заявка
        [few] { $count } заявки
        [many] { $count } заявок
       *[other] { $count } заявки
    }
bulk-tied-contacts =
    { $count ->
        [one] { $count } контакт
        [few] { $count } контакта
        [many] { $count } контактов
       *[other] { $count } контакта
    }
bulk-tied-reminders =
    { $count ->
        [one] { $count } напоминание
        [few] { $count } напоминания
        [many] { $count } напоминаний
       *[other] { $count } напоминания
    }
bulk-tied-files =
    { $count ->
        [one] { $count } файл
        [few] { $count } файла
        [many] { $count } файлов
       *[other] { $count } файла
    }
bulk-tied-messages =
    { $count ->
        [one] { $count } сообщение
        [few] { $count } сообщения
        [many] { $count } сообщений
       *[other] { $count } сообщения
    }

# Анализ активности
clients-tab-list = Список
clients-tab-activity = Анализ активности
activity-period = Считать за период
activity-chart = Клиенты по последнему контакту
activity-chart-table = Показать таблицей
activity-chart-bars = Показать диаграммой
activity-ago = Последний контакт
activity-clients = Клиентов
activity-ago-today = сегодня
activity-ago-week = 1–7 дней назад
activity-ago-month = 8–30 дней назад
activity-ago-quarter = 31–90 дней назад
activity-ago-half-year = 91–180 дней назад
activity-ago-year = 181–365 дней назад
activity-ago-older = больше года назад
activity-ago-never = никогда
activity-ago-all = Показать всех
activity-column-last = Последний контакт
activity-column-silent = Молчит, дней
activity-column-contacts = Контакты
activity-column-letters = Письма
activity-column-requests = Заявки
activity-contact = Новый контакт
activity-empty-title = По этим фильтрам никого нет
activity-empty-text = Выберите другой столбик диаграммы или сбросьте фильтры.
activity-none-text = Здесь видно, кто давно молчит и о ком пора вспомнить. Добавьте первых клиентов.
activity-never = никогда
activity-keys = Enter — карточка · C — новый контакт
