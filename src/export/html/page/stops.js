// Tab stops: many marks of one kind are one stop, and arrow keys move among them.

/** Makes the elements that a selector finds one Tab stop. */
function oneStop(container, selector) {
  const items = () => [...container.querySelectorAll(selector)];
  const settle = (chosen) => items().forEach((it) => it.setAttribute("tabindex", it === chosen ? 0 : -1));
  settle(items()[0]);
  container.addEventListener("focusin", (event) => {
    const item = event.target.closest(selector);
    if (item) settle(item);
  });
  container.addEventListener("keydown", (event) => {
    const all = items();
    const at = all.indexOf(event.target.closest(selector));
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || to === undefined || !all[to] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    all[to].focus();
  });
  return container;
}

/** The time line is one stop, its slider: keys do what its buttons do. */
function readStops() {
  for (const it of document.querySelectorAll("#time button")) it.tabIndex = -1;
  for (const [id, to] of [["skip", "tab-ties"], ["skip-time", "thumb"]]) {
    byId(id).addEventListener("click", (event) => {
      event.preventDefault();
      if (id === "skip") change({ view: "ties" });
      byId(to).focus();
    });
  }
}
