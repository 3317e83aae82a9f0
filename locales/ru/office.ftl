# Это говорит сама программа: в письмах и в уведомлениях системы.
quote-attribution = { $date } в { $time } { $who } пишет:
notice-new-letter = Новое письмо от { $who }
notice-reminder = Напоминание: { $who }
notice-open = Открыть
