# Уведомления: в окне, на рабочем столе и в письмах.
notice-new-request = Новая заявка: { $who }
notice-assigned = Вам назначена заявка: { $who }
notice-client-answered = Ответ клиента: { $who }
notice-deadline-near = Приближается срок: { $who }
notice-deadline-past = Срок прошёл: { $who }
notice-no-reply =
    { $days ->
        [one] Без ответа { $days } день: { $who }
        [few] Без ответа { $days } дня: { $who }
        [many] Без ответа { $days } дней: { $who }
       *[other] Без ответа { $days } дня: { $who }
    }
notice-reminder = Напоминание: { $who }
notice-mention = { $by } упоминает вас в примечании
notice-mention-plain = Вас упомянули в примечании
notice-mailing-finished = Рассылка завершена: { $name }
notice-mailing-counts = Отправлено: { $sent }, не отправлено: { $failed }
notice-sync-failed = Новая почта не приходит
notice-approval = Клиент согласовал: { $who }
notice-declined = Клиент отклонил: { $who }
notice-number = № { $number }
notice-deadline = Срок: { $when }
notice-open = Открыть
notice-reminders =
    { $count ->
        [one] { $count } напоминание
        [few] { $count } напоминания
        [many] { $count } напоминаний
       *[other] { $count } напоминания
    }
notice-many =
    { $count ->
        [one] { $count } новое уведомление
        [few] { $count } новых уведомления
        [many] { $count } новых уведомлений
       *[other] { $count } нового уведомления
    }
notice-more = и ещё { $count }
notice-snooze-ten-minutes = Через 10 мин
notice-snooze-hour = Через час
notice-snooze-tomorrow = Завтра
notice-letter-many =
    { $count ->
        [one] Deskbell: { $count } уведомление
        [few] Deskbell: { $count } уведомления
        [many] Deskbell: { $count } уведомлений
       *[other] Deskbell: { $count } уведомления
    }
notice-letter-foot = Это уведомление отправила программа Deskbell, отвечать на него не нужно. Какие письма приходят, решают в «Настройки → Уведомления».

# Список в окне
notices-title = Уведомления
notices-count =
    { $count ->
        [one] Уведомления: { $count } непрочитанное
        [few] Уведомления: { $count } непрочитанных
        [many] Уведомления: { $count } непрочитанных
       *[other] Уведомления: { $count } непрочитанного
    }
notices-show = Какие уведомления
notices-all = Все
notices-unread = Непрочитанные
notices-is-unread = не прочитано
notices-read-all = Прочитать все
notices-were-read = Все уведомления отмечены прочитанными
notices-settings = Настроить
notices-empty = Уведомлений ещё нет
notices-empty-text = Здесь появляются новые заявки, ответы клиентов, сроки, напоминания и упоминания о вас.
notices-empty-unread = Всё прочитано
notices-no-mailbox = Уведомления по почте не отправляются: ящик не подключён.
notices-no-mailbox-do = Подключить
notices-no-address = Уведомления по почте не отправляются: не указан ваш адрес.
notices-no-address-do = Указать
keys-notices = Уведомления

# Настройки
settings-notices = Уведомления
notices-ways = О чём и как сообщать
notices-ways-text = Список в окне хранит уведомления 90 дней. О ваших собственных действиях вам не сообщают.
notices-event = Событие
notices-way-window = В окне
notices-way-desktop = На рабочем столе
notices-way-email = По почте
notices-event-new-request = Новая заявка
notices-event-assigned = Мне назначена заявка
notices-event-client-answered = Клиент ответил
notices-event-deadline-near = Приближается срок
notices-event-deadline-past = Срок прошёл
notices-event-no-reply = Клиент не отвечает
notices-event-reminder = Напоминание
notices-event-mention = Меня упомянули в примечании
notices-event-mailing-finished = Рассылка завершена
notices-event-sync-failed = Почта не приходит
notices-my-address = Мой адрес для уведомлений
notices-my-address-hint = Письма уходят через две минуты и только о том, чего вы ещё не прочитали.
notices-quiet = Тихие часы
notices-quiet-on = Не беспокоить в определённые часы
notices-quiet-hint = Рабочий стол и почта молчат, а потом сообщают обо всём сразу. Список в окне пополняется.
notices-quiet-from = с
notices-quiet-to = до
notices-quiet-days = Начинаются в эти дни
notices-quiet-whole = Тихо весь день
notices-quiet-wrong = Укажите время, например 19:00.
notices-office = Уведомления офиса
notices-office-address = Рабочий адрес
notices-office-address-hint = Сюда приходят письма о новых заявках и сбоях почты. Пусто — никуда.
notices-office-new-requests = Писать о новых заявках
notices-office-new-requests-hint = О сбоях почты пишем всегда
notices-near-hours = Срок приближается за
notices-hours =
    { $count ->
        [one] час
        [few] часа
        [many] часов
       *[other] часа
    }
notices-letters-an-hour = На один адрес — не больше
notices-letters =
    { $count ->
        [one] письма в час
        [few] писем в час
        [many] писем в час
       *[other] письма в час
    }
notices-letters-hint = Остальное приходит позже одним письмом.
notices-number-wrong = Укажите целое число от { $least } до { $most }.

# Упоминания в примечаниях
mention-title = Кого упомянуть
mention-hint = @ — упомянуть сотрудника

outbox-notice = Уведомление Deskbell
