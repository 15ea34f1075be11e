// The words of the page: its table of messages, of which `story.messages` has one language. A message may have two forms
// with " | " between them: for one and for more, or for a whole day and for other dates.

/** A message with its values in place of {names}. `n` chooses the form by number, `form` says which. */
function phrase(key, values) {
  return phrased(key, values).join("");
}

/** The same in parts, so that values may be elements. */
function phrased(key, values = {}) {
  const forms = listed(key);
  const form = forms[Math.min(values.form ?? (isOne(values.n ?? 1) ? 0 : 1), forms.length - 1)];
  return form.split(/\{([\w-]+)\}/).map((part, index) => (index % 2 === 0 ? part
    : typeof values[part] === "number" ? inDigits(values[part]) : values[part])).filter((part) => part !== "");
}

/** The forms of a message, or the words of a list. */
function listed(key) {
  return story.messages[key].split(" | ");
}

/** Whether a number goes with the form for one. */
function isOne(number) {
  return story.messages["number.one"].split(" ").includes(String(number));
}

/** A number in digits, with at most and at least so many after the decimal point. */
function inDigits(number, most = 3, least = 0) {
  const [whole, rest = ""] = Math.abs(number).toFixed(most).split(".");
  const digits = rest.replace(/0+$/, "").padEnd(least, "0");
  const grouped = whole.length >= Number(story.messages["number.least"]) ? whole.replace(/\B(?=(\d{3})+$)/g, story.messages["number.group"]) : whole;
  const sign = number < 0 && /[1-9]/.test(whole + digits) ? "−" : "";
  return `${sign}${grouped}${digits && story.messages["number.point"]}${digits}`;
}

/** What a verb is called between two entities: before a thing it may be called otherwise than before somebody. */
function verbLabel(verb, target) {
  const { label, of_things: ofThings } = story.verbs[verb];
  return ofThings && ["topic", "event", "work"].includes(story.entities[target].kind) ? ofThings : label;
}
