# Рассылки (S1–S8).
mailing-new-name = Новая рассылка
mailing-copy-name = { $name } (копия)

# Строка отписки
mailing-opt-out-line = Не получать таких писем
mailing-opt-out-sms = Отказ: СТОП
mailing-opt-out-sms-latin = Otkaz: STOP

# Состояние сообщения
message-state-queued = ждёт
message-state-submitting = отправляется
message-state-accepted = принято
message-state-delivered = доставлено
message-state-failed = не доставлено
message-state-refused = отклонено
message-state-uncertain = неизвестно
message-state-left-out = не отправляется
message-state-received = получено
message-way-email = письмо
message-way-sms = SMS

# Почему кто-то не получит
left-out-no-address = нет адреса или телефона
left-out-opted-out = отказался от рассылок
left-out-no-consent = нет согласия
left-out-do-not-write = «не писать» в карточке
left-out-bounced = адрес не работает
left-out-duplicate = адрес повторяется
left-out-recent = недавно получил рассылку
left-out-removed = убрано вручную
left-out-stopped = рассылка остановлена

# Столбцы журнала
message-column-who = Кому
message-column-way = Способ
message-column-address = Адрес
message-column-state = Состояние
message-column-reason = Причина
message-column-submitted = Отправлено
message-column-accepted = Принято
message-column-done = Итог
message-column-attempts = Попытки
message-column-parts = Частей
message-column-cost = Стоимость
message-column-answer = Ответ

# Ошибки
error-mailing-begun = Эта рассылка уже отправлена или отправляется, поэтому текст не изменить. Сделайте её копию.
error-invalid-opt-out-url = Адрес для отписки должен начинаться с https:// и содержать { "{token}" }.
error-mailing-state = Рассылка уже в другом состоянии. Обновите страницу и посмотрите, что с ней.
error-nobody-to-write-to = Нет ни одного получателя. Добавьте клиентов или посмотрите, почему они пропущены.
error-type-the-number =
    { $count ->
        [one] Будет отправлено { $count } сообщение. Чтобы подтвердить, введите это число.
        [few] Будет отправлено { $count } сообщения. Чтобы подтвердить, введите это число.
        [many] Будет отправлено { $count } сообщений. Чтобы подтвердить, введите это число.
       *[other] Будет отправлено { $count } сообщения. Чтобы подтвердить, введите это число.
    }
error-no-gateway = SMS-шлюз не подключён. Подключите его в настройках.
error-template-syntax = Переменная записана неправильно: { $place } (строка { $line }). Вставьте её ещё раз из списка.
error-template-unknown = Переменной «{ $name }» нет: { $place } (строка { $line }). Выберите другую из списка.
error-template-not-allowed = Здесь можно только переменные, условия «if» и запасное значение «default»: { $place } (строка { $line }).
error-template-split = Переменная разорвана оформлением: { $place }. Сотрите её и вставьте ещё раз.
error-template-in-link = Переменная не может стоять в ссылке: { $place }. Перенесите её в текст.
error-template-too-long = Текст получается слишком длинным: { $place }. Сократите его.
error-too-many-refusals = Сервер отклонил несколько сообщений подряд, поэтому рассылка приостановлена. Прочитайте его ответ в «Подробностях», устраните причину и продолжайте.
error-sms-not-taken =
    { $why ->
        [bad_number] Шлюз не принимает этот номер. Проверьте номер в карточке.
        [opted_out] Этот человек отказался от SMS в шлюзе. Больше ему писать не будем.
        [text] Шлюз не принимает этот текст. Прочитайте его ответ в «Подробностях» и измените текст.
        [sender] Шлюз не принимает это имя отправителя для этого номера. Проверьте имя в настройках шлюза.
        [duplicate] Шлюз уже получал это сообщение и второй раз его не отправил.
       *[other] Шлюз не принял это SMS. Прочитайте его ответ в «Подробностях».
    }
error-sms-uncertain = Связь со шлюзом оборвалась, когда он уже получал это SMS: неизвестно, ушло ли оно. Посмотрите в кабинете шлюза, прежде чем отправлять снова.
error-gateway-unclear = Шлюз несколько раз подряд не ответил или ответил непонятно, поэтому рассылка приостановлена: неизвестно, ушли ли эти SMS. Посмотрите в кабинете шлюза, прочитайте «Подробности» и продолжайте.
error-not-delivered = Сообщение не доставлено. Прочитайте причину в «Подробностях» и проверьте адрес.
