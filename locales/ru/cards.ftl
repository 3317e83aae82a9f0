# Карточка клиента: метки, свои поля, согласия, файлы, история
error-bad-birthday = Такого дня рождения не бывает. Укажите день и месяц, год — если знаете.
error-field-named = Поле «{ $name }» уже есть. Назовите это иначе.
error-bad-field-value =
    { $kind ->
        [number] В поле «{ $field }» должно быть число.
        [date] В поле «{ $field }» должен быть день календаря.
        [list] В поле «{ $field }» выберите значение из списка.
       *[other] Значение поля «{ $field }» не подходит. Укажите другое.
    }
error-invalid-country = Такой страны в списке нет. Выберите другую.
error-client-file-too-big = Файл слишком большой: не больше { $megabytes } МБ. Уменьшите его или храните вне Deskbell, а ссылку дайте в примечаниях.

client-tab-card = Карточка
client-tab-files = Файлы
client-tab-timeline = История
client-unsaved = Здесь несохранённое с прошлого раза.
client-unsaved-discard = Отбросить
unsaved-not-kept = Несохранённое не удалось отложить на потом. Сохраните его, прежде чем закрывать окно.
client-call = Звонок: { $phone }
client-call-short = Звонок
client-sms = SMS на { $phone }
client-sms-short = SMS
client-copy = Копия: { $value }
client-copy-short = Копия
client-write = Письмо: { $email }
client-write-short = Письмо
open-none-call = На этом компьютере нет программы для звонков. Номер { $value } скопирован.
open-none-call-uncopied = На этом компьютере нет программы для звонков. Номер: { $value }.
open-unheard-call = Звонок на { $value }. Если программа не открылась, на этом компьютере её нет.
call-log = Звонок на { $value }: записать контакт?
call-log-act = Записать
open-none-letter = На этом компьютере нет почтовой программы. Адрес { $value } скопирован.
open-none-letter-uncopied = На этом компьютере нет почтовой программы. Адрес: { $value }.
open-unheard-letter = Письмо на { $value }. Если программа не открылась, на этом компьютере её нет.
client-do-not-write = Не писать
client-do-not-write-hint = Рассылки и SMS обходят этого клиента, на что бы он ни соглашался. Перед ответом на его письмо Deskbell переспросит.
client-do-not-write-short = Не писать
client-consent-sms = Согласие на SMS:
client-consent-email = Согласие на письма:
client-consent-unasked = не спрашивали
client-consent-given = есть
client-consent-refused = отказ
client-consent-source = откуда известно
client-consent-sms-source = Откуда известно о согласии на SMS
client-consent-email-source = Откуда известно о согласии на письма
client-consent-sms-day = День согласия на SMS
client-consent-email-day = День согласия на письма
client-language = Язык
client-language-none = неизвестен
client-birthday = День рождения
client-birthday-hint = 20.11.1984 или 20.11
client-birthday-age =
    { $age ->
        [one] { $age } год
        [few] { $age } года
        [many] { $age } лет
       *[other] { $age } года
    }
client-birthday-today = сегодня!
client-birthday-next =
    { $days ->
        [1] { $day }
        [one] { $day }, через { $days } день
        [few] { $day }, через { $days } дня
        [many] { $day }, через { $days } дней
       *[other] { $day }, через { $days } дня
    }
client-tags = Метки
client-tags-hint = опт, постоянный
client-own-none = —
words-remove = Убрать «{ $word }»

client-files-empty = Файлов ещё нет
client-files-empty-text = Перетащите сюда макет, вставьте снимок или выберите файл.
client-files-hint = или перетащите сюда либо вставьте
client-file-add = Добавить файл
client-file-known = «{ $name }» здесь уже есть
client-file-look = Посмотреть { $name }
client-file-open = Открыть
client-file-save = Сохранить
client-file-remove = Убрать { $name }
client-file-removed = Убрано: { $name }
client-file-stop = Остановить
client-file-progress = { $done } из { $all }
client-file-program-text = «{ $name }» может сделать с компьютером что угодно. Открывайте, только если знаете, кто его сделал.

timeline-kinds = Что показывать
timeline-all = Всё
timeline-kind-letter = Письма
timeline-kind-contact = Контакты
timeline-kind-reminder = Напоминания
timeline-kind-request = Заявки
timeline-kind-note = Примечания
timeline-kind-file = Файлы
timeline-kind-change = Изменения карточки
timeline-empty = Здесь будет всё, что связано с клиентом
timeline-empty-text = Письма, контакты, выполненные напоминания, заявки, примечания и файлы — от новых к старым.
timeline-nothing = Такого с этим клиентом ещё не было
timeline-more = Показать ещё
timeline-letter-incoming = Письмо клиента
timeline-letter-outgoing = Наше письмо
timeline-contact-call =
    { $direction ->
        [outgoing] Мы звонили
       *[incoming] Звонок клиента
    }
timeline-contact-letter =
    { $direction ->
        [outgoing] Мы писали
       *[incoming] Клиент писал
    }
timeline-contact-sms =
    { $direction ->
        [outgoing] Наше SMS
       *[incoming] SMS клиента
    }
timeline-contact-visit = Визит
timeline-contact-other = Контакт
timeline-reminder = Выполнено
timeline-request = Заявка
timeline-note = Примечание
timeline-file = Файл
timeline-change = Карточка
timeline-changed = изменено: { $fields }
timeline-what-created = добавлено в справочник
timeline-what-file-removed = убран файл
timeline-what-file-restored = возвращён файл
timeline-what-other = изменено
timeline-field-kind = человек или компания
timeline-field-name = имя
timeline-field-phones = телефоны
timeline-field-emails = электронные адреса
timeline-field-city = город
timeline-field-address = адрес
timeline-field-interests = интересы
timeline-field-tags = метки
timeline-field-discount = скидка
timeline-field-terms = условия
timeline-field-notes = примечания
timeline-field-manager-id = менеджер
timeline-field-language = язык
timeline-field-birthday = день рождения
timeline-field-do-not-write = «не писать»
timeline-field-consents = согласия
timeline-field-own = свои поля

client-panel-language = Язык
client-panel-birthday = День рождения
client-panel-files = Файлы
client-panel-all-files = Все файлы: { $count }
client-panel-timeline = Вся история

settings-client-fields = Поля клиента
settings-client-fields-text = Эти поля стоят на карточке каждого клиента. Поле, которое больше не нужно, выключают: записанное в нём остаётся.
settings-client-field-name = Название поля
settings-client-field-kind = Вид
settings-client-field-kind-text = текст
settings-client-field-kind-number = число
settings-client-field-kind-date = дата
settings-client-field-kind-list = список
settings-client-field-kind-checkbox = отметка
settings-client-field-choices = Варианты через запятую
settings-client-field-active = на карточках
settings-client-field-up = Выше: { $name }
settings-client-field-down = Ниже: { $name }
settings-client-field-new = Новое поле
settings-client-field-add = Добавить
settings-client-fields-empty = Своих полей ещё нет. Например: «Тираж» — число, «Материал» — список.
settings-country = Страна
settings-country-hint = Телефоны без кода страны читаются как здешние.
