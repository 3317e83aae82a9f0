# SMS у переписці та адреса для викликів шлюзу (R27, S5)
write-sms = SMS
sms-text = Текст SMS
sms-to = На номер
sms-send = Надіслати SMS
sms-queued = SMS поставлено в чергу
sms-from-client = SMS від клієнта
sms-ours = Наше SMS
sms-next-try = наступна спроба о { $time }
callbacks-title = Звіти про доставку та вхідні SMS
callbacks-text = Шлюз сам викликає Deskbell за цією адресою. Впишіть її в кабінеті провайдера. Поки вимкнено, Deskbell нічого не слухає.
callbacks-on = Приймати виклики шлюзів
callbacks-host = Адреса цього комп’ютера
callbacks-port = Порт
callbacks-outside = Адреса ззовні (якщо є)
callbacks-copy = Копіювати
callbacks-copied = Адресу скопійовано
callbacks-saved = Збережено
