# Импорт клиентов, его ошибки и экспорт (C4).
error-file-empty = В этом файле ничего нет. Выберите другой.
error-file-too-big = Файл занимает больше { $megabytes } МБ, если его прочитать. Разделите его на части или сохраните как CSV.
error-file-protected = Файл защищён паролем. Откройте его в своей программе, сохраните без пароля и выберите снова.
error-file-damaged = Файл повреждён или обрезан. Откройте его в своей программе, сохраните заново и выберите снова.
error-file-changed = Файл изменился с тех пор, как его открыли. Выберите его снова.
error-not-a-table = Это не таблица и не vCard, как бы файл ни назывался. Откройте его в своей программе и сохраните как XLSX или CSV.
error-too-many-columns =
    { $most ->
        [one] Здесь больше { $most } столбца. Уберите лишние.
        [few] Здесь больше { $most } столбцов. Уберите лишние.
        [many] Здесь больше { $most } столбцов. Уберите лишние.
       *[other] Здесь больше { $most } столбца. Уберите лишние.
    }
error-cell-too-long = Ячейка здесь не имеет конца. Поищите кавычку, которая нигде не закрывается.
error-card-damaged = Эта карточка повреждена или обрезана.
error-import-gone = Файл уже не открыт для импорта. Выберите его снова.
error-import-running = Этот импорт ещё идёт. Дождитесь конца или остановите его.
error-nobody-named = Неизвестно, кто это: нет ни имени, ни телефона, ни адреса. Отметьте столбец с именем или допишите его.
error-phone-shortened = Excel сократил это число до «{ $value }», и последние цифры потеряны. Сделайте столбец текстовым, впишите номер и сохраните снова.
error-no-such-manager = Здесь не работает никто по имени «{ $name }». Исправьте имя или не импортируйте этот столбец.
error-not-yes-or-no = «{ $value }» — это ни «да», ни «нет». Напишите одно из двух.
error-not-a-language = Языка «{ $value }» Deskbell не знает. Напишите uk, ru или en.
error-bad-discount = «{ $value }» — не скидка. Нужно число от 0 до 100.

# What stands in files: titles of columns, and words in cells. The import knows them again.
imports-source = импорт { $file }
imports-note-company = Компания: { $name }
imports-yes = да
imports-no = нет
imports-kind-person = частное лицо
imports-kind-company = компания
imports-sheet = Клиенты
imports-column-name = Имя или название
imports-column-kind = Вид
imports-column-phone = Телефон
imports-column-email = E-mail
imports-column-city = Город
imports-column-address = Адрес
imports-column-interests = Интересы
imports-column-tags = Метки
imports-column-discount = Скидка, %
imports-column-terms = Условия
imports-column-notes = Примечания
imports-column-manager = Менеджер
imports-column-language = Язык
imports-column-birthday = День рождения
imports-column-consent-email = Согласие на письма
imports-column-consent-sms = Согласие на SMS
imports-column-do-not-write = Не писать
imports-bad-sheet = Не взято
imports-bad-line = Строка
imports-bad-reason = Почему не взято
