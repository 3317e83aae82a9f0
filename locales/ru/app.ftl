# Всё окно: слова, общие для нескольких экранов.

# Общие действия
action-cancel = Отменить
action-save = Сохранить
action-close = Закрыть
action-add = Добавить
action-edit = Изменить
action-remove = Удалить
action-undo = Вернуть
action-retry = Попробовать ещё раз
action-find = Найти
action-dismiss = Убрать
action-copy = Копировать
action-open = Открыть
action-back = Назад
action-forward = Вперёд
action-more = Ещё
action-choose = Выбрать
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
