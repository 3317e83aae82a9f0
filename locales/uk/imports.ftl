# Імпорт клієнтів, його помилки та експорт (C4).
error-file-empty = У цьому файлі нічого немає. Виберіть інший.
error-file-too-big = Файл займає понад { $megabytes } МБ, коли його прочитати. Поділіть його на менші або збережіть як CSV.
error-file-protected = Файл захищено паролем. Відкрийте його у своїй програмі, збережіть без пароля й виберіть знову.
error-file-damaged = Файл пошкоджено або обрізано. Відкрийте його у своїй програмі, збережіть заново й виберіть знову.
error-file-changed = Файл змінився, відколи його відкрито. Виберіть його знову.
error-not-a-table = Це не таблиця й не vCard, хоч як файл називається. Відкрийте його у своїй програмі й збережіть як XLSX або CSV.
error-too-many-columns =
    { $most ->
        [one] Тут понад { $most } стовпець. Приберіть зайві.
        [few] Тут понад { $most } стовпці. Приберіть зайві.
        [many] Тут понад { $most } стовпців. Приберіть зайві.
       *[other] Тут понад { $most } стовпця. Приберіть зайві.
    }
error-cell-too-long = Клітинка тут не має кінця. Пошукайте лапки, які ніде не закриваються.
error-card-damaged = Цю картку пошкоджено або обрізано.
error-import-gone = Файл уже не відкрито для імпорту. Виберіть його знову.
error-import-running = Цей імпорт ще триває. Дочекайтеся кінця або зупиніть його.
error-nobody-named = Невідомо, хто це: немає ні імені, ні телефону, ні адреси. Позначте стовпець з іменем або допишіть його.
error-phone-shortened = Excel скоротив це число до «{ $value }», і останні цифри втрачено. Зробіть стовпець текстовим, впишіть номер і збережіть знову.
error-no-such-manager = Тут не працює ніхто на ім’я «{ $name }». Виправте ім’я або не імпортуйте цей стовпець.
error-not-yes-or-no = «{ $value }» — це ні «так», ні «ні». Напишіть одне з двох.
error-not-a-language = Мови «{ $value }» Deskbell не знає. Напишіть uk, ru або en.
error-bad-discount = «{ $value }» — не знижка. Потрібне число від 0 до 100.

# What stands in files: titles of columns, and words in cells. The import knows them again.
imports-source = імпорт { $file }
imports-note-company = Компанія: { $name }
imports-yes = так
imports-no = ні
imports-kind-person = особа
imports-kind-company = компанія
imports-sheet = Клієнти
imports-column-name = Ім’я або назва
imports-column-kind = Вид
imports-column-phone = Телефон
imports-column-email = E-mail
imports-column-city = Місто
imports-column-address = Адреса
imports-column-interests = Інтереси
imports-column-tags = Мітки
imports-column-discount = Знижка, %
imports-column-terms = Умови
imports-column-notes = Примітки
imports-column-manager = Менеджер
imports-column-language = Мова
imports-column-birthday = День народження
imports-column-consent-email = Згода на листи
imports-column-consent-sms = Згода на SMS
imports-column-do-not-write = Не писати
imports-bad-sheet = Не взято
imports-bad-line = Рядок
imports-bad-reason = Чому не взято
