# Экраны рассылок (S1–S6).
screen-mailings = Рассылки
mailing-add = + Рассылка
mailing-open = Открыть
mailing-copy = Сделать копию
mailing-removed = Рассылка «{ $name }» убрана
mailing-keys = N — новая · Enter — открыть · Del — убрать
mailing-search-hint = Название или тема
mailing-column-name = Название
mailing-column-channel = Чем
mailing-column-state = Состояние
mailing-column-people = Кому
mailing-column-answered = Ответили
mailing-column-when = Когда
mailing-nothing-title = Таких рассылок нет
mailing-empty-title = Рассылок ещё не было
mailing-empty-text = Одна рассылка — одно письмо или SMS многим клиентам, каждому с его именем. Выберите, кому, напишите, проверьте и отправьте.
mailing-empty-add = Начать рассылку

mailing-channel-email = письмо
mailing-channel-sms = SMS
mailing-channel-email-or-sms = письмо или SMS

mailing-state-draft = черновик
mailing-state-running = отправляется
mailing-state-paused = приостановлена
mailing-state-done = отправлена
mailing-state-stopped = остановлена
mailing-state-running-of = отправляется, { $done } из { $all }
mailing-state-paused-of = приостановлена, { $done } из { $all }
mailing-state-starts = начнётся { $at }

mailing-states = Сообщения по состоянию
message-state-queued = ждёт
message-state-submitting = отправляется
message-state-accepted = отправлено
message-state-delivered = доставлено
message-state-failed = не доставлено
message-state-refused = не принято
message-state-uncertain = неизвестно
message-state-left-out = пропущено
message-state-received = получено

left-out-no-address = нет адреса
left-out-opted-out = отказ от рассылок
left-out-no-consent = нет согласия
left-out-do-not-write = «не писать»
left-out-bounced = адрес не принимает
left-out-duplicate = тот же адрес
left-out-recent = писали недавно
left-out-removed = убран вручную
left-out-stopped = рассылка остановлена

mailing-versions = Языковые версии
mailing-version-all = Для всех
mailing-version-others = Для остальных
mailing-version-uk = На украинском
mailing-version-ru = На русском
mailing-version-en = На английском
mailing-version-add = Язык
mailing-version-remove = Убрать эту версию
mailing-subject = Тема
mailing-letter = Письмо
mailing-letter-hint = Добрый день! …
mailing-attach = Добавить файл
mailing-sms = Текст SMS
mailing-sms-instead = SMS для тех, у кого нет электронного адреса
mailing-sms-hint = Коротко: кириллицей одно SMS вмещает 70 знаков

mailing-settings-whom = Кому писать
mailing-settings-consent-email = Письма — только тем, кто дал согласие
mailing-settings-consent-sms = SMS — только тем, кто дал согласие
mailing-settings-consent-hint = Закон о рекламе требует предварительного согласия. Для сообщений по делу самого клиента это требование можно снять в рассылке.
mailing-settings-not-within = Не писать тем, кому писали в течение
mailing-settings-pace = Скорость
mailing-settings-emails-per-minute = Писем в минуту
mailing-settings-emails-per-day = Писем в сутки
mailing-settings-emails-per-day-hint = Почтовые службы ограничивают сутки; 0 — без предела.
mailing-settings-sms-per-minute = SMS в минуту
mailing-settings-most-errors = Приостановить после
mailing-settings-most-errors-hint = Столько отказов подряд значит, что неладно с самой почтой или шлюзом.
mailing-settings-safety = Осторожность
mailing-settings-confirm-above = Просить подтверждения свыше
mailing-settings-confirm-hint = Тогда перед отправкой число получателей вводят вручную.
mailing-settings-opt-out-url = Страница отписки на сайте офиса
mailing-settings-opt-out-url-hint = Необязательно. Адрес с https:// и { "{token}" }; без него отписываются письмом.
mailing-settings-sample-in-sent = Класть один образец в «Отправленные»
mailing-settings-sample-hint = Остальные письма рассылки в папку не попадают.
mailing-opt-out-line = Строка об отказе в конце
mailing-opt-out-line-hint = В письме — ссылка «больше не присылать», в SMS — «Отказ: СТОП».
mailing-quiet-from = Тихие часы с
mailing-quiet-to = до
mailing-quiet-hint = В это время ничего не отправляется.
mailing-zero-never = 0 — не учитывать.
mailing-zero-as-fast = 0 — как принимает сервер.
mailing-zero-as-gateway = 0 — как принимает шлюз.
mailing-per-minute = в минуту
mailing-per-day = в сутки
mailing-errors-unit =
    { $count ->
        [one] отказа подряд
       *[other] отказов подряд
    }
mailing-messages-unit =
    { $count ->
        [one] сообщения
       *[other] сообщений
    }
settings-mailings = Рассылки
