# Contacts and reminders: the window with two tabs, their dialogs, and the dialog at launch (K1–K6).
contacts-title = Контакти і нагадування
contacts-tab-contacts = Контакти
contacts-tab-reminders = Нагадування
contacts-add = + Контакт
reminders-add = + Нагадування
contacts-search = Пошук
contacts-search-hint = Інформація, клієнт або телефон

# The dialog at launch (K6)
launch-title = У вас є нові повідомлення
launch-count =
    { $total ->
        [one] { $total } нагадування
        [few] { $total } нагадування
        [many] { $total } нагадувань
       *[other] { $total } нагадування
    }
launch-count-today = { $today } на сьогодні
launch-count-missed = { $missed } пропущено
launch-count-both = { launch-count }: { launch-count-today }, { launch-count-missed }
launch-count-only-today = { launch-count } на сьогодні
launch-count-only-missed =
    { $total ->
        [one] { $total } пропущене нагадування
        [few] { $total } пропущені нагадування
        [many] { $total } пропущених нагадувань
       *[other] { $total } пропущеного нагадування
    }
launch-more = і ще { $count }
launch-cancel = Скасувати
launch-look = Подивитися

# Filters, read as sentences
filter-period = Період
filter-client = Клієнт
filter-employee = Співробітник
filter-category = Категорія
filter-state = Стан
filter-has-reminder = Є нагадування
filter-every-client = усі
filter-every-category = усі
filter-any = не важливо
filter-state-all = усі
filter-state-done = виконано
filter-state-open = не виконано
filter-reset = Скинути фільтри
filter-own-from = Від
filter-own-to = До
filter-own-apply = Показати
filter-own-hint = Порожнє поле — без межі
filter-own-backwards = Кінець періоду раніше за його початок. Поміняйте дати місцями.

period-today = сьогодні
period-until-today = до сьогодні
period-tomorrow = завтра
period-this-week = цей тиждень
period-last-week = минулий тиждень
period-this-month = цей місяць
period-last-month = минулий місяць
period-this-year = цей рік
period-all = увесь час
period-own = свій період…
period-between = { $from } – { $to }
period-from = { $from } і пізніше
period-to = { $to } і раніше

# Columns
contacts-column-date = Дата
contacts-column-who = З ким
contacts-column-information = Інформація
contacts-column-phone = Телефон
contacts-column-email = Електронна адреса
contacts-column-city = Місто
contacts-column-employee = Співробітник
contacts-column-address = Адреса контакту
reminders-column-text = Нагадування
reminders-column-category = Категорія
reminders-column-done = Виконано

contacts-has-reminder-on = нагадати { $day }
contacts-no-client = без клієнта
reminders-day-time = { $day }, { $time }
reminders-missed = пропущено
reminders-high = важливо

# Empty
contacts-empty-title = Тут зберігається кожна розмова з клієнтом
contacts-empty-text = Запишіть перший дзвінок, лист або візит: хто звертався і про що домовилися.
contacts-empty-add = Записати контакт
contacts-nothing-title = За цими фільтрами контактів немає
reminders-empty-title = Тут буде все обіцяне на певний день
reminders-empty-text = Додайте нагадування — і Deskbell скаже про нього вчасно, навіть після перезапуску.
reminders-empty-add = Додати нагадування
reminders-nothing-title = За цими фільтрами нагадувань немає
reminders-nothing-due = На сьогодні все зроблено
reminders-nothing-due-text = Невиконаних нагадувань до сьогодні немає.
contacts-nothing-text = Змініть період або скиньте фільтри.

# Acting on rows
reminders-mark-done = Виконано
reminders-mark-open = Повернути до невиконаних
reminders-move = Перенести
reminders-move-do = Перенести
reminders-move-tomorrow = На завтра
reminders-move-next-week = На наступний тиждень
reminders-move-date = На дату…
reminders-move-title = Перенести нагадування
reminders-move-day = Новий день
reminders-done-toast =
    { $count ->
        [one] { $count } нагадування виконано
        [few] { $count } нагадування виконано
        [many] { $count } нагадувань виконано
       *[other] { $count } нагадування виконано
    }
reminders-open-toast =
    { $count ->
        [one] { $count } нагадування знову не виконано
        [few] { $count } нагадування знову не виконано
        [many] { $count } нагадувань знову не виконано
       *[other] { $count } нагадування знову не виконано
    }
reminders-moved-toast =
    { $count ->
        [one] { $count } нагадування перенесено: { $day }
        [few] { $count } нагадування перенесено: { $day }
        [many] { $count } нагадувань перенесено: { $day }
       *[other] { $count } нагадування перенесено: { $day }
    }
reminders-removed-toast = Нагадування вилучено
contacts-removed-toast = Контакт вилучено
reminders-keys = Пробіл — виконано · N — нове · M — перенести · S — відкласти · Enter — змінити · Del — вилучити
contacts-keys = N — новий · Enter — змінити · Del — вилучити
contacts-said-incoming = вхідний, { $channel }
contacts-said-outgoing = вихідний, { $channel }
contacts-open-request = Відкрити заявку
reminders-search-hint = Нагадування, клієнт або телефон
reminders-show-coming = Показати майбутні
contacts-row-actions = Дії з рядком

# The contact's dialog (K2)
contact-new = Новий контакт
contact-edit = Контакт
contact-client = Клієнт
contact-client-hint = Ім’я, телефон або адреса
contact-client-card = Картка клієнта
contact-client-clear = Прибрати клієнта
contact-client-none = Нікого не знайдено
contact-client-new = Новий клієнт: { $name }
contact-client-blank = Новий клієнт
contact-client-required = Виберіть, з ким був контакт.
contact-client-nobody = Нікого не вибрано. Виберіть клієнта зі списку або залиште поле порожнім.
contact-at = Дата
contact-at-time = Час
contact-direction = Напрямок
contact-direction-incoming = Вхідний
contact-direction-outgoing = Вихідний
contact-channel = Спосіб
contact-channel-call = дзвінок
contact-channel-letter = лист
contact-channel-sms = SMS
contact-channel-visit = візит
contact-channel-other = інше
contact-information = Інформація
contact-information-hint = Що сказав клієнт або що сказали йому
contact-information-required = Напишіть, про що був контакт.
contact-at-required = Вкажіть дату контакту.
contact-copy-to-reminder = Копіювати до нагадування
contact-reminder = Нагадування
contact-done = Виконано
contact-saved = Контакт збережено

# Choosing a day
date-calendar = Календар
date-wrong = Такої дати немає.
time-wrong = Такого часу немає.
date-month-before = Попередній місяць
date-month-after = Наступний місяць

# The reminder's fields, within a contact and alone
reminder-new = Нове нагадування
reminder-edit = Нагадування
reminder-day = Дата нагадування
reminder-day-required = Вкажіть дату нагадування.
reminder-quick-today = сьогодні
reminder-quick-tomorrow = завтра
reminder-quick-week = наступний тиждень
reminder-time = Час
reminder-time-hint = необов’язково
reminder-text = Про що нагадати
reminder-text-required = Напишіть, про що нагадати.
reminder-category = Категорія
reminder-category-none = без категорії
reminder-priority = Пріоритет
reminder-priority-low = низький
reminder-priority-normal = звичайний
reminder-priority-high = високий
reminder-employee = Співробітник
reminder-client-optional = Клієнт (необов’язково)
reminder-saved = Нагадування збережено
reminder-done = Виконано

# Categories as shipped (K5)
category-invoice-sent = Відправлено рахунок
category-received-by-client = Отримано клієнтом
category-sent-again = Відправлено повторно
category-reissued = Перевиставлено
category-client-refused = Відмова клієнта
category-will-be-paid-soon = Скоро буде оплачено
category-payment-postponed = Оплата буде відстрочена
category-cancelled = Скасовано
category-other = Інші
category-ready-for-shipping = Готовий до відвантаження
category-message-sent = Відправлено повідомлення
category-marketing-contact = Маркетинговий контакт

# Interests, repeating, putting off (K1, K4, K7)
filter-interests = Інтереси
filter-every-interest = усі
filter-interests-find = Знайти інтерес
filter-interests-none = Такого інтересу немає
filter-interests-empty = Інтереси записують у картках клієнтів
filter-interests-all = Усі інтереси
reminder-repeat = Повторювати
reminder-repeat-none = ні
reminder-repeat-daily = щодня
reminder-repeat-weekly = щотижня
reminder-repeat-monthly = щомісяця
reminder-repeat-yearly = щороку
reminders-snooze = Нагадати
reminders-snooze-ten-minutes = Через 10 хвилин
reminders-snooze-hour = Через годину
reminders-snooze-tomorrow = Завтра
reminders-snoozed = нагадаємо о { $time }
reminders-snoozed-toast = Нагадаємо о { $time }
reminders-list-actions = Дії зі списком

# The calendar of reminders (K10)
calendar-view = Вигляд
calendar-view-list = список
calendar-view-week = тиждень
calendar-view-month = місяць
calendar-week-before = Попередній тиждень
calendar-week-after = Наступний тиждень
calendar-today = Сьогодні
calendar-more = ще { $count }
calendar-cut = Показано не всі нагадування, лише до { $day }. Щоб побачити решту, звузьте фільтр або виберіть вигляд «тиждень».
calendar-cut-week = Показано не всі нагадування, лише до { $day }. Щоб побачити решту, звузьте фільтр.
calendar-count =
    { $count ->
        [one] { $count } нагадування
        [few] { $count } нагадування
        [many] { $count } нагадувань
       *[other] { $count } нагадування
    }
calendar-keys = Стрілки — дні · N або Enter — нове · Tab — до нагадувань дня · Alt+стрілки — перенести · Пробіл — виконано · T — сьогодні
calendar-export = Зберегти для календаря (.ics)…
calendar-file = нагадування.ics
calendar-exported =
    { $count ->
        [one] Збережено { $count } нагадування
        [few] Збережено { $count } нагадування
        [many] Збережено { $count } нагадувань
       *[other] Збережено { $count } нагадування
    }
