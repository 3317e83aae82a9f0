# Дублікати: хто схожий на кого, об’єднання карток (C3)
duplicates-tab = Дублікати
duplicates-why-phone = той самий телефон: { $value }
duplicates-why-email = та сама адреса: { $value }
duplicates-why-name = схожі імена
duplicates-more = і ще { $count }
duplicates-merge = Об’єднати…
duplicates-apart = Не дублікати
duplicates-apart-done =
    { $count ->
        [one] { $count } картку більше не вважатимемо дублікатом
        [few] { $count } картки більше не вважатимемо дублікатами
        [many] { $count } карток більше не вважатимемо дублікатами
       *[other] { $count } картки більше не вважатимемо дублікатами
    }
duplicates-open = Картка: { $name }
duplicates-keys = ↑ ↓ — група · Enter — об’єднати · Del — не дублікати
duplicates-keys-read = ↑ ↓ — група
duplicates-empty-title = Дублікатів не знайдено
duplicates-empty-text = Тут будуть клієнти з тим самим телефоном, тією самою адресою чи схожим ім’ям — щоб із кількох карток зробити одну.
duplicates-with = Об’єднати з…

merge-title =
    { $count ->
        [one] Об’єднати { $count } картку
        [few] Об’єднати { $count } картки
        [many] Об’єднати { $count } карток
       *[other] Об’єднати { $count } картки
    }
merge-text = Де картки різняться, виберіть, що лишиться.
merge-text-agree = Картки не суперечать одна одній: вибирати нема чого.
merge-keep = Лишиться ця
merge-created = Створено { $at }
merge-leave-out = Не об’єднувати { $name }
merge-leave-out-short = Прибрати
merge-notes-all = Усі, одна під одною
merge-refusals = Відмова від листів, SMS чи розсилок діятиме й далі, у якій би картці вона не стояла.
merge-quiet =
    { $count ->
        [one] Ще { $count } поле, де вибирати нема чого
        [few] Ще { $count } поля, де вибирати нема чого
        [many] Ще { $count } полів, де вибирати нема чого
       *[other] Ще { $count } поля, де вибирати нема чого
    }
merge-tied = На картку «{ $name }» перейде: { $things }.
merge-tied-nothing = З рештою карток нічого не пов’язано.
merge-request =
    { $count ->
        [one] { $count } заявка
        [few] { $count } заявки
        [many] { $count } заявок
       *[other] { $count } заявки
    }
merge-contact =
    { $count ->
        [one] { $count } контакт
        [few] { $count } контакти
        [many] { $count } контактів
       *[other] { $count } контакту
    }
merge-reminder =
    { $count ->
        [one] { $count } нагадування
        [few] { $count } нагадування
        [many] { $count } нагадувань
       *[other] { $count } нагадування
    }
merge-file =
    { $count ->
        [one] { $count } файл
        [few] { $count } файли
        [many] { $count } файлів
       *[other] { $count } файлу
    }
merge-undoable = Протягом 30 днів можна повернути все, як було до об’єднання.
merge-do = Об’єднати
merge-done =
    { $count ->
        [one] Об’єднано { $count } картку: { $name }
        [few] Об’єднано { $count } картки: { $name }
        [many] Об’єднано { $count } карток: { $name }
       *[other] Об’єднано { $count } картки: { $name }
    }
merge-with-title = З ким об’єднати
merge-with-text = Із двох карток вийде одна. Далі буде видно, чим вони різняться.
merge-with-next = Порівняти…
merge-with-required = Виберіть клієнта.
merge-with-itself = Це та сама картка. Виберіть іншу.
merge-with-save-first = У картці є незбережене. Спершу збережіть її.
bulk-merge = Об’єднати в одну картку…
