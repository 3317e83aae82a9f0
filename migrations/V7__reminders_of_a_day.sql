-- A reminder without a time holds for the whole day and stands after the timed ones: '24:00', the end of the day.

UPDATE reminder SET time = '24:00' WHERE time = '';
