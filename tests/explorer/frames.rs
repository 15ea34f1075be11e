//! The frame times of the largest page: `cargo test --release --test explorer frames -- --ignored --nocapture`.

use super::{Opened, written};
use std::fmt::Write as _;

/// 10,000 statements of 1,000 people over fifteen years: few have most of them, and a pair now and then changes its sign.
fn largest() -> String {
    let mut seed = 1_u64;
    let mut below = |end: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % end
    };
    let mut text = "Corpus(entities: [".to_owned();
    for person in 0..1000 {
        let _ = write!(text, "(id: \"{person}\", kind: Person, name: \"Person {person}\"),");
    }
    text.push_str(
        "], sources: [(id: \"s\", kind: Dataset, published: \"2020-01-01\")], statements: [",
    );
    for number in 0..10_000 {
        // The first thousand let nobody out.
        let (widest, narrow) = (below(1000) + 1, below(1000));
        let holder = if number < 1000 { number } else { narrow % widest };
        let reach = below(999) + 1;
        let target = (holder + 1 + below(reach)) % 1000;
        let stance = if (holder * 7 + target * 13 + u64::from(below(8) == 0)) % 3 == 0 {
            "opposes"
        } else {
            "supports"
        };
        let (year, month, day) = (2005 + below(15), 1 + below(12), 1 + below(28));
        let _ = write!(
            text,
            "(id: \"{number}\", holder: \"{holder}\", stance: \"{stance}\", target: \"{target}\", source: \"s\",\
             on: \"{year}-{month:02}-{day:02}\", quote: \"What number {number} says of it.\"),"
        );
    }
    text + "])"
}

/// Plays for some seconds, or zooms at every frame, and returns the milliseconds between frames, sorted.
fn measure(opened: &Opened, is_zoom: bool) -> Vec<f64> {
    let step = if is_zoom {
        "graph.dispatchEvent(new WheelEvent('wheel', { deltaY: times.length % 40 < 20 ? -30 : 30, cancelable: true }));"
    } else {
        ""
    };
    opened.browser.value(&format!(
        "(() => {{ const times = window.times = [], graph = document.getElementById('graph');
            const frame = (time) => {{ times.push(time); {step} if (times[times.length - 1] - times[0] < 6000) requestAnimationFrame(frame);
                else window.isMeasured = true; }};
            window.isMeasured = false; requestAnimationFrame(frame); }})()",
    ));
    opened.browser.wait("window.isMeasured");
    let times = opened.browser.value("window.times");
    let times: Vec<f64> =
        times.as_array().unwrap().iter().filter_map(serde_json::Value::as_f64).collect();
    let mut frames: Vec<f64> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
    frames.sort_by(f64::total_cmp);
    frames
}

#[test]
#[ignore = "measures"]
#[expect(clippy::print_stdout, reason = "tells what it measures")]
fn frames_of_the_largest_page() {
    let Some(opened) = Opened::new(&written(&largest())) else { return };
    opened.go("#pace=4");
    println!("ready after {} ms", opened.browser.value("Math.round(performance.now())"));
    opened.browser.click("#play");
    for (what, is_zoom) in [("playing", false), ("zooming", true)] {
        let frames = measure(&opened, is_zoom);
        let at = |share: usize| frames[(frames.len() - 1) * share / 100];
        println!(
            "{what}: median {:.1} ms, 95 % under {:.1} ms, longest {:.1} ms",
            at(50),
            at(95),
            at(100)
        );
        assert!(at(50) < 100.0, "{what} is not smooth");
        opened.browser.press("0");
        opened.browser.value("document.getElementById('play').ariaLabel === 'Pause' && document.getElementById('play').click()");
    }
    opened.is_clean();
}
