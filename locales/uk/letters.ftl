# Листи: листування, читання, написання, вихідні.

# Листування
conversation-label = Листування: { $subject }
conversation-none = Виберіть заявку
conversation-none-text =
    { $unread ->
        [0] J і K — рух списком, Ctrl K — знайти будь-що.
        [one] { $unread } непрочитана заявка. J і K — рух списком.
        [few] { $unread } непрочитані заявки. J і K — рух списком.
        [many] { $unread } непрочитаних заявок. J і K — рух списком.
       *[other] { $unread } непрочитаної заявки. J і K — рух списком.
    }
conversation-no-mailbox = Листи ще не надходять
conversation-no-mailbox-text = Підключіть скриньку офісу в налаштуваннях — і листи стануть заявками.
conversation-earlier =
    { $count ->
        [one] Показати ще { $count } давніший запис
        [few] Показати ще { $count } давніші записи
        [many] Показати ще { $count } давніших записів
       *[other] Показати ще { $count } давнішого запису
    }
conversation-newer = Новий лист
conversation-print = Друкувати

# Один лист
letter-from = Лист: { $name }
letter-ours = відповідь: { $to }
letter-cc = Копія: { $people }
letter-more = Дії з листом: { $name }
letter-reply = Відповісти
letter-reply-all = Відповісти всім
letter-quote = Відповісти з цитатою
letter-plain = Простий текст
letter-why = Чому тут?
letter-source = Код листа
letter-source-cut = Показано лише початок. Щоб побачити все, збережіть лист.
letter-save = Зберегти як .eml
letter-saved = Лист збережено
letter-print = Друкувати цей лист
letter-subject = Тема
letter-quoted = цитата
letter-kind-auto-reply = автоматична відповідь
letter-kind-bounce = повідомлення про недоставку
letter-kind-newsletter = розсилка
letter-kind-mailing = копія розсилки
letter-kind-opt-out = відмова від розсилок
letter-pictures =
    { $count ->
        [one] { $count } зображення в інтернеті не завантажено.
        [few] { $count } зображення в інтернеті не завантажено.
        [many] { $count } зображень в інтернеті не завантажено.
       *[other] { $count } зображення в інтернеті не завантажено.
    }
letter-pictures-show = Показати зображення
letter-pictures-always = Завжди для { $address }
letter-pictures-never = Більше не показувати зображення від { $address }
letter-pictures-coming = Завантажуємо зображення…
letter-coming = Завантаження листа…
letter-mismatch =
    { $count ->
        [one] Обережно: посилання «{ $shown }» насправді веде на { $target }.
        [few] Обережно: { $count } посилання ведуть не туди, куди показують: «{ $shown }» — на { $target }.
        [many] Обережно: { $count } посилань ведуть не туди, куди показують: «{ $shown }» — на { $target }.
       *[other] Обережно: { $count } посилання ведуть не туди, куди показують: «{ $shown }» — на { $target }.
    }

# Чому лист у цій заявці
why-first = Лист почав цю заявку: він не відповідає на жоден відомий лист.
why-in-reply-to = У листі зазначено, на який лист він відповідає, і той лист — у цій заявці.
why-references = У листі згадано попередні листи цієї заявки.
why-token = У темі є номер цієї заявки, а відправник бере в ній участь.
why-child = Раніше отриманий лист цієї заявки є відповіддю на цей лист.
why-ours = Лист написано в цій заявці.
why-moved = Лист перенесено сюди вручну.
why-bounce = Це повідомлення про недоставку листа з цієї заявки.

# Посилання
link-title = Відкрити посилання?
link-open = Відкрити в браузері
link-mismatch = У листі показано «{ $shown }», але посилання веде в інше місце. Можливо, це шахрайство.
link-leads = { $text }, веде на { $target }

# Вкладення
file-list = Вкладення
file-open = Відкрити { $name }
file-save = Зберегти
file-save-one = Зберегти { $name }
file-save-all = Куди зберегти вкладення
file-save-all-short = Зберегти всі
file-saved = Збережено: { $name }
file-saved-all =
    { $count ->
        [one] Збережено { $count } файл
        [few] Збережено { $count } файли
        [many] Збережено { $count } файлів
       *[other] Збережено { $count } файлу
    }
file-program = Цей файл — програма
file-program-text = «{ $name }» може зробити з комп’ютером що завгодно. Відкривайте, лише якщо чекали на нього і знаєте, хто його зробив.
file-open-anyway = Усе одно відкрити
file-leave = Не відкривати

# Стан нашого листа
letter-goes-out = Лист надсилається
letter-queued = чекає на надсилання
letter-sending = надсилається…
letter-retry = ще не надіслано, буде наступна спроба
letter-retry-at = ще не надіслано, наступна спроба о { $time }
letter-retry-now = Спробувати зараз
letter-cancel = Не надсилати
letter-failed = Не надіслано
letter-uncertain = Невідомо, чи надіслано цей лист
letter-uncertain-text = Зв’язок обірвався одразу після передачі листа. Перевірте «Надіслані» або запитайте отримувача й вирішіть.
letter-was-sent = Його надіслано
letter-send-again = Надіслати ще раз
letter-not-delivered = Не доставлено на { $recipient }:

# Примітки
note-title = Примітка
note-hint = Лише для офісу: клієнт цього не бачить
note-pinned = закріплено
note-pin = Закріпити вгорі
note-unpin = Відкріпити
note-pin-tick = Закріпити вгорі
note-save = Додати примітку
note-more = Дії з приміткою
note-removed = Примітку вилучено

# Написання
write-label = Написати
write-reply = Відповідь
write-note = Примітка
write-hint = Напишіть відповідь…
write-copy = Копія і тема
write-discard = Стерти
write-discarded = Чернетку стерто
write-other = У цій заявці є ще одна ваша чернетка.
write-other-open = Відкрити її
write-saved = Збережено { $time }
write-attach = Вкласти
write-then = далі
write-status-same = Статус не змінювати
write-options = Під час надсилання
write-assign-me = Призначити мені
write-back = Потім повернутися до списку
write-send = Надіслати
write-send-all-the-same = Усе одно надіслати
write-newer = Поки ви писали, надійшов новіший лист. Він показаний вище: прочитайте його й тоді надсилайте.
write-forgot = У тексті згадано вкладення, але нічого не вкладено.
write-anyway = Надіслати без нього
write-drop = Відпустіть, щоб вкласти
attach-title = Файли для вкладення
attach-remove = Прибрати { $name }
attach-big = Разом { $size }: багато скриньок не приймають листи, більші за 20–25 МБ.
# Початки слів, що кажуть про вкладення; без вкладення програма попередить.
attachment-words = вкладен, вкладаю, у вкладенн, прикріп, долуч, додаю файл, у додатку, надсилаю файл, надсилаю рахунок, надсилаю макет
address-to = Кому
address-cc = Копія
address-bcc = Прихована
address-remove = Прибрати { $address }
address-wrong = «{ $address }» — не повна адреса

# Оформлення
tool-label = Оформлення
tool-bold = Жирний
tool-italic = Курсив
tool-underline = Підкреслений
tool-strike = Закреслений
tool-bullets = Маркований список
tool-numbers = Нумерований список
tool-quote = Цитата
tool-link = Посилання
tool-link-address = Адреса посилання
tool-link-set = Вставити
tool-clear = Прибрати оформлення

# Вихідні
outbox-text = Листи, які ще не надіслано.
outbox-empty = Усе надіслано
outbox-empty-text = Коли немає зв’язку, листи чекають тут і надсилаються самі.
outbox-copies = Копії, яких немає в «Надісланих»
outbox-copies-text = Листи надіслано й вони є в Deskbell, але поштовий сервер багато разів не прийняв їхні копії до теки «Надіслані».
outbox-copy-drop = Обійтися без копії
outbox-attempts =
    { $count ->
        [one] Була { $count } спроба
        [few] Було { $count } спроби
        [many] Було { $count } спроб
       *[other] Було { $count } спроби
    }

# Нечитабельні листи
unreadable-text = Вони надійшли, але розібрати їх не вдалося. Нічого не втрачено: перегляньте код, збережіть або спробуйте ще раз.
unreadable-empty = Усі листи прочитано
unreadable-empty-text = Лист, який не вдасться розібрати, буде тут і не загубиться.
unreadable-tries =
    { $count ->
        [one] { $count } спроба
        [few] { $count } спроби
        [many] { $count } спроб
       *[other] { $count } спроби
    }
unreadable-read = Лист прочитано, він у заявках
unreadable-still = Лист усе ще не вдається прочитати

# Автоматичні листи
outside-title = Листи поза заявками
automatic-title = Автоматичні листи
automatic-text = Відповіді автовідповідачів, повідомлення про недоставку та розсилки, з яких Deskbell не зробив заявок.
automatic-empty = Автоматичних листів немає
automatic-empty-text = Автовідповідь чи розсилка, яка не стала заявкою, буде тут і не загубиться.
automatic-from = Від кого
automatic-rule = Чому не заявка
automatic-make = Зробити заявкою
