//! C4: clients from files of other programs, and back into files.

mod kept;

use std::path::PathBuf;

use serde_json::{Value as Json, json};

use super::Bench;

/// A file of another program, from `tests/imports`.
pub fn fixture(name: &str) -> String {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/imports");
    root.join(name).display().to_string()
}

/// Everything that stands on cards, in a form that can be compared: what an undo has to bring back.
pub fn cards(bench: &Bench) -> Vec<String> {
    let mut all = Vec::new();
    for table in [
        "client",
        "client_name",
        "client_phone",
        "client_email",
        "client_tag",
        "client_interest",
        "client_consent",
        "client_field_value",
        "request",
        "contact",
        "reminder",
        "client_file",
    ] {
        let mut rows: Vec<String> = bench
            .rows(&format!("SELECT * FROM {table}"), &[])
            .iter()
            .map(|row| format!("{table} {:?}", row.values()))
            .collect();
        rows.sort();
        all.extend(rows);
    }
    all
}

impl Bench {
    pub fn open_file(&self, path: &str) -> Json {
        self.call("imports.open", json!({ "path": path }))
    }

    /// A file of a test's own.
    pub fn file(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    }

    /// Imports a file as it is found and gives the end of it.
    pub fn import(&self, path: &str, mode: &str) -> Json {
        let file = self.open_file(path);
        self.call("imports.run", plan(&file, mode))
    }

    pub fn client_named(&self, name: &str) -> Json {
        let page = self.call("clients.list", json!({ "search": name }));
        assert_eq!(page["rows"].as_array().unwrap().len(), 1, "{name}: {page}");
        self.call("clients.get", json!({ "id": page["rows"][0]["id"] }))
    }
}

/// The plan that the file itself proposes, to the end.
pub fn plan(file: &Json, mode: &str) -> Json {
    json!({ "id": file["id"], "columns": targets(file), "mode": mode, "whole": true })
}

fn targets(file: &Json) -> Vec<String> {
    let columns = file["columns"].as_array().unwrap();
    columns.iter().map(|column| column["target"].as_str().unwrap().to_owned()).collect()
}

fn counts(progress: &Json) -> [i64; 6] {
    ["total", "added", "completed", "same", "repeated", "bad"]
        .map(|key| progress["counts"][key].as_i64().unwrap())
}

#[test]
fn c4_a_table_of_excel_goes_in_as_it_is() {
    let bench = Bench::new();
    let file = bench.open_file(&fixture("excel-windows-1251.csv"));
    assert_eq!(
        (file["kind"].clone(), file["encoding"].clone(), file["delimiter"].clone(), file["header"].clone()),
        (json!("csv"), json!("windows-1251"), json!("semicolon"), json!(1))
    );
    assert_eq!(
        targets(&file),
        ["name", "phone", "email", "city", "address", "birthday", "discount", "tags", "notes"]
    );
    assert_eq!(file["columns"][3]["samples"], json!(["Київ", "Львів", "Єланець"]));
    let seen = bench.call("imports.check", plan(&file, "complete"));
    assert_eq!(counts(&seen), [5, 4, 0, 0, 0, 1]);
    assert_eq!(
        (seen["bad"][0]["line"].clone(), seen["bad"][0]["error"]["code"].clone()),
        (json!(8), json!("bad_phone"))
    );
    assert_eq!(seen["bad"][0]["text"], "Ковальчук · дзвонити · Київ");
    assert_eq!(bench.call("clients.list", json!({}))["total"], 0, "a check changes nothing");
    let done = bench.call("imports.run", plan(&file, "complete"));
    assert_eq!((counts(&done), done["ended"].clone()), ([5, 4, 0, 0, 0, 1], json!(true)));
    let ira = bench.client_named("Мельник Ірина");
    assert_eq!(ira["phones"][1], json!({ "number": "+380672201145", "shown": "067 220-11-45", "sms": true }));
    assert_eq!((ira["birthday"].clone(), ira["discount"].clone()), (json!("1984-01-31"), json!(5.5)));
    assert_eq!(ira["tags"], json!(["акрил", "постійна"]));
    assert_eq!(ira["notes"], "Дзвонити після 15:00\r\nпросила \"без спаму\"");
    let firm = bench.client_named("Світанок");
    assert_eq!((firm["kind"].clone(), firm["address"].clone()), (json!("company"), json!("пл. Ринок, 10")));
    assert_eq!(
        bench.client_named("Сидоренко")["emails"],
        json!(["oleg@sydorenko.example", "o.s@work.example"])
    );
    // E4: one row of the log says what came.
    let log = bench.rows("SELECT noun, after FROM change WHERE what = 'imported'", &[]);
    assert_eq!(log.len(), 1);
    assert!(log[0].get::<String>("after").unwrap().contains("excel-windows-1251.csv"));
}

/// Every program's file: what the check says comes true, and a second run adds nothing.
#[test]
fn c4_every_programs_file_goes_in_once() {
    for (name, wanted) in [
        ("excel-windows-1251.csv", [5, 4, 0, 0, 0, 1]),
        ("excel-unicode.txt", [2, 2, 0, 0, 0, 0]),
        ("koi8-u.csv", [2, 2, 0, 0, 0, 0]),
        ("google-contacts.csv", [3, 3, 0, 0, 0, 0]),
        ("google-contacts.vcf", [2, 2, 0, 0, 0, 0]),
        ("outlook.csv", [2, 2, 0, 0, 0, 0]),
        ("iphone.vcf", [1, 1, 0, 0, 0, 0]),
        ("old-phone.vcf", [2, 2, 0, 0, 0, 0]),
        ("report.xlsx", [3, 3, 0, 0, 0, 0]),
        ("excel-97.xls", [2, 2, 0, 0, 0, 0]),
        ("libreoffice.ods", [1, 1, 0, 0, 0, 0]),
    ] {
        let bench = Bench::new();
        let file = bench.open_file(&fixture(name));
        let seen = bench.call("imports.check", plan(&file, "complete"));
        assert_eq!(counts(&seen), wanted, "{name} {}: {}", json!(targets(&file)), seen["bad"]);
        let done = bench.call("imports.run", plan(&file, "complete"));
        assert_eq!(counts(&done), wanted, "{name}");
        let there = cards(&bench);
        for mode in ["complete", "skip"] {
            let again = bench.import(&fixture(name), mode);
            assert_eq!(counts(&again), [wanted[0], 0, 0, wanted[1], 0, wanted[5]], "{name} {mode} again");
            assert_eq!(again["deed_id"], json!(null));
            assert_eq!(cards(&bench), there, "{name}");
        }
        assert_eq!(bench.open_file(&fixture(name))["before"]["added"], wanted[1], "{name}");
    }
}

#[test]
fn c4_google_outlook_and_phones_fill_their_fields() {
    let bench = Bench::new();
    bench.import(&fixture("google-contacts.csv"), "complete");
    let natalia = bench.client_named("Наталія Бойко");
    assert_eq!(natalia["phones"].as_array().unwrap().len(), 2);
    assert_eq!(natalia["emails"], json!(["natalia@boyko.example", "n.boyko@lampa.example"]));
    assert_eq!((natalia["city"].clone(), natalia["birthday"].clone()), (json!("Львів"), json!("1988-04-12")));
    assert_eq!(natalia["tags"], json!(["Клієнти"]), "Google's own labels are none of ours");
    assert_eq!(natalia["notes"], "Компанія: Студія «Лампа»\nЛюбить зелений, не любить дзвінків");
    assert_eq!(bench.client_named("Чайка")["kind"], "company");
    assert_eq!(bench.client_named("Miller")["birthday"], "--07-04");
    bench.import(&fixture("outlook.csv"), "complete");
    let taras = bench.client_named("Гнатюк");
    assert_eq!((taras["birthday"].clone(), taras["city"].clone()), (json!("1975-03-28"), json!("Тернопіль")));
    assert_eq!(taras["phones"].as_array().unwrap().len(), 3);
    assert_eq!(taras["tags"], json!(["VIP", "Постачальник"]));
    assert_eq!(
        (bench.client_named("Лис")["city"].clone(), bench.client_named("Лис")["birthday"].clone()),
        (json!("Стрий"), json!(""))
    );
    bench.import(&fixture("iphone.vcf"), "complete");
    assert_eq!(bench.client_named("Шевчук")["birthday"], "--03-15");
    bench.import(&fixture("old-phone.vcf"), "complete");
    assert_eq!(bench.client_named("Романюк")["notes"], "Замовляє таблички щороку, просить рахунок наперед");
    assert_eq!(bench.client_named("Кравець")["phones"][0]["number"], "+380671230000");
}

/// The titles stand in the fourth line, a manager is found by name, an own field by its title; what is a number in Excel
/// is a phone here.
#[test]
fn c4_a_report_of_another_program() {
    let bench = Bench::new();
    let vip = bench.call("client_fields.create", json!({ "name": "VIP", "kind": "checkbox", "choices": [] }));
    let vip = format!("own:{}", vip["id"]);
    let file = bench.open_file(&fixture("report.xlsx"));
    assert_eq!((file["header"].clone(), file["sheets"].clone()), (json!(4), json!(["Клієнти", "Порожній"])));
    assert_eq!(
        targets(&file)[1..],
        ["name", "phone", "email", "city", "birthday", "discount", "manager", vip.as_str()]
            .map(str::to_owned)
    );
    bench.call("imports.run", plan(&file, "complete"));
    let vasyl = bench.client_named("Дмитренко");
    assert_eq!(
        (vasyl["phones"][0]["number"].clone(), vasyl["manager"]["id"].clone()),
        (json!("+380501110022"), json!(bench.me()))
    );
    assert_eq!(
        (vasyl["own"][0]["name"].clone(), vasyl["own"][0]["value"].clone()),
        (json!("VIP"), json!("1"))
    );
    assert_eq!(bench.client_named("Полісся")["own"], json!([]));
    let empty = bench.fail("imports.read", json!({ "id": file["id"], "sheet": 1 }));
    assert_eq!(empty.code, "file_empty");
}

const OLD: &str = "Ім'я;Телефон;E-mail;Місто;Примітка\nІрина Мельник;050 123-45-67;;;\nОлег;;oleg@x.example;Київ;перша нотатка\nПетро Бондар;;;Львів;\n";
const NEW: &str = "Ім'я;Телефон;E-mail;Місто;Примітка\nМельник І.;+380501234567;ira@x.example;Київ;нова\nОлег Сидоренко;0671112233;oleg@x.example;Одеса;друга\nПетро Бондар;0931112233;;Львів;\nПетро Бондар;0939998877;;Львів;\nІрина Мельник;0501234567;;Київ;\n";

/// What is there: left alone, filled, or doubled, as one says; a row of the file itself counts too.
#[test]
fn c4_clients_who_are_there_are_left_filled_or_doubled() {
    for (mode, wanted) in
        [("skip", [5, 0, 0, 5, 0, 0]), ("complete", [5, 1, 3, 1, 0, 0]), ("add", [5, 5, 0, 0, 0, 0])]
    {
        let bench = Bench::new();
        bench.import(&bench.file("old.csv", OLD), "complete");
        let path = bench.file("new.csv", NEW);
        let file = bench.open_file(&path);
        let seen = bench.call("imports.check", plan(&file, mode));
        let rows = seen["rows"].as_array().unwrap();
        assert_eq!(rows[0]["found_by"], "phone", "{mode}");
        assert_eq!(
            (rows[1]["found_by"].clone(), rows[1]["client_name"].clone()),
            (json!("email"), json!("Олег"))
        );
        assert_eq!(rows[2]["found_by"], "name");
        let done = bench.call("imports.run", plan(&file, mode));
        assert_eq!(counts(&done), wanted, "{mode}");
        if mode == "complete" {
            assert_eq!(rows[0]["filled"], json!(["city", "notes", "emails"]));
            let ira = bench.client_named("Ірина Мельник");
            assert_eq!(
                (ira["emails"].clone(), ira["city"].clone()),
                (json!(["ira@x.example"]), json!("Київ"))
            );
            let oleg = bench.client_named("Олег");
            assert_eq!(
                (oleg["notes"].clone(), oleg["city"].clone()),
                (json!("перша нотатка"), json!("Київ")),
                "what stands, stays"
            );
            assert_eq!(oleg["phones"][0]["number"], "+380671112233");
            // Two of one name with two phones are two.
            assert_eq!(bench.call("clients.list", json!({ "search": "Бондар" }))["total"], 2);
        }
    }
}

#[test]
fn c4_rows_of_the_file_itself_count_as_one() {
    let bench = Bench::new();
    let text =
        "Ім'я;Телефон;Місто\nОлена;0501112233;\nОлена Коваль;050 111-22-33;Київ\nБез міста;;\nБез міста;;\n";
    let file = bench.open_file(&bench.file("x.csv", text));
    let seen = bench.call("imports.check", plan(&file, "complete"));
    assert_eq!(counts(&seen), [4, 2, 0, 0, 2, 0]);
    assert_eq!(seen["rows"][1]["line_of"], 2);
    assert_eq!(counts(&bench.call("imports.run", plan(&file, "complete"))), [4, 2, 0, 0, 2, 0]);
    let olena = bench.client_named("Олена");
    assert_eq!((olena["name"].clone(), olena["city"].clone()), (json!("Олена"), json!("Київ")));
}

/// E5: the whole import is taken back, and brought again; what was filled is as it was.
#[test]
fn c4_an_import_is_undone_as_a_whole() {
    let bench = Bench::new();
    bench.import(&bench.file("old.csv", OLD), "complete");
    let before = cards(&bench);
    // More than a piece, with rows that repeat earlier pieces and fill them.
    let mut text = NEW.to_owned();
    for number in 0..1200 {
        text.push_str(&format!("Клієнт {number};05012{number:05};;;\n"));
    }
    for number in 0..600 {
        text.push_str(&format!("Клієнт {number};05012{number:05};k{number}@x.example;Суми;\n"));
    }
    let done = bench.import(&bench.file("new.csv", &text), "complete");
    assert_eq!(counts(&done), [1805, 1201, 3, 1, 600, 0]);
    assert_eq!(bench.client_named("Клієнт 599")["city"], "Суми");
    let after = cards(&bench);
    let deeds = bench.call("deeds.list", json!({}));
    assert_eq!(
        (deeds["rows"][0]["kind"].clone(), deeds["rows"][0]["summary"]["added"].clone()),
        (json!("import"), json!(1201))
    );
    let undone = bench.call("deeds.undo", json!({ "id": done["deed_id"] }));
    assert_eq!(undone["kept"], json!([]));
    assert_eq!(cards(&bench), before);
    assert_eq!(
        bench.open_file(&bench.folder.path().join("new.csv").display().to_string())["before"],
        json!(null)
    );
    bench.call("deeds.undo", json!({ "id": undone["deed_id"] }));
    assert_eq!(cards(&bench).len(), after.len());
    assert_eq!(bench.client_named("Клієнт 599")["emails"], json!(["k599@x.example"]));
    assert_eq!(bench.client_named("Клієнт 599")["city"], "Суми", "as the import had left it");
}

#[test]
fn c4_a_run_goes_on_piece_by_piece_and_can_be_stopped() {
    let bench = Bench::new();
    let mut text = "Ім'я;Телефон\n".to_owned();
    for number in 0..30_000 {
        text.push_str(&format!("Клієнт {number};+38050{number:07}\n"));
    }
    let file = bench.open_file(&bench.file("x.csv", &text));
    let mut plan = plan(&file, "skip");
    plan["whole"] = json!(false);
    let first = bench.call("imports.run", plan.clone());
    let (share, total) = (first["done"].as_f64().unwrap(), counts(&first)[0]);
    assert!(!first["ended"].as_bool().unwrap() && share > 0.0 && share < 1.0 && total >= 500, "{first}");
    assert_eq!(
        bench
            .fail("imports.run", json!({ "id": file["id"], "columns": ["name", "ignored"], "mode": "skip" }))
            .code,
        "import_running"
    );
    // What came is told at once, in a row that no log shows, and files that are opened meanwhile close others.
    let told =
        bench.number("SELECT count(*) AS n FROM change WHERE noun = 'client' AND what = 'import_piece'");
    let log = bench.call("activity.list", json!({ "filter": { "noun": "client" } }));
    assert_eq!((told > 0, log["rows"].clone()), (true, json!([])));
    for number in 0..9 {
        bench.open_file(&bench.file(&format!("{number}.csv"), "Ім'я;Телефон\nІрина;0501112233\n"));
    }
    let stopped = bench.call("imports.stop", json!({ "id": file["id"] }));
    assert_eq!(
        (stopped["ended"].clone(), stopped["stopped"].clone(), counts(&stopped)[1]),
        (json!(true), json!(true), total)
    );
    assert_eq!(bench.call("clients.list", json!({}))["total"], total);
    bench.call("deeds.undo", json!({ "id": stopped["deed_id"] }));
    assert_eq!(bench.call("clients.list", json!({}))["total"], 0);
    bench.call("imports.close", json!({ "id": file["id"] }));
    assert_eq!(bench.fail("imports.run", plan).code, "import_gone");
}

/// C4: phones without a title are known as they are written in the office's country.
#[test]
fn c4_untitled_phones_are_those_of_the_country() {
    let bench = Bench::new();
    let path = bench.file("без назв.csv", "Ганна;601 234 567\nОлег;602 345 678\n");
    assert_eq!(targets(&bench.open_file(&path)), ["name", "ignored"]);
    let mut general = bench.call("office.settings", json!({}));
    general["country"] = json!("PL");
    bench.call("office.update", general);
    assert_eq!(targets(&bench.open_file(&path)), ["name", "phone"]);
}

/// C4: an import that a crash cut off is warned about like any other when the same file comes again.
#[test]
fn c4_a_file_whose_import_was_cut_off_is_known_again() {
    let bench = Bench::new();
    let path = bench.file("список.csv", "Ім’я;Телефон\nІрина;0501112233\nПетро;0672223344\n");
    bench.import(&path, "add");
    // As the program leaves it when it ends between two pieces.
    let cut = "UPDATE import SET state = 'running', added = 0, completed = 0, ended_at = NULL";
    bench.office.desk().write(|tx| Ok(tx.run(cut, &[])?)).unwrap();
    assert_eq!(bench.open_file(&path)["before"]["added"], 2);
}

/// C4, C2: й and ї that another program wrote as two signs are the letters that people type, in the list and at import.
#[test]
fn c4_letters_of_two_signs_are_the_same_letters() {
    let bench = Bench::new();
    let (name, two) = ("Андрій Їжак", "Андріи\u{306} І\u{308}жак");
    let path = bench.file("контакти.csv", &format!("Ім’я;Місто\n{two};Київ\n"));
    bench.import(&path, "skip");
    assert_eq!(bench.client_named(name)["name"], name);
    assert_eq!(bench.client_named(two)["name"], name);
    assert_eq!(counts(&bench.import(&path, "skip"))[1], 0, "a second time nobody is new");
    bench.take(&super::mail("a@x", &format!("{two} <andrii@other.example>"), "Шильда"));
    assert_eq!(
        bench.call("contacts.suggest", json!({ "text": "їжак" }))[0]["address"],
        "andrii@other.example"
    );
}
