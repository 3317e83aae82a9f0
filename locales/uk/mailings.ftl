# Розсилки (S1–S8).
mailing-new-name = Нова розсилка
mailing-copy-name = { $name } (копія)

# Помилки
error-mailing-begun = Цю розсилку вже надіслано або надсилають, тож текст не змінити. Зробіть її копію.
error-invalid-opt-out-url = Адреса для відписки має починатися з https:// і містити { "{token}" }.
