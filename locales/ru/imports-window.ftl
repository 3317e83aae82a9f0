# Импорт и экспорт клиентов в окне (C4)
import-open = Импортировать из файла…
import-title = Импорт клиентов
import-steps = Шаги импорта
import-step-file = Файл
import-step-columns = Столбцы
import-step-check = Проверка
import-step-run = Импорт
import-to-clients = К клиентам
import-other-file = Другой файл
import-to-columns = Назад к столбцам

import-file-title = Выберите файл с клиентами
import-file-text = Таблица, где каждая строка — клиент, или карточки, сохранённые с телефона или из почтовой программы. Ничего не запишется, пока вы не увидите, что получится.
import-file-formats = CSV и другие текстовые таблицы, Excel (XLSX, XLS), LibreOffice (ODS), vCard (VCF).
import-file-kinds = Таблицы и карточки
import-file-choose = Выбрать файл…
import-file-dropped = Перетащенный файл не говорит, где он лежит. Выберите «{ $name }» кнопкой.

import-columns-title = Что в каком столбце
import-columns-text = Deskbell догадался, что в каком столбце. Исправьте, где ошибся.
import-before = Этот файл уже импортировали: { $at }, добавлено { $added }, дополнено { $completed }. С «Дополнить» или «Не трогать» никто не появится дважды.
import-encoding = Кодировка
import-delimiter = Разделитель
import-delimiter-comma = запятая
import-delimiter-semicolon = точка с запятой
import-delimiter-tab = табуляция
import-sheet = Лист
import-header = В первой строке — названия столбцов
import-header-line = Названия столбцов — в строке { $line }
import-column-file = Столбец в файле
import-column-samples = Например
import-column-target = Что это
import-column-untitled = Столбец { $n }
import-twice = Так отмечены два столбца. Оставьте один.
import-mode = Клиенты, которые уже есть
import-mode-complete = Дополнить
import-mode-complete-hint = Пустое в карточке заполнится; телефоны, адреса и метки добавятся. Ничего не сотрётся.
import-mode-skip = Не трогать
import-mode-skip-hint = Добавятся только те, кого ещё нет.
import-mode-add = Всё равно добавить
import-mode-add-hint = У них появится вторая карточка.
import-check = Проверить

import-target-ignored = Не импортировать
import-target-name = Имя или название
import-target-first-name = Имя
import-target-last-name = Фамилия
import-target-patronymic = Отчество
import-target-company = Компания
import-target-kind = Человек или компания
import-target-phone = Телефон
import-target-email = Электронный адрес
import-target-city = Город
import-target-address = Адрес
import-target-interests = Интересы
import-target-tags = Метки
import-target-discount = Скидка, %
import-target-terms = Дополнительные условия
import-target-notes = Примечания
import-target-manager = Менеджер
import-target-language = Язык
import-target-birthday = День рождения
import-target-consent-email = Согласие на письма
import-target-consent-sms = Согласие на SMS
import-target-do-not-write = Не писать
import-target-own-lines = Свои поля
import-target-own = Свои поля

import-check-title = Что получится из файла
import-check-nothing-yet = Пока ничего не записано.
import-counts-none = Строк нет.
import-check-new =
    { $count ->
        [one] Добавится { $count } новый клиент.
        [few] Добавятся { $count } новых клиента.
        [many] Добавится { $count } новых клиентов.
       *[other] Добавится { $count } нового клиента.
    }
import-check-complete =
    { $count ->
        [one] Дополнится { $count } карточка.
        [few] Дополнятся { $count } карточки.
        [many] Дополнится { $count } карточек.
       *[other] Дополнится { $count } карточки.
    }
import-check-same =
    { $count ->
        [one] { $count } уже есть.
        [few] { $count } уже есть.
        [many] { $count } уже есть.
       *[other] { $count } уже есть.
    }
import-check-repeated =
    { $count ->
        [one] { $count } строка повторяет предыдущие.
        [few] { $count } строки повторяют предыдущие.
        [many] { $count } строк повторяют предыдущие.
       *[other] { $count } строки повторяет предыдущие.
    }
import-check-bad =
    { $count ->
        [one] { $count } строку взять нельзя.
        [few] { $count } строки взять нельзя.
        [many] { $count } строк взять нельзя.
       *[other] { $count } строки взять нельзя.
    }
import-run-new =
    { $count ->
        [one] Добавлено: { $count } клиент.
        [few] Добавлено: { $count } клиента.
        [many] Добавлено: { $count } клиентов.
       *[other] Добавлено: { $count } клиента.
    }
import-run-complete =
    { $count ->
        [one] Дополнено: { $count } карточка.
        [few] Дополнено: { $count } карточки.
        [many] Дополнено: { $count } карточек.
       *[other] Дополнено: { $count } карточки.
    }
import-run-same =
    { $count ->
        [one] { $count } уже было.
        [few] { $count } уже было.
        [many] { $count } уже было.
       *[other] { $count } уже было.
    }
import-run-repeated =
    { $count ->
        [one] { $count } строка повторяла предыдущие.
        [few] { $count } строки повторяли предыдущие.
        [many] { $count } строк повторяли предыдущие.
       *[other] { $count } строки повторяли предыдущие.
    }
import-run-bad =
    { $count ->
        [one] Не взято: { $count } строка.
        [few] Не взято: { $count } строки.
        [many] Не взято: { $count } строк.
       *[other] Не взято: { $count } строки.
    }
import-run =
    { $count ->
        [one] Импортировать { $count } клиента
        [few] Импортировать { $count } клиентов
        [many] Импортировать { $count } клиентов
       *[other] Импортировать { $count } клиента
    }
import-rows-done =
    { $count ->
        [one] Просмотрено: { $count } строка
        [few] Просмотрено: { $count } строки
        [many] Просмотрено: { $count } строк
       *[other] Просмотрено: { $count } строки
    }
import-first-rows =
    { $count ->
        [1] Показана первая строка.
        [one] Показана первая { $count } строка.
        [few] Показаны первые { $count } строки.
        [many] Показаны первые { $count } строк.
       *[other] Показаны первые { $count } строки.
    }
import-bad-saved =
    { $count ->
        [one] Сохранено: { $count } строка
        [few] Сохранено: { $count } строки
        [many] Сохранено: { $count } строк
       *[other] Сохранено: { $count } строки
    }
import-nothing-to-take = Импортировать нечего: все уже есть или строки взять нельзя.
import-rows = Строки файла
import-all = Все
import-line = Строка
import-what = Что с ней
import-outcome-new = Новый
import-outcome-complete = Дополнение
import-outcome-same = Уже есть
import-outcome-repeated = Повтор
import-outcome-bad = Не взять
import-meets-phone = Тот же телефон, что и у клиента
import-meets-email = Тот же электронный адрес, что и у клиента
import-meets-name = То же имя
import-row-repeated = То же, что в строке { $line }
import-row-filled = Добавится: { $fields }

import-run-title = Импорт
import-run-text = Можно работать дальше: импорт будет идти.
import-stop = Остановить
import-stopped = Остановлено, не дойдя до конца.
import-undone = Возвращено, как было до импорта.
import-bad-text = Что там написано
import-bad-why = Почему не взято
import-save-bad = Сохранить невзятые строки…
import-bad-file = невзятые строки

export-open = Экспортировать карточки целиком…
export-title = Экспорт клиентов
export-text = Всё, что есть в карточках. Такой файл можно импортировать обратно.
export-whom = Кого
export-found = Кого нашли фильтры
export-all = Всех клиентов
export-as = Как
export-xlsx = Таблица для Excel и LibreOffice.
export-csv = Текстовая таблица, которую прочтёт любая программа.
export-vcf = Карточки для телефонов и почтовых программ.
export-save = Выбрать место…
