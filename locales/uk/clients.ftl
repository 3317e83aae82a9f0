# Clients: the list, the card, and the panel beside a conversation (C1, C5).
clients-title = Клієнти
clients-add = + Клієнт
clients-search = Пошук клієнта
clients-search-hint = Ім’я, телефон, адреса або місто
clients-count =
    { $count ->
        [one] { $count } клієнт
        [few] { $count } клієнти
        [many] { $count } клієнтів
       *[other] { $count } клієнта
    }
clients-column-name = Ім’я
clients-column-phone = Телефон
clients-column-email = Електронна адреса
clients-column-city = Місто
clients-column-manager = Менеджер
clients-column-open = Відкриті заявки
clients-column-last = Остання подія
clients-empty-title = Тут будуть усі, хто до вас звертався
clients-empty-text = Невідомий відправник стає клієнтом, щойно йому відповіли. Додати клієнта можна і самому.
clients-empty-add = Додати клієнта
clients-nothing-title = Нікого не знайдено
clients-nothing-text = Спробуйте частину імені, номера телефону або адреси.
clients-keys = N — новий · Enter — картка · / — пошук

client-new = Новий клієнт
client-edit = Картка клієнта
client-kind = Це
client-kind-person = людина
client-kind-company = компанія
client-name = Ім’я
client-name-company = Назва
client-name-required = Вкажіть ім’я клієнта.
client-name-company-required = Вкажіть назву компанії.
client-phones = Телефони
client-phone-nth = Телефон { $n }
client-phone-add = + Телефон
client-phone-remove = Прибрати телефон { $phone }
client-emails = Електронні адреси
client-email-nth = Електронна адреса { $n }
client-email-add = + Адреса
client-email-remove = Прибрати адресу { $email }
client-email-wrong = Адреса «{ $email }» має бути на зразок ім’я@приклад.укр.
client-phone-wrong = У номері «{ $phone }» замало цифр або є літери.
client-city = Місто
client-address = Адреса
client-interests = Інтереси
client-interests-hint = через кому: акрил, шильди
client-discount = Знижка, %
client-discount-wrong = Знижка — число від 0 до 100.
client-terms = Додаткові умови
client-notes = Примітки
client-manager = Менеджер
client-manager-none = без менеджера
client-saved = Картку збережено

client-panel-label = Клієнт
client-panel-manager = менеджер { $name }
client-panel-call = Дзвінок
client-panel-contact = Контакт
client-panel-reminder = Нагадування
client-panel-edit = Змінити
client-panel-open = Відкрити картку: { $name }
client-panel-phone = Телефон
client-panel-email = Пошта
client-panel-discount = Знижка
client-panel-discount-value = { $percent } %
client-panel-terms = Умови
client-panel-interests = Інтереси
client-panel-address = Адреса
client-panel-notes = Примітки
client-panel-reminders = Нагадування
client-panel-requests = Інші заявки
client-panel-contacts = Останні контакти
client-panel-copy = Скопіювати { $value }
client-panel-copied = Скопійовано: { $value }
client-panel-unknown = Ще не клієнт
client-panel-unknown-text = Стане клієнтом після першої відповіді.
client-panel-add = Додати клієнта
client-panel-added = Клієнта додано: { $name }
client-panel-done = Виконано: { $text }
