# SMS у переписці та адреса для викликів шлюзу (R27, S5)
write-sms = SMS
sms-text = Текст SMS
sms-to = На номер
sms-send = Надіслати SMS
sms-queued = SMS поставлено в чергу
sms-from-client = SMS від клієнта
sms-ours = Наше SMS
sms-next-try = наступна спроба о { $time }
sms-again = Надіслати ще раз
sms-again-text = Якщо надіслати ще раз, клієнт може отримати його двічі.
# Хто не хоче листів і SMS (R27, M10)
declined-sms = Цей номер відмовився від розсилок. Особисту відповідь надіслати можна.
declined-letter = Відмовились від розсилок: { $addresses }. Особисту відповідь надіслати можна.
declined-all-sms = У картці цього клієнта стоїть «не писати»: SMS не буде надіслано.
declined-all-letter = У картці цього клієнта стоїть «не писати». Відповідайте, лише якщо він сам про це просить.
callbacks-title = Звіти про доставку та вхідні SMS
callbacks-text = Шлюз сам викликає Deskbell за цією адресою. Впишіть її в кабінеті провайдера. Поки вимкнено, Deskbell нічого не слухає.
callbacks-trouble = З { $time } виклики шлюзів не приймаються.
callbacks-trouble-again = Deskbell пробує знову сам: щойно перешкоди не стане, усе запрацює.
callbacks-on = Приймати виклики шлюзів
callbacks-host = Адреса цього комп’ютера
callbacks-port = Порт
callbacks-outside = Адреса ззовні (якщо є)
callbacks-copy = Копіювати
callbacks-copied = Адресу скопійовано
callbacks-saved = Збережено
