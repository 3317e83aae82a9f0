# Сповіщення: у вікні, на робочому столі та в листах.
notice-new-request = Нова заявка: { $who }
notice-assigned = Вам призначено заявку: { $who }
notice-client-answered = Відповідь клієнта: { $who }
notice-deadline-near = Наближається строк: { $who }
notice-deadline-past = Строк минув: { $who }
notice-no-reply =
    { $days ->
        [one] Без відповіді { $days } день: { $who }
        [few] Без відповіді { $days } дні: { $who }
        [many] Без відповіді { $days } днів: { $who }
       *[other] Без відповіді { $days } дня: { $who }
    }
notice-reminder = Нагадування: { $who }
notice-mention = { $by } згадує вас у примітці
notice-mention-plain = Вас згадано в примітці
notice-mailing-finished = Розсилку завершено: { $name }
notice-mailing-counts = Надіслано: { $sent }, не надіслано: { $failed }
notice-sync-failed = Нова пошта не надходить
notice-approval = Клієнт погодив: { $who }
notice-declined = Клієнт відхилив: { $who }
notice-number = № { $number }
notice-deadline = Строк: { $when }
notice-open = Відкрити
notice-reminders =
    { $count ->
        [one] { $count } нагадування
        [few] { $count } нагадування
        [many] { $count } нагадувань
       *[other] { $count } нагадування
    }
notice-many =
    { $count ->
        [one] { $count } нове сповіщення
        [few] { $count } нові сповіщення
        [many] { $count } нових сповіщень
       *[other] { $count } нового сповіщення
    }
notice-more = і ще { $count }
notice-snooze-ten-minutes = Через 10 хв
notice-snooze-hour = Через годину
notice-snooze-tomorrow = Завтра
notice-letter-many =
    { $count ->
        [one] Deskbell: { $count } сповіщення
        [few] Deskbell: { $count } сповіщення
        [many] Deskbell: { $count } сповіщень
       *[other] Deskbell: { $count } сповіщення
    }
notice-letter-foot = Це сповіщення надіслала програма Deskbell, відповідати на нього не потрібно. Які листи надходять, вирішують у «Налаштування → Сповіщення».

# Перелік у вікні
notices-title = Сповіщення
notices-count =
    { $count ->
        [one] Сповіщення: { $count } непрочитане
        [few] Сповіщення: { $count } непрочитані
        [many] Сповіщення: { $count } непрочитаних
       *[other] Сповіщення: { $count } непрочитаного
    }
notices-show = Які сповіщення
notices-all = Усі
notices-unread = Непрочитані
notices-is-unread = не прочитано
notices-read-all = Прочитати всі
notices-were-read = Усі сповіщення позначено прочитаними
notices-settings = Налаштувати
notices-empty = Сповіщень ще немає
notices-empty-text = Тут з’являються нові заявки, відповіді клієнтів, строки, нагадування та згадки про вас.
notices-empty-unread = Усе прочитано
notices-no-mailbox = Сповіщення поштою не надсилаються: скриньку не підключено.
notices-no-mailbox-do = Підключити
notices-no-address = Сповіщення поштою не надсилаються: не вказано вашу адресу.
notices-no-address-do = Вказати
keys-notices = Сповіщення

# Налаштування
settings-notices = Сповіщення
notices-ways = Про що і як повідомляти
notices-ways-text = Перелік у вікні зберігає сповіщення 90 днів. Про власні дії вам не повідомляють.
notices-event = Подія
notices-way-window = У вікні
notices-way-desktop = На робочому столі
notices-way-email = Поштою
notices-event-new-request = Нова заявка
notices-event-assigned = Мені призначено заявку
notices-event-client-answered = Клієнт відповів
notices-event-deadline-near = Наближається строк
notices-event-deadline-past = Строк минув
notices-event-no-reply = Клієнт не відповідає
notices-event-reminder = Нагадування
notices-event-mention = Мене згадали в примітці
notices-event-mailing-finished = Розсилку завершено
notices-event-sync-failed = Пошта не надходить
notices-my-address = Моя адреса для сповіщень
notices-my-address-hint = Листи йдуть через дві хвилини і лише про те, чого ви ще не прочитали.
notices-quiet = Тихі години
notices-quiet-on = Не турбувати в певні години
notices-quiet-hint = Робочий стіл і пошта мовчать, а потім повідомляють про все одразу. Перелік у вікні поповнюється.
notices-quiet-from = з
notices-quiet-to = до
notices-quiet-days = Починаються в ці дні
notices-quiet-whole = Тихо весь день
notices-quiet-wrong = Вкажіть час, наприклад 19:00.
notices-office = Сповіщення офісу
notices-office-address = Робоча адреса
notices-office-address-hint = Сюди надходять листи про нові заявки та збої пошти. Порожньо — нікуди.
notices-office-new-requests = Писати про нові заявки
notices-office-new-requests-hint = Про збої пошти пишемо завжди
notices-near-hours = Строк наближається за
notices-hours =
    { $count ->
        [one] годину
        [few] години
        [many] годин
       *[other] години
    }
notices-letters-an-hour = На одну адресу — щонайбільше
notices-letters =
    { $count ->
        [one] лист на годину
        [few] листи на годину
        [many] листів на годину
       *[other] листа на годину
    }
notices-letters-hint = Решта надходить одним листом згодом.
notices-number-wrong = Вкажіть ціле число від { $least } до { $most }.

# Згадки в примітках
mention-title = Кого згадати
mention-hint = @ — згадати співробітника

outbox-notice = Сповіщення Deskbell
