//! Who is answered: this computer, with the token, and for changes only the server's own page.

use super::*;

#[test]
fn only_the_own_page_with_the_token_is_answered() {
    let place = Place::new(CORPUS, TEXT);
    let server = Server::start(&place);
    assert!(server.address.starts_with("127.0.0.1:"));
    let Server { address, token, .. } = &server;
    let wrong = format!("{}0", &token[..31]);
    let wrong = if wrong == *token { format!("{}1", &token[..31]) } else { wrong };
    let own = format!("Host: {address}");
    let status = |request: &str| {
        let answer = server.ask(request);
        answer.split(' ').nth(1).unwrap_or_default().to_owned()
    };
    let get =
        |path: &str, fields: &str| status(&format!("GET {path} HTTP/1.1\r\n{fields}\r\n\r\n"));
    for path in
        ["", "state", "text?id=gazette", "style.css", "page.js", "complete?typed=a", "graph"]
    {
        assert_eq!(get(&format!("/{token}/{path}"), &own), "200", "{path}");
        assert_eq!(get(&format!("/{wrong}/{path}"), &own), "403", "{path}");
        assert_eq!(get(&format!("/{path}"), &own), "403", "{path}");
        let foreign = format!("{own}\r\nOrigin: http://news.example");
        assert_eq!(get(&format!("/{token}/{path}"), &foreign), "403", "{path}");
        assert_eq!(get(&format!("/{token}/{path}"), "Host: news.example"), "403", "{path}");
    }
    for path in [
        "corpus.ron",
        "../corpus.ron",
        "text?id=..%2Fcorpus",
        "text?id=%2Fetc%2Fpasswd",
        "text",
        "act",
    ] {
        assert_eq!(get(&format!("/{token}/{path}"), &own), "404", "{path}");
    }
    assert_eq!(get(&format!("/{token}"), &own), "403");

    let body =
        json!({"act": "save", "text": "gazette", "draft": draft(TEXT, "in May", "")}).to_string();
    let post = |path: &str, fields: &str, body: &str| {
        status(&format!(
            "POST {path} HTTP/1.1\r\n{fields}\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        ))
    };
    let (json, origin) = ("Content-Type: application/json", format!("Origin: http://{address}"));
    let act = format!("/{token}/act");
    for (path, fields, body, expected) in [
        (format!("/{wrong}/act"), format!("{own}\r\n{origin}\r\n{json}"), body.as_str(), "403"),
        (act.clone(), format!("{own}\r\n{json}"), &body, "403"),
        (act.clone(), format!("{own}\r\nOrigin: null\r\n{json}"), &body, "403"),
        (act.clone(), format!("{own}\r\nOrigin: http://news.example\r\n{json}"), &body, "403"),
        (act.clone(), format!("{own}\r\nOrigin: https://{address}\r\n{json}"), &body, "403"),
        (act.clone(), format!("{own}\r\nOrigin: http://127.0.0.1:1\r\n{json}"), &body, "403"),
        (act.clone(), format!("Host: news.example\r\n{origin}\r\n{json}"), &body, "403"),
        (act.clone(), format!("{own}\r\n{origin}\r\nContent-Type: text/plain"), &body, "415"),
        (format!("/{token}/state"), format!("{own}\r\n{origin}\r\n{json}"), &body, "404"),
        (act.clone(), format!("{own}\r\n{origin}\r\n{json}"), "{}", "400"),
        (
            act.clone(),
            format!("{own}\r\n{origin}\r\n{json}"),
            "{\"act\": \"undo\", \"x\": 1}",
            "400",
        ),
        (act.clone(), format!("{own}\r\n{origin}\r\n{json}"), &"x".repeat(2 << 20), "413"),
    ] {
        assert_eq!(post(&path, &fields, body), expected, "{path} {fields}");
        assert_eq!(place.bytes(), CORPUS);
    }
    for path in ["../corpus", "corpus", "/etc/passwd", "..\\corpus", ""] {
        let refused = server.act(&json!({"act": "state", "text": path, "state": "coded"}));
        assert!(refused.get("refused").is_some(), "{refused}");
    }
    let saved = server.act(&serde_json::from_str(&body).unwrap());
    assert!(saved.get("done").is_some(), "{saved}");
    assert_ne!(place.bytes(), CORPUS);
}
