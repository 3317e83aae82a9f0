# Отмена: что сделано, что можно вернуть и что вышло.
undo-text = После объединения, импорта, действий с несколькими записями и удаления можно в течение 30 дней вернуть всё, как было. То, что с тех пор кто-то изменил, останется как есть.
undo-column-at = Когда
undo-column-what = Что сделано
undo-column-employee = Кто
undo-column-state = Состояние
undo-column-act = Вернуть
undo-by-itself = Deskbell
undo-state-until = можно до
undo-state-done = возвращено: { $name }
undo-state-part = возвращено частично: { $restored } из { $total }
undo-state-not-yours = чужое действие
undo-state-not-yours-why = Вернуть может тот, кто это сделал, или администратор.
undo-empty-title = Возвращать нечего
undo-empty-text = Здесь появятся удаления, импорт, объединения и действия с несколькими записями.
undo-done = Возвращено, как было
undo-redo = Повторить
undo-part = Возвращено { $restored } из { $total }.
undo-kept-changed = { $count ->
    [one] { $count } с тех пор изменено — осталось как есть.
    [few] { $count } с тех пор изменено — остались как есть.
   *[many] { $count } с тех пор изменено — остались как есть.
}
undo-kept-used = { $count ->
    [one] { $count } осталось: с тех пор добавилось новое, связанное с этим.
    [few] { $count } остались: с тех пор добавилось новое, связанное с этим.
   *[many] { $count } остались: с тех пор добавилось новое, связанное с этим.
}
undo-kept-taken = { $count ->
    [one] { $count } не возвращено: место уже занято.
    [few] { $count } не возвращено: место уже занято.
   *[many] { $count } не возвращено: место уже занято.
}
undo-kept-gone = { $count ->
    [one] { $count } с тех пор удалено.
    [few] { $count } с тех пор удалено.
   *[many] { $count } с тех пор удалено.
}
undo-kept-missing = { $count ->
    [one] { $count } не возвращено: того, к чему относилось, уже нет.
    [few] { $count } не возвращено: того, к чему относились, уже нет.
   *[many] { $count } не возвращено: того, к чему относились, уже нет.
}
undo-kept-untied = { $count ->
    [one] { $count } возвращено без связи с тем, чего уже нет.
    [few] { $count } возвращено без связи с тем, чего уже нет.
   *[many] { $count } возвращено без связи с тем, чего уже нет.
}
deed-removal = Удалено: { $things }
deed-bulk = Изменено: { $things }
deed-import = Импортировано: { $things }
deed-merge = Объединено: { $things }
deed-undo = Возвращено, как было: { $things }
deed-things-client = { $count ->
    [one] { $count } клиент
    [few] { $count } клиента
   *[many] { $count } клиентов
}
deed-things-request = { $count ->
    [one] { $count } заявка
    [few] { $count } заявки
   *[many] { $count } заявок
}
deed-things-contact = { $count ->
    [one] { $count } контакт
    [few] { $count } контакта
   *[many] { $count } контактов
}
deed-things-reminder = { $count ->
    [one] { $count } напоминание
    [few] { $count } напоминания
   *[many] { $count } напоминаний
}
deed-things-note = { $count ->
    [one] { $count } примечание
    [few] { $count } примечания
   *[many] { $count } примечаний
}
deed-things-draft = { $count ->
    [one] { $count } черновик
    [few] { $count } черновика
   *[many] { $count } черновиков
}
deed-things-role = { $count ->
    [one] { $count } роль
    [few] { $count } роли
   *[many] { $count } ролей
}
deed-things-mailing = { $count ->
    [one] { $count } рассылка
    [few] { $count } рассылки
   *[many] { $count } рассылок
}
deed-things-view = { $count ->
    [one] { $count } вид
    [few] { $count } вида
   *[many] { $count } видов
}
deed-things-sample = данные для примера
deed-things-other = { $count ->
    [one] { $count } запись
    [few] { $count } записи
   *[many] { $count } записей
}
deed-field-status = статус
deed-field-assignee-id = ответственный
deed-field-done = выполнено
deed-field-day = другой день
deed-field-snoozed-until = отложено
deed-field-apart = не дубликаты
