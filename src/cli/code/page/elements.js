// Builds elements from tags, attributes and texts. No text is ever parsed as markup.

const byId = (id) => document.getElementById(id);

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else element.setAttribute(name, value === true ? "" : value);
  }
  const isThere = (child) => child !== null && child !== undefined && child !== false;
  element.append(...children.flat(Infinity).filter(isThere));
  return element;
}

function button(label, listener, attributes) {
  return make("button", { type: "button", on: { click: listener }, ...attributes }, label);
}

/** A name from the corpus, isolated from the direction of the text around it. */
const bdi = (text) => make("bdi", null, text);

const SIGNS = { positive: "+", negative: "−", neutral: "○", mixed: "±", ends: "×" };

/** A verb with the sign of its effect. */
function verb(word, effect) {
  return make("span", { class: `verb ${effect}` },
    make("span", { class: "sign", "aria-label": effect, role: "img" }, SIGNS[effect]), word);
}

function count(n, one, many) {
  return `${n} ${n === 1 ? one : many}`;
}

/** Tells screen readers, and whoever looks. */
function say(text, isGrave) {
  byId("announcement").textContent = text;
  const toast = make("div", { class: isGrave ? "toast grave" : "toast" }, text);
  document.querySelectorAll(".toast").forEach((old) => old.remove());
  document.body.append(toast);
  setTimeout(() => toast.remove(), isGrave ? 9000 : 3500);
}

/** Storage of this browser; without it nothing is kept. */
const kept = {
  get(key) {
    try { return JSON.parse(localStorage.getItem(`stance code ${key}`)); } catch { return null; }
  },
  set(key, value) {
    try {
      if (value === null) localStorage.removeItem(`stance code ${key}`);
      else localStorage.setItem(`stance code ${key}`, JSON.stringify(value));
    } catch { /* Nothing is kept then. */ }
  },
};
