# A client's card: tags, own fields, consent, files, timeline
error-bad-birthday = This is no birthday. Give the day and month, and the year if you know it.
error-field-named = There is a field named “{ $name }” already. Name this one differently.
error-bad-field-value =
    { $kind ->
        [number] The field “{ $field }” takes a number.
        [date] The field “{ $field }” takes a day of the calendar.
        [list] Choose a value of the list for the field “{ $field }”.
       *[other] The value does not fit the field “{ $field }”. Choose another.
    }
error-invalid-country = There is no such country in the list. Choose another.
