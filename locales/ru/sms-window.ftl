# SMS в переписке и адрес для вызовов шлюза (R27, S5)
write-sms = SMS
sms-text = Текст SMS
sms-to = На номер
sms-send = Отправить SMS
sms-queued = SMS поставлено в очередь
sms-from-client = SMS от клиента
sms-ours = Наше SMS
sms-next-try = следующая попытка в { $time }
sms-again = Отправить ещё раз
sms-again-text = Если отправить ещё раз, клиент может получить его дважды.
# Кто не хочет писем и SMS (R27, M10)
declined-sms = Этот номер отказался от рассылок. Личный ответ отправить можно.
declined-letter = Отказались от рассылок: { $addresses }. Личный ответ отправить можно.
declined-all-sms = В карточке этого клиента стоит «не писать»: SMS не будет отправлено.
declined-all-letter = В карточке этого клиента стоит «не писать». Отвечайте, только если он сам об этом просит.
callbacks-title = Отчёты о доставке и входящие SMS
callbacks-text = Шлюз сам вызывает Deskbell по этому адресу. Укажите его в кабинете провайдера. Пока выключено, Deskbell ничего не слушает.
callbacks-trouble = С { $time } вызовы шлюзов не принимаются.
callbacks-trouble-again = Deskbell пробует снова сам: как только помехи не станет, всё заработает.
callbacks-on = Принимать вызовы шлюзов
callbacks-host = Адрес этого компьютера
callbacks-port = Порт
callbacks-outside = Адрес снаружи (если есть)
callbacks-copy = Копировать
callbacks-copied = Адрес скопирован
callbacks-saved = Сохранено
