# Contacts and reminders: the window with two tabs, their dialogs, and the dialog at launch (K1–K6).
contacts-title = Контакты и напоминания
contacts-tab-contacts = Контакты
contacts-tab-reminders = Напоминания
contacts-add = + Контакт
reminders-add = + Напоминание
contacts-search = Поиск
contacts-search-hint = Информация, клиент или телефон

# The dialog at launch (K6)
launch-title = У вас есть новые сообщения
launch-count =
    { $total ->
        [one] { $total } напоминание
        [few] { $total } напоминания
        [many] { $total } напоминаний
       *[other] { $total } напоминания
    }
launch-count-today = { $today } на сегодня
launch-count-missed = { $missed } пропущено
launch-count-both = { launch-count }: { launch-count-today }, { launch-count-missed }
launch-count-only-today = { launch-count } на сегодня
launch-count-only-missed =
    { $total ->
        [one] { $total } пропущенное напоминание
        [few] { $total } пропущенных напоминания
        [many] { $total } пропущенных напоминаний
       *[other] { $total } пропущенного напоминания
    }
launch-more = и ещё { $count }
launch-cancel = Отмена
launch-look = Посмотреть

# Filters, read as sentences
filter-period = Период
filter-client = Клиент
filter-employee = Сотрудник
filter-category = Категория
filter-state = Состояние
filter-has-reminder = Есть напоминание
filter-every-client = все
filter-every-category = все
filter-any = не важно
filter-state-all = все
filter-state-done = выполнено
filter-state-open = не выполнено
filter-reset = Сбросить фильтры
filter-own-from = С
filter-own-to = По
filter-own-apply = Показать
filter-own-hint = Пустое поле — без границы
filter-own-backwards = Конец периода раньше его начала. Поменяйте даты местами.

period-today = сегодня
period-until-today = до сегодня
period-tomorrow = завтра
period-this-week = эта неделя
period-last-week = прошлая неделя
period-this-month = этот месяц
period-last-month = прошлый месяц
period-this-year = этот год
period-all = всё время
period-own = свой период…
period-between = { $from } – { $to }
period-from = { $from } и позже
period-to = { $to } и раньше

# Columns
contacts-column-date = Дата
contacts-column-who = С кем
contacts-column-information = Информация
contacts-column-phone = Телефон
contacts-column-email = Электронный адрес
contacts-column-city = Город
contacts-column-employee = Сотрудник
contacts-column-address = Адрес контакта
reminders-column-text = Напоминание
reminders-column-category = Категория
reminders-column-done = Выполнено

contacts-has-reminder-on = напомнить { $day }
contacts-no-client = без клиента
reminders-day-time = { $day }, { $time }
reminders-missed = пропущено
reminders-high = важно

# Empty
contacts-empty-title = Здесь хранится каждый разговор с клиентом
contacts-empty-text = Запишите первый звонок, письмо или визит: кто обращался и о чём договорились.
contacts-empty-add = Записать контакт
contacts-nothing-title = По этим фильтрам контактов нет
reminders-empty-title = Здесь будет всё обещанное на определённый день
reminders-empty-text = Добавьте напоминание — и Deskbell скажет о нём вовремя, даже после перезапуска.
reminders-empty-add = Добавить напоминание
reminders-nothing-title = По этим фильтрам напоминаний нет
reminders-nothing-due = На сегодня всё сделано
reminders-nothing-due-text = Невыполненных напоминаний до сегодня нет.
contacts-nothing-text = Измените период или сбросьте фильтры.

# Acting on rows
reminders-mark-done = Выполнено
reminders-mark-open = Вернуть в невыполненные
reminders-move = Перенести
reminders-move-do = Перенести
reminders-move-tomorrow = На завтра
reminders-move-next-week = На следующую неделю
reminders-move-date = На дату…
reminders-move-title = Перенести напоминание
reminders-move-day = Новый день
reminders-done-toast =
    { $count ->
        [one] { $count } напоминание выполнено
        [few] { $count } напоминания выполнено
        [many] { $count } напоминаний выполнено
       *[other] { $count } напоминания выполнено
    }
reminders-open-toast =
    { $count ->
        [one] { $count } напоминание снова не выполнено
        [few] { $count } напоминания снова не выполнено
        [many] { $count } напоминаний снова не выполнено
       *[other] { $count } напоминания снова не выполнено
    }
reminders-moved-toast =
    { $count ->
        [one] { $count } напоминание перенесено: { $day }
        [few] { $count } напоминания перенесено: { $day }
        [many] { $count } напоминаний перенесено: { $day }
       *[other] { $count } напоминания перенесено: { $day }
    }
reminders-removed-toast = Напоминание удалено
contacts-removed-toast = Контакт удалён
reminders-keys = Пробел — выполнено · N — новое · M — перенести · S — отложить · Enter — изменить · Del — удалить
contacts-keys = N — новый · Enter — изменить · Del — удалить
contacts-said-incoming = входящий, { $channel }
contacts-said-outgoing = исходящий, { $channel }
contacts-open-request = Открыть заявку
reminders-search-hint = Напоминание, клиент или телефон
reminders-show-coming = Показать будущие
contacts-row-actions = Действия со строкой

# The contact's dialog (K2)
contact-new = Новый контакт
contact-edit = Контакт
contact-client = Клиент
contact-client-hint = Имя, телефон или адрес
contact-client-card = Карточка клиента
contact-client-clear = Убрать клиента
contact-client-none = Никто не найден
contact-client-new = Новый клиент: { $name }
contact-client-blank = Новый клиент
contact-client-required = Выберите, с кем был контакт.
contact-client-nobody = Никто не выбран. Выберите клиента из списка или оставьте поле пустым.
contact-at = Дата
contact-at-time = Время
contact-direction = Направление
contact-direction-incoming = Входящий
contact-direction-outgoing = Исходящий
contact-channel = Способ
contact-channel-call = звонок
contact-channel-letter = письмо
contact-channel-sms = SMS
contact-channel-visit = визит
contact-channel-other = другое
contact-information = Информация
contact-information-hint = Что сказал клиент или что сказали ему
contact-information-required = Напишите, о чём был контакт.
contact-at-required = Укажите дату контакта.
contact-copy-to-reminder = Копировать в напоминание
contact-reminder = Напоминание
contact-done = Выполнено
contact-saved = Контакт сохранён

# Choosing a day
date-calendar = Календарь
date-wrong = Такой даты нет.
time-wrong = Такого времени нет.
date-month-before = Предыдущий месяц
date-month-after = Следующий месяц

# The reminder's fields, within a contact and alone
reminder-new = Новое напоминание
reminder-edit = Напоминание
reminder-day = Дата напоминания
reminder-day-required = Укажите дату напоминания.
reminder-quick-today = сегодня
reminder-quick-tomorrow = завтра
reminder-quick-week = следующая неделя
reminder-time = Время
reminder-time-hint = необязательно
reminder-text = О чём напомнить
reminder-text-required = Напишите, о чём напомнить.
reminder-category = Категория
reminder-category-none = без категории
reminder-priority = Приоритет
reminder-priority-low = низкий
reminder-priority-normal = обычный
reminder-priority-high = высокий
reminder-employee = Сотрудник
reminder-client-optional = Клиент (необязательно)
reminder-saved = Напоминание сохранено
reminder-done = Выполнено

# Categories as shipped (K5)
category-invoice-sent = Отправлен счёт
category-received-by-client = Получено клиентом
category-sent-again = Отправлено повторно
category-reissued = Перевыставлено
category-client-refused = Отказ клиента
category-will-be-paid-soon = Скоро будет оплачено
category-payment-postponed = Оплата будет отсрочена
category-cancelled = Отменено
category-other = Прочее
category-ready-for-shipping = Готов к отгрузке
category-message-sent = Отправлено сообщение
category-marketing-contact = Маркетинговый контакт

# Interests, repeating, putting off (K1, K4, K7)
filter-interests = Интересы
filter-every-interest = все
filter-interests-find = Найти интерес
filter-interests-none = Такого интереса нет
filter-interests-empty = Интересы записывают в карточках клиентов
filter-interests-all = Все интересы
reminder-repeat = Повторять
reminder-repeat-none = нет
reminder-repeat-daily = каждый день
reminder-repeat-weekly = каждую неделю
reminder-repeat-monthly = каждый месяц
reminder-repeat-yearly = каждый год
reminders-snooze = Напомнить
reminders-snooze-ten-minutes = Через 10 минут
reminders-snooze-hour = Через час
reminders-snooze-tomorrow = Завтра
reminders-snoozed = напомним в { $time }
reminders-snoozed-toast = Напомним в { $time }
reminders-list-actions = Действия со списком

# The calendar of reminders (K10)
calendar-view = Вид
calendar-view-list = список
calendar-view-week = неделя
calendar-view-month = месяц
calendar-week-before = Предыдущая неделя
calendar-week-after = Следующая неделя
calendar-today = Сегодня
calendar-more = ещё { $count }
calendar-cut = Показаны не все напоминания, только до { $day }. Чтобы увидеть остальные, сузьте фильтр или выберите вид «неделя».
calendar-cut-week = Показаны не все напоминания, только до { $day }. Чтобы увидеть остальные, сузьте фильтр.
calendar-count =
    { $count ->
        [one] { $count } напоминание
        [few] { $count } напоминания
        [many] { $count } напоминаний
       *[other] { $count } напоминания
    }
calendar-keys = Стрелки — дни · N или Enter — новое · Tab — к напоминаниям дня · Alt+стрелки — перенести · Пробел — выполнено · T — сегодня
calendar-export = Сохранить для календаря (.ics)…
calendar-file = напоминания.ics
calendar-exported =
    { $count ->
        [one] Сохранено { $count } напоминание
        [few] Сохранено { $count } напоминания
        [many] Сохранено { $count } напоминаний
       *[other] Сохранено { $count } напоминания
    }
