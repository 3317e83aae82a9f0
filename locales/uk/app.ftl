# Усе вікно: слова, спільні для кількох екранів.

# Спільні дії
action-cancel = Скасувати
action-save = Зберегти
action-close = Закрити
action-add = Додати
action-edit = Змінити
action-remove = Вилучити
action-undo = Повернути
action-retry = Спробувати ще раз
action-find = Знайти
action-dismiss = Прибрати
action-copy = Копіювати
action-open = Відкрити
action-back = Назад
action-forward = Вперед
action-more = Ще
action-choose = Вибрати
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
