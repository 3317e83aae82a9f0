# Дубликаты: кто на кого похож, объединение карточек (C3)
duplicates-tab = Дубликаты
duplicates-why-phone = тот же телефон: { $value }
duplicates-why-email = тот же адрес: { $value }
duplicates-why-name = похожие имена
duplicates-more = и ещё { $count }
duplicates-merge = Объединить…
duplicates-apart = Не дубликаты
duplicates-apart-done =
    { $count ->
        [one] { $count } карточка больше не считается дубликатом
        [few] { $count } карточки больше не считаются дубликатами
        [many] { $count } карточек больше не считаются дубликатами
       *[other] { $count } карточки больше не считаются дубликатами
    }
duplicates-open = Карточка: { $name }
duplicates-keys = ↑ ↓ — группа · Enter — объединить · Del — не дубликаты
duplicates-keys-read = ↑ ↓ — группа
duplicates-empty-title = Дубликатов не найдено
duplicates-empty-text = Здесь будут клиенты с тем же телефоном, тем же адресом или похожим именем — чтобы из нескольких карточек сделать одну.
duplicates-with = Объединить с…

merge-title =
    { $count ->
        [one] Объединить { $count } карточку
        [few] Объединить { $count } карточки
        [many] Объединить { $count } карточек
       *[other] Объединить { $count } карточки
    }
merge-text = Где карточки расходятся, выберите, что останется.
merge-text-agree = Карточки не противоречат друг другу: выбирать нечего.
merge-keep = Останется эта
merge-created = Создана { $at }
merge-leave-out = Не объединять { $name }
merge-leave-out-short = Убрать
merge-notes-all = Все, одно под другим
merge-refusals = Отказ от писем, SMS или рассылок останется в силе, на какой бы карточке он ни стоял.
merge-quiet =
    { $count ->
        [one] Ещё { $count } поле, где выбирать нечего
        [few] Ещё { $count } поля, где выбирать нечего
        [many] Ещё { $count } полей, где выбирать нечего
       *[other] Ещё { $count } поля, где выбирать нечего
    }
merge-tied = На карточку «{ $name }» перейдёт: { $things }.
merge-tied-nothing = С остальными карточками ничего не связано.
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
        [few] { $count } контакта
        [many] { $count } контактов
       *[other] { $count } контакта
    }
merge-reminder =
    { $count ->
        [one] { $count } напоминание
        [few] { $count } напоминания
        [many] { $count } напоминаний
       *[other] { $count } напоминания
    }
merge-file =
    { $count ->
        [one] { $count } файл
        [few] { $count } файла
        [many] { $count } файлов
       *[other] { $count } файла
    }
merge-undoable = В течение 30 дней можно вернуть всё, как было до объединения.
merge-do = Объединить
merge-done =
    { $count ->
        [one] Объединена { $count } карточка: { $name }
        [few] Объединены { $count } карточки: { $name }
        [many] Объединено { $count } карточек: { $name }
       *[other] Объединено { $count } карточки: { $name }
    }
merge-with-title = С кем объединить
merge-with-text = Из двух карточек получится одна. Дальше будет видно, чем они отличаются.
merge-with-next = Сравнить…
merge-with-required = Выберите клиента.
merge-with-itself = Это та же карточка. Выберите другую.
merge-with-save-first = В карточке есть несохранённое. Сначала сохраните её.
bulk-merge = Объединить в одну карточку…
