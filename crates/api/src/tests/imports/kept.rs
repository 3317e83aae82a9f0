//! C4: what an import remembers, refuses and lists, and what is taken out again.

use std::sync::{Arc, Mutex};

use deskbell_core::office::Event;

use super::*;

/// What was chosen for titles once is chosen by itself the next time, also where only some of them come again.
#[test]
fn c4_mappings_are_remembered() {
    let bench = Bench::new();
    let file = bench.open_file(&bench.file("a.csv", "Хто;Куди дзвонити;Оборот\nОлена;0501112233;12\n"));
    assert_eq!(targets(&file), ["name", "phone", "ignored"]);
    let plan =
        json!({ "id": file["id"], "columns": ["name", "phone", "terms"], "mode": "skip", "whole": true });
    bench.call("imports.run", plan);
    let again = bench.open_file(&bench.file("b.csv", "Хто;Куди дзвонити;Оборот\nПетро;;7\n"));
    assert_eq!(targets(&again), ["name", "phone", "terms"]);
    let other = bench.open_file(&bench.file("c.csv", "Оборот;Хто;E-mail\n7;Марта;m@x.example\n"));
    assert_eq!(targets(&other), ["terms", "name", "email"]);
}

/// Rows that cannot be taken are saved with the reason in words; mended there, the file goes in.
#[test]
fn c4_bad_rows_are_saved_to_be_mended() {
    let bench = Bench::new();
    let text = "Ім'я;Телефон;E-mail;День народження;Менеджер;Мова;Згода на SMS\nОлена;0501112233;;;;;\nПетро;3,80501E+11;;;;;\nМарта;;marta@;;;;\nІван;;;31.02.1980;;;\nЮрій;;;;Ніхто;;\nЛев;;;;;ельфійська;\nРома;;;;;;може\n;;;;;uk;\n";
    let file = bench.open_file(&bench.file("x.csv", text));
    let done = bench.call("imports.run", plan(&file, "skip"));
    assert_eq!(counts(&done), [8, 1, 0, 0, 0, 7]);
    let told: Vec<(i64, &str)> = done["bad"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["line"].as_i64().unwrap(), row["error"]["code"].as_str().unwrap()))
        .collect();
    assert_eq!(
        told,
        [
            (3, "phone_shortened"),
            (4, "bad_address"),
            (5, "bad_birthday"),
            (6, "no_such_manager"),
            (7, "not_a_language"),
            (8, "not_yes_or_no"),
            (9, "nobody_named")
        ]
    );
    let path = bench.folder.path().join("bad.csv");
    let saved =
        bench.call("imports.save_bad", json!({ "id": file["id"], "path": path.display().to_string() }));
    assert_eq!(saved["count"], 7);
    let bad = std::fs::read_to_string(&path).unwrap();
    assert!(bad.contains("Петро;3,80501E+11;;;;;;3;Excel скоротив це число до «3,80501E+11»"), "{bad}");
    assert!(bad.lines().next().unwrap().ends_with("Рядок;Чому не взято"), "{bad}");
    let mended = bad
        .replace("3,80501E+11;", "380501112244;")
        .replace("marta@;", "marta@x.example;")
        .replace("31.02.", "28.02.")
        .replace("Ніхто;", "Олена;")
        .replace("ельфійська;", "uk;")
        .replace(";може;", ";так;");
    let again = bench.import(&bench.file("mended.csv", &mended), "skip");
    assert_eq!(counts(&again), [7, 6, 0, 0, 0, 1], "{}", again["bad"]);
}

#[test]
fn c4_what_nobody_can_be_made_of_is_refused() {
    let bench = Bench::new();
    let file = bench.open_file(&bench.file("x.csv", "Ім'я;Місто\nОлена;Київ\n"));
    let fail = |columns: Json, code: &str| {
        let plan = json!({ "id": file["id"], "columns": columns, "mode": "skip" });
        assert_eq!(bench.fail("imports.run", plan.clone()).code, code, "{plan}");
        assert_eq!(bench.fail("imports.check", plan).code, code);
    };
    fail(json!(["ignored", "city"]), "nobody_named");
    fail(json!(["name"]), "bad_request");
    fail(json!(["name", "own:x"]), "bad_request");
    let (_, other) = bench.hire("oksana", &["manager"]);
    let plan = plan(&file, "skip");
    assert_eq!(other.dispatch("imports.run", plan).unwrap_err().code, "import_gone", "another's file");
    for (name, code) in [("x.pdf", "not_a_table"), ("empty.csv", "file_empty")] {
        let path = bench.file(name, if name == "x.pdf" { "%PDF-1.7" } else { "" });
        assert_eq!(bench.fail("imports.open", json!({ "path": path })).code, code);
    }
}

/// Read otherwise than it was found: another charset, another delimiter, no titles.
#[test]
fn c4_what_was_found_can_be_changed() {
    let bench = Bench::new();
    let file = bench.open_file(&bench.file("x.csv", "Олена Коваль;0501112233\nПетро Бондар;0672223344\n"));
    assert_eq!(
        (file["header"].clone(), targets(&file)),
        (json!(0), vec!["name".to_owned(), "phone".to_owned()])
    );
    let read = |words: Json| {
        let mut all = json!({ "id": file["id"] });
        all.as_object_mut().unwrap().extend(words.as_object().unwrap().clone());
        bench.call("imports.read", all)
    };
    assert_eq!(read(json!({ "header": 1 }))["columns"][0]["title"], "Олена Коваль");
    assert_eq!(read(json!({ "delimiter": "tab", "header": 0 }))["columns"].as_array().unwrap().len(), 1);
    assert_ne!(read(json!({ "encoding": "koi8-u" }))["columns"][0]["samples"][0], "Олена Коваль");
    let back = read(json!({ "encoding": "utf-8", "delimiter": "semicolon", "header": 0 }));
    assert_eq!(counts(&bench.call("imports.run", plan(&back, "skip"))), [2, 2, 0, 0, 0, 0]);
    assert_eq!(
        bench.fail("imports.read", json!({ "id": file["id"], "encoding": "нема" })).code,
        "bad_request"
    );
}

/// C4: what is taken out comes back in without adding anything, in another office as it was.
#[test]
fn c4_what_is_taken_out_comes_back_in() {
    let bench = Bench::new();
    let supplier = bench
        .call("client_fields.create", json!({ "name": "Постачальник", "kind": "checkbox", "choices": [] }));
    let area =
        bench.call("client_fields.create", json!({ "name": "Площа", "kind": "number", "choices": [] }));
    let card = json!({ "kind": "company", "name": "ТОВ «Світанок», +1", "phones": ["050 123-45-67", "044 390-12-55 дод. 12", "234", "0671112233", "0671112244", "+49 30 901820"],
        "emails": ["office@svitanok.example"], "city": "Київ", "address": "вул. Хрещатик, 1; кв. 2", "interests": "акрил, вивіски",
        "tags": ["VIP", "опт"], "discount": 7.5, "terms": "=передплата", "notes": "Перший рядок\nдругий, з комою; і крапкою", "manager_id": bench.me(),
        "language": "uk", "birthday": "--03-15", "do_not_write": true, "consents": { "email": { "given": false, "source": "телефоном, двічі", "day": "2026-01-02" }, "sms": null },
        "own": [{ "field_id": supplier["id"], "value": "1" }, { "field_id": area["id"], "value": "12.5" }] });
    bench.call("clients.create", card);
    bench.call(
        "clients.create",
        json!({ "name": "Ірина", "birthday": "1984-01-31", "phones": [], "emails": [] }),
    );
    let full = |bench: &Bench| {
        let mut cards: Vec<Json> = bench
            .rows("SELECT id FROM client ORDER BY name", &[])
            .iter()
            .map(|row| bench.call("clients.get", json!({ "id": row.get::<i64>("id").unwrap() })))
            .collect();
        cards.iter_mut().for_each(|card| {
            card.as_object_mut().unwrap().remove("id");
            card.as_object_mut().unwrap().remove("created_at");
        });
        cards
    };
    for name in ["all.csv", "all.xlsx", "all.vcf", "all.tsv"] {
        let path = bench.folder.path().join(name).display().to_string();
        let saved = bench.call("clients.take_out", json!({ "filter": {}, "path": path }));
        assert_eq!(saved["count"], 2, "{name}");
        for mode in ["skip", "complete"] {
            let again = bench.import(&path, mode);
            assert_eq!(counts(&again), [2, 0, 0, 2, 0, 0], "{name} {mode}: {again}");
        }
        let other = Bench::new();
        other.call(
            "client_fields.create",
            json!({ "name": "Постачальник", "kind": "checkbox", "choices": [] }),
        );
        other.call("client_fields.create", json!({ "name": "Площа", "kind": "number", "choices": [] }));
        let done = other.import(&path, "skip");
        assert_eq!(counts(&done), [2, 2, 0, 0, 0, 0], "{name}: {}", done["bad"]);
        assert_eq!(full(&other), full(&bench), "{name}");
    }
    let some = bench.folder.path().join("some.csv").display().to_string();
    assert_eq!(
        bench.call("clients.take_out", json!({ "filter": { "search": "ірина" }, "path": some }))["count"],
        1
    );
    let wrong = bench.folder.path().join("deskbell.db").display().to_string();
    assert_eq!(bench.fail("clients.take_out", json!({ "filter": {}, "path": wrong })).code, "bad_request");
}

/// C4, E4, E6: whoever writes much into a file sees how far it is and can call it off; then there is no file.
#[test]
fn c4_an_export_tells_how_far_it_is_and_can_be_called_off() {
    let bench = Bench::new();
    let lines: String = (0..700).map(|at| format!("Клієнт {at};0501{at:06}\n")).collect();
    let path = bench.file("many.csv", &format!("Назва;Телефон\n{lines}"));
    bench.import(&path, "complete");
    let client = bench.call("clients.list", json!({ "limit": 1 }))["rows"][0]["id"].clone();
    for name in ["а.txt", "б.txt", "в.txt"] {
        let file = bench.file(name, name);
        bench.call("client_files.add", json!({ "client_id": client, "path": file }));
    }
    let told: Arc<Mutex<Vec<(String, i64, i64)>>> = Arc::default();
    let (heard, office) = (Arc::clone(&told), Arc::downgrade(&bench.office));
    bench.office.listen(move |event| {
        if let Event::Progress(progress) = event {
            heard.lock().unwrap().push((progress.work.clone(), progress.done, progress.total));
            if progress.work == "halt" {
                office.upgrade().unwrap().works.cancel("halt");
            }
        }
    });
    let steps = || {
        std::mem::take(&mut *told.lock().unwrap()).into_iter().map(|(_, done, _)| done).collect::<Vec<_>>()
    };
    for (name, ending, words) in [
        ("clients.take_out", "csv", json!({ "filter": {} })),
        ("clients.take_out", "vcf", json!({ "filter": {} })),
        ("activity.export", "csv", json!({ "filter": { "noun": "client" } })),
        ("clients.personal_export", "zip", json!({ "id": client })),
    ] {
        for work in ["halt", "whole"] {
            let path = bench.folder.path().join(format!("{name}-{work}.{ending}"));
            let mut words = words.clone();
            words["path"] = json!(path.display().to_string());
            words["work"] = json!(work);
            if work == "halt" {
                assert_eq!(bench.fail(name, words).code, "stopped", "{name}");
                assert!(!path.exists(), "{name} left a file");
            } else {
                bench.call(name, words);
                assert!(path.exists());
            }
            let steps = steps();
            assert!(steps.is_sorted() && !steps.is_empty(), "{name}: {steps:?}");
        }
    }
    let left: Vec<String> = std::fs::read_dir(bench.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.contains("halt") || name.starts_with('.'))
        .collect();
    assert_eq!(left, Vec::<String>::new(), "nothing half is left beside it either");
}

/// The titles of the own export are known in every language.
#[test]
fn c4_the_own_titles_are_known_in_three_languages() {
    for language in ["uk", "ru", "en"] {
        let bench = Bench::new();
        let mut general = bench.call("office.settings", json!({}));
        general["language"] = json!(language);
        bench.call("office.update", general);
        bench.call("clients.create", json!({ "name": "Ірина", "kind": "person", "phones": ["0501112233"], "emails": ["i@x.example"], "do_not_write": true }));
        let path = bench.folder.path().join("all.csv").display().to_string();
        bench.call("clients.take_out", json!({ "filter": {}, "path": path }));
        assert_eq!(
            targets(&bench.open_file(&path)),
            [
                "name",
                "kind",
                "phone",
                "email",
                "city",
                "address",
                "interests",
                "tags",
                "discount",
                "terms",
                "notes",
                "manager",
                "language",
                "birthday",
                "consent_email",
                "consent_sms",
                "do_not_write"
            ],
            "{language}"
        );
    }
}
