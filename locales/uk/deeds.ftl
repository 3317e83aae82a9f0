# Скасування: що зроблено, що можна повернути й що вийшло.
undo-text = Після об’єднання, імпорту, дій із кількома записами та вилучення можна протягом 30 днів повернути все, як було. Те, що відтоді хтось змінив, лишиться як є.
undo-column-at = Коли
undo-column-what = Що зроблено
undo-column-employee = Хто
undo-column-state = Стан
undo-column-act = Повернути
undo-by-itself = Deskbell
undo-state-until = можна до
undo-state-done = повернуто: { $name }
undo-state-part = повернуто частково: { $restored } з { $total }
undo-state-not-yours = чужа дія
undo-state-not-yours-why = Повернути може той, хто це зробив, або адміністратор.
undo-empty-title = Повертати нема чого
undo-empty-text = Тут з’являться вилучення, імпорт, об’єднання й дії з кількома записами.
undo-done = Повернуто, як було
undo-redo = Повторити
undo-part = Повернуто { $restored } з { $total }.
undo-kept-changed = { $count ->
    [one] { $count } відтоді змінено — лишилося як є.
    [few] { $count } відтоді змінено — лишилися як є.
   *[many] { $count } відтоді змінено — лишилися як є.
}
undo-kept-used = { $count ->
    [one] { $count } лишилося: відтоді додалося нове, пов’язане з цим.
    [few] { $count } лишилися: відтоді додалося нове, пов’язане з цим.
   *[many] { $count } лишилися: відтоді додалося нове, пов’язане з цим.
}
undo-kept-taken = { $count ->
    [one] { $count } не повернуто: місце вже зайняте.
    [few] { $count } не повернуто: місце вже зайняте.
   *[many] { $count } не повернуто: місце вже зайняте.
}
undo-kept-gone = { $count ->
    [one] { $count } відтоді вилучено.
    [few] { $count } відтоді вилучено.
   *[many] { $count } відтоді вилучено.
}
undo-kept-missing = { $count ->
    [one] { $count } не повернуто: того, до чого належало, уже немає.
    [few] { $count } не повернуто: того, до чого належали, уже немає.
   *[many] { $count } не повернуто: того, до чого належали, уже немає.
}
undo-kept-untied = { $count ->
    [one] { $count } повернуто без зв’язку з тим, чого вже немає.
    [few] { $count } повернуто без зв’язку з тим, чого вже немає.
   *[many] { $count } повернуто без зв’язку з тим, чого вже немає.
}
deed-removal = Вилучено: { $things }
deed-bulk = Змінено: { $things }
deed-import = Імпортовано: { $things }
deed-merge = Об’єднано: { $things }
deed-undo = Повернуто, як було: { $things }
deed-things-client = { $count ->
    [one] { $count } клієнт
    [few] { $count } клієнти
   *[many] { $count } клієнтів
}
deed-things-request = { $count ->
    [one] { $count } заявка
    [few] { $count } заявки
   *[many] { $count } заявок
}
deed-things-contact = { $count ->
    [one] { $count } контакт
    [few] { $count } контакти
   *[many] { $count } контактів
}
deed-things-reminder = { $count ->
    [one] { $count } нагадування
    [few] { $count } нагадування
   *[many] { $count } нагадувань
}
deed-things-note = { $count ->
    [one] { $count } примітка
    [few] { $count } примітки
   *[many] { $count } приміток
}
deed-things-draft = { $count ->
    [one] { $count } чернетка
    [few] { $count } чернетки
   *[many] { $count } чернеток
}
deed-things-role = { $count ->
    [one] { $count } роль
    [few] { $count } ролі
   *[many] { $count } ролей
}
deed-things-mailing = { $count ->
    [one] { $count } розсилка
    [few] { $count } розсилки
   *[many] { $count } розсилок
}
deed-things-view = { $count ->
    [one] { $count } вигляд
    [few] { $count } вигляди
   *[many] { $count } виглядів
}
deed-things-sample = зразкові дані
deed-things-other = { $count ->
    [one] { $count } запис
    [few] { $count } записи
   *[many] { $count } записів
}
deed-field-status = статус
deed-field-assignee-id = відповідальний
deed-field-done = виконано
deed-field-day = інший день
deed-field-snoozed-until = відкладено
deed-field-apart = не дублікати
