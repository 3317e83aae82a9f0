# Clients: the list, the card, and the panel beside a conversation (C1, C5).
clients-title = Клиенты
clients-add = + Клиент
clients-search = Поиск клиента
clients-search-hint = Имя, телефон, адрес или город
clients-count =
    { $count ->
        [one] { $count } клиент
        [few] { $count } клиента
        [many] { $count } клиентов
       *[other] { $count } клиента
    }
clients-column-name = Имя
clients-column-phone = Телефон
clients-column-email = Электронный адрес
clients-column-city = Город
clients-column-manager = Менеджер
clients-column-open = Открытые заявки
clients-column-last = Последнее событие
clients-empty-title = Здесь будут все, кто к вам обращался
clients-empty-text = Неизвестный отправитель становится клиентом, как только ему ответили. Добавить клиента можно и самому.
clients-empty-add = Добавить клиента
clients-nothing-title = Никто не найден
clients-nothing-text = Попробуйте часть имени, номера телефона или адреса.
clients-keys = N — новый · Enter — карточка · / — поиск

client-new = Новый клиент
client-edit = Карточка клиента
client-kind = Это
client-kind-person = человек
client-kind-company = компания
client-name = Имя
client-name-company = Название
client-name-required = Укажите имя клиента.
client-name-company-required = Укажите название компании.
client-phones = Телефоны
client-phone-nth = Телефон { $n }
client-phone-add = + Телефон
client-phone-remove = Убрать телефон { $phone }
client-emails = Электронные адреса
client-email-nth = Электронный адрес { $n }
client-email-add = + Адрес
client-email-remove = Убрать адрес { $email }
client-email-wrong = Адрес «{ $email }» должен быть вида имя@пример.рф.
client-phone-wrong = В номере «{ $phone }» мало цифр или есть буквы.
client-city = Город
client-address = Адрес
client-interests = Интересы
client-interests-hint = через запятую: акрил, шильды
client-discount = Скидка, %
client-discount-wrong = Скидка — число от 0 до 100.
client-terms = Дополнительные условия
client-notes = Примечания
client-manager = Менеджер
client-manager-none = без менеджера
client-saved = Карточка сохранена

client-panel-label = Клиент
client-panel-manager = менеджер { $name }
client-panel-call = Звонок
client-panel-contact = Контакт
client-panel-reminder = Напоминание
client-panel-edit = Изменить
client-panel-open = Открыть карточку: { $name }
client-panel-phone = Телефон
client-panel-email = Почта
client-panel-discount = Скидка
client-panel-discount-value = { $percent } %
client-panel-terms = Условия
client-panel-interests = Интересы
client-panel-address = Адрес
client-panel-notes = Примечания
client-panel-reminders = Напоминания
client-panel-requests = Другие заявки
client-panel-contacts = Последние контакты
client-panel-copy = Скопировать { $value }
client-panel-copied = Скопировано: { $value }
client-panel-unknown = Ещё не клиент
client-panel-unknown-text = Станет клиентом после первого ответа.
client-panel-add = Добавить клиента
client-panel-added = Клиент добавлен: { $name }
client-panel-done = Выполнено: { $text }
