# Settings: general and backup. The mailbox has a file of its own.
settings-title = Налаштування
settings-section = Розділ
settings-group-office = Офіс
settings-group-me = Особисте
settings-group-mail = Пошта й SMS
settings-group-people = Люди
settings-group-data = Дані
settings-general = Загальні
settings-mailbox = Поштова скринька
settings-undo = Повернути, як було
settings-backup = Резервна копія
settings-saved = Збережено
settings-discard = Скасувати зміни
settings-unsaved = Зберегти зміни?
settings-unsaved-text = Те, що ви тут змінили, ще не збережено.
settings-unsaved-stay = Залишитися
settings-unsaved-discard = Не зберігати

settings-office = Офіс
settings-office-name = Назва офісу
settings-office-name-required = Вкажіть назву офісу.
settings-language = Мова
settings-time-zone = Часовий пояс
settings-time-zone-system = як у системі ({ $zone })
settings-time-zone-hint = За ним рахуються дні нагадувань і строків.

settings-me = Мої дані
settings-my-name = Моє ім’я
settings-my-name-hint = Так вас бачать колеги; клієнти — якщо скринька не має свого імені відправника.
settings-my-name-required = Вкажіть своє ім’я.
settings-my-signature = Підпис у листах
settings-my-signature-hint = Додається до кожної відповіді, яку ви починаєте.
settings-signature-no-files = У підпис можна вставити лише невелике зображення (PNG, JPEG, GIF або WebP).
settings-theme = Вигляд
settings-theme-hint = Лише для вас.
settings-theme-system = як у системі
settings-theme-light = світлий
settings-theme-dark = темний

settings-requests = Заявки
settings-number-template = Шаблон номера
settings-number-example = Наступний номер матиме вигляд { $example }
settings-number-hint = { "{yyyy}" } або { "{yy}" } — рік, { "{mm}" } — місяць, { "{00000}" } — номер із нулями.
settings-number-digits = У шаблоні має бути рівно одне місце для номера, наприклад { "{00000}" }.
settings-number-unknown = Deskbell не знає, що таке «{ $part }». Залиште { "{yyyy}" }, { "{mm}" } і { "{00000}" }.
settings-conversation-order = Листування
settings-conversation-oldest = спочатку старі
settings-conversation-newest = спочатку нові
settings-archive-days = До архіву потрапляють листи, старші за
settings-archive-hint = Під час першої синхронізації такі листи стають закритими заявками без сповіщень.
settings-no-reply-days = «Без відповіді» — якщо клієнт мовчить
settings-no-reply-hint = Рахується від нашого останнього листа.
settings-days =
    { $count ->
        [one] день
        [few] дні
        [many] днів
       *[other] дня
    }
settings-days-wrong = Вкажіть ціле число днів від { $least } до { $most }.

settings-sample = Пробні дані
settings-sample-text = В офісі зараз вигадані клієнти й листи для знайомства. Ваші власні записи залишаться.
settings-sample-remove = Вилучити пробні дані
settings-sample-sure = Вилучити всі пробні дані: клієнтів, листи, контакти й нагадування? Повернути їх можна протягом 30 днів: Налаштування → Повернути, як було.
settings-sample-keep = Залишити
settings-sample-removed = Пробні дані вилучено

settings-backup-text = Копія всього офісу одним файлом. Після запису Deskbell відкриває її та звіряє з оригіналом.
settings-backup-make = Зробити копію…
settings-backup-making = Робимо й перевіряємо копію…
settings-backup-last = Остання перевірена копія
settings-backup-never = Копій ще не було. Зробіть першу — це кілька секунд.
settings-backup-gone = Файла останньої копії вже немає на місці. Зробіть нову, краще на інший диск.
settings-backup-done = Копію записано й перевірено
settings-backup-size = Розмір
settings-backup-place = Місце
settings-backup-when = Коли
settings-backup-counts =
    { $rows ->
        [one] { $rows } запис
        [few] { $rows } записи
        [many] { $rows } записів
       *[other] { $rows } запису
    } у { $tables ->
        [one] { $tables } таблиці
        [few] { $tables } таблицях
       *[other] { $tables } таблицях
    }
settings-backup-checked = Перевірено
settings-backup-file = deskbell-{ $day }.db

# Categories (K5) and optional parts (K9)
settings-categories = Категорії
settings-categories-text = Категорії контактів і нагадувань. Вимкнену не пропонують для нових записів, а в наявних вона залишається.
settings-category-name = Назва категорії
settings-category-new = Нова категорія
settings-category-add = Додати
settings-category-active = Увімкнено
settings-category-up = Вище: { $name }
settings-category-down = Нижче: { $name }
settings-parts = Додаткові можливості
settings-parts-text = Вимкнене ніде не показується і не нагадує про себе. Записане зберігається і повернеться, щойно ввімкнете.
settings-part-client-interaction = Взаємодія з клієнтами
settings-part-client-interaction-hint = Нагадування та інтереси клієнтів
settings-part-mass-mailing = Масова розсилка SMS та e-mail
settings-part-mass-mailing-hint = Повідомлення багатьом клієнтам одразу
