// The page inside of an article: the wheel and one finger scroll the article until the graph is asked for, and the page says
// how high it would like to be.

const isFramed = window.parent !== window;

/** Whether wheel and finger belong to the article around the page. */
function isGuest() {
  return isFramed || state.isEmbed;
}

/** The height at which the page is comfortable in its present width. */
function wishedHeight() {
  return Math.round(innerWidth < 560 ? innerWidth * 0.8 + 380 : Math.min(Math.max(innerWidth * 0.62, 480), 720));
}

let toldWidth = 0;

/** Tells the article how high the page would like to be; it hears this in the code of the sheet "Save". */
function tellHeight() {
  if (!isFramed || innerWidth === toldWidth) return;
  toldWidth = innerWidth;
  window.parent.postMessage({ stance: { height: wishedHeight() } }, "*");
}

let hintTimer = 0;

/** Says for a moment how the graph is moved inside of an article. */
function hintAtGraph(words) {
  const hint = byId("graph-hint");
  hint.textContent = words;
  hint.hidden = false;
  clearTimeout(hintTimer);
  hintTimer = setTimeout(() => { hint.hidden = true; }, 1500);
}

function showEmbedding() {
  document.documentElement.dataset.embed = state.isEmbed ? "yes" : "no";
  document.documentElement.dataset.guest = isGuest() ? "yes" : "no";
  const whole = byId("whole");
  whole.hidden = !isGuest();
  whole.href = location.href.replace(/#.*$/s, "");
}

/** The code that shows this view in an article. */
function embedCode() {
  const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("\"", "&quot;").replaceAll("<", "&lt;");
  const [page, rest] = link().split("#");
  const address = /^https?:/.test(page) ? page : page.replace(/^.*\//, "");
  const words = rest ? `embed&${rest.replace(/(^|&)embed=?(?=&|$)/, "").replace(/^&/, "")}` : "embed";
  return `<iframe class="stance-story" src="${escape(`${address}#${words}`)}" title="${escape(story.title)}" width="100%" height="560"`
    + " style=\"border: 0\" loading=\"lazy\" allowfullscreen></iframe>\n"
    + "<script>addEventListener(\"message\", (event) => { for (const frame of document.querySelectorAll(\"iframe.stance-story\")) "
    + "if (event.source === frame.contentWindow && event.data?.stance?.height > 0) frame.height = event.data.stance.height; });</scr" + "ipt>";
}

function readEmbedding() {
  showEmbedding();
  tellHeight();
  addEventListener("resize", tellHeight);
}
