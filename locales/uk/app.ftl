# Усе вікно: слова, спільні для кількох екранів.

# Спільні дії
action-cancel = Скасувати
action-save = Зберегти
action-close = Закрити
action-edit = Змінити
action-remove = Вилучити
action-undo = Повернути
action-retry = Спробувати ще раз
action-find = Знайти
action-dismiss = Прибрати
action-copy = Копіювати
action-back = Назад
action-forward = Вперед
action-more = Ще
action-show = Показати
action-hide = Сховати
copied = Скопійовано

# Спільні слова
all = усі
none = немає
nobody = ніхто
me = я
yes = так
no = ні
nothing-found = Нічого не знайдено
loading = Завантаження…
tick-all = Позначити всі
tick-row = Позначити рядок
pane-width = Ширина панелі
error-details = Подробиці

# Дні
day-today = сьогодні
day-tomorrow = завтра
day-yesterday = вчора

# Вікно та його екрани
app-name = Deskbell
app-sections = Розділи
app-cannot-start = Не вдалося відкрити дані офісу
screen-requests = Заявки
screen-contacts = Контакти і нагадування
screen-clients = Клієнти
screen-outbox = Вихідні
screen-unreadable = Нечитабельні листи
screen-settings = Налаштування

# Рядок про поштову скриньку
sync-label = Перебіг отримання пошти
sync-sample = Ви переглядаєте пробні дані.
sync-no-mailbox = Поштову скриньку не підключено.
sync-connect = Підключити скриньку
sync-connecting = З’єднання зі скринькою…
sync-progress = Листи: { $done } з { $total }
sync-rate = { $rate }/с
sync-left = лишилося { $left }
sync-fresh = Пошту щойно отримано
sync-ago = Пошту отримано { $ago } тому
sync-now = Отримати пошту зараз
sync-paused = Отримання пошти призупинено.
sync-retry-at = Наступна спроба о { $time }.
sync-retry-now = Спробувати зараз

# Ctrl+K
palette-title = Знайти будь-що
palette-hint = Екран, команда, заявка або клієнт
palette-screens = Перейти
palette-commands = Команди
palette-requests = Заявки
palette-clients = Клієнти
palette-theme-system = Тема: як у системі
palette-theme-light = Тема: світла
palette-theme-dark = Тема: темна
palette-language = Мова: { $name }

# Сполучення клавіш
keys-title = Сполучення клавіш
keys-text = Діють за місцем клавіші, у будь-якій розкладці.
keys-everywhere = Усюди
keys-list = У списку
keys-request = У заявці
keys-palette = Знайти будь-що
keys-new-request = Нова заявка
keys-sheet = Ця підказка
keys-next = Наступна
keys-previous = Попередня
keys-open = Відкрити й відповісти
keys-tick = Позначити
keys-search = Шукати
keys-leave = Вийти, очистити
keys-reply = Відповісти
keys-note = Примітка
keys-close = Закрити заявку
keys-unread = Прочитано / не прочитано
keys-take = Призначити мені
keys-send = Надіслати

# Про програму
about-open = Про Deskbell
about-version = Версія { $version }
about-text = Приймальня невеликого офісу: одна скринька, усі клієнти, жодної забутої обіцянки.
about-licence = Вільна програма за ліцензією MIT або Apache 2.0. Ваші дані лишаються на цьому комп’ютері.

# Printed where a window cannot be opened.
launch-help =
    deskbell [--data ТЕКА] [--sample]
    {"  "}--data ТЕКА  де лежать дані офісу; інакше місце, яке відвела система, або DESKBELL_DATA
    {"  "}--sample     новий офіс починається зі зразкових даних і нічого не питає
    Офіс на сервері PostgreSQL: DESKBELL_DB=postgres://user@host/office. Без вікна: deskbell-cli --help.
launch-no-display = Deskbell відкриває вікно, а екрана тут немає. Запустіть його в графічному сеансі або скористайтеся deskbell-cli.
