# Розсилки (S1–S8).
mailing-new-name = Нова розсилка
mailing-copy-name = { $name } (копія)

# Рядок відписки
mailing-opt-out-line = Не отримувати таких листів
mailing-opt-out-sms = Відмова: СТОП
mailing-opt-out-sms-latin = Vidmova: STOP

# Стан повідомлення
message-state-queued = чекає
message-state-submitting = надсилається
message-state-accepted = прийнято
message-state-delivered = доставлено
message-state-failed = не доставлено
message-state-refused = відхилено
message-state-uncertain = невідомо
message-state-left-out = не надсилається
message-state-received = отримано
message-way-email = лист
message-way-sms = SMS

# Чому хтось не отримає
left-out-no-address = немає адреси чи телефону
left-out-opted-out = відмовився від розсилок
left-out-no-consent = немає згоди
left-out-do-not-write = «не писати» в картці
left-out-bounced = адреса не працює
left-out-duplicate = адреса повторюється
left-out-recent = нещодавно отримав розсилку
left-out-removed = прибрано вручну
left-out-stopped = розсилку зупинено

# Стовпці журналу
message-column-who = Кому
message-column-way = Спосіб
message-column-address = Адреса
message-column-state = Стан
message-column-reason = Причина
message-column-submitted = Надіслано
message-column-accepted = Прийнято
message-column-done = Підсумок
message-column-attempts = Спроби
message-column-parts = Частин
message-column-cost = Вартість
message-column-answer = Відповідь

# Помилки
error-mailing-begun = Цю розсилку вже надіслано або надсилають, тож текст не змінити. Зробіть її копію.
error-invalid-opt-out-url = Адреса для відписки має починатися з https:// і містити { "{token}" }.
error-mailing-state = Розсилка вже в іншому стані. Оновіть сторінку й подивіться, що з нею.
error-nobody-to-write-to = Немає жодного отримувача. Додайте клієнтів або подивіться, чому їх пропущено.
error-type-the-number =
    { $count ->
        [one] Буде надіслано { $count } повідомлення. Щоб підтвердити, введіть це число.
        [few] Буде надіслано { $count } повідомлення. Щоб підтвердити, введіть це число.
        [many] Буде надіслано { $count } повідомлень. Щоб підтвердити, введіть це число.
       *[other] Буде надіслано { $count } повідомлення. Щоб підтвердити, введіть це число.
    }
error-no-gateway = SMS-шлюз не підключено. Підключіть його в налаштуваннях.
error-template-syntax = Змінну записано неправильно: { $place } (рядок { $line }). Вставте її ще раз зі списку.
error-template-unknown = Змінної «{ $name }» немає: { $place } (рядок { $line }). Виберіть іншу зі списку.
error-template-not-allowed = Тут можна лише змінні, умови «if» і запасне значення «default»: { $place } (рядок { $line }).
error-template-split = Змінну розірвано оформленням: { $place }. Зітріть її та вставте ще раз.
error-template-in-link = Змінна не може стояти в посиланні: { $place }. Перенесіть її в текст.
error-template-too-long = Текст виходить надто довгим: { $place }. Скоротіть його.
error-too-many-refusals = Сервер відхилив кілька повідомлень поспіль, тому розсилку призупинено. Прочитайте його відповідь у «Подробицях», усуньте причину й продовжуйте.
error-sms-not-taken =
    { $why ->
        [bad_number] Шлюз не приймає цього номера. Перевірте номер у картці.
        [opted_out] Ця людина відмовилася від SMS у шлюзі. Більше їй не писатимемо.
        [text] Шлюз не приймає цього тексту. Прочитайте його відповідь у «Подробицях» і змініть текст.
        [sender] Шлюз не приймає цього імені відправника для цього номера. Перевірте ім’я в налаштуваннях шлюзу.
        [duplicate] Шлюз уже отримував це повідомлення і вдруге його не надіслав.
       *[other] Шлюз не прийняв це SMS. Прочитайте його відповідь у «Подробицях».
    }
error-sms-uncertain = Зв’язок зі шлюзом обірвався, коли він уже отримував це SMS: невідомо, чи воно вийшло. Подивіться в кабінеті шлюзу, перш ніж надсилати знову.
error-gateway-unclear = Шлюз кілька разів поспіль не відповів або відповів незрозуміло, тому розсилку призупинено: невідомо, чи ці SMS вийшли. Подивіться в кабінеті шлюзу, прочитайте «Подробиці» й продовжуйте.
error-not-delivered = Повідомлення не доставлено. Прочитайте причину в «Подробицях» і перевірте адресу.
