// Turns the calls of a canvas into SVG, so that one function paints both.

/** Turns canvas calls into SVG. */
class Drawing {
  constructor(width, height) {
    Object.assign(this, { width, height, parts: [], path: "", globalAlpha: 1, fillStyle: "#000", strokeStyle: "#000",
      lineWidth: 1, lineCap: "butt", lineJoin: "miter", dash: [], font: "", textAlign: "left" });
  }

  beginPath() { this.path = ""; }
  moveTo(x, y) { this.path += `M${Drawing.short(x)} ${Drawing.short(y)}`; }
  lineTo(x, y) { this.path += `L${Drawing.short(x)} ${Drawing.short(y)}`; }
  quadraticCurveTo(a, b, x, y) { this.path += `Q${[a, b, x, y].map(Drawing.short).join(" ")}`; }
  closePath() { this.path += "Z"; }
  setLineDash(dash) { this.dash = dash; }
  clearRect() { this.parts = []; }

  /** A whole circle, the only arc that is used. */
  arc(x, y, r) {
    const [left, size] = [Drawing.short(x - r), Drawing.short(r)];
    this.path += `M${Drawing.short(x + r)} ${Drawing.short(y)}A${size} ${size} 0 1 1 ${left} ${Drawing.short(y)}A${size} ${
      size} 0 1 1 ${Drawing.short(x + r)} ${Drawing.short(y)}Z`;
  }

  fill() {
    this.add("path", { d: this.path, fill: this.fillStyle });
  }

  stroke() {
    this.add("path", { d: this.path, fill: "none", ...this.pen() });
  }

  fillText(text, x, y) {
    this.addText(text, x, y, { fill: this.fillStyle });
  }

  strokeText(text, x, y) {
    this.addText(text, x, y, { fill: "none", ...this.pen() });
  }

  measureText(text) {
    graph.pen.font = this.font;
    return graph.pen.measureText(text);
  }

  pen() {
    return { stroke: this.strokeStyle, "stroke-width": Drawing.short(this.lineWidth), "stroke-linecap": this.lineCap,
      "stroke-linejoin": this.lineJoin, "stroke-dasharray": this.dash.length ? this.dash.join(" ") : null };
  }

  addText(text, x, y, attributes) {
    const [, weight, size] = /^(600 )?([\d.]+)px/.exec(this.font) || [];
    this.add("text", { x: Drawing.short(x), y: Drawing.short(y), "font-size": size, "font-weight": weight ? 600 : null,
      "font-family": FONT, "text-anchor": { center: "middle", right: "end" }[this.textAlign] || "start", ...attributes }, text);
  }

  add(tag, attributes, ...children) {
    const opacity = this.globalAlpha < 1 ? Drawing.short(this.globalAlpha) : null;
    this.parts.push(draw(tag, { ...attributes, opacity }, ...children));
  }

  element(...first) {
    const { width, height } = this;
    return draw("svg", { xmlns: SVG, viewBox: `0 0 ${width} ${height}`, width, height }, ...first, this.parts);
  }

  static short(number) {
    return Math.round(number * 100) / 100;
  }
}
