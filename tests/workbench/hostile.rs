//! Texts and names that nobody should write.

use super::*;

#[test]
fn markup_quotes_and_directions_are_words() {
    let Some(browser) = Browser::start() else { return };
    let text = "</script><img src=x onerror=\"window.struck = 1\"> said Ann.\r\n\r\nקראתי את \u{202e}הספר\u{202c} “and” 🦊 she's \"quoted\\ \t it\".\r\n\r\n<b>Bold</b> &amp; so on\u{0}.\n";
    let name = "</script><script>window.struck = 2</script> \\\"O’Neil\\\" \u{202e}x";
    let corpus = CORPUS
        .replace("Ada Moor\", aliases", &format!("{name}\", aliases"))
        .replace("Library divides council", "</title><img src=x onerror='window.struck = 3'>")
        .replace(
            "quote: \"A roof for every book\"",
            "note: \"<i>\", quote: \"<b>Bold</b> &amp; so on\"",
        );
    let place = Place::new(&corpus, text);
    let server = Server::start(&place);
    browser.open(&server.page());
    assert_eq!(browser.text_of(".mark"), "<b>Bold</b> &amp; so on");
    assert!(browser.text_of(".card").contains("</script><script>"));
    browser.press(key::DOWN);
    browser.press(key::DOWN);
    browser.press_together(&[key::SHIFT, key::DOWN]);
    browser.press(key::ENTER);
    complete(&browser, "holder", "</script>");
    complete(&browser, "stance", "praises");
    complete(&browser, "target", "new");
    browser.wait("document.activeElement.id === 'save'");
    browser.press(key::ENTER);
    browser.wait("document.querySelectorAll('.card').length === 2");
    place.is_sound();
    browser.press("?");
    browser.press(key::ESCAPE);
    browser.press("g");
    browser.wait("document.querySelector('#graph iframe')?.contentDocument?.documentElement.dataset.ready === 'yes'");
    assert_eq!(
        browser.value(
            "window.struck ?? document.querySelector('iframe').contentWindow.struck ?? null"
        ),
        Value::Null
    );
    assert_eq!(browser.count("#text img, #side img, #side b, #side i, h1 img"), 0);
    browser.press(key::ESCAPE);
    browser.press_together(&[key::CONTROL, "z"]);
    browser.wait("document.querySelectorAll('.card').length === 1");
    assert_eq!(place.bytes(), corpus);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
