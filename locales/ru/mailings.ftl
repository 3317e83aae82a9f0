# Рассылки (S1–S8).
mailing-new-name = Новая рассылка
mailing-copy-name = { $name } (копия)

# Ошибки
error-mailing-begun = Эта рассылка уже отправлена или отправляется, поэтому текст не изменить. Сделайте её копию.
error-invalid-opt-out-url = Адрес для отписки должен начинаться с https:// и содержать { "{token}" }.
