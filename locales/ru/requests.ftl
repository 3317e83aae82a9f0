# Заявки: список, состояния и действия.

# Списки
view-open = Заявки
view-mine = Мои
view-unassigned = Без ответственного
view-overdue = Просроченные
view-urgent = Срочные
view-no-reply = Без ответа
view-closed = Закрытые
view-archive = Архив
view-spam = Спам
view-all = Все заявки
chip-open = Открытые
chip-closed = Закрытые
chip-archive = Архив
chip-spam = Спам
chip-all = Все

# Статусы и источники
status-new = Новая
status-in-work = В работе
status-waiting = Ждёт клиента
status-done = Выполнено
status-refused = Отказ
status-spam = Спам
source-mail = почта
source-phone = телефон
source-form = форма сайта
source-sms = SMS

# Список
requests-search = Поиск в заявках
requests-which = Какие заявки
requests-oldest = Сначала старые
requests-newest = Сначала новые
requests-refresh = Обновить
requests-bulk = С отмеченными заявками
requests-ticked = Отмечено: { $count }
requests-untick = Снять отметки
requests-none-found = Ничего не найдено
requests-none-found-text = Попробуйте начало слова, номер заявки или телефона.
requests-none-here = Среди этих заявок нет.
requests-search-everywhere = Искать во всех заявках
requests-of-client = Клиент:
requests-of-everybody = Показать заявки всех клиентов
requests-empty-open = На всё ответили
requests-empty-open-text = Новые письма станут заявками сами. Звонок или визит можно записать вручную.
requests-empty-mine = Вам ничего не назначено
requests-empty-unassigned = У каждой заявки есть ответственный
requests-empty-overdue = Просроченных нет
requests-empty-urgent = Срочных нет
requests-empty-no-reply = Все клиенты ответили
requests-empty-closed = Закрытых пока нет
requests-empty-archive = Архив пуст
requests-empty-spam = Спама нет
requests-empty-all = Заявок пока нет

# Одна заявка
request-unread = не прочитано
request-nobody = Неизвестный отправитель
request-no-subject = Без темы
request-has-files = с вложениями
request-overdue =
    { $days ->
        [0] просрочено сегодня
        [one] просрочено на { $days } день
        [few] просрочено на { $days } дня
        [many] просрочено на { $days } дней
       *[other] просрочено на { $days } дня
    }
request-no-reply =
    { $days ->
        [one] без ответа { $days } день
        [few] без ответа { $days } дня
        [many] без ответа { $days } дней
       *[other] без ответа { $days } дня
    }
request-urgent = срочно
request-retry = письмо ещё не отправлено
request-failed = письмо не отправлено
request-uncertain = отправка не подтверждена
request-not-delivered = не доставлено
request-until = до { $day }
request-status = Статус
request-assignee = Ответственный
request-nobody-assigned = Никто
request-client = Клиент
request-mark-read = Отметить прочитанной
request-mark-unread = Отметить непрочитанной
request-edit = Изменить заявку
request-copy-number = Скопировать номер
request-close = Закрыть
request-assign = Назначить
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
        [one] { $count } заявка без ответственного
        [few] { $count } заявки без ответственного
        [many] { $count } заявок без ответственного
       *[other] { $count } заявки без ответственного
    }

# Новая заявка
request-add = + Заявка
request-new = Новая заявка
request-create = Создать
request-who = Кто обращается
request-who-hint = Клиент из справочника или просто имя
request-who-other = Выбрать другого
request-phone = Телефон
request-email = Электронный адрес
request-subject = Тема
request-subject-needed = Напишите несколькими словами, о чём заявка.
request-comment = Комментарий
request-deadline = Срок
request-deadline-hint = Пусто — без срока
request-urgent-tick = Срочно

# События истории
event-created = заявка создана
event-assigned = ответственный — { $name }
event-unassigned = ответственный снят
event-status = статус: { $status }
event-client = клиент добавлен
event-joined = присоединена заявка № { $number }
