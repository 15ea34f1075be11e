//! What is imported again, in parts, or out of an export, by the program itself: nothing new comes of what is there.

use super::program::{DESTINATIONS, answer, folder, import, is_new, said};
use proptest::prelude::*;
use std::{fmt::Write as _, fs, path::PathBuf};

/// A table imported at once, and row by row into another corpus or store, which must say the same.
fn in_rows(table: &str, into: &str) -> (tempfile::TempDir, PathBuf) {
    let (head, rows) = table.split_once('\n').unwrap();
    let (kept, folder) = folder();
    let whole = into.replace("there", "whole");
    import(&folder, table, &whole, &[]);
    for row in rows.lines() {
        import(&folder, &format!("{head}\n{row}\n"), into, &[]);
    }
    assert_eq!(said(&folder, into), said(&folder, &whole), "{into}");
    (kept, folder)
}

#[test]
fn a_row_may_correct_a_statement_that_is_there() {
    for into in DESTINATIONS {
        let (_kept, folder) = folder();
        let first = "holder,target,verb,on,id\nAda,Bor,opposes,2010-01-01,id1\n";
        let second = "holder,target,verb,on,supersedes\nAda,Bor,supports,2010-01-01,id1\n";
        assert_eq!(import(&folder, first, into, &[]).0, 0);
        let (status, report) = import(&folder, second, into, &[]);
        assert!(status == 0 && report.contains("1 of which corrects another"), "{report}");
        assert!(answer(&folder, &["who", "any", "Bor", "-f", into]).contains("supports"));
        assert!(!is_new(&import(&folder, second, into, &[]).1), "{into}");
        // What it corrects must be somewhere.
        let (status, report) = import(&folder, &second.replace("id1", "id9"), into, &[]);
        assert!(status == 1 && report.contains("unknown statement `id9`"), "{report}");
    }
}

#[test]
fn a_later_row_makes_a_target_a_holder() {
    let table = "holder,target,verb,on\nAda,Bor,opposes,2010-01-01\nBor,Cil,opposes,2010-01-02\n";
    let (head, rows) = table.split_once('\n').unwrap();
    for into in DESTINATIONS {
        let (_kept, folder) = folder();
        let whole = into.replace("there", "whole");
        import(&folder, table, &whole, &[]);
        for row in rows.lines() {
            let (_, report) = import(&folder, &format!("{head}\n{row}\n"), into, &[]);
            let is_told =
                report.contains("kinds changed that were only assumed: Bor (topic to person)");
            assert_eq!(is_told, row.starts_with("Bor"), "{report}");
        }
        assert_eq!(said(&folder, into), said(&folder, &whole));
    }
    // Where more is told of it than an import tells, it stays as it is; that is told, too, if it was given.
    let (_kept, folder) = folder();
    let corpus = "Corpus(entities: [(id: \"bor\", kind: Topic, name: \"Bor\", note: \"the law\")])";
    fs::write(folder.join("there.ron"), corpus).unwrap();
    import(&folder, table, "there.ron", &[]);
    assert!(answer(&folder, &["entities", "-f", "there.ron"]).contains("topic"));
}

#[test]
fn a_day_of_recording_tells_statements_apart() {
    let table = "holder,target,verb,on,recorded\nAda,Bor,opposes,2010-01-01,\nAda,Bor,opposes,2010-01-01,2012-01-05\n";
    for into in DESTINATIONS {
        let (_kept, folder) = in_rows(table, into);
        assert!(!is_new(&import(&folder, table, into, &[]).1), "{into}");
    }
    // One that was given for all rows does not.
    let (_kept, folder) = folder();
    let plain = "holder,target,verb,on\nAda,Bor,opposes,2010-01-01\n";
    import(&folder, plain, "there.ron", &["--recorded", "2015-01-01"]);
    assert!(!is_new(&import(&folder, plain, "there.ron", &[]).1));
    assert!(!is_new(&import(&folder, plain, "there.ron", &["--recorded", "2016-01-01"]).1));
}

#[test]
fn a_copy_whose_rows_say_that_it_is_older_is_refused() {
    let copy = |verb: &str, recorded: &str| {
        format!("holder,target,verb,on,quote,recorded\nAda,Bor,{verb},2010-01-01,so,{recorded}\n")
    };
    for into in DESTINATIONS {
        let (_kept, folder) = folder();
        for (verb, recorded) in [("endorses", "2011-01-01"), ("opposes", "2013-01-01")] {
            assert_eq!(import(&folder, &copy(verb, recorded), into, &["--update"]).0, 0);
        }
        let (status, report) = import(&folder, &copy("praises", "2012-06-01"), into, &["--update"]);
        assert!(status == 1 && report.contains("this copy is of 2012-06-01"), "{report}");
        assert!(answer(&folder, &["who", "any", "Bor", "-f", into]).contains("opposes"));
    }
}

#[test]
fn an_exact_name_goes_before_an_alias() {
    let corpus = r#"Corpus(entities: [
        (id: "moor", kind: Person, name: "Ada Moor", aliases: ["The Boss"]), (id: "z", kind: Person, name: "The Boss")])"#;
    let (_kept, folder) = folder();
    fs::write(folder.join("there.ron"), corpus).unwrap();
    import(&folder, "holder,target,verb,on\nThe Boss,Bor,opposes,2011\n", "there.ron", &[]);
    let rows = answer(&folder, &["statements", "-f", "there.ron", "-O", "csv"]);
    assert!(rows.contains(",z,"), "{rows}");
}

#[test]
fn a_row_that_corrects_is_no_repetition() {
    let table = "holder,target,verb,on,id,supersedes\n\
                 Ada,Bor,opposes,2010-01-01,k1,\nAda,Bor,supports,2010-01-01,,\nAda,Bor,supports,2010-01-01,,k1\n";
    let (head, rows) = table.split_once('\n').unwrap();
    for into in DESTINATIONS {
        let (_kept, folder) = folder();
        let whole = into.replace("there", "whole");
        assert!(import(&folder, table, &whole, &[]).1.contains("3 statements"));
        let tie = answer(&folder, &["who", "any", "Bor", "-f", &whole, "-O", "csv"]);
        assert!(tie.contains("positive"), "{tie}");
        for row in rows.lines() {
            import(&folder, &format!("{head}\n{row}\n"), into, &[]);
        }
        assert_eq!(said(&folder, into), said(&folder, &whole), "{into}");
    }
}

#[test]
fn rows_that_are_dated_by_their_source_are_known_again() {
    let table = "holder,target,verb,on,suffix,published\nCil,War,meets,,,2015-01-01\nCil,War,meets,,u,2015-01-01\n";
    for into in DESTINATIONS {
        let (_kept, folder) = in_rows(table, into);
        assert!(!is_new(&import(&folder, table, into, &[]).1));
    }
}

#[test]
fn only_what_equals_a_standing_statement_is_there_already() {
    let head = "holder,target,verb,on,id,coder\n";
    let first = "Cil,Tax,opposes,2010-02,,\n";
    let second = "Bor,War,meets,2010-01-02,i1,\nBor,War,meets,2010-01-02,i1,ann\nBor,War,meets,2010-01-02,,\n";
    for into in DESTINATIONS {
        let (_kept, folder) = folder();
        let whole = into.replace("there", "whole");
        import(&folder, &format!("{head}{first}{second}"), &whole, &[]);
        import(&folder, &format!("{head}{first}"), into, &[]);
        import(&folder, &format!("{head}{second}"), into, &[]);
        assert_eq!(said(&folder, into), said(&folder, &whole), "{into}");
    }
}

#[test]
fn a_corrected_correction_stays_corrected_when_its_statement_is_corrected_again() {
    let head = "holder,target,verb,on,id,supersedes\n";
    let first = "Ada,Tax,endorses,2010-01-01,k0,\nAda,Tax,opposes,2010-01-01,k1,k0\nAda,Tax,praises,2010-01-01,k2,k1\n";
    for into in DESTINATIONS {
        let (_kept, folder) = folder();
        import(&folder, &format!("{head}{first}"), into, &[]);
        import(&folder, &format!("{head}Bor,Tax,endorses,2010-01-03,k3,k0\n"), into, &[]);
        let rows = answer(&folder, &["statements", "-f", into, "-O", "csv"]);
        let ids: Vec<&str> = rows.lines().skip(1).filter_map(|row| row.split(',').next()).collect();
        assert_eq!(ids, ["k2", "k3"], "{into}");
    }
}

#[test]
fn what_stands_again_is_reported() {
    let plain = "holder,target,verb,on\nAda,Bor,opposes,2010-01-01\n";
    let (_kept, folder) = folder();
    import(&folder, plain, "there.ron", &[]);
    let rows = answer(&folder, &["statements", "-f", "there.ron", "-O", "csv"]);
    let id = rows.lines().nth(1).unwrap().split(',').next().unwrap().to_owned();
    let correction =
        format!("holder,target,verb,on,supersedes\nAda,Bor,supports,2010-01-01,{id}\n");
    import(&folder, &correction, "there.ron", &[]);
    let (_, report) = import(&folder, plain, "there.ron", &[]);
    assert!(
        report.contains("1 new statement says what one said that was corrected, and stands again"),
        "{report}"
    );
}

#[test]
fn a_file_that_is_written_anew_knows_the_others_of_its_folder() {
    let (_kept, folder) = folder();
    fs::create_dir(folder.join("story")).unwrap();
    let there = r#"Corpus(entities: [(id: "a", kind: Person, name: "Ada")])"#;
    fs::write(folder.join("story/base.ron"), there).unwrap();
    for verb in ["opposes", "supports"] {
        let table = format!("holder,target,verb,on\nAda,Bor,{verb},2010-01-01\n");
        assert_eq!(import(&folder, &table, "story", &["--force"]).0, 0);
        let rows = answer(&folder, &["statements", "-f", "story", "-O", "csv"]);
        assert!(rows.lines().count() == 2 && rows.contains(",a,") && rows.contains(verb), "{rows}");
    }
}

#[test]
fn a_statement_is_no_id_in_tables_that_people_make() {
    let table =
        "holder,target,verb,date,statement\nAda,Bor,opposes,2010,No\nCil,Bor,opposes,2010,No\n";
    let (_kept, folder) = folder();
    let (_, report) = import(&folder, table, "there.ron", &[]);
    assert!(
        report.contains("columns not used: statement") && report.contains("2 new statements"),
        "{report}"
    );
}

/// A statement of a table: its ends, verb, day, whether it has an id of its own, which of those before it corrects, and coder.
type Row = (u8, u8, u8, u8, bool, Option<prop::sample::Index>, u8);

fn row() -> impl Strategy<Value = Row> {
    let corrected = prop::option::weighted(0.4, any::<prop::sample::Index>());
    (0..3_u8, 0..2_u8, 0..4_u8, 0..3_u8, any::<bool>(), corrected, 0..2_u8)
}

const VERBS: [&str; 4] = ["endorses", "opposes", "praises", "condemns"];

/// The rows under a head; a statement that is corrected has an id.
fn table(rows: &[Row]) -> Vec<String> {
    let mut ids: Vec<usize> = Vec::new();
    let mut table = vec!["holder,target,verb,on,id,supersedes,coder".to_owned()];
    for (number, (holder, target, verb, day, has_id, corrected, coder)) in rows.iter().enumerate() {
        let corrected = corrected.filter(|_| !ids.is_empty()).map(|at| *at.get(&ids));
        let mut row = format!("H{holder},T{target},{}", VERBS[usize::from(*verb)]);
        let _ = write!(row, ",2010-01-{:02},", day + 1);
        if *has_id {
            ids.push(number);
            let _ = write!(row, "k{number}");
        }
        let _ = write!(row, ",{}", corrected.map(|of| format!("k{of}")).unwrap_or_default());
        let _ = write!(row, ",{}", ["", "c"][usize::from(*coder)]);
        table.push(row);
    }
    table
}

proptest! {
    // Each case runs the program some ten times.
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn corrections_in_parts_are_as_at_once(
        rows in prop::collection::vec(row(), 1..7),
        cut in any::<prop::sample::Index>(),
    ) {
        let table = table(&rows);
        let at = 1 + cut.index(table.len());
        let text = |rows: &[String]| format!("{}\n{}\n", table[0], rows.join("\n"));
        for into in DESTINATIONS {
            let (_kept, folder) = folder();
            let whole = into.replace("there", "whole");
            import(&folder, &text(&table[1..]), &whole, &[]);
            for part in [&table[1..at], &table[at..]] {
                import(&folder, &text(part), into, &[]);
            }
            prop_assert_eq!(said(&folder, into), said(&folder, &whole), "{} {:?}", into, table);
        }
    }

    #[test]
    fn an_export_adds_nothing_to_where_it_comes_from(rows in prop::collection::vec(row(), 1..8)) {
        for into in DESTINATIONS {
            let (_kept, folder) = folder();
            import(&folder, &format!("{}\n", table(&rows).join("\n")), into, &[]);
            let before = said(&folder, into);
            let exported = answer(&folder, &["export", "csv-statements", "-f", into]);
            let (_, report) = import(&folder, &exported, into, &[]);
            prop_assert!(!is_new(&report), "{} {}", exported, report);
            answer(&folder, &["export", "jsonl", "-f", into, "-o", "all.jsonl"]);
            answer(&folder, &["import", "jsonl", "all.jsonl", "-o", into]);
            prop_assert_eq!(said(&folder, into), before);
        }
    }
}
