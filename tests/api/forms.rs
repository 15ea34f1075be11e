//! The form of an answer: `form` first, then what the client accepts, else JSON.

use super::Server;

#[test]
fn the_form_is_named_or_negotiated() {
    let server = Server::of_story();
    for (question, accept, status, media_type) in [
        ("stats", None, 200, "application/json"),
        ("stats", Some("*/*"), 200, "application/json"),
        ("stats", Some("text/csv"), 200, "text/csv; charset=utf-8"),
        ("stats", Some("application/x-ndjson"), 200, "application/jsonl"),
        (
            "stats",
            Some("text/csv;q=0.3, application/vnd.apache.parquet"),
            200,
            "application/vnd.apache.parquet",
        ),
        ("stats", Some("text/html, */*;q=0.1"), 200, "application/json"),
        ("stats", Some("image/png"), 406, "application/json"),
        ("stats?form=arrow", Some("text/csv"), 200, "application/vnd.apache.arrow.file"),
        ("stats?form=table", None, 200, "text/plain; charset=utf-8"),
        ("stats?form=csv&top=1", None, 400, "application/json"),
    ] {
        let accept = accept.map(|accept| format!("Accept: {accept}"));
        let fields: Vec<&str> = accept.as_deref().into_iter().collect();
        let response = server.get_with(&format!("/api/{question}"), &fields);
        assert_eq!(response.status, status, "{question} {accept:?}: {response:?}");
        assert_eq!(response.field("Content-Type"), Some(media_type), "{question} {accept:?}");
    }
    let head = format!(
        "HEAD /api/stats?token={} HTTP/1.1\r\nHost: {}\r\n\r\n",
        super::server::TOKEN,
        server.address
    );
    let response = server.send(head.as_bytes());
    assert_eq!((response.status, response.body.len()), (200, 0));
    let length = server.get("stats").body.len().to_string();
    assert_eq!(response.field("Content-Length"), Some(length.as_str()));
    let matrix = server.get("network?matrix&form=csv");
    assert!(matrix.status == 200 && matrix.body.starts_with(b","), "{matrix:?}");
}
