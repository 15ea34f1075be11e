// Builds elements from tags, attributes and texts. No text is ever parsed as markup.

const SVG = "http://www.w3.org/2000/svg";

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (name === "style") Object.assign(element.style, value);
    else if (name === "data") Object.assign(element.dataset, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function make(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function draw(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

const byId = (id) => document.getElementById(id);

function button(label, listener, attributes) {
  return make("button", { type: "button", on: { click: listener }, ...attributes }, label);
}

/** A name from the corpus, isolated from the direction of the text around it. */
function bdi(text) {
  return make("bdi", null, text);
}

/** A word after the sign of its polarity. */
function signed(polarity, word) {
  return make("span", { class: `stance ${polarity}` }, make("span", { class: "sign", "aria-hidden": "true" },
    SIGNS[polarity] || ""), word);
}

/** Icons of buttons. */
const ICONS = {
  play: "M5 3.5v13l11-6.5z",
  pause: "M5 4h3.4v12H5zM11.6 4H15v12h-3.4z",
  back: "M14.5 4v12L6.8 10zM4.5 4h1.9v12H4.500z",
  forth: "M5.5 4v12l7.7-6zM13.6 4h1.900v12h-1.900z",
  dark: "M10 3a7 7 0 1 0 7 8.200A5.6 5.6 0 0 1 10 3z",
  light: "M10 6.200a3.8 3.8 0 1 0 0 7.6 3.8 3.8 0 0 0 0-7.600zM9.2 1.500h1.600v3H9.200zM9.2 15.500h1.600v3H9.200zM1.5 9.200h3v1.600h-3zM15.5 9.200h3v1.600h-3zM3.4 4.600l1.1-1.1 2.1 2.1-1.1 1.100zM13.4 14.500l1.1-1.1 2.1 2.1-1.1 1.100zM14.5 6.700l-1.1-1.1 2.1-2.1 1.1 1.100zM4.5 16.600l-1.1-1.1 2.1-2.1 1.1 1.100z",
  close: "M5.3 4.2 10 8.900l4.7-4.7 1.1 1.100L11.1 10l4.7 4.7-1.1 1.100L10 11.100l-4.7 4.7-1.1-1.100L8.9 10 4.2 5.300z",
};

function icon(name) {
  return draw("svg", { viewBox: "0 0 20 20", width: 18, height: 18, "aria-hidden": "true", class: "icon" },
    draw("path", { d: ICONS[name], fill: "currentColor" }));
}

function setIcon(element, name) {
  element.replaceChildren(icon(name));
}

/** Runs a function once at the next frame, however often it is requested before. */
function onNextFrame(work) {
  let isAsked = false;
  return () => {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(() => { isAsked = false; work(); });
  };
}

/** A colour of the theme. */
const palette = {};

function readPalette() {
  for (const name of Object.keys(palette)) delete palette[name];
  const style = getComputedStyle(document.documentElement);
  FONT = style.getPropertyValue("--sans").trim().replaceAll("\"", "'") || FONT;
  for (const name of ["paper", "raised", "ink", "soft", "faint", "line", "positive", "negative", "neutral", "mixed",
    "camp-1", "camp-2", "camp-3", "body", "idea", "person", "tense", "ends"]) {
    palette[name] = inHex(style.getPropertyValue(`--${name}`).trim());
  }
}

/** A colour by its six digits; those of the system have names. */
function inHex(color) {
  if (/^#[0-9a-f]{6}$/i.test(color) || !color) return color;
  const probe = make("span", { style: { color, forcedColorAdjust: "none" } });
  document.body.append(probe);
  const [red, green, blue] = getComputedStyle(probe).color.match(/[\d.]+/g).map(Number);
  probe.remove();
  return `#${[red, green, blue].map((it) => Math.round(it).toString(16).padStart(2, "0")).join("")}`;
}

/** A colour of the theme mixed with the background: opaque, unlike a transparent one. */
function paled(name, strength) {
  const key = `${name} ${strength}`;
  if (!palette[key]) {
    const parts = (color) => [1, 3, 5].map((at) => parseInt(palette[color].slice(at, at + 2), 16));
    const paper = parts("paper");
    const mixed = parts(name).map((part, index) => Math.round(paper[index] + (part - paper[index]) * strength));
    palette[key] = `rgb(${mixed.join()})`;
  }
  return palette[key];
}

function say(text) {
  byId("announcement").textContent = text;
}
