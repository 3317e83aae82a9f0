# Імпорт та експорт клієнтів у вікні (C4)
import-open = Імпортувати з файлу…
import-title = Імпорт клієнтів
import-steps = Кроки імпорту
import-step-file = Файл
import-step-columns = Стовпці
import-step-check = Перевірка
import-step-run = Імпорт
import-to-clients = До клієнтів
import-other-file = Інший файл
import-to-columns = Назад до стовпців

import-file-title = Виберіть файл із клієнтами
import-file-text = Таблиця, де кожен рядок — клієнт, або картки, збережені з телефону чи поштової програми. Нічого не запишеться, доки ви не побачите, що вийде.
import-file-formats = CSV та інші текстові таблиці, Excel (XLSX, XLS), LibreOffice (ODS), vCard (VCF).
import-file-kinds = Таблиці та картки
import-file-choose = Вибрати файл…
import-file-dropped = Перетягнутий файл не каже, де він лежить. Виберіть «{ $name }» кнопкою.

import-columns-title = Що в якому стовпці
import-columns-text = Deskbell здогадався, що в якому стовпці. Виправте, де помилився.
import-before = Цей файл уже імпортували: { $at }, додано { $added }, доповнено { $completed }. З «Доповнити» чи «Не чіпати» ніхто не з’явиться двічі.
import-encoding = Кодування
import-delimiter = Роздільник
import-delimiter-comma = кома
import-delimiter-semicolon = крапка з комою
import-delimiter-tab = табуляція
import-sheet = Аркуш
import-header = У першому рядку — назви стовпців
import-header-line = Назви стовпців — у рядку { $line }
import-column-file = Стовпець у файлі
import-column-samples = Наприклад
import-column-target = Що це
import-column-untitled = Стовпець { $n }
import-twice = Так позначено два стовпці. Залиште один.
import-mode = Клієнти, які вже є
import-mode-complete = Доповнити
import-mode-complete-hint = Порожнє в картці заповниться; телефони, адреси й мітки додадуться. Нічого не зітреться.
import-mode-skip = Не чіпати
import-mode-skip-hint = Додадуться лише ті, кого ще немає.
import-mode-add = Усе одно додати
import-mode-add-hint = У них з’явиться друга картка.
import-check = Перевірити

import-target-ignored = Не імпортувати
import-target-name = Ім’я або назва
import-target-first-name = Ім’я
import-target-last-name = Прізвище
import-target-patronymic = По батькові
import-target-company = Компанія
import-target-kind = Людина чи компанія
import-target-phone = Телефон
import-target-email = Електронна адреса
import-target-city = Місто
import-target-address = Адреса
import-target-interests = Інтереси
import-target-tags = Мітки
import-target-discount = Знижка, %
import-target-terms = Додаткові умови
import-target-notes = Примітки
import-target-manager = Менеджер
import-target-language = Мова
import-target-birthday = День народження
import-target-consent-email = Згода на листи
import-target-consent-sms = Згода на SMS
import-target-do-not-write = Не писати
import-target-own-lines = Власні поля
import-target-own = Власні поля

import-check-title = Що вийде з файлу
import-check-nothing-yet = Поки що нічого не записано.
import-counts-none = Рядків немає.
import-check-new =
    { $count ->
        [one] Додасться { $count } новий клієнт.
        [few] Додадуться { $count } нові клієнти.
        [many] Додасться { $count } нових клієнтів.
       *[other] Додасться { $count } нового клієнта.
    }
import-check-complete =
    { $count ->
        [one] Доповниться { $count } картка.
        [few] Доповняться { $count } картки.
        [many] Доповниться { $count } карток.
       *[other] Доповниться { $count } картки.
    }
import-check-same =
    { $count ->
        [one] { $count } уже є.
        [few] { $count } уже є.
        [many] { $count } уже є.
       *[other] { $count } уже є.
    }
import-check-repeated =
    { $count ->
        [one] { $count } рядок повторює попередні.
        [few] { $count } рядки повторюють попередні.
        [many] { $count } рядків повторюють попередні.
       *[other] { $count } рядка повторює попередні.
    }
import-check-bad =
    { $count ->
        [one] { $count } рядок взяти не можна.
        [few] { $count } рядки взяти не можна.
        [many] { $count } рядків взяти не можна.
       *[other] { $count } рядка взяти не можна.
    }
import-run-new =
    { $count ->
        [one] Додано { $count } клієнта.
        [few] Додано { $count } клієнтів.
        [many] Додано { $count } клієнтів.
       *[other] Додано { $count } клієнта.
    }
import-run-complete =
    { $count ->
        [one] Доповнено { $count } картку.
        [few] Доповнено { $count } картки.
        [many] Доповнено { $count } карток.
       *[other] Доповнено { $count } картки.
    }
import-run-same =
    { $count ->
        [one] { $count } уже було.
        [few] { $count } уже було.
        [many] { $count } уже було.
       *[other] { $count } уже було.
    }
import-run-repeated =
    { $count ->
        [one] { $count } рядок повторював попередні.
        [few] { $count } рядки повторювали попередні.
        [many] { $count } рядків повторювали попередні.
       *[other] { $count } рядка повторювали попередні.
    }
import-run-bad =
    { $count ->
        [one] Не взято { $count } рядок.
        [few] Не взято { $count } рядки.
        [many] Не взято { $count } рядків.
       *[other] Не взято { $count } рядка.
    }
import-run =
    { $count ->
        [one] Імпортувати { $count } клієнта
        [few] Імпортувати { $count } клієнтів
        [many] Імпортувати { $count } клієнтів
       *[other] Імпортувати { $count } клієнта
    }
import-rows-done =
    { $count ->
        [one] Переглянуто { $count } рядок
        [few] Переглянуто { $count } рядки
        [many] Переглянуто { $count } рядків
       *[other] Переглянуто { $count } рядка
    }
import-first-rows =
    { $count ->
        [1] Показано перший рядок.
        [one] Показано перший { $count } рядок.
        [few] Показано перші { $count } рядки.
        [many] Показано перші { $count } рядків.
       *[other] Показано перші { $count } рядка.
    }
import-bad-saved =
    { $count ->
        [one] Збережено { $count } рядок
        [few] Збережено { $count } рядки
        [many] Збережено { $count } рядків
       *[other] Збережено { $count } рядка
    }
import-nothing-to-take = Імпортувати нема чого: усі вже є або рядки взяти не можна.
import-rows = Рядки файлу
import-all = Усі
import-line = Рядок
import-what = Що з ним
import-outcome-new = Новий
import-outcome-complete = Доповнення
import-outcome-same = Уже є
import-outcome-repeated = Повтор
import-outcome-bad = Не взяти
import-meets-phone = Той самий телефон, що й у клієнта
import-meets-email = Та сама електронна адреса, що й у клієнта
import-meets-name = Те саме ім’я
import-row-repeated = Те саме, що в рядку { $line }
import-row-filled = Додасться: { $fields }

import-run-title = Імпорт
import-run-text = Можна працювати далі: імпорт триватиме.
import-stop = Зупинити
import-stopped = Зупинено, не дійшовши кінця.
import-undone = Повернуто, як було до імпорту.
import-bad-text = Що там написано
import-bad-why = Чому не взято
import-save-bad = Зберегти невзяті рядки…
import-bad-file = невзяті рядки

export-open = Експортувати картки повністю…
export-title = Експорт клієнтів
export-text = Усе, що є в картках. Такий файл можна імпортувати назад.
export-whom = Кого
export-found = Кого знайшли фільтри
export-all = Усіх клієнтів
export-as = Як
export-xlsx = Таблиця для Excel і LibreOffice.
export-csv = Текстова таблиця, яку прочитає будь-яка програма.
export-vcf = Картки для телефонів і поштових програм.
export-save = Вибрати місце…
