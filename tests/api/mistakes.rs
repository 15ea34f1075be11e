//! Mistakes are told in the words of the command line, with a status that fits.

use super::{
    Server,
    server::{Response, stance},
};

fn told(response: &Response, status: u16) -> String {
    assert_eq!(response.status, status, "{response:?}");
    response.error()
}

#[test]
fn the_words_are_those_of_the_command_line() {
    let server = Server::of_story();
    for (line, question, status) in [
        ("who any donld-trump", "who?stances=any&target=donld-trump", 404),
        ("who any zzzz", "who?stances=any&target=zzzz", 404),
        ("who any of", "who?stances=any&target=of", 400),
        ("who suports kanye-west", "who?stances=suports&target=kanye-west", 400),
        ("stats --period 2018q7", "stats?period=2018q7", 400),
        ("stats --begin 2018-05 --end 2018-04", "stats?begin=2018-05&end=2018-04", 400),
        ("stats --where holder:jon", "stats?where=holder:jon", 400),
        ("stats --where nonsense(", "stats?where=nonsense(", 400),
        ("stats --rolling 2", "stats?rolling=2", 400),
        ("stats --every month --rolling 0", "stats?every=month&rolling=0", 400),
        (
            "stats --every month --rolling 2 --expanding",
            "stats?every=month&rolling=2&expanding",
            400,
        ),
        ("balance --weighted --census", "balance?census=true&weighted=1", 400),
        ("balance --budget long", "balance?budget=long", 400),
        ("network --matrix", "network?matrix", 400),
        ("network --aggregate combine", "network?aggregate=combine", 400),
        ("camps --k 0", "camps?k=0", 400),
        ("statements --every month", "statements?every=month", 400),
    ] {
        let output = stance().args(line.split(' ')).args(["-f", "data"]).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{line}");
        let message = String::from_utf8(output.stderr).unwrap();
        let response = server.get(question);
        let error = told(&response, status);
        if line.contains("--every month") && question.starts_with("statements") {
            assert_eq!(error, "`statements` has no parameter `every`");
            continue;
        }
        let same = message.strip_prefix("error: ").is_some_and(|rest| rest.starts_with(&error));
        assert!(same, "{line}: {error}, not {message}");
        assert_eq!(response.json()["exit_status"], 2);
    }
}

#[test]
fn parameters_are_looked_at_before_anything_is_asked() {
    let server = Server::of_story();
    for (question, status, words) in [
        (
            "who?stances=any&tagret=x",
            400,
            "`who` has no parameter `tagret`; did you mean `target`?",
        ),
        ("who?target=kanye-west", 400, "the parameter `stances` is missing: Which stances"),
        ("who?stances=any&target=a&target=b", 400, "`target` is given twice"),
        ("stats?period=2018&period=2019", 400, "`period` is given twice"),
        ("stats?definite=perhaps", 400, "`definite` is `true` or `false`, not `perhaps`"),
        ("timeline?target=donald-trump", 400, "`target` needs `holder`, too"),
        ("stats?form=jsn", 400, "form: "),
        ("stats?form=json&form=csv", 400, "`form` is given twice"),
        ("stats?where=%ff", 400, "the query is no percent-encoded UTF-8"),
        ("who?stances=any&target=a%00b", 400, "`target` holds a character that no name has"),
        ("hwo", 404, "there is no question `hwo`; did you mean"),
        ("", 404, "there is no question ``; /api/openapi.json describes all"),
        ("who/", 404, "there is no question `who/`"),
    ] {
        let error = told(&server.get(question), status);
        assert!(error.contains(words), "{question}: {error}");
    }
}

/// What would read or write files, or more memory, is not for who asks to say; nor are commands that change something.
#[test]
fn what_is_the_servers_is_no_parameter() {
    let server = Server::of_story();
    for name in ["file", "f", "no-cache", "output", "o", "color", "output-format", "memory", "help"]
    {
        let error = told(&server.get(&format!("network?{name}=x")), 400);
        assert!(error.contains(&format!("has no parameter `{name}`")), "{error}");
    }
    for command in ["import", "build", "rename", "export", "serve", "check", "init", "merge", "man"]
    {
        told(&server.get(command), 404);
    }
    // What looks like a flag is a value.
    let error = told(&server.get("who?stances=any&target=--file%3D%2Fetc%2Fpasswd"), 404);
    assert!(error.starts_with("no entity is called `--file=/etc/passwd`"), "{error}");
    assert_eq!(server.get("verbs?word=-f&word=x").status, 200);
}
