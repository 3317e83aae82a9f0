# SMS в переписке и адрес для вызовов шлюза (R27, S5)
write-sms = SMS
sms-text = Текст SMS
sms-to = На номер
sms-send = Отправить SMS
sms-queued = SMS поставлено в очередь
sms-from-client = SMS от клиента
sms-ours = Наше SMS
sms-next-try = следующая попытка в { $time }
callbacks-title = Отчёты о доставке и входящие SMS
callbacks-text = Шлюз сам вызывает Deskbell по этому адресу. Укажите его в кабинете провайдера. Пока выключено, Deskbell ничего не слушает.
callbacks-on = Принимать вызовы шлюзов
callbacks-host = Адрес этого компьютера
callbacks-port = Порт
callbacks-outside = Адрес снаружи (если есть)
callbacks-copy = Копировать
callbacks-copied = Адрес скопирован
callbacks-saved = Сохранено
