# Всё окно: слова, общие для нескольких экранов.

# Общие действия
action-cancel = Отмена
action-save = Сохранить
action-close = Закрыть
action-edit = Изменить
action-remove = Удалить
action-undo = Вернуть
action-retry = Попробовать ещё раз
action-find = Найти
action-dismiss = Убрать
action-copy = Копировать
action-back = Назад
action-forward = Вперёд
action-more = Ещё
action-show = Показать
action-hide = Скрыть
copied = Скопировано

# Общие слова
all = все
none = нет
nobody = никто
me = я
yes = да
no = нет
nothing-found = Ничего не найдено
loading = Загрузка…
tick-all = Отметить все
tick-row = Отметить строку
pane-width = Ширина панели
error-details = Подробности

# Дни
day-today = сегодня
day-tomorrow = завтра
day-yesterday = вчера

# Окно и его экраны
app-name = Deskbell
app-sections = Разделы
app-cannot-start = Не удалось открыть данные офиса
screen-requests = Заявки
screen-contacts = Контакты и напоминания
screen-clients = Клиенты
screen-outbox = Исходящие
screen-unreadable = Нечитаемые письма
screen-settings = Настройки

# Строка о почтовом ящике
sync-label = Ход получения почты
sync-sample = Вы смотрите пробные данные.
sync-no-mailbox = Почтовый ящик не подключён.
sync-connect = Подключить ящик
sync-connecting = Соединение с ящиком…
sync-progress = Письма: { $done } из { $total }
sync-rate = { $rate }/с
sync-left = осталось { $left }
sync-fresh = Почта получена только что
sync-ago = Почта получена { $ago } назад
sync-now = Получить почту сейчас
sync-paused = Получение почты приостановлено.
sync-retry-at = Следующая попытка в { $time }.
sync-retry-now = Попробовать сейчас

# Ctrl+K
palette-title = Найти что угодно
palette-hint = Экран, команда, заявка или клиент
palette-screens = Перейти
palette-commands = Команды
palette-requests = Заявки
palette-clients = Клиенты
palette-theme-system = Тема: как в системе
palette-theme-light = Тема: светлая
palette-theme-dark = Тема: тёмная
palette-language = Язык: { $name }

# Сочетания клавиш
keys-title = Сочетания клавиш
keys-text = Действуют по месту клавиши, в любой раскладке.
keys-everywhere = Везде
keys-list = В списке
keys-request = В заявке
keys-palette = Найти что угодно
keys-new-request = Новая заявка
keys-sheet = Эта подсказка
keys-next = Следующая
keys-previous = Предыдущая
keys-open = Открыть и ответить
keys-tick = Отметить
keys-search = Искать
keys-leave = Выйти, очистить
keys-reply = Ответить
keys-note = Примечание
keys-close = Закрыть заявку
keys-unread = Прочитано / не прочитано
keys-take = Назначить мне
keys-send = Отправить

# О программе
about-open = О программе Deskbell
about-version = Версия { $version }
about-text = Приёмная небольшого офиса: один ящик, все клиенты, ни одного забытого обещания.
about-licence = Свободная программа по лицензии MIT или Apache 2.0. Ваши данные остаются на этом компьютере.

# Printed where a window cannot be opened.
launch-help =
    deskbell [--data ПАПКА] [--sample]
    {"  "}--data ПАПКА  где лежат данные офиса; иначе место, отведённое системой, или DESKBELL_DATA
    {"  "}--sample      новый офис начинается с образцовых данных и ничего не спрашивает
    Офис на сервере PostgreSQL: DESKBELL_DB=postgres://user@host/office. Без окна: deskbell-cli --help.
launch-no-display = Deskbell открывает окно, а экрана здесь нет. Запустите его в графическом сеансе или воспользуйтесь deskbell-cli.
