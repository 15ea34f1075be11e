//! Headless Chromium, driven through chromedriver and the W3C `WebDriver` protocol.

use serde_json::{Value, json};
use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

/// A session of a browser with one page and a profile of its own.
pub(crate) struct Browser {
    driver: Child,
    session: String,
    /// The folder of the browser's profile and downloads.
    pub(crate) folder: tempfile::TempDir,
}

#[allow(dead_code, reason = "several test programs use it, each some of it")]
impl Browser {
    /// A browser, or `None` where none is installed and none is required.
    pub(crate) fn start() -> Option<Self> {
        Self::sized(1280, 860)
    }

    /// The same with a window of this size.
    pub(crate) fn sized(width: u32, height: u32) -> Option<Self> {
        let (mut driver, port) = driver()?;
        let folder = tempfile::tempdir().unwrap();
        let address = format!("http://127.0.0.1:{port}/session");
        let created = ask("POST", &address, Some(&capabilities(folder.path(), width, height)));
        let Some(id) = created.get("sessionId").and_then(Value::as_str) else {
            let _ = driver.kill();
            panic!("the browser does not start: {created}");
        };
        let session = format!("{address}/{id}");
        let browser = Self { driver, session, folder };
        browser.post("/timeouts", json!({ "script": 60_000, "pageLoad": 60_000 }));
        browser.devtools(
            "Browser.setDownloadBehavior",
            json!({ "behavior": "allow", "downloadPath": browser.folder.path() }),
        );
        Some(browser)
    }

    fn post(&self, path: &str, body: Value) -> Value {
        ask("POST", &format!("{}{path}", self.session), Some(&body))
    }

    fn devtools(&self, command: &str, parameters: Value) -> Value {
        self.post("/goog/cdp/execute", json!({ "cmd": command, "params": parameters }))
    }

    /// Makes the page as large as a window of this size, also below what the browser's own windows can be.
    pub(crate) fn resize(&self, width: u32, height: u32) {
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500 }),
        );
    }

    /// Opens a page and waits until its entities are placed.
    pub(crate) fn open(&self, url: &str) {
        // A page that differs only in its fragment would not be loaded again.
        self.post("/url", json!({ "url": "about:blank" }));
        self.post("/url", json!({ "url": url }));
        self.wait("document.documentElement.dataset.ready === 'yes'");
    }

    /// The value of an expression.
    pub(crate) fn value(&self, expression: &str) -> Value {
        self.post("/execute/sync", json!({ "script": format!("return {expression}"), "args": [] }))
    }

    /// The text that an expression gives.
    pub(crate) fn text(&self, expression: &str) -> String {
        self.value(expression).as_str().map(str::to_owned).unwrap_or_default()
    }

    /// The visible text of the first element that a selector finds.
    pub(crate) fn text_of(&self, selector: &str) -> String {
        self.text(&format!("document.querySelector({})?.innerText", json!(selector)))
    }

    /// How many elements a selector finds.
    pub(crate) fn count(&self, selector: &str) -> u64 {
        let found = self.value(&format!("document.querySelectorAll({}).length", json!(selector)));
        found.as_u64().unwrap_or_default()
    }

    /// Waits until an expression is true.
    pub(crate) fn wait(&self, expression: &str) {
        let start = Instant::now();
        while self.value(&format!("Boolean({expression})")) != true {
            assert!(start.elapsed() < Duration::from_mins(1), "never so: {expression}");
            sleep(Duration::from_millis(30));
        }
    }

    fn element(&self, selector: &str) -> String {
        let found = self.post("/element", json!({ "using": "css selector", "value": selector }));
        let id = found.as_object().and_then(|found| found.values().next()).and_then(Value::as_str);
        id.unwrap_or_else(|| panic!("there is no {selector}")).to_owned()
    }

    /// Clicks the first element that a selector finds, as a person does: where it can be seen.
    pub(crate) fn click(&self, selector: &str) {
        let click = || self.post(&format!("/element/{}/click", self.element(selector)), json!({}));
        let mut clicked = click();
        // What is drawn anew just then is another element.
        if clicked["error"] == "stale element reference" {
            clicked = click();
        }
        assert!(clicked.get("error").is_none(), "{selector}: {clicked}");
    }

    /// Types into an element.
    pub(crate) fn type_into(&self, selector: &str, text: &str) {
        let element = self.element(selector);
        self.post(&format!("/element/{element}/value"), json!({ "text": text }));
    }

    /// Presses a key wherever the focus is. Special keys have their own characters (`WebDriver`, section 17.4.2).
    pub(crate) fn press(&self, key: &str) {
        self.press_together(&[key]);
    }

    /// Presses keys together: Ctrl with a letter.
    pub(crate) fn press_together(&self, keys: &[&str]) {
        let event = |kind: &str, key: &str| json!({ "type": kind, "value": key });
        let down = keys.iter().map(|key| event("keyDown", key));
        let up = keys.iter().rev().map(|key| event("keyUp", key));
        let actions: Vec<Value> = down.chain(up).collect();
        self.post(
            "/actions",
            json!({ "actions": [{ "type": "key", "id": "keys", "actions": actions }] }),
        );
    }

    /// Drags the mouse from one point of the window to another.
    pub(crate) fn drag(&self, from: (i64, i64), to: (i64, i64)) {
        let actions = json!([
            { "type": "pointerMove", "x": from.0, "y": from.1, "duration": 0 },
            { "type": "pointerDown", "button": 0 },
            { "type": "pointerMove", "x": to.0, "y": to.1, "duration": 60 },
            { "type": "pointerUp", "button": 0 }
        ]);
        self.point(&actions);
    }

    /// Turns the wheel at a point of the window, also with Ctrl held.
    pub(crate) fn wheel(&self, (x, y): (i64, i64), by: i64, is_held: bool) {
        let pause = json!({ "type": "pause", "duration": 0 });
        let scroll = json!({ "type": "scroll", "x": x, "y": y, "deltaX": 0, "deltaY": by, "duration": 0, "origin": "viewport" });
        let key = |kind: &str| {
            if is_held { json!({ "type": kind, "value": "\u{e009}" }) } else { pause.clone() }
        };
        let keys = json!([key("keyDown"), pause, key("keyUp")]);
        self.post(
            "/actions",
            json!({ "actions": [{ "type": "key", "id": "keys", "actions": keys },
                { "type": "wheel", "id": "wheel", "actions": [pause, scroll, pause] }] }),
        );
    }

    /// From here on looks into the first frame of the page.
    pub(crate) fn look_into_frame(&self) {
        self.post("/frame", json!({ "id": 0 }));
    }

    /// From here on looks at the page itself.
    pub(crate) fn look_out_of_frame(&self) {
        self.post("/frame", json!({ "id": null }));
    }

    /// Clicks a point of the window.
    pub(crate) fn click_at(&self, x: i64, y: i64) {
        let actions = json!([
            { "type": "pointerMove", "x": x, "y": y, "duration": 0 },
            { "type": "pointerDown", "button": 0 },
            { "type": "pointerUp", "button": 0 }
        ]);
        self.point(&actions);
    }

    fn point(&self, actions: &Value) {
        let mouse = json!({ "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" }, "actions": actions });
        self.post("/actions", json!({ "actions": [mouse] }));
    }

    /// What is printed of the page on A4: a PDF.
    pub(crate) fn print(&self, orientation: &str) -> Vec<u8> {
        let page = json!({ "width": 21.0, "height": 29.7 });
        let options = json!({ "orientation": orientation, "page": page, "background": true, "shrinkToFit": false });
        let pdf = self.post("/print", options);
        unbased(pdf.as_str().unwrap_or_else(|| panic!("nothing is printed: {pdf}")))
    }

    /// Shows the page as it is laid out on paper of this width, or on the screen again.
    pub(crate) fn emulate(&self, media: &str, features: &Value) {
        self.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "media": media, "features": features }),
        );
    }

    /// Runs no scripts of pages that are opened from now on.
    pub(crate) fn without_scripts(&self) {
        self.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true }));
    }

    /// Opens a page that runs no scripts.
    pub(crate) fn open_plain(&self, url: &str) {
        self.post("/url", json!({ "url": "about:blank" }));
        self.post("/url", json!({ "url": url }));
    }

    /// All texts that are laid out, one a line, whether or not scripts run.
    pub(crate) fn laid_out(&self) -> String {
        let shot = self.devtools("DOMSnapshot.captureSnapshot", json!({ "computedStyles": [] }));
        let strings = shot.get("strings").and_then(Value::as_array).cloned().unwrap_or_default();
        let texts = shot.pointer("/documents/0/layout/text").and_then(Value::as_array).cloned();
        let texts = texts.unwrap_or_default().into_iter().filter_map(|at| at.as_u64());
        let texts = texts
            .filter_map(|at| strings.get(usize::try_from(at).ok()?)?.as_str().map(str::to_owned));
        texts.collect::<Vec<_>>().join("\n")
    }

    /// Runs a script of several statements in the page, whatever its policy allows; the last argument calls back.
    pub(crate) fn run(&self, script: &str) -> Value {
        self.post("/execute/async", json!({ "script": script, "args": [] }))
    }

    /// The warnings and errors of the console.
    pub(crate) fn complaints(&self) -> Vec<String> {
        self.log("browser").into_iter().map(|entry| entry.to_string()).collect()
    }

    /// The addresses of everything that pages from disk requested.
    pub(crate) fn requests(&self) -> Vec<String> {
        let request = |entry: &Value| {
            let message: Value = serde_json::from_str(entry.get("message")?.as_str()?).ok()?;
            let message = message.get("message")?;
            let is_request = message.get("method")? == "Network.requestWillBeSent";
            let url = message.pointer("/params/request/url")?.as_str()?;
            let is_ours = message.pointer("/params/documentURL")?.as_str()?.starts_with("file:");
            (is_request && is_ours).then(|| url.to_owned())
        };
        self.log("performance").iter().filter_map(request).collect()
    }

    fn log(&self, kind: &str) -> Vec<Value> {
        let entries = self.post("/se/log", json!({ "type": kind }));
        entries.as_array().cloned().unwrap_or_else(|| panic!("no log: {entries}"))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = minreq::delete(&self.session).with_timeout(20).send();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// Starts chromedriver on a free port.
#[expect(clippy::print_stderr, reason = "says that nothing was tested")]
fn driver() -> Option<(Child, u16)> {
    let child = Command::new("chromedriver")
        .arg("--port=0")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let mut child = match child {
        Ok(child) => child,
        Err(error) => {
            let is_required = std::env::var_os("STANCE_REQUIRE_BROWSER").is_some();
            assert!(!is_required, "chromedriver does not start: {error}");
            eprintln!("chromedriver is not installed: nothing was tested");
            return None;
        }
    };
    let mut lines = BufReader::new(child.stdout.take()?).lines().map_while(Result::ok);
    let port_of = |line: String| {
        line.split_once("successfully on port ")?.1.trim_end_matches('.').parse().ok()
    };
    let port = lines.find_map(port_of);
    Some((child, port.expect("chromedriver tells its port")))
}

fn capabilities(profile: &Path, width: u32, height: u32) -> Value {
    let profile = format!("--user-data-dir={}", profile.join("profile").display());
    let size = format!("--window-size={width},{height}");
    let arguments = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--force-prefers-reduced-motion",
        &size,
        &profile,
    ];
    json!({ "capabilities": { "alwaysMatch": {
        "browserName": "chrome",
        "goog:chromeOptions": { "args": arguments },
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" }
    } } })
}

/// The bytes of a text in Base64.
fn unbased(text: &str) -> Vec<u8> {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = text.bytes().filter_map(|it| ALPHABET.iter().position(|digit| *digit == it));
    let (mut bytes, mut bits, mut n_bits) = (Vec::new(), 0_usize, 0);
    for digit in digits {
        bits = (bits << 6 | digit) & 0xfff;
        n_bits += 6;
        if n_bits >= 8 {
            n_bits -= 8;
            bytes.push(u8::try_from(bits >> n_bits & 0xff).unwrap());
        }
    }
    bytes
}

/// The value that the driver answers with.
fn ask(method: &str, url: &str, body: Option<&Value>) -> Value {
    let request =
        minreq::Request::new(minreq::Method::Custom(method.to_owned()), url).with_timeout(120);
    let request = match body {
        Some(body) => request
            .with_header("Content-Type", "application/json; charset=utf-8")
            .with_body(body.to_string()),
        None => request,
    };
    let answer = request.send().expect("the driver answers");
    let mut answer: Value = serde_json::from_str(answer.as_str().unwrap()).unwrap();
    answer.get_mut("value").map(Value::take).unwrap_or_default()
}
