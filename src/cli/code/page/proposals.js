// Proposals one after the other, beside the text: accept, change, refuse, later, back.

/** The order in which proposals are shown, by id, and the ones that were shown before. */
let queue = [];
let shownBefore = [];

const proposalOf = (id) => state.text.proposals.find((proposal) => proposal.id === id);
const proposalAtHand = () => (state.proposal ? proposalOf(state.proposal) : null);

/** Keeps the order of those that are known, and puts what is new behind. */
function orderProposals() {
  const ids = [...state.text.proposals].sort((a, b) => a.span[0] - b.span[0]).map(({ id }) => id);
  queue = [...queue.filter((id) => ids.includes(id)), ...ids.filter((id) => !queue.includes(id))];
  shownBefore = shownBefore.filter((id) => ids.includes(id));
  if (!queue.includes(state.proposal)) state.proposal = queue[0] ?? null;
}

function goToProposal(id) {
  state.proposal = id;
  state.current = null;
  const proposal = proposalAtHand();
  if (proposal) {
    chooseRange({ start: proposal.span[0], end: proposal.span[1] });
    reveal(...proposal.span);
  }
  showCurrent();
  showChosen();
  showCoded();
}

/** Leaves the proposal at hand for later: the next one comes. */
function later() {
  if (queue.length < 2 || !state.proposal) return;
  const id = state.proposal;
  shownBefore.push(id);
  const at = queue.indexOf(id);
  const next = queue[(at + 1) % queue.length];
  queue = [...queue.filter((other) => other !== id), id];
  goToProposal(next);
}

function back() {
  const id = shownBefore.pop();
  if (!id) return;
  queue = [id, ...queue.filter((other) => other !== id)];
  goToProposal(id);
}

/** The draft of a proposal as it stands. */
function draftOf(proposal) {
  const { span: place, words, holder, stance, target, on, about, claimed_by: claimant } = proposal;
  const id = (named) => named?.entity ?? named?.name ?? "";
  return {
    span: place, words, holder: id(holder), stance: stance ?? "", target: id(target), on: on ?? "",
    about: about.map(id), claimed_by: id(claimant), confidence: null, note: "", entities: [],
    published: "",
  };
}

/** Accepts the proposal at hand; one that lacks something is opened in the form. */
async function accept() {
  const proposal = proposalAtHand();
  if (!proposal) return;
  if (!proposal.is_complete) {
    editProposal();
    return;
  }
  const outcome = await act("accept", { text: state.text.id, proposal: proposal.id, draft: draftOf(proposal) });
  if (!outcome) return;
  if (outcome.refused) {
    if (outcome.refused.kind === "changed") showRefusal(outcome);
    else {
      editProposal();
      showRefusal(outcome);
    }
    return;
  }
  state.current = null;
  await decided();
  say(["Accepted.", ...outcome.done.warnings].join(" "), outcome.done.warnings.length > 0);
}

async function refuse() {
  const proposal = proposalAtHand();
  if (!proposal) return;
  const outcome = await act("refuse", { text: state.text.id, proposal: proposal.id });
  if (!outcome) return;
  if (outcome.refused) {
    showRefusal(outcome);
    return;
  }
  await decided();
  say("Refused: it is not offered again.");
}

/** The next one is at hand. */
async function decided() {
  const at = queue.indexOf(state.proposal);
  const next = queue[at + 1] ?? queue[at - 1] ?? null;
  state.proposal = next;
  await reload();
  if (state.proposal) goToProposal(state.proposal);
  byId("text").focus({ preventScroll: true });
}

/** Opens the form with what is proposed; `target` is one of the candidates. */
function editProposal(target) {
  const proposal = proposalAtHand();
  if (!proposal || draft) return;
  clearForm();
  const named = (field, value) => {
    if (!value) return;
    if (value.entity) setTaken(fields[field], { id: value.entity, name: value.name });
    else fields[field].input.value = value.name;
  };
  named("holder", proposal.holder);
  if (proposal.stance) setTaken(fields.stance, { id: proposal.stance, name: proposal.stance });
  named("target", target ?? proposal.target);
  named("claimed_by", proposal.claimed_by);
  fields.on.input.value = proposal.on ?? "";
  fields.about.many = proposal.about.map(({ entity, name }) => ({ id: entity, name }));
  showChips(fields.about);
  draft = { span: proposal.span, words: proposal.words, id: null, seen: null, proposal: proposal.id };
  openForm("Accept with changes");
  keepDraft();
  const isOpen = (name) => fields[name].input.value && !fields[name].taken;
  const unknown = ["holder", "target", "claimed_by"].find(isOpen);
  if (unknown) {
    fields[unknown].input.focus();
    suggest(fields[unknown]);
  } else focusNext();
}

/** The complete proposals that can be seen in the text. */
function acceptable() {
  const frame = byId("text-pane").getBoundingClientRect();
  // What is far away is not laid out, and need not be.
  const isNear = (place) => {
    const box = blocks[Math.min(blockAt(place), blocks.length - 1)].element.getBoundingClientRect();
    return box.bottom >= frame.top && box.top <= frame.bottom;
  };
  return state.text.proposals.filter((proposal) => {
    if (!proposal.is_complete || !isNear(proposal.span[0])) return false;
    const box = rangeOf(...proposal.span).getBoundingClientRect();
    return box.height > 0 && box.top >= frame.top && box.bottom <= frame.bottom;
  });
}

/** Accepts all complete proposals that are on the screen, one after the other. */
async function acceptAll() {
  const seen = acceptable();
  let n = 0;
  for (const proposal of seen) {
    const outcome = await act("accept", { text: state.text.id, proposal: proposal.id, draft: draftOf(proposal) });
    if (!outcome) return;
    if (outcome.done) n += 1;
  }
  await decided();
  const left = seen.length - n;
  say(`${count(n, "proposal", "proposals")} accepted${left ? `; ${left} would make the corpus faulty` : ""}.`, left > 0);
}

async function proposeNow() {
  const outcome = await act("propose", { text: state.text.id });
  if (!outcome) return;
  if (outcome.refused) {
    say(outcome.message, true);
    return;
  }
  await reload();
  const n = state.text.proposals.length;
  say(n ? `${count(n, "proposal", "proposals")}.` : "The rules propose nothing new.");
  if (n) goToProposal(queue[0]);
}

/** The proposal at hand, above the statements. */
function proposalCard() {
  const n = queue.length;
  if (!n) {
    return make("p", { class: "offer" }, button("Propose statements by rules", proposeNow, { id: "propose", class: "link" }));
  }
  const proposal = proposalAtHand();
  const unknown = (named) => make("span", { class: named.entity ? null : "unknown", title: named.entity ? null : "no entity of the corpus" }, bdi(named.name));
  const { holder, stance, effect, target, claimed_by: claimant, candidates } = proposal;
  const n_seen = acceptable().length;
  return make("section", { class: "proposal-card", "aria-label": "Proposal" },
    make("h2", null, `Proposal ${queue.indexOf(proposal.id) + 1} of ${n}`),
    make("p", { class: "says" }, unknown(holder), " ", stance ? verb(stance, effect) : make("em", null, "which verb?"), " ",
      target ? unknown(target) : make("em", null, "towards whom?")),
    make("small", { class: "facts" }, [proposal.on, claimant ? ["claimed by ", unknown(claimant)] : null,
      `${Math.round(proposal.confidence * 100)} % of such are right`].filter(Boolean).flatMap((fact, at) => [at ? " · " : null, fact])),
    make("q", { dir: "auto" }, proposal.words),
    make("small", { class: "why" }, proposal.why),
    !target && candidates.length ? make("div", { class: "candidates", role: "group", "aria-label": "Candidates for the target" },
      candidates.slice(0, 9).map((candidate, at) => button([make("kbd", null, String(at + 1)), " ", bdi(candidate.name)],
        () => editProposal(candidate), { class: "chip" }))) : null,
    make("div", { class: "buttons" },
      button([proposal.is_complete ? "Accept " : "Complete ", make("kbd", null, "a")], accept, { class: "main", id: "accept", "aria-keyshortcuts": "a" }),
      button(["Refuse ", make("kbd", null, "r")], refuse, { id: "refuse", "aria-keyshortcuts": "r" }),
      button(["Change ", make("kbd", null, "e")], () => editProposal(), { id: "change", "aria-keyshortcuts": "e" }),
      button(["Later ", make("kbd", null, "l")], later, { id: "later", "aria-keyshortcuts": "l" }),
      button(["Back ", make("kbd", null, "b")], back, { id: "back", disabled: shownBefore.length === 0, "aria-keyshortcuts": "b" })),
    n_seen > 1 ? button(`Accept the ${n_seen} complete ones on the screen`, acceptAll, { id: "accept-all", class: "link", "aria-keyshortcuts": "Shift+A" }) : null);
}

function proposalKey(event) {
  if (draft || !state.text?.proposals.length) return null;
  switch (event.key) {
    case "a": return accept;
    case "r": return refuse;
    case "l": return later;
    case "b": return back;
    case "A": return acceptAll;
    case "o": return () => goToProposal(state.proposal ?? queue[0]);
    default: {
      const candidate = /^[1-9]$/.test(event.key) && !proposalAtHand()?.target && proposalAtHand()?.candidates[Number(event.key) - 1];
      return candidate ? () => editProposal(candidate) : null;
    }
  }
}
