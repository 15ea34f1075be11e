// The page in the hands of its author (`serve --edit`): moments are pinned as steps, with their sentences. Each change goes to the
// server, which writes it into story.ron; the page then follows the file.

const author = {
  isHere: Boolean(story.live?.edit),
  /** What is being written: {index, seen, step}; `seen` is null for a new step. */
  editing: null,

  /** The state of the page as a step keeps it: without what is the reader's, and with what is shown of the graph in any window. */
  moment() {
    const words = new URLSearchParams(asAddress().replace(/^#/, ""));
    for (const own of ["embed", "step", "theme", "pace", "camera"]) words.delete(own);
    if (state.camera && state.view === "graph") words.set("frame", frameNow().join(","));
    return String(words).replaceAll("%2C", ",");
  },

  /** What is below a step: buttons, or nothing for readers. */
  tools(index) {
    if (!author.isHere) return null;
    const last = story.steps.length - 1;
    const tool = (key, work, more) => button(phrase(`author.${key}`), work, { class: "link", id: `step-${index}-${key}`, ...more });
    return make("div", { class: "tools-of-step" },
      tool("write", () => author.write(index)), tool("retake", () => author.retake(index)),
      tool("earlier", () => author.move(index, index - 1), { disabled: index === 0 }),
      tool("later", () => author.move(index, index + 1), { disabled: index === last }),
      tool("remove", (event) => author.remove(index, event.currentTarget)));
  },

  /** The form of a step that is being written, and the button that begins a new one. */
  fill() {
    byId("author").hidden = !author.isHere;
    if (!author.isHere) return;
    const { editing } = author;
    byId("author").replaceChildren(editing ? author.form(editing) : make("div", { class: "row" },
      button(phrase("author.pin"), () => author.begin(), { id: "pin-moment" })), hasSteps() || editing ? "" : make("p", { class: "hint" },
      phrase("author.hint")), make("p", { class: "problem", id: "author-problem", role: "alert", hidden: true }));
  },

  form(editing) {
    const words = make("textarea", { id: "step-words", rows: 4, maxlength: 2000, dir: "auto", "aria-label": phrase("author.sentence"), placeholder: phrase("author.sentence"),
      on: { input: () => { editing.step.say = words.value; }, keydown: (event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) author.save();
        else if (event.key === "Escape") author.end();
        else return;
        event.preventDefault();
        event.stopPropagation();
      } } });
    words.value = editing.step.say;
    return make("div", { class: "writing" }, make("strong", null, phrase(editing.seen ? "author.changing" : "author.new", { at: editing.index + 1 })), words,
      make("div", { class: "row" }, button(phrase("author.save"), () => author.save(), { id: "step-save" }), button(phrase("author.cancel"), () => author.end(),
        { id: "step-cancel" })));
  },

  start(editing) {
    author.editing = editing;
    author.fill();
    byId("step-words").focus();
  },

  begin() {
    stop();
    author.start({ index: state.step === null ? story.steps?.length || 0 : state.step + 1, seen: null, step: { at: author.moment(), say: "" } });
  },

  write(index) {
    const { at, say: sentence } = story.steps[index];
    author.start({ index, seen: { at, say: sentence }, step: { at, say: sentence } });
  },

  end() {
    author.editing = null;
    author.fill();
    byId("pin-moment")?.focus({ preventScroll: true });
  },

  async save() {
    const { editing } = author;
    const step = { ...editing.step, say: editing.step.say.trim() };
    if (!step.say) return author.tell(phrase("author.empty"));
    const { index, seen } = editing;
    const isDone = await author.send(seen ? { act: "change_step", index, seen, step } : { act: "add_step", index, step });
    if (!isDone) return null;
    author.awaited = seen ? null : step;
    return author.end();
  },

  retake(index) {
    const { at, say: sentence } = story.steps[index];
    return author.send({ act: "change_step", index, seen: { at, say: sentence }, step: { at: author.moment(), say: sentence } });
  },

  move(index, to) {
    const { at, say: sentence } = story.steps[index];
    return author.send({ act: "move_step", index, seen: { at, say: sentence }, to });
  },

  /** Asks once more, in the same place, before a step is removed. */
  remove(index, asked) {
    if (asked.dataset.asked) {
      const { at, say: sentence } = story.steps[index];
      return author.send({ act: "remove_step", index, seen: { at, say: sentence } });
    }
    asked.dataset.asked = "yes";
    asked.textContent = phrase("author.really");
    setTimeout(() => {
      delete asked.dataset.asked;
      asked.textContent = phrase("author.remove");
    }, 4000);
    return null;
  },

  /** Sends a change; says why where it is not done. */
  async send(change) {
    try {
      const answer = await fetch("change", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(change) });
      if (!answer.ok) throw new Error(String(answer.status));
      const { done, message } = await answer.json();
      author.tell(done ? "" : message);
      if (done) followFiles();
      return done;
    } catch {
      author.tell(phrase("author.lost"));
      return false;
    }
  },

  tell(words) {
    const problem = byId("author-problem");
    problem.textContent = words;
    problem.hidden = !words;
  },

  /** A step that was just added is the one that is shown. */
  takeAdded() {
    const { awaited } = author;
    const index = awaited ? (story.steps || []).findIndex((it) => it.at === awaited.at && it.say === awaited.say) : -1;
    if (index < 0) return;
    author.awaited = null;
    showStep(index);
  },
};
