use super::*;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn article() -> Article {
    Article {
        path: "text.txt".to_owned(),
        sha256: String::new(),
        chars: 0,
        published: None,
        source: Some("s".to_owned()),
        proposer: "test".to_owned(),
    }
}

pub(crate) fn proposal(id: &str, quote: &str) -> Proposal {
    let (name, text) = ("Ada Moor".to_owned(), "she".to_owned());
    Proposal {
        id: id.to_owned(),
        status: Status::Open,
        holder: Holder {
            entity: Some("ada-moor".to_owned()),
            name,
            text,
            how: "pronoun".to_owned(),
        },
        stance: None,
        polarity: None,
        target: None,
        candidates: Vec::new(),
        on: None,
        date_basis: DateBasis::Unknown,
        quote: quote.to_owned(),
        span: [0, quote.chars().count()],
        about: Vec::new(),
        claimed_by: None,
        confidence: 0.5,
        why: "test".to_owned(),
    }
}

pub(crate) fn decision(id: &str, verdict: Verdict) -> Decision {
    let changes = serde_json::Map::from_iter([("note".to_owned(), "“ë”\n".into())]);
    Decision { proposal: id.to_owned(), verdict, changes, coder: None, on: None }
}

fn run(quotes: &[usize]) -> Proposals {
    let quotes: BTreeSet<usize> = quotes.iter().copied().collect();
    let proposals = quotes.iter().map(|at| proposal(&format!("p{at}"), &format!("quote {at}")));
    Proposals::new(article(), proposals.collect())
}

fn verdict() -> impl Strategy<Value = Verdict> {
    prop::sample::select(vec![Verdict::Accepted, Verdict::Refused, Verdict::Undone])
}

/// The verdicts that stand, by a naive reading.
fn standing(proposals: &Proposals) -> BTreeSet<(String, String)> {
    let verdict = |id: &str| {
        let last = proposals.decisions.iter().rfind(|decision| decision.proposal == id)?;
        (last.verdict != Verdict::Undone).then(|| format!("{:?}", last.verdict))
    };
    let ids = proposals.proposals.iter().map(|proposal| proposal.id.clone());
    ids.filter_map(|id| Some((id.clone(), verdict(&id)?))).collect()
}

#[test]
fn what_is_no_file_of_proposals_is_told() {
    let fault = |text: &str| Proposals::parse(text).unwrap_err().to_string();
    let good = run(&[1, 2]).to_text();
    assert_eq!(fault(""), FormError::NoArticle.to_string());
    assert_eq!(fault("Corpus()"), FormError::NoArticle.to_string());
    assert!(
        fault(&format!("{good}{{}}\n")).starts_with("line 4: "),
        "{}",
        fault(&format!("{good}{{}}\n"))
    );
    assert!(fault(&format!("{good}{good}")).contains("second article"));
    let again = good.lines().nth(1).unwrap();
    assert_eq!(fault(&format!("{good}{again}\n")), "line 4: a second proposal `p1`");
    let other =
        format!("{good}{{\"decision\": {{\"proposal\": \"p9\", \"verdict\": \"refused\"}}}}\n");
    assert_eq!(fault(&other), "line 4: there is no proposal `p9`");
}

#[test]
fn what_others_append_meanwhile_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("p.jsonl");
    std::fs::write(&path, run(&[1, 2]).to_text()).unwrap();
    let read = || Proposals::parse(&std::fs::read_to_string(&path).unwrap()).unwrap();
    let (mut one, mut other) = (read(), read());
    one.append(&path, decision("p1", Verdict::Refused)).unwrap();
    assert!(other.append(&path, decision("p2", Verdict::Refused)).is_err());
    assert_eq!(read().decisions, one.decisions);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Killed at any byte of a decision, a file has all decisions before it, and is appended to as if nothing had been.
    #[test]
    fn nothing_is_lost_at_any_byte(
        decided in prop::collection::vec((1_usize..4, verdict()), 1..6),
        cut in any::<prop::sample::Index>(),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("p.jsonl");
        let mut whole = run(&[1, 2, 3]);
        let begin = whole.to_text();
        std::fs::write(&path, &begin).unwrap();
        whole = Proposals::parse(&begin).unwrap();
        for (at, verdict) in &decided {
            whole.append(&path, decision(&format!("p{at}"), *verdict)).unwrap();
        }
        let written = std::fs::read(&path).unwrap();
        let at = begin.len() + cut.index(written.len() - begin.len() + 1);
        std::fs::write(&path, &written[..at]).unwrap();
        let read = |path| Proposals::parse(&String::from_utf8_lossy(&std::fs::read(path).unwrap())).unwrap();
        let mut after = read(&path);
        let n_whole = String::from_utf8_lossy(&written[begin.len()..at]).matches('\n').count();
        prop_assert!(after.decisions.len() == n_whole || after.decisions.len() == n_whole + 1);
        prop_assert_eq!(&after.decisions[..], &whole.decisions[..after.decisions.len()]);
        prop_assert_eq!(after.decided().len(), standing(&after).len());
        for (at, verdict) in &decided[after.decisions.len()..] {
            after.append(&path, decision(&format!("p{at}"), *verdict)).unwrap();
        }
        prop_assert_eq!(read(&path).decisions, whole.decisions);
    }

    /// A new run keeps what was decided, offers what is new, and drops what nobody decided and it does not find.
    #[test]
    fn a_new_run_offers_only_what_is_new(
        before in prop::collection::vec(0_usize..8, 1..8),
        now in prop::collection::vec(0_usize..8, 0..8),
        decided in prop::collection::vec((any::<prop::sample::Index>(), verdict()), 0..6),
        are_renamed in any::<bool>(),
    ) {
        let mut before = run(&before);
        for (at, verdict) in decided {
            let id = before.proposals[at.index(before.proposals.len())].id.clone();
            before.decisions.push(decision(&id, verdict));
        }
        let mut now = run(&now);
        if are_renamed {
            for proposal in &mut now.proposals {
                proposal.id.insert(0, 'n');
            }
        }
        let merged = before.merged(now.clone());
        prop_assert_eq!(standing(&merged), standing(&before));
        let quotes = |proposals: &Proposals, is_open: bool| -> BTreeSet<String> {
            let decided = standing(proposals);
            let is_wanted = |proposal: &&Proposal| {
                is_open != decided.iter().any(|(id, _)| *id == proposal.id)
            };
            proposals.proposals.iter().filter(is_wanted).map(|proposal| proposal.quote.clone()).collect()
        };
        let new: BTreeSet<String> = now.proposals.iter().map(|proposal| proposal.quote.clone()).collect();
        let expected: BTreeSet<String> = &new - &quotes(&before, false);
        prop_assert_eq!(quotes(&merged, true), expected);
        prop_assert_eq!(merged.merged(now), merged.clone());
        prop_assert_eq!(Proposals::parse(&merged.to_text()).unwrap().decisions, merged.decisions);
    }
}
