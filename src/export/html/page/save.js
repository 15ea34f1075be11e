// Saves the current view as SVG, PNG or CSV, and the link that restores it.

/** The view that is in a file, for its name. */
function contentOf(ending) {
  if (ending === "csv") return { graph: "ties", matrix: "ties", lanes: "statements" }[state.view] || state.view;
  return ["ties", "statements"].includes(state.view) ? "graph" : state.view;
}

/** The rows of the table of each view. */
const ROWS = { network: "network", lanes: "statements", statements: "statements", charts: "periods" };

function fileName(ending) {
  const inName = (words) => folded(words).replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
  const parts = [inName(document.querySelector("h1").textContent).slice(0, 80), inName(phrase(`views.${contentOf(ending)}`))];
  return `${parts.filter(Boolean).join("-")}-${isoDay(state.day)}.${ending}`;
}

function download(blob, ending) {
  const href = URL.createObjectURL(blob);
  make("a", { href, download: fileName(ending) }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10000);
}

function saveSvg() {
  download(new Blob([svgText()], { type: "image/svg+xml" }), "svg");
}

/** The greatest width or height of a picture in pixels; browsers draw no greater ones. */
const MOST_PIXELS = 16000;

/** The same picture in pixels, at twice the size where that can be drawn. */
function savePng() {
  const svg = shownAsSvg();
  const [width, height] = ["width", "height"].map((name) => Number(svg.getAttribute(name)));
  const scale = Math.min(2, MOST_PIXELS / Math.max(width, height));
  if (scale < 0.5) {
    tellSaving(phrase("save.too-tall"));
    return;
  }
  const image = new Image();
  const href = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" }));
  image.onload = () => {
    const canvas = make("canvas", { width: Math.round(width * scale), height: Math.round(height * scale) });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(href);
    canvas.toBlob((blob) => (blob ? download(blob, "png") : tellSaving(phrase("save.failed"))),
      "image/png");
  };
  image.src = href;
}

function tellSaving(words) {
  byId("save-note").textContent = words;
  say(words);
}

function saveCsv() {
  download(new Blob([`\ufeff${csvText()}\r\n`], { type: "text/csv" }), "csv");
}

function fillSave() {
  const address = make("input", { type: "text", readonly: true, value: link(), "aria-label": phrase("save.link.label"),
    id: "save-link", on: { focus: () => address.select() } });
  const code = make("textarea", { readonly: true, rows: 4, "aria-label": phrase("save.code.label"), id: "save-code",
    on: { focus: () => code.select() } }, embedCode());
  const copying = (label, field) => {
    const copy = button(label, () => {
      field.select();
      copy.textContent = phrase(document.execCommand("copy") ? "save.copied" : "save.press");
    });
    return copy;
  };
  const rows = ROWS[state.view] || "ties";
  const hasPicture = !["ties", "statements"].includes(state.view);
  byId("save").replaceChildren(make("h2", null, phrase("save.title")), make("div", { class: "row" },
    button(phrase(hasPicture ? "save.svg" : "save.svg-graph"), saveSvg, { id: "save-svg" }),
    button(phrase(hasPicture ? "save.png" : "save.png-graph"), savePng, { id: "save-png" }),
    button(phrase(`save.csv-${rows}`), saveCsv, { id: "save-csv" })),
  make("p", { class: "hint", id: "save-note" }, [isFiltered() ? phrase("filtered", { filter: filterInWords() }) : "",
    story.left_out ? leftOutInWords() : ""].filter(Boolean).join(" ")),
  make("h3", null, phrase("save.link")), make("p", { class: "hint" }, phrase("save.link.means")),
  make("div", { class: "row" }, address, copying(phrase("save.copy-link"), address)),
  make("h3", null, phrase("save.article")), make("p", { class: "hint" }, phrase("save.article.means")),
  code, make("div", { class: "row" }, copying(phrase("save.copy-code"), code)), make("div", { class: "row" }, button(phrase("close"), closeSheets)));
}
