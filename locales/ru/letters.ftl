# Письма: переписка, чтение, написание, исходящие.

# Переписка
conversation-label = Переписка: { $subject }
conversation-none = Выберите заявку
conversation-none-text =
    { $unread ->
        [0] J и K — движение по списку, Ctrl K — найти что угодно.
        [one] { $unread } непрочитанная заявка. J и K — движение по списку.
        [few] { $unread } непрочитанные заявки. J и K — движение по списку.
        [many] { $unread } непрочитанных заявок. J и K — движение по списку.
       *[other] { $unread } непрочитанной заявки. J и K — движение по списку.
    }
conversation-no-mailbox = Письма пока не приходят
conversation-no-mailbox-text = Подключите ящик офиса в настройках — и письма станут заявками.
conversation-earlier =
    { $count ->
        [one] Показать ещё { $count } более раннюю запись
        [few] Показать ещё { $count } более ранние записи
        [many] Показать ещё { $count } более ранних записей
       *[other] Показать ещё { $count } более ранней записи
    }
conversation-newer = Новое письмо
conversation-print = Печать

# Одно письмо
letter-from = Письмо: { $name }
letter-ours = ответ: { $to }
letter-cc = Копия: { $people }
letter-more = Действия с письмом: { $name }
letter-reply = Ответить
letter-reply-all = Ответить всем
letter-quote = Ответить с цитатой
letter-plain = Простой текст
letter-why = Почему здесь?
letter-source = Код письма
letter-source-cut = Показано только начало. Чтобы увидеть всё, сохраните письмо.
letter-save = Сохранить как .eml
letter-saved = Письмо сохранено
letter-print = Печать этого письма
letter-subject = Тема
letter-quoted = цитата
letter-kind-auto-reply = автоматический ответ
letter-kind-bounce = сообщение о недоставке
letter-kind-newsletter = рассылка
letter-kind-mailing = копия рассылки
letter-kind-opt-out = отказ от рассылок
letter-pictures =
    { $count ->
        [one] { $count } изображение в интернете не загружено.
        [few] { $count } изображения в интернете не загружены.
        [many] { $count } изображений в интернете не загружены.
       *[other] { $count } изображения в интернете не загружены.
    }
letter-pictures-show = Показать изображения
letter-pictures-always = Всегда для { $address }
letter-pictures-never = Больше не показывать изображения от { $address }
letter-pictures-coming = Загружаем изображения…
letter-coming = Загрузка письма…
letter-mismatch =
    { $count ->
        [one] Осторожно: ссылка «{ $shown }» на самом деле ведёт на { $target }.
        [few] Осторожно: { $count } ссылки ведут не туда, куда показывают: «{ $shown }» — на { $target }.
        [many] Осторожно: { $count } ссылок ведут не туда, куда показывают: «{ $shown }» — на { $target }.
       *[other] Осторожно: { $count } ссылки ведут не туда, куда показывают: «{ $shown }» — на { $target }.
    }

# Почему письмо в этой заявке
why-first = Письмо начало эту заявку: оно не отвечает ни на одно известное письмо.
why-in-reply-to = В письме указано, на какое письмо оно отвечает, и то письмо — в этой заявке.
why-references = В письме упомянуты предыдущие письма этой заявки.
why-token = В теме есть номер этой заявки, а отправитель в ней участвует.
why-child = Ранее полученное письмо этой заявки является ответом на это письмо.
why-ours = Письмо написано в этой заявке.
why-moved = Письмо перенесено сюда вручную.
why-bounce = Это сообщение о недоставке письма из этой заявки.

# Ссылки
link-title = Открыть ссылку?
link-open = Открыть в браузере
link-mismatch = В письме показано «{ $shown }», но ссылка ведёт в другое место. Возможно, это мошенничество.
link-leads = { $text }, ведёт на { $target }

# Вложения
file-list = Вложения
file-open = Открыть { $name }
file-save = Сохранить
file-save-one = Сохранить { $name }
file-save-all = Куда сохранить вложения
file-save-all-short = Сохранить все
file-saved = Сохранено: { $name }
file-saved-all =
    { $count ->
        [one] Сохранён { $count } файл
        [few] Сохранено { $count } файла
        [many] Сохранено { $count } файлов
       *[other] Сохранено { $count } файла
    }
file-program = Этот файл — программа
file-program-text = «{ $name }» может сделать с компьютером что угодно. Открывайте, только если ждали его и знаете, кто его сделал.
file-open-anyway = Всё равно открыть
file-leave = Не открывать

# Состояние нашего письма
letter-goes-out = Письмо отправляется
letter-queued = ждёт отправки
letter-sending = отправляется…
letter-retry = ещё не отправлено, будет следующая попытка
letter-retry-at = ещё не отправлено, следующая попытка в { $time }
letter-retry-now = Попробовать сейчас
letter-cancel = Не отправлять
letter-failed = Не отправлено
letter-uncertain = Неизвестно, отправлено ли это письмо
letter-uncertain-text = Связь оборвалась сразу после передачи письма. Проверьте «Отправленные» или спросите получателя и решите.
letter-was-sent = Оно отправлено
letter-send-again = Отправить ещё раз
letter-not-delivered = Не доставлено на { $recipient }:

# Примечания
note-title = Примечание
note-hint = Только для офиса: клиент этого не видит
note-pinned = закреплено
note-pin = Закрепить вверху
note-unpin = Открепить
note-pin-tick = Закрепить вверху
note-save = Добавить примечание
note-more = Действия с примечанием
note-removed = Примечание удалено

# Написание
write-label = Написать
write-reply = Ответ
write-note = Примечание
write-hint = Напишите ответ…
write-copy = Копия и тема
write-discard = Стереть
write-discarded = Черновик стёрт
write-other = В этой заявке есть ещё один ваш черновик.
write-other-open = Открыть его
write-saved = Сохранено { $time }
write-attach = Вложить
write-then = далее
write-status-same = Статус не менять
write-options = При отправке
write-assign-me = Назначить мне
write-back = Затем вернуться к списку
write-send = Отправить
write-send-all-the-same = Всё равно отправить
write-newer = Пока вы писали, пришло более новое письмо. Оно показано выше: прочитайте его и тогда отправляйте.
write-forgot = В тексте упомянуто вложение, но ничего не вложено.
write-anyway = Отправить без него
write-drop = Отпустите, чтобы вложить
attach-title = Файлы для вложения
attach-remove = Убрать { $name }
attach-big = Всего { $size }: многие ящики не принимают письма больше 20–25 МБ.
# Начала слов, говорящих о вложении; без вложения программа предупредит.
attachment-words = вложен, прикрепл, прикрепил, прилага, приложен, во вложении, высылаю файл, отправляю файл, высылаю счёт, высылаю макет
address-to = Кому
address-cc = Копия
address-bcc = Скрытая
address-remove = Убрать { $address }
address-wrong = «{ $address }» — неполный адрес

# Оформление
tool-label = Оформление
tool-bold = Жирный
tool-italic = Курсив
tool-underline = Подчёркнутый
tool-strike = Зачёркнутый
tool-bullets = Маркированный список
tool-numbers = Нумерованный список
tool-quote = Цитата
tool-link = Ссылка
tool-link-address = Адрес ссылки
tool-link-set = Вставить
tool-clear = Убрать оформление

# Исходящие
outbox-text = Письма, которые ещё не отправлены.
outbox-empty = Всё отправлено
outbox-empty-text = Когда нет связи, письма ждут здесь и отправляются сами.
outbox-copies = Копии, которых нет в «Отправленных»
outbox-copies-text = Письма отправлены и есть в Deskbell, но почтовый сервер много раз не принял их копии в папку «Отправленные».
outbox-copy-drop = Обойтись без копии
outbox-attempts =
    { $count ->
        [one] Была { $count } попытка
        [few] Было { $count } попытки
        [many] Было { $count } попыток
       *[other] Было { $count } попытки
    }

# Нечитаемые письма
unreadable-text = Они пришли, но разобрать их не удалось. Ничего не потеряно: посмотрите код, сохраните или попробуйте ещё раз.
unreadable-empty = Все письма прочитаны
unreadable-empty-text = Письмо, которое не удастся разобрать, окажется здесь и не потеряется.
unreadable-tries =
    { $count ->
        [one] { $count } попытка
        [few] { $count } попытки
        [many] { $count } попыток
       *[other] { $count } попытки
    }
unreadable-read = Письмо прочитано, оно в заявках
unreadable-still = Письмо всё ещё не удаётся прочитать

# Автоматические письма
outside-title = Письма вне заявок
automatic-title = Автоматические письма
automatic-text = Ответы автоответчиков, уведомления о недоставке и рассылки, из которых Deskbell не сделал заявок.
automatic-empty = Автоматических писем нет
automatic-empty-text = Автоответ или рассылка, которая не стала заявкой, окажется здесь и не потеряется.
automatic-from = От кого
automatic-rule = Почему не заявка
automatic-make = Сделать заявкой
