# Список клієнтів: стовпці, фільтри, вигляди, масові дії, аналіз активності (C2, C6)
clients-column-kind = Вид
clients-column-address = Адреса
clients-column-interests = Інтереси
clients-column-tags = Мітки
clients-column-language = Мова
clients-column-birthday = День народження
clients-column-discount = Знижка, %
clients-column-notes = Примітки
clients-column-do-not-write = Не писати
clients-column-consent-email = Згода на листи
clients-column-consent-sms = Згода на SMS
clients-column-created = Створено
clients-consent-given = згода
clients-consent-refused = відмова
clients-consent-not-asked = не питали
clients-language-uk = українська
clients-language-ru = російська
clients-language-en = англійська
clients-language-unknown = невідома

# Стовпці, сторінки, друк
table-columns = Стовпці
table-columns-title = Стовпці таблиці
table-columns-usual = Як спочатку
table-column-left = Ліворуч: { $name }
table-column-right = Праворуч: { $name }
table-column-hint = Enter — сортувати · Alt+Shift+стрілки — пересунути · Shift+стрілки — ширина
table-refresh = Оновити
table-print = Друкувати…
table-export-csv = Зберегти як CSV…
table-export-xlsx = Зберегти як XLSX…
table-rows = Рядків
table-endless = без кінця
table-page = { $from }–{ $to } з { $total }
table-page-before = Попередня сторінка
table-page-next = Наступна сторінка
table-menu = Дії з таблицею
table-print-cut =
    { $count ->
        [one] Надруковано перший { $count } рядок.
        [few] Надруковано перші { $count } рядки.
        [many] Надруковано перші { $count } рядків.
       *[other] Надруковано перші { $count } рядка.
    }
clients-file = клієнти
clients-exported =
    { $count ->
        [one] Збережено { $count } клієнта
        [few] Збережено { $count } клієнтів
        [many] Збережено { $count } клієнтів
       *[other] Збережено { $count } клієнта
    }

# Фільтри
filter-add = + Фільтр
filter-any-value = будь-яке
filter-kind = Вид
filter-manager = Менеджер
filter-manager-every = усі
filter-manager-none = без менеджера
filter-city = Місто
filter-city-every = усі
filter-city-find = Знайти місто
filter-tags = Мітки
filter-tags-every = усі
filter-tags-find = Знайти мітку
filter-nothing-to-choose = Ще немає з чого вибирати
filter-all-again = Показати всіх
filter-language = Мова
filter-birthday = День народження
filter-birthday-any = будь-коли
filter-birthday-today = сьогодні
filter-birthday-days =
    { $days ->
        [one] найближчий { $days } день
        [few] найближчі { $days } дні
        [many] найближчі { $days } днів
       *[other] найближчі { $days } дня
    }
filter-birthday-month = у місяці: { $month }
filter-consent-email = Згода на листи
filter-consent-sms = Згода на SMS
filter-do-not-write = Не писати
filter-has-phone = Телефон
filter-has-email = Електронна адреса
filter-there = є
filter-not-there = немає
filter-created = Створено
filter-silent = Мовчить
filter-silent-any = не важливо
filter-silent-days =
    { $days ->
        [one] { $days } день і довше
        [few] { $days } дні й довше
        [many] { $days } днів і довше
       *[other] { $days } дня й довше
    }
filter-open-requests = Відкриті заявки
filter-field-filled = заповнено
filter-field-empty = порожньо
filter-field-holds = Містить
filter-apply = Показати

# Вигляди
views-all = Усі
views-label = Збережені вигляди
views-save = Зберегти вигляд…
views-save-changes = Зберегти зміни
views-new = Новий вигляд
views-edit = Вигляд
views-name = Назва
views-name-required = Назвіть вигляд.
views-shared = Для всіх співробітників
views-shared-hint = Інакше його бачите лише ви
views-rename = Перейменувати або поділитися…
views-remove = Вилучити вигляд
views-removed = Вигляд «{ $name }» вилучено
views-saved = Вигляд «{ $name }» збережено
views-actions = Дії з виглядом «{ $name }»
views-of = Від: { $name }

# Масові дії
bulk-label = Дії з позначеними
bulk-ticked =
    { $count ->
        [one] Позначено { $count } клієнта
        [few] Позначено { $count } клієнтів
        [many] Позначено { $count } клієнтів
       *[other] Позначено { $count } клієнта
    }
bulk-take-all = Вибрати всіх, хто відповідає: { $count }
bulk-untick = Зняти позначки
bulk-manager = Менеджер
bulk-tag = Мітка
bulk-interest = Інтерес
bulk-add = Додати…
bulk-drop = Прибрати…
bulk-tag-add = Додати мітку
bulk-tag-drop = Прибрати мітку
bulk-interest-add = Додати інтерес
bulk-interest-drop = Прибрати інтерес
bulk-word = Назва
bulk-word-required = Напишіть назву.
bulk-more = Ще
bulk-do-not-write-on = Не писати їм
bulk-do-not-write-off = Можна писати
bulk-language = Мова: { $language }
bulk-remove = Вилучити
bulk-running = Змінюємо клієнтів
work-so-far = Зроблено: { $done }
bulk-progress = { $done } з { $total }
bulk-changed =
    { $count ->
        [one] Змінено { $count } клієнта
        [few] Змінено { $count } клієнтів
        [many] Змінено { $count } клієнтів
       *[other] Змінено { $count } клієнта
    }
bulk-removed =
    { $count ->
        [one] Вилучено { $count } клієнта
        [few] Вилучено { $count } клієнтів
        [many] Вилучено { $count } клієнтів
       *[other] Вилучено { $count } клієнта
    }
bulk-nothing = Нічого не змінилося: усі вже такі.
bulk-cancelled = Зупинено. { $done }
bulk-left-title = Дехто лишився
bulk-left-text =
    { $count ->
        [one] { $count } клієнта не вилучено: пов’язані справи ще потрібні офісу.
        [few] { $count } клієнтів не вилучено: пов’язані справи ще потрібні офісу.
        [many] { $count } клієнтів не вилучено: пов’язані справи ще потрібні офісу.
       *[other] { $count } клієнта не вилучено: пов’язані справи ще потрібні офісу.
    }
bulk-left-more = і ще { $count }
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
        [few] { $count } контакти
        [many] { $count } контактів
       *[other] { $count } контакту
    }
bulk-tied-reminders =
    { $count ->
        [one] { $count } нагадування
        [few] { $count } нагадування
        [many] { $count } нагадувань
       *[other] { $count } нагадування
    }
bulk-tied-files =
    { $count ->
        [one] { $count } файл
        [few] { $count } файли
        [many] { $count } файлів
       *[other] { $count } файлу
    }
bulk-tied-messages =
    { $count ->
        [one] { $count } повідомлення
        [few] { $count } повідомлення
        [many] { $count } повідомлень
       *[other] { $count } повідомлення
    }

# Аналіз активності
clients-tab-list = Список
clients-tab-activity = Аналіз активності
activity-period = Рахувати за період
activity-chart = Клієнти за останнім контактом
activity-chart-table = Показати таблицею
activity-chart-bars = Показати діаграмою
activity-ago = Останній контакт
activity-clients = Клієнтів
activity-ago-today = сьогодні
activity-ago-week = 1–7 днів тому
activity-ago-month = 8–30 днів тому
activity-ago-quarter = 31–90 днів тому
activity-ago-half-year = 91–180 днів тому
activity-ago-year = 181–365 днів тому
activity-ago-older = понад рік тому
activity-ago-never = ніколи
activity-ago-all = Показати всіх
activity-column-last = Останній контакт
activity-column-silent = Мовчить, днів
activity-column-contacts = Контакти
activity-column-letters = Листи
activity-column-requests = Заявки
activity-contact = Новий контакт
activity-empty-title = За цими фільтрами нікого немає
activity-empty-text = Виберіть інший стовпчик діаграми або скиньте фільтри.
activity-none-text = Тут видно, хто давно мовчить і кого час згадати. Додайте перших клієнтів.
activity-never = ніколи
activity-keys = Enter — картка · C — новий контакт
