# Сотрудники, роли и вход.
login-text = Кто работает за этим компьютером?
login-locked = Заблокировано. То, что вы делали, сохранено.
login-login = Логин
login-password = Пароль
login-enter = Войти
login-unlock = Разблокировать
login-wait = Следующая попытка через { $seconds } с
login-forgotten = Забыли пароль? Новый даст администратор.
login-lock = Заблокировать
login-out = Выйти
me-menu = { $name }: меню

settings-employees = Сотрудники
settings-roles = Роли
settings-lock = Безопасность
settings-lock-minutes = Блокировать окно через
settings-lock-hint = Без клавиатуры и мыши; 0 — никогда. Где никто не входит, блокировать нечего.
settings-minutes =
    { $count ->
        [one] минуту
        [few] минуты
        [many] минут
       *[other] минуты
    }
settings-minutes-wrong = Укажите целое число минут от { $least } до { $most }.

employees-text = Каждый входит под своим логином и паролем и может то, что разрешают его роли.
employees-add = + Сотрудник
employees-bare = Здесь работает несколько человек, а у вас нет пароля: под вашим именем может войти кто угодно.
employee-new = Новый сотрудник
employee-edit = Сотрудник
employee-name = Имя
employee-name-needed = Укажите имя.
employee-login = Логин
employee-login-hint = Одно слово, например olena
employee-login-wrong = Укажите одно слово без пробелов.
employee-password-hint = Пустой — вход без пароля. Изменить можно в любое время.
employee-roles = Роли
employee-roles-needed = Отметьте хотя бы одну роль.
employee-email = Электронный адрес
employee-phone = Телефон
employee-department = Отдел
employee-supervisor = Руководитель
employee-supervisor-none = нет
employee-os-login = Имя на компьютере
employee-os-login-hint = Как система знает своего пользователя
employee-os-allowed = Входить по этому имени
employee-os-allowed-hint = В начале без пароля; после блокировки — с паролем.
employee-signature-hint = Добавляется к каждому ответу, который он или она начинает.
employee-saved = { $name }: сохранено
employee-more = { $name }: ещё
employee-deactivate = Деактивировать
employee-activate = Активировать
employee-deactivated = { $name } больше не может войти
employee-activated = { $name } снова может войти
employee-state-deactivated = деактивирован
employee-state-no-password = без пароля
employee-state-sample = пробные данные

password-set = Задать пароль
password-change = Изменить мой пароль
password-new = Новый пароль…
password-new-label = Новый пароль
password-old = Нынешний пароль
password-again = Новый пароль ещё раз
password-differs = Пароли не совпадают.
password-short =
    { $least ->
        [one] Нужен хотя бы { $least } знак.
        [few] Нужно хотя бы { $least } знака.
        [many] Нужно хотя бы { $least } знаков.
       *[other] Нужно хотя бы { $least } знака.
    }
password-hint =
    { $least ->
        [one] Не меньше { $least } знака
        [few] Не меньше { $least } знаков
       *[other] Не меньше { $least } знаков
    }
password-of = Новый пароль для: { $name }
password-of-text = Логин: { $login }. Старый пароль сразу перестанет действовать.
password-my-text = Окно будет спрашивать его со следующего запуска.
password-login = Логин: { $login }
password-given = { $name }: новый пароль задан
password-remove = Без пароля
password-removed = { $name } входит без пароля
password-changed = Пароль изменён

role-administrator = Администратор
role-manager = Менеджер
role-specialist = Специалист
roles-text = Роль — это набор прав. У сотрудника может быть несколько ролей.
roles-add = + Роль
role-new = Новая роль
role-edit = Роль
role-name = Название
role-name-needed = Дайте роли название.
role-rights = Права
role-no-rights = видит заявки, контакты и напоминания
role-employees =
    { $count ->
        [0] никто
        [one] { $count } сотрудник
        [few] { $count } сотрудника
        [many] { $count } сотрудников
       *[other] { $count } сотрудника
    }
role-more = { $name }: ещё
role-saved = { $name }: сохранено
role-removed = Роль «{ $name }» удалена
right-work = Работать в Deskbell
right-work-hint = Видеть заявки, контакты и напоминания. Это есть у каждой роли.
right-answer-letters = Отвечать на письма
right-answer-letters-hint = Писать и отправлять письма, создавать заявки.
right-answer-letters-not = Администратор не отвечает на письма: дайте для этого вторую роль.
right-see-clients = Видеть клиентов
right-see-clients-hint = Карточки, телефоны, адреса. Без этого права из справочника не видно ничего.
right-edit-clients = Изменять клиентов
right-edit-clients-hint = Добавлять и изменять карточки, привязывать к ним заявки.
right-send-mailings = Отправлять рассылки
right-send-mailings-hint = Массовые SMS и письма клиентам. Требует права видеть клиентов.
right-send-mailings-not = Администратор не пишет клиентам: для этого дайте вторую роль.
right-manage-settings = Управлять настройками
right-manage-settings-hint = Почтовый ящик, офис, резервные копии.
right-manage-employees = Управлять сотрудниками
right-manage-employees-hint = Сотрудники, роли, пароли.
right-see-activity = Видеть журнал действий
right-see-activity-hint = Кто, что и когда изменил.
right-personal-data = Выдавать и стирать персональные данные
right-personal-data-hint = Всё об одном клиенте: выдать по запросу или стереть навсегда. Требует права видеть клиентов.
