# Заявки: список, стани та дії.

# Списки
view-open = Заявки
view-mine = Мої
view-unassigned = Без відповідального
view-overdue = Прострочені
view-urgent = Термінові
view-no-reply = Без відповіді
view-closed = Закриті
view-archive = Архів
view-spam = Спам
view-all = Усі заявки
chip-open = Відкриті
chip-closed = Закриті
chip-archive = Архів
chip-spam = Спам
chip-all = Усі

# Статуси та джерела
status-new = Нова
status-in-work = В роботі
status-waiting = Чекає на клієнта
status-done = Виконано
status-refused = Відмова
status-spam = Спам
source-mail = пошта
source-phone = телефон
source-form = форма сайту
source-sms = SMS

# Список
requests-search = Пошук у заявках
requests-which = Які заявки
requests-oldest = Спочатку старі
requests-newest = Спочатку нові
requests-refresh = Оновити
requests-bulk = З позначеними заявками
requests-ticked = Позначено: { $count }
requests-untick = Зняти позначки
requests-none-found = Нічого не знайдено
requests-none-found-text = Спробуйте початок слова, номер заявки або телефону.
requests-none-here = Серед цих заявок немає.
requests-search-everywhere = Шукати в усіх заявках
requests-of-client = Клієнт:
requests-of-everybody = Показати заявки всіх клієнтів
requests-empty-open = На все відповіли
requests-empty-open-text = Нові листи стануть заявками самі. Дзвінок чи візит можна записати вручну.
requests-empty-mine = Вам нічого не призначено
requests-empty-unassigned = У кожної заявки є відповідальний
requests-empty-overdue = Прострочених немає
requests-empty-urgent = Термінових немає
requests-empty-no-reply = Усі клієнти відповіли
requests-empty-closed = Закритих ще немає
requests-empty-archive = Архів порожній
requests-empty-spam = Спаму немає
requests-empty-all = Заявок ще немає

# Одна заявка
request-unread = не прочитано
request-nobody = Невідомий відправник
request-no-subject = Без теми
request-has-files = із вкладеннями
request-overdue =
    { $days ->
        [0] прострочено сьогодні
        [one] прострочено на { $days } день
        [few] прострочено на { $days } дні
        [many] прострочено на { $days } днів
       *[other] прострочено на { $days } дня
    }
request-no-reply =
    { $days ->
        [one] без відповіді { $days } день
        [few] без відповіді { $days } дні
        [many] без відповіді { $days } днів
       *[other] без відповіді { $days } дня
    }
request-urgent = терміново
request-retry = лист ще не надіслано
request-failed = лист не надіслано
request-uncertain = надсилання не підтверджене
request-not-delivered = не доставлено
request-until = до { $day }
request-status = Статус
request-assignee = Відповідальний
request-nobody-assigned = Ніхто
request-client = Клієнт
request-mark-read = Позначити прочитаною
request-mark-unread = Позначити непрочитаною
request-edit = Змінити заявку
request-copy-number = Скопіювати номер
request-close = Закрити
request-assign = Призначити
request-status-set =
    { $count ->
        [one] { $count } заявка: { $status }
        [few] { $count } заявки: { $status }
        [many] { $count } заявок: { $status }
       *[other] { $count } заявки: { $status }
    }
request-assigned =
    { $count ->
        [one] { $count } заявка — { $name }
        [few] { $count } заявки — { $name }
        [many] { $count } заявок — { $name }
       *[other] { $count } заявки — { $name }
    }
request-unassigned =
    { $count ->
        [one] { $count } заявка без відповідального
        [few] { $count } заявки без відповідального
        [many] { $count } заявок без відповідального
       *[other] { $count } заявки без відповідального
    }

# Нова заявка
request-add = + Заявка
request-new = Нова заявка
request-create = Створити
request-who = Хто звертається
request-who-hint = Клієнт із довідника або просто ім’я
request-who-other = Вибрати іншого
request-phone = Телефон
request-email = Електронна адреса
request-subject = Тема
request-subject-needed = Напишіть кількома словами, про що заявка.
request-comment = Коментар
request-deadline = Строк
request-deadline-hint = Порожньо — без строку
request-urgent-tick = Терміново

# Події історії
event-created = заявку створено
event-assigned = відповідальний — { $name }
event-unassigned = відповідального знято
event-status = статус: { $status }
event-client = клієнта додано
event-joined = приєднано заявку № { $number }
