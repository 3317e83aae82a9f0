# Картка клієнта: мітки, власні поля, згоди, файли, історія
error-bad-birthday = Такого дня народження не буває. Вкажіть день і місяць, рік — якщо знаєте.
error-field-named = Поле «{ $name }» вже є. Назвіть це інакше.
error-bad-field-value =
    { $kind ->
        [number] У полі «{ $field }» має бути число.
        [date] У полі «{ $field }» має бути день календаря.
        [list] У полі «{ $field }» виберіть значення зі списку.
       *[other] Значення поля «{ $field }» не підходить. Вкажіть інше.
    }
error-invalid-country = Такої країни в списку немає. Виберіть іншу.
error-client-file-too-big = Файл завеликий: щонайбільше { $megabytes } МБ. Зменште його або збережіть поза Deskbell і дайте посилання в примітках.

client-tab-card = Картка
client-tab-files = Файли
client-tab-timeline = Історія
client-unsaved = Тут незбережене з минулого разу.
client-unsaved-discard = Відкинути
unsaved-not-kept = Незбережене не вдалося відкласти на потім. Збережіть його, перш ніж закривати вікно.
client-call = Дзвінок: { $phone }
client-call-short = Дзвінок
client-sms = SMS на { $phone }
client-sms-short = SMS
client-copy = Копія: { $value }
client-copy-short = Копія
client-write = Лист: { $email }
client-write-short = Лист
open-none-call = На цьому комп’ютері немає програми для дзвінків. Номер { $value } скопійовано.
open-none-call-uncopied = На цьому комп’ютері немає програми для дзвінків. Номер: { $value }.
open-unheard-call = Дзвінок на { $value }. Якщо програма не відкрилася, на цьому комп’ютері її немає.
call-log = Дзвінок на { $value }: записати контакт?
call-log-act = Записати
open-none-letter = На цьому комп’ютері немає поштової програми. Адресу { $value } скопійовано.
open-none-letter-uncopied = На цьому комп’ютері немає поштової програми. Адреса: { $value }.
open-unheard-letter = Лист на { $value }. Якщо програма не відкрилася, на цьому комп’ютері її немає.
client-do-not-write = Не писати
client-do-not-write-hint = Розсилки та SMS оминають цього клієнта, хоч би на що він погоджувався. Перед відповіддю на його лист Deskbell перепитає.
client-do-not-write-short = Не писати
client-consent-sms = Згода на SMS:
client-consent-email = Згода на листи:
client-consent-unasked = не питали
client-consent-given = є
client-consent-refused = відмова
client-consent-source = звідки відомо
client-consent-sms-source = Звідки відомо про згоду на SMS
client-consent-email-source = Звідки відомо про згоду на листи
client-consent-sms-day = День згоди на SMS
client-consent-email-day = День згоди на листи
client-language = Мова
client-language-none = невідома
client-birthday = День народження
client-birthday-hint = 20.11.1984 або 20.11
client-birthday-age =
    { $age ->
        [one] { $age } рік
        [few] { $age } роки
        [many] { $age } років
       *[other] { $age } року
    }
client-birthday-today = сьогодні!
client-birthday-next =
    { $days ->
        [1] { $day }
        [one] { $day }, за { $days } день
        [few] { $day }, за { $days } дні
        [many] { $day }, за { $days } днів
       *[other] { $day }, за { $days } дня
    }
client-tags = Мітки
client-tags-hint = опт, постійний
client-own-none = —
words-remove = Прибрати «{ $word }»

client-files-empty = Файлів ще немає
client-files-empty-text = Перетягніть сюди макет, вставте знімок або виберіть файл.
client-files-hint = або перетягніть сюди чи вставте
client-file-add = Додати файл
client-file-known = «{ $name }» тут уже є
client-file-look = Подивитися { $name }
client-file-open = Відкрити
client-file-save = Зберегти
client-file-remove = Прибрати { $name }
client-file-removed = Прибрано: { $name }
client-file-stop = Зупинити
client-file-progress = { $done } з { $all }
client-file-program-text = «{ $name }» може зробити з комп’ютером що завгодно. Відкривайте, лише якщо знаєте, хто його зробив.

timeline-kinds = Що показувати
timeline-all = Усе
timeline-kind-letter = Листи
timeline-kind-contact = Контакти
timeline-kind-reminder = Нагадування
timeline-kind-request = Заявки
timeline-kind-note = Примітки
timeline-kind-file = Файли
timeline-kind-change = Зміни картки
timeline-empty = Тут буде все, що пов’язано з клієнтом
timeline-empty-text = Листи, контакти, виконані нагадування, заявки, примітки й файли — від найновішого.
timeline-nothing = Такого з цим клієнтом ще не було
timeline-more = Показати ще
timeline-letter-incoming = Лист від клієнта
timeline-letter-outgoing = Наш лист
timeline-contact-call =
    { $direction ->
        [outgoing] Ми дзвонили
       *[incoming] Дзвінок клієнта
    }
timeline-contact-letter =
    { $direction ->
        [outgoing] Ми писали
       *[incoming] Клієнт писав
    }
timeline-contact-sms =
    { $direction ->
        [outgoing] Наше SMS
       *[incoming] SMS клієнта
    }
timeline-contact-visit = Візит
timeline-contact-other = Контакт
timeline-reminder = Виконано
timeline-request = Заявка
timeline-note = Примітка
timeline-file = Файл
timeline-change = Картка
timeline-changed = змінено: { $fields }
timeline-what-created = додано в довідник
timeline-what-file-removed = прибрано файл
timeline-what-file-restored = повернуто файл
timeline-what-other = змінено
timeline-field-kind = людина чи компанія
timeline-field-name = ім’я
timeline-field-phones = телефони
timeline-field-emails = електронні адреси
timeline-field-city = місто
timeline-field-address = адреса
timeline-field-interests = інтереси
timeline-field-tags = мітки
timeline-field-discount = знижка
timeline-field-terms = умови
timeline-field-notes = примітки
timeline-field-manager-id = менеджер
timeline-field-language = мова
timeline-field-birthday = день народження
timeline-field-do-not-write = «не писати»
timeline-field-consents = згоди
timeline-field-own = власні поля

client-panel-language = Мова
client-panel-birthday = День народження
client-panel-files = Файли
client-panel-all-files = Усі файли: { $count }
client-panel-timeline = Уся історія

settings-client-fields = Поля клієнта
settings-client-fields-text = Ці поля стоять на картці кожного клієнта. Поле, яке більше не потрібне, вимикають: записане в ньому лишається.
settings-client-field-name = Назва поля
settings-client-field-kind = Вид
settings-client-field-kind-text = текст
settings-client-field-kind-number = число
settings-client-field-kind-date = дата
settings-client-field-kind-list = список
settings-client-field-kind-checkbox = позначка
settings-client-field-choices = Варіанти через кому
settings-client-field-active = на картках
settings-client-field-up = Вище: { $name }
settings-client-field-down = Нижче: { $name }
settings-client-field-new = Нове поле
settings-client-field-add = Додати
settings-client-fields-empty = Власних полів ще немає. Наприклад: «Наклад» — число, «Матеріал» — список.
settings-country = Країна
settings-country-hint = Телефони без коду країни читаються як тутешні.
