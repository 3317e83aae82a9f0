//! C1: the files of clients: how they come in piece by piece, what is shown of them, and how they leave.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value as Json, json};

use super::{Bench, DAY};

const MEBIBYTE: usize = 1024 * 1024;

/// Bytes that repeat nowhere near a piece's length, so that a lost or doubled piece shows.
fn bytes(length: usize) -> Vec<u8> {
    (0..length).map(|at| (at % 251) as u8 ^ (at / MEBIBYTE) as u8).collect()
}

/// A red square as PNG.
fn png() -> Vec<u8> {
    STANDARD
        .decode("iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGM4wcCAFWEXHbQSALvlMgGxhdU2AAAAAElFTkSuQmCC")
        .unwrap()
}

struct Desk {
    bench: Bench,
    client: Json,
}

impl Desk {
    fn new() -> Self {
        let bench = Bench::new();
        let client = bench.call("clients.create", json!({ "name": "Майстерня" }))["id"].clone();
        Self { bench, client }
    }

    fn path(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.bench.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path.display().to_string()
    }

    fn add(&self, name: &str, bytes: &[u8]) -> Json {
        let path = self.path(name, bytes);
        self.bench.call("client_files.add", json!({ "client_id": self.client, "path": path }))["file"].clone()
    }

    fn names(&self) -> Vec<String> {
        let list = self.bench.call("client_files.list", json!({ "id": self.client }));
        list.as_array().unwrap().iter().map(|file| file["name"].as_str().unwrap().to_owned()).collect()
    }

    fn saved(&self, id: &Json) -> Vec<u8> {
        let path = self.bench.folder.path().join("out");
        self.bench.call("client_files.save", json!({ "id": id, "path": path.display().to_string() }));
        std::fs::read(path).unwrap()
    }
}

/// From disk and back, across the borders of pieces, byte by byte the same.
#[test]
fn c1_a_file_comes_in_pieces_and_leaves_whole() {
    let desk = Desk::new();
    for length in [0, 1, MEBIBYTE - 1, MEBIBYTE, MEBIBYTE + 1, 3 * MEBIBYTE + 17] {
        let body = bytes(length);
        let file = desk.add(&format!("ескіз-{length}.cdr"), &body);
        assert_eq!((file["size"].clone(), file["preview"].clone()), (json!(length), json!(false)));
        assert!(desk.saved(&file["id"]) == body, "{length}");
        assert_eq!(file["employee"]["id"], desk.bench.me());
    }
    let largest = desk.bench.number("SELECT max(length(body)) AS n FROM client_file_piece");
    assert_eq!(largest, MEBIBYTE as i64, "nothing is ever held whole");
    let card = desk.bench.call("clients.get", json!({ "id": desk.client }));
    assert_eq!(card["files"][0]["name"], format!("ескіз-{}.cdr", 3 * MEBIBYTE + 17));
    assert_eq!((card["files"].as_array().unwrap().len(), card["files_total"].clone()), (6, json!(6)));
}

/// What is dropped or pasted comes by pieces through the window, in order, once each.
#[test]
fn c1_a_dropped_file_comes_by_pieces() {
    let desk = Desk::new();
    let body = bytes(2 * MEBIBYTE + 5);
    let begin = json!({ "client_id": desk.client, "name": "../..\\фото:1.JPG", "size": body.len() });
    let id = desk.bench.call("client_files.begin", begin)["id"].clone();
    let piece = |position: usize, bytes: &[u8]| json!({ "id": id, "position": position, "base64": STANDARD.encode(bytes) });
    let parts: Vec<&[u8]> = body.chunks(MEBIBYTE).collect();
    assert_eq!(desk.bench.fail("client_files.piece", piece(1, parts[1])).code, "bad_request", "out of order");
    desk.bench.call("client_files.piece", piece(0, parts[0]));
    desk.bench.call("client_files.piece", piece(0, parts[0]));
    assert_eq!(desk.bench.fail("client_files.finish", json!({ "id": id })).code, "bad_request");
    let coming = desk.bench.call("client_files.coming", json!({ "id": desk.client }));
    assert_eq!((coming[0]["done"].clone(), coming[0]["size"].clone()), (json!(MEBIBYTE), json!(body.len())));
    assert_eq!(desk.names(), Vec::<String>::new(), "nobody sees what is not whole");
    desk.bench.call("client_files.piece", piece(1, parts[1]));
    assert_eq!(
        desk.bench.fail("client_files.piece", piece(2, parts[0])).code,
        "bad_request",
        "more than was said"
    );
    desk.bench.call("client_files.piece", piece(2, parts[2]));
    let file = desk.bench.call("client_files.finish", json!({ "id": id }))["file"].clone();
    assert!(desk.saved(&id) == body);
    let name = file["name"].as_str().unwrap();
    assert!(!name.contains(['/', '\\', ':']) && name.ends_with(".JPG"), "{name}");
    assert_eq!(desk.bench.fail("client_files.piece", piece(3, b"x")).code, "stopped");
    assert_eq!(desk.bench.call("client_files.coming", json!({ "id": desk.client })), json!([]));
}

#[test]
fn c1_a_coming_file_is_stopped_and_leaves_nothing() {
    let desk = Desk::new();
    let begin = json!({ "client_id": desk.client, "name": "x.bin", "size": 2 * MEBIBYTE });
    let id = desk.bench.call("client_files.begin", begin.clone())["id"].clone();
    let words = json!({ "id": id, "position": 0, "base64": STANDARD.encode(bytes(MEBIBYTE)) });
    desk.bench.call("client_files.piece", words);
    desk.bench.call("client_files.cancel", json!({ "id": id }));
    assert_eq!(desk.bench.number("SELECT count(*) AS n FROM client_file_piece"), 0);
    assert_eq!(desk.bench.fail("client_files.finish", json!({ "id": id })).code, "stopped");
    // One that was left by a crash goes by itself, a day later.
    desk.bench.call("client_files.begin", begin.clone());
    desk.bench.wait(DAY + 1);
    desk.bench.call("client_files.begin", begin);
    assert_eq!(desk.bench.number("SELECT count(*) AS n FROM client_file"), 1);
}

#[test]
fn c1_too_large_a_file_is_refused_before_it_is_read() {
    let desk = Desk::new();
    let path = desk.bench.folder.path().join("film.mov");
    std::fs::File::create(&path).unwrap().set_len(301 * MEBIBYTE as u64).unwrap();
    let words = json!({ "client_id": desk.client, "path": path.display().to_string() });
    let error = desk.bench.fail("client_files.add", words);
    assert_eq!((error.code.as_str(), error.params["megabytes"].clone()), ("client_file_too_big", json!(300)));
    let begin = json!({ "client_id": desk.client, "name": "x", "size": -1 });
    assert_eq!(desk.bench.fail("client_files.begin", begin).code, "client_file_too_big");
    let folder = json!({ "client_id": desk.client, "path": desk.bench.folder.path().display().to_string() });
    assert_eq!(desk.bench.fail("client_files.add", folder).code, "io");
    let nobody = json!({ "client_id": 777, "name": "x", "size": 1 });
    assert_eq!(desk.bench.fail("client_files.begin", nobody).code, "not_found");
    assert_eq!(desk.bench.number("SELECT count(*) AS n FROM client_file"), 0);
}

/// A picture is looked at, whatever its name says; a program is named as one; the same file is there once.
#[test]
fn c1_pictures_are_previewed_and_programs_named() {
    let desk = Desk::new();
    let picture = desk.add("квадрат.dat", &png());
    assert_eq!((picture["type"].clone(), picture["preview"].clone()), (json!("image/png"), json!(true)));
    for large in [false, true] {
        let shown = desk.bench.call("client_files.preview", json!({ "id": picture["id"], "large": large }));
        assert!(shown["data_url"].as_str().unwrap().starts_with("data:image/jpeg;base64,/9j/"), "{shown}");
    }
    let program = desk.add("рахунок.pdf.exe", b"MZ");
    assert_eq!((program["program"].clone(), picture["program"].clone()), (json!(true), json!(false)));
    assert_eq!(desk.bench.call("client_files.preview", json!({ "id": program["id"] })), json!(null));
    let path = desk.path("квадрат.dat", &png());
    let again = desk.bench.call("client_files.add", json!({ "client_id": desk.client, "path": path }));
    assert_eq!((again["known"].clone(), again["file"]["id"].clone()), (json!(true), picture["id"].clone()));
    assert_eq!(desk.names(), ["рахунок.pdf.exe", "квадрат.dat"]);
    let words = json!({ "client_id": desk.client, "kinds": ["file"] });
    let page = desk.bench.call("clients.timeline", words);
    let told: Vec<Json> = page["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| json!([row["title"].clone(), row["program"].clone()]))
        .collect();
    assert_eq!(told, [json!(["рахунок.pdf.exe", true]), json!(["квадрат.dat", false])]);
    let opened = desk.bench.call("client_files.open", json!({ "id": picture["id"] }))["path"].clone();
    let opened = std::path::PathBuf::from(opened.as_str().unwrap());
    assert_eq!(std::fs::read(&opened).unwrap(), png());
    assert!(std::fs::metadata(&opened).unwrap().permissions().readonly());
    let words = json!({ "id": desk.client, "name": "Майстерня", "letters": true });
    assert_eq!(desk.bench.call("clients.erase", words)["still_open"], json!([]));
    assert!(!opened.exists(), "E6: what was opened is gone with the client");
}

/// E5: a removed file comes back for 30 days, and then is gone with its bytes.
#[test]
fn c1_a_removed_file_is_brought_back() {
    let desk = Desk::new();
    let id = desk.add("ескіз.cdr", &bytes(MEBIBYTE + 1))["id"].clone();
    desk.bench.call("client_files.remove", json!({ "id": id }));
    assert_eq!(desk.names(), Vec::<String>::new());
    for name in ["client_files.open", "client_files.remove", "client_files.preview"] {
        assert_eq!(desk.bench.fail(name, json!({ "id": id })).code, "not_found", "{name}");
    }
    desk.bench.call("client_files.restore", json!({ "id": id }));
    assert!(desk.saved(&id) == bytes(MEBIBYTE + 1));
    desk.bench.call("client_files.remove", json!({ "id": id }));
    desk.bench.wait(31 * DAY);
    // A clock that jumped a month in one day is not believed.
    desk.add("чужий час.txt", b"y");
    assert_eq!(desk.bench.number("SELECT count(*) AS n FROM client_file WHERE state = 'removed'"), 1);
    desk.bench.wait(DAY);
    let other = desk.add("інший.txt", b"x")["id"].clone();
    assert_eq!(desk.bench.fail("client_files.restore", json!({ "id": id })).code, "not_found");
    assert_eq!(desk.bench.number("SELECT count(*) AS n FROM client_file_piece"), 2);
    assert_eq!(desk.bench.fail("client_files.restore", json!({ "id": other })).code, "not_found");
}
