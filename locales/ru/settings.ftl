# Settings: general and backup. The mailbox has a file of its own.
settings-title = Настройки
settings-section = Раздел
settings-group-office = Офис
settings-group-me = Личное
settings-group-mail = Почта и SMS
settings-group-people = Люди
settings-group-data = Данные
settings-general = Общие
settings-mailbox = Почтовый ящик
settings-undo = Вернуть, как было
settings-backup = Резервная копия
settings-saved = Сохранено
settings-discard = Отменить изменения
settings-unsaved = Сохранить изменения?
settings-unsaved-text = То, что вы здесь изменили, ещё не сохранено.
settings-unsaved-stay = Остаться
settings-unsaved-discard = Не сохранять

settings-office = Офис
settings-office-name = Название офиса
settings-office-name-required = Укажите название офиса.
settings-language = Язык
settings-time-zone = Часовой пояс
settings-time-zone-system = как в системе ({ $zone })
settings-time-zone-hint = По нему считаются дни напоминаний и сроков.

settings-me = Мои данные
settings-my-name = Моё имя
settings-my-name-hint = Так вас видят коллеги; клиенты — если у ящика нет своего имени отправителя.
settings-my-name-required = Укажите своё имя.
settings-my-signature = Подпись в письмах
settings-my-signature-hint = Добавляется к каждому ответу, который вы начинаете.
settings-signature-no-files = В подпись можно вставить только небольшое изображение (PNG, JPEG, GIF или WebP).
settings-theme = Вид
settings-theme-hint = Только для вас.
settings-theme-system = как в системе
settings-theme-light = светлый
settings-theme-dark = тёмный

settings-requests = Заявки
settings-number-template = Шаблон номера
settings-number-example = Следующий номер будет вида { $example }
settings-number-hint = { "{yyyy}" } или { "{yy}" } — год, { "{mm}" } — месяц, { "{00000}" } — номер с нулями.
settings-number-digits = В шаблоне должно быть ровно одно место для номера, например { "{00000}" }.
settings-number-unknown = Deskbell не знает, что такое «{ $part }». Оставьте { "{yyyy}" }, { "{mm}" } и { "{00000}" }.
settings-conversation-order = Переписка
settings-conversation-oldest = сначала старые
settings-conversation-newest = сначала новые
settings-archive-days = В архив попадают письма старше
settings-archive-hint = При первой синхронизации такие письма становятся закрытыми заявками без уведомлений.
settings-no-reply-days = «Без ответа» — если клиент молчит
settings-no-reply-hint = Считается от нашего последнего письма.
settings-days =
    { $count ->
        [one] день
        [few] дня
        [many] дней
       *[other] дня
    }
settings-days-wrong = Укажите целое число дней от { $least } до { $most }.

settings-sample = Пробные данные
settings-sample-text = В офисе сейчас вымышленные клиенты и письма для знакомства. Ваши собственные записи останутся.
settings-sample-remove = Удалить пробные данные
settings-sample-sure = Удалить все пробные данные: клиентов, письма, контакты и напоминания? Вернуть их можно в течение 30 дней: Настройки → Вернуть, как было.
settings-sample-keep = Оставить
settings-sample-removed = Пробные данные удалены

settings-backup-text = Копия всего офиса одним файлом. После записи Deskbell открывает её и сверяет с оригиналом.
settings-backup-make = Сделать копию…
settings-backup-making = Делаем и проверяем копию…
settings-backup-last = Последняя проверенная копия
settings-backup-never = Копий ещё не было. Сделайте первую — это несколько секунд.
settings-backup-gone = Файла последней копии уже нет на месте. Сделайте новую, лучше на другой диск.
settings-backup-done = Копия записана и проверена
settings-backup-size = Размер
settings-backup-place = Место
settings-backup-when = Когда
settings-backup-counts =
    { $rows ->
        [one] { $rows } запись
        [few] { $rows } записи
        [many] { $rows } записей
       *[other] { $rows } записи
    } в { $tables ->
        [one] { $tables } таблице
        [few] { $tables } таблицах
       *[other] { $tables } таблицах
    }
settings-backup-checked = Проверено
settings-backup-file = deskbell-{ $day }.db

# Categories (K5) and optional parts (K9)
settings-categories = Категории
settings-categories-text = Категории контактов и напоминаний. Отключённую не предлагают для новых записей, а в имеющихся она остаётся.
settings-category-name = Название категории
settings-category-new = Новая категория
settings-category-add = Добавить
settings-category-active = Включена
settings-category-up = Выше: { $name }
settings-category-down = Ниже: { $name }
settings-parts = Дополнительные возможности
settings-parts-text = Отключённое нигде не показывается и не напоминает о себе. Записанное сохраняется и вернётся, как только включите.
settings-part-client-interaction = Взаимодействие с клиентами
settings-part-client-interaction-hint = Напоминания и интересы клиентов
settings-part-mass-mailing = Массовая рассылка SMS и e-mail
settings-part-mass-mailing-hint = Сообщения многим клиентам сразу
