//! Single rules: who speaks, who takes sides towards whom, who writes.

use super::{meet, proposals};
use stancegraph::coding::proposals::{Proposal, Status};

/// The proposals of a few lines under a headline and a sentence that say nothing.
fn of_lines(lines: &str) -> Vec<Proposal> {
    let before = "Town hall notes\n\nIt was on the day of the meeting, and all of them were there.";
    proposals(&format!("{before}\n\n{lines}\n"), "2019-09-20", &[])
}

#[test]
fn speakers_are_told_by_many_forms() {
    let forms = [
        ("“It rained,” — a clerk at the ferry office, to nobody.", "It rained", "clerk"),
        (
            "One engineer called the sluice “a bucket with a hole”.",
            "a bucket with a hole",
            "engineer",
        ),
        ("“The gate held,” one of them wrote to the council.", "The gate held", "one of them"),
        ("A diver there described the wreck as “a cathedral”.", "a cathedral", "diver"),
        ("“We are late,” FHM(U) board member Inga Sorel said.", "We are late", "Inga Sorel"),
        ("Will Hale spoke first. “I sold the boat,” he said.", "I sold the boat", "Will Hale"),
        ("Ms Bishop rose. “I object,” she said.", "I object", "Bishop"),
        ("“He counts well,” Shahid al-Karim said of the clerk.", "He counts well", "al-Karim"),
        ("Asked by her barrister, Fiona Dass, Mrs Kettle said: “Never.”", "Never", "Kettle"),
        (
            "Former Quay Works board member Odile Roos blasted the firm. “They drift,” she said.",
            "They drift",
            "Odile Roos",
        ),
        (
            "Nearly all went home. The mayor's spokesman, Abel Finch, stayed. The bishop's spokesman said: “No.”",
            "No",
            "bishop's spokesman",
        ),
        (
            "Pohl blamed the weather; Luna Orr, who had steered, blamed Pohl. “He left us,” she wrote.",
            "He left us",
            "Luna Orr",
        ),
        (
            "Her own junior, Nora Aziz, liked it. Callum Reeve and Reeve alone said: “Fine by me.”",
            "Fine by me",
            "Callum Reeve",
        ),
        (
            "Vance’s reply came at noon: “See you there.” Lola Vance then left.",
            "See you there",
            "Vance",
        ),
        (
            "Luna Orr met Ida Sand on the quay. “Ida is no sailor,” she said.",
            "Ida is no sailor",
            "Luna Orr",
        ),
        (
            "Callum Reeve was there. Another clerk laughed at the oars. “Callum cannot row,” he said.",
            "Callum cannot row",
            "Another clerk",
        ),
        (
            "Callum Reeve arrived late from the sluice. The Quay Party leader called the pump “a toy”.",
            "a toy",
            "Callum Reeve",
        ),
        (
            "The harbour day ended early, with a diver telling Luna Orr that the wreck was “a cathedral”.",
            "a cathedral",
            "diver",
        ),
        (
            "Will Hale praised Ida Sand at length. Callum Reeve, he said, was “a bucket with a hole”.",
            "a bucket with a hole",
            "Will Hale",
        ),
        ("The clerk met Ida Sand, 69, who called the pump “a toy”.", "a toy", "Ida Sand"),
        ("Luna Orr sang. The “Grey Boats” singer called the pump “a toy”.", "a toy", "Luna Orr"),
        ("One deckhand liked it. Another called the pump “a toy”.", "a toy", "Another"),
        ("The harbour whip, Luna Orr, said the pump was “a toy”.", "a toy", "Luna Orr"),
        (
            "“The gate held,” said the Quay University, Port Lind’s rector, Odile Roos.",
            "The gate held",
            "Odile Roos",
        ),
        ("“The gate held,” said a diver using the pseudonym Katya.", "The gate held", "Katya"),
        ("“The gate held,” said a clerk who gave her name as Katya.", "The gate held", "Katya"),
        (
            "According to a letter sent on Monday by the sluice engineer Odile Roos, “the gate held”.",
            "the gate held",
            "Odile Roos",
        ),
        ("Quay Secretary of State Luna Orr said the pump “is a toy”.", "is a toy", "Luna Orr"),
        (
            "The ambassador to Norway Luna Orr wrote on her blog, “The gate held.”",
            "The gate held",
            "Luna Orr",
        ),
        ("Luna Orr also reacted on Tuesday, “The gate held.”", "The gate held", "Luna Orr"),
        ("Luna Orr sang. “The gate held,” said the 64-year-old.", "The gate held", "Luna Orr"),
    ];
    for (lines, quote, speaker) in forms {
        let found = of_lines(lines);
        let over: Vec<_> = found.iter().filter(|p| p.quote.contains(quote)).collect();
        let right = over.iter().any(|p| meet(&p.holder.name, speaker));
        assert!(right, "{lines}\n{speaker} is not among {over:#?}");
    }
}

#[test]
fn titles_of_works_and_scare_quotes_of_nobody_are_no_speech() {
    let lines = "Noel Fairfax sang well. The singer, who wrote the novel “The Salt House”, bowed. It was warm.";
    let found = of_lines(lines);
    assert!(!found.iter().any(|p| p.quote == "The Salt House"), "{found:#?}");
}

#[test]
fn who_takes_sides_is_offered_with_the_target() {
    let offered = [
        ("The council voted on Monday, by 5 to 4, against the pier bill.", "council", "pier bill"),
        ("The dockers went with Nora Aziz in the spring.", "dockers", "Nora Aziz"),
        (
            "Climate Dawn, a national group, is spending $400,000 for Nora Aziz.",
            "Climate Dawn",
            "Nora Aziz",
        ),
        (
            "Eleven divers withdrew their boats from the Quay Regatta in protest.",
            "divers",
            "Quay Regatta",
        ),
        ("Odile Roos has been a longtime critic of Callum Reeve.", "Odile Roos", "Callum Reeve"),
        ("The court holds Quay Works responsible for the spill.", "court", "Quay Works"),
        (
            "The bill won the backing of the Ferry Union, the Quay Teachers Association and Bishop Oscar Lind.",
            "Oscar Lind",
            "bill",
        ),
        (
            "Nora Aziz and Callum Reeve sat down. They have loathed each other since 2015.",
            "Nora Aziz",
            "Callum Reeve",
        ),
        (
            "Nora Aziz and Callum Reeve sat down. They have loathed each other since 2015.",
            "Callum Reeve",
            "Nora Aziz",
        ),
        ("The members met. They welcomed the harbour plan.", "members", "harbour plan"),
        (
            "Ida Roth defended the harbour levy. Callum Reeve voted against it.",
            "Callum Reeve",
            "levy",
        ),
        (
            "The Quay Works Union (QWU) met. The QWU opposes Nora Aziz.",
            "Quay Works Union",
            "Nora Aziz",
        ),
        (
            "Nora Aziz, whose founder’s letter Odile Roos had savaged, left.",
            "Odile Roos",
            "Nora Aziz",
        ),
        ("Odile Roos said the harbour levy would be late by a year.", "Odile Roos", "levy"),
        ("The US has opposed the harbour levy since May.", "US", "levy"),
        ("Shipping bodies rallied behind Nora Aziz.", "bodies", "Nora Aziz"),
        ("Odile Roos designated the Quay Works as an enemy.", "Odile Roos", "Quay Works"),
    ];
    for (lines, holder, target) in offered {
        let found = of_lines(lines);
        let right = found.iter().any(|p| {
            let mut names =
                p.target.iter().map(|t| &t.name).chain(p.candidates.iter().map(|c| &c.name));
            meet(&p.holder.name, holder) && names.any(|name| meet(name, target))
        });
        assert!(right, "{lines}\n{holder} towards {target} is not among {found:#?}");
    }
}

#[test]
fn a_letter_has_the_writer_who_signs_it() {
    let letters = "Letters\n\nTo the Editor:\n\nI admire Nora Aziz. She is a fine mayor.\n\nCONSTANCE HALE\nFairmount\n\n\
                   To the Editor:\n\nI was appalled by Nora Aziz.\n\nHarold Vance\nPine Ridge\n";
    let found = proposals(letters, "2022-05-03", &[]);
    let towards = |holder: &str| found.iter().any(|p| p.holder.name == holder);
    assert!(towards("Constance Hale") && towards("Harold Vance"), "{found:#?}");
    let own = |p: &&Proposal| p.holder.name == "Constance Hale" && p.quote.contains("appalled");
    assert_eq!(found.iter().find(own), None);
}

#[test]
fn a_ready_proposal_has_other_targets_beside_its_own() {
    let found = of_lines("Callum Reeve met Odile Roos at the pier and praised Nora Aziz.");
    let ready = found.iter().find(|p| p.status == Status::Ready).unwrap();
    let own = ready.target.as_ref().map(|t| &t.name);
    assert_eq!(own.map(String::as_str), Some("Nora Aziz"));
    assert!(ready.candidates.iter().any(|c| c.name == "Odile Roos"), "{ready:#?}");
    assert!(ready.candidates.iter().all(|c| Some(&c.name) != own));
}

#[test]
fn a_ready_proposal_takes_in_what_its_holder_says_beside_it_in_a_dense_text() {
    let line =
        "Callum Reeve praised Nora Aziz. “Odile Roos can have the boat, and the oars,” he said.";
    let of_reeve = |found: Vec<Proposal>| -> Vec<Proposal> {
        found.into_iter().filter(|p| meet(&p.holder.name, "Callum Reeve")).collect()
    };
    let loose =
        of_reeve(of_lines(&format!("{line}\n\n{}", "The rain went on all day. ".repeat(40))));
    assert_eq!(loose.len(), 2, "{loose:#?}");
    let others = "Ida Sand praised Luna Orr. Will Hale slammed the council. ".repeat(6);
    let dense = of_reeve(of_lines(&format!("{line}\n\n{others}")));
    assert_eq!(dense.len(), 1, "{dense:#?}");
    let one = &dense[0];
    assert_eq!(one.status, Status::Ready);
    assert!(one.quote.contains("praised Nora Aziz") && one.quote.ends_with("and the oars,”"));
    assert!(one.candidates.iter().any(|c| c.name == "Odile Roos"), "{one:#?}");
}

#[test]
fn what_is_not_yet_done_and_what_is_not_opposed_is_no_stance() {
    for line in
        ["Callum Reeve has not endorsed Nora Aziz.", "Callum Reeve does not oppose Nora Aziz."]
    {
        let found = of_lines(line);
        assert!(found.iter().all(|p| p.status == Status::Open), "{found:#?}");
    }
}

#[test]
fn a_relative_clause_has_the_one_before_it_as_its_target() {
    let found = of_lines("The clerk spoke to Nora Aziz, whom Callum Reeve has praised.");
    let right = found.iter().any(|p| {
        p.status == Status::Ready
            && meet(&p.holder.name, "Callum Reeve")
            && p.target.as_ref().is_some_and(|t| meet(&t.name, "Nora Aziz"))
    });
    assert!(right, "{found:#?}");
}

#[test]
fn all_by_whom_something_is_done_hold_the_stance() {
    let found = of_lines("Nora Aziz was endorsed by Callum Reeve and by Odile Roos.");
    for name in ["Callum Reeve", "Odile Roos"] {
        let one = found.iter().find(|p| meet(&p.holder.name, name));
        assert_eq!(one.map(|p| p.status), Some(Status::Ready), "{name}: {found:#?}");
    }
}

/// Whether a ready proposal is of a holder towards a target, by his own words or by those of the one who claims it.
fn is_ready(found: &[Proposal], holder: &str, target: &str, claimed_by: Option<&str>) -> bool {
    found.iter().any(|p| {
        p.status == Status::Ready
            && meet(&p.holder.name, holder)
            && p.target.as_ref().is_some_and(|t| meet(&t.name, target))
            && match (&p.claimed_by, claimed_by) {
                (Some(claims), Some(name)) => meet(&claims.name, name),
                (claims, name) => claims.is_none() && name.is_none(),
            }
    })
}

#[test]
fn and_after_a_comma_goes_on_from_the_verb_that_reports() {
    let found =
        of_lines("Luna Orr said the Quay Union had never left them, and accused Callum Reeve.");
    assert!(is_ready(&found, "Luna Orr", "Callum Reeve", None), "{found:#?}");
    assert!(!is_ready(&found, "Quay Union", "Callum Reeve", Some("Luna Orr")), "{found:#?}");
}

#[test]
fn what_another_found_is_what_was_argued_and_no_claim_about_the_one_who_argues() {
    let found = of_lines(
        "Luna Orr has accused Callum Reeve of waste, and argued that the pump was late, as the Quay Court found.",
    );
    assert!(is_ready(&found, "Luna Orr", "Callum Reeve", None), "{found:#?}");
    let found = of_lines("Luna Orr has accused Callum Reeve of waste, as the Quay Court found.");
    assert!(!is_ready(&found, "Luna Orr", "Callum Reeve", None), "{found:#?}");
}

#[test]
fn what_quoted_words_say_of_the_subject_of_their_clause_is_not_the_speakers_stance() {
    let found = of_lines(
        "Luna Orr alleged that Quay Works had “sold the boats of the poor” by supporting Callum Reeve.",
    );
    assert!(!is_ready(&found, "Luna Orr", "Callum Reeve", None), "{found:#?}");
}

#[test]
fn what_stands_behind_a_means_is_no_target() {
    let found = of_lines("Luna Orr also criticised the decision via Blatt.");
    assert!(!is_ready(&found, "Luna Orr", "Blatt", None), "{found:#?}");
    assert!(is_ready(&found, "Luna Orr", "decision", None), "{found:#?}");
}

#[test]
fn what_is_told_apart_by_more_than_one_word_is_a_target() {
    let found = of_lines("Luna Orr opposed harbour closures.");
    assert!(is_ready(&found, "Luna Orr", "closures", None), "{found:#?}");
    let found = of_lines("Luna Orr opposed it all.");
    assert!(found.iter().all(|p| p.status == Status::Open), "{found:#?}");
}
