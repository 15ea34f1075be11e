// Saves the current view as SVG, PNG or CSV, and the link that restores it.

/** What is in a file, for its name. */
function contentOf(ending) {
  if (ending === "csv") return ROWS[state.view] || "ties";
  return ["ties", "statements"].includes(state.view) ? "graph" : state.view;
}

/** The rows of the table of each view. */
const ROWS = { lanes: "statements", statements: "statements", charts: "periods" };

function fileName(ending) {
  const words = folded(document.querySelector("h1").textContent).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return `${words || "story"}-${contentOf(ending)}-${isoDay(state.day)}.${ending}`;
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
    tellSaving("This picture is too tall for PNG. Save it as SVG, or filter first.");
    return;
  }
  const image = new Image();
  const href = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" }));
  image.onload = () => {
    const canvas = make("canvas", { width: Math.round(width * scale), height: Math.round(height * scale) });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(href);
    canvas.toBlob((blob) => (blob ? download(blob, "png") : tellSaving("The browser could not draw this picture.")),
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
  const address = make("input", { type: "text", readonly: true, value: link(), "aria-label": "Link to this view",
    id: "save-link", on: { focus: () => address.select() } });
  const code = make("textarea", { readonly: true, rows: 4, "aria-label": "Code for an article", id: "save-code",
    on: { focus: () => code.select() } }, embedCode());
  const copying = (label, field) => {
    const copy = button(label, () => {
      field.select();
      copy.textContent = document.execCommand("copy") ? "Copied" : "Press Ctrl+C";
    });
    return copy;
  };
  const rows = ROWS[state.view] || "ties";
  const hasPicture = !["ties", "statements"].includes(state.view);
  byId("save").replaceChildren(make("h2", null, "Save this view"), make("div", { class: "row" },
    button(hasPicture ? "SVG picture" : "SVG of the graph", saveSvg, { id: "save-svg" }),
    button(hasPicture ? "PNG picture" : "PNG of the graph", savePng, { id: "save-png" }),
    button(`CSV of the ${rows}`, saveCsv, { id: "save-csv" })),
  make("p", { class: "hint", id: "save-note" }, [isFiltered() ? `Filtered: ${filterInWords()}.` : "",
    story.left_out ? leftOutInWords() : ""].filter(Boolean).join(" ")),
  make("h3", null, "Link"), make("p", { class: "hint" }, "Opens the same file with this day, view and selection."),
  make("div", { class: "row" }, address, copying("Copy link", address)),
  make("h3", null, "In an article"), make("p", { class: "hint" }, "This code shows the view in another page, as high as it needs to be."),
  code, make("div", { class: "row" }, copying("Copy code", code)), make("div", { class: "row" }, button("Close", closeSheets)));
}
