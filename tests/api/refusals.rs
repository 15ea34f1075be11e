//! Who is refused: other hosts, pages of other sites, whoever does not know the token, and whoever asks for too much.

use super::{
    Server,
    server::{TOKEN, stance},
};
use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    num::NonZeroUsize,
    path::Path,
    thread::available_parallelism,
    time::{Duration, Instant},
};

#[test]
fn the_token_is_needed() {
    let server = Server::of_story();
    let own = format!("Host: {}", server.address);
    let status = |target: &str, field: &str| {
        server.send(format!("GET {target} HTTP/1.1\r\n{own}\r\n{field}\r\n\r\n").as_bytes())
    };
    let bearer = format!("Authorization: Bearer {TOKEN}");
    assert_eq!(status("/api/stats", &bearer).status, 200);
    assert_eq!(status("/api/stats", &bearer.replace("Bearer", "bearer")).status, 200);
    assert_eq!(status(&format!("/api/stats?token={TOKEN}"), "A: b").status, 200);
    let short = &TOKEN[1..];
    for (target, field) in [
        ("/api/stats".to_owned(), "A: b".to_owned()),
        ("/api/stats?token=".to_owned(), "A: b".to_owned()),
        (format!("/api/stats?token={short}"), "A: b".to_owned()),
        (format!("/api/stats?token={TOKEN}x"), "A: b".to_owned()),
        ("/api/stats".to_owned(), format!("Authorization: Bearer {short}")),
        ("/api/stats".to_owned(), format!("Authorization: Basic {TOKEN}")),
        ("/api/stats".to_owned(), format!("Authorization: {TOKEN}")),
        // A wrong one is not mended by a right one.
        (format!("/api/stats?token={TOKEN}"), "Authorization: Bearer wrong".to_owned()),
        ("/api/openapi.json".to_owned(), "A: b".to_owned()),
        ("/api/nothing".to_owned(), "A: b".to_owned()),
        ("/".to_owned(), "A: b".to_owned()),
    ] {
        let response = status(&target, &field);
        assert_eq!(response.status, 401, "{target} {field}: {response:?}");
        assert_eq!(response.field("WWW-Authenticate"), Some("Bearer"));
    }
}

#[test]
fn a_token_is_made_or_given() {
    let start = |token: &str| {
        let mut command = stance();
        command.args(["serve", "--api", "--port", "0", "-f", "data"]);
        Server::of(command.env("STANCE_TOKEN", token))
    };
    let token = |server: &Server| {
        let (_, token) = server.messages.split_once("?token=").unwrap();
        token.split(' ').next().unwrap().to_owned()
    };
    let [one, two] = [start(""), start("")];
    assert_eq!(token(&one).len(), 32);
    assert_ne!(token(&one), token(&two));
    let question = format!("/api/stats?token={}", token(&one));
    assert_eq!(one.get_with(&question, &[]).status, 401, "the token of the head counts");
    let request = format!("GET {question} HTTP/1.1\r\nHost: {}\r\n\r\n", one.address);
    assert_eq!(one.send(request.as_bytes()).status, 200);
}

#[test]
fn other_hosts_and_pages_are_refused() {
    let server = Server::of_story();
    let own = format!("Host: {}", server.address);
    let bearer = format!("Authorization: Bearer {TOKEN}");
    let status = |head: &[&str]| {
        let head = head.join("\r\n");
        server
            .send(format!("GET /api/stats HTTP/1.1\r\n{bearer}\r\n{head}\r\n\r\n").as_bytes())
            .status
    };
    assert_eq!(status(&[&own]), 200);
    // A name that a foreign page has made to mean this computer.
    assert_eq!(status(&["Host: news.example"]), 403);
    assert_eq!(status(&["A: b"]), 403);
    assert_eq!(status(&[&own, "Origin: http://news.example"]), 403);
    assert_eq!(status(&[&own, "Origin: null"]), 403);
    assert_eq!(status(&[&own, &format!("Origin: http://{}", server.address)]), 200);
}

#[test]
fn only_this_computer_can_ask() {
    let output = stance()
        .args(["serve", "--api", "--port", "0", "--address", "0.0.0.0", "-f", "data"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        String::from_utf8(output.stderr).unwrap().contains("--api answers this computer alone")
    );
}

#[test]
fn only_questions_are_answered() {
    let server = Server::of_story();
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"] {
        let head = format!(
            "{method} /api/stats HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {TOKEN}\r\n\r\n",
            server.address
        );
        let response = server.send(head.as_bytes());
        assert_eq!(response.status, 405, "{method}");
        assert_eq!(response.field("Allow"), Some("GET, HEAD"), "{method}");
    }
    let long = format!("stats?where={}", "x".repeat(20 << 10));
    assert_eq!(server.get(&long).status, 431);
    let many = "A: b\r\n".repeat(100);
    let request = format!("GET /api/stats HTTP/1.1\r\nHost: {}\r\n{many}\r\n", server.address);
    assert_eq!(server.send(request.as_bytes()).status, 400);
    assert_eq!(server.get("stats").status, 200);
}

/// More clients than are served at once, who say nothing or little: the server answers others again when its patience
/// is over.
#[test]
fn slow_clients_are_given_up() {
    let server = Server::of_story();
    let mut slow: Vec<TcpStream> = (0..64)
        .map(|_| {
            let mut stream = TcpStream::connect(&server.address).unwrap();
            stream.write_all(b"GET /api/stats HTTP/1.1\r\n").unwrap();
            stream
        })
        .collect();
    let begin = Instant::now();
    // A byte now and then is not enough.
    while server.get("stats").status != 200 {
        assert!(begin.elapsed() < Duration::from_mins(1));
        std::thread::sleep(Duration::from_millis(500));
        for stream in &mut slow {
            let _ = stream.write_all(b"A");
        }
    }
    assert!(begin.elapsed() > Duration::from_secs(5), "they were all served at first");
    let mut answer = String::new();
    let _ = slow[0].set_read_timeout(Some(Duration::from_secs(5)));
    let _ = slow[0].read_to_string(&mut answer);
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 408"), "{answer}");
}

/// All searches of a question end after a minute, whatever budget is asked for; so a great one is no fault.
#[test]
fn a_great_budget_is_no_fault() {
    let server = Server::start(Path::new("data"), &[]);
    let response = server.get("camps?budget=1e9&k=3");
    assert_eq!(response.status, 200, "{response:?}");
    assert_eq!(server.get("camps?budget=1e300").status, 400);
    assert_eq!(server.get("camps?budget=-1").status, 400);
}

/// A network of sixty thousand actors who speak of one target has more edges than any memory.
#[test]
fn what_is_too_large_is_refused_before_it_begins() {
    const ACTORS: usize = 60_000;
    let folder = tempfile::tempdir().unwrap();
    let (table, store) = (folder.path().join("crowd.csv"), folder.path().join("crowd.stance"));
    let rows: Vec<String> =
        (0..ACTORS).map(|actor| format!("actor {actor},supports,bill,2020-01-01")).collect();
    fs::write(&table, format!("holder,verb,target,date\n{}\n", rows.join("\n"))).unwrap();
    let import =
        stance().args(["import", "csv"]).arg(&table).arg("-o").arg(&store).output().unwrap();
    assert!(import.status.success(), "{import:?}");
    let server = Server::start(&store, &[]);
    for question in ["network", "camps?by=agreement"] {
        let response = server.get(question);
        assert_eq!(response.status, 422, "{question}: {response:?}");
        assert_eq!(response.json()["exit_status"], 1);
        let edges = ACTORS * (ACTORS - 1) / 2;
        assert!(response.error().contains(&format!("{edges} edges")), "{}", response.error());
    }
    // The data allow other questions, and so does a narrower one.
    assert_eq!(server.get("stats").status, 200);
    assert_eq!(server.get("network?where=holder:actor-1").status, 200);
}

/// As many questions as there are processors, none of which ends soon: another one waits for ten seconds, and is told when
/// to ask again.
#[test]
fn whoever_finds_no_turn_is_told_when_to_ask_again() {
    /// Among so many entities with a tie of random sign between any two, nobody finds the least frustration soon.
    const ENTITIES: u64 = 90;
    let mut state = 7_u64;
    let mut sign = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        if state >> 63 == 0 { "supports" } else { "opposes" }
    };
    let pairs = (0..ENTITIES).flat_map(|a| (0..a).map(move |b| (a, b)));
    let rows: Vec<String> =
        pairs.map(|(a, b)| format!("entity {a},{},entity {b},2020-01-01", sign())).collect();
    let rows = format!("holder,verb,target,date\n{}\n", rows.join("\n"));
    let folder = tempfile::tempdir().unwrap();
    let (table, store) = (folder.path().join("all.csv"), folder.path().join("all.stance"));
    fs::write(&table, rows).unwrap();
    let import =
        stance().args(["import", "csv"]).arg(&table).arg("-o").arg(&store).output().unwrap();
    assert!(import.status.success(), "{import:?}");
    let server = Server::start(&store, &[]);
    let n_turns = available_parallelism().map_or(1, NonZeroUsize::get);
    let begin = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..n_turns {
            scope.spawn(|| server.get("balance?budget=25"));
        }
        let refused = loop {
            let response = server.get("stats");
            if response.status != 200 {
                break response;
            }
            assert!(begin.elapsed() < Duration::from_secs(20), "there is a turn all the time");
        };
        assert_eq!(refused.status, 429, "{refused:?}");
        assert_eq!(refused.field("Retry-After"), Some("5"));
        assert!(refused.error().contains("ask again later"), "{}", refused.error());
        assert!(begin.elapsed() >= Duration::from_secs(10), "it waits before it is refused");
    });
    assert_eq!(server.get("stats").status, 200, "there are turns again");
}
