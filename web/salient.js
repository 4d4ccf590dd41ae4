// @ts-check
/** What makes the page quick: a slider over the days, a map that can be moved, a chart for the keyboard. Everything is there
 *  without it. State lives in the address; nothing is kept but the choice of light or dark. */

/**
 * @typedef {{on: string, question: string, aria: string, x: number, ground: string, about: string, below: string,
 *   answers: string, verdict: string, cards: string[], findings: string[]}} Frame
 * @typedef {{total: number, from: number, frames: Frame[], cards: Record<string, string>, findings: Record<string, string>}} Frames
 */

/** @param {string} id @returns {HTMLElement | null} */
const byId = (id) => document.getElementById(id);

/** @param {string} tag @param {Record<string, string>} given @param {string} [text] */
function make(tag, given, text) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) made.setAttribute(name, value);
  if (text) made.textContent = text;
  return made;
}

/** The days: slider, steps, play; heading, answers, map, chart, findings and cards follow. */
class Days {
  /** @param {HTMLElement} nav */
  constructor(nav) {
    this.nav = nav;
    this.days = (nav.dataset.days ?? "").split(" ").filter(Boolean);
    this.together = Number(nav.dataset.together ?? 48);
    this.slider = /** @type {HTMLInputElement} */ (nav.querySelector("input[type=range]"));
    this.date = /** @type {HTMLInputElement} */ (nav.querySelector("input[type=date]"));
    /** @type {Map<number, Promise<Frames>>} */
    this.parts = new Map();
    /** @type {Map<number, Frames>} */
    this.ready = new Map();
    this.at = Number(this.slider.value);
    this.settle = 0;
    this.timer = 0;
    if (this.days.length < 2) return;
    this.begin();
  }

  begin() {
    this.slider.hidden = false;
    this.nav.classList.add("live");
    this.slider.addEventListener("input", () => this.show(Number(this.slider.value)));
    this.slider.addEventListener("keydown", (event) => this.key(event));
    for (const [rel, by] of /** @type {[string, number][]} */ ([["prev", -1], ["next", 1]])) {
      const step = this.nav.querySelector(`a[rel=${rel}]`);
      step?.setAttribute("role", "button");
      step?.setAttribute("href", "#day");
      step?.addEventListener("click", (event) => { event.preventDefault(); this.go(this.at + by); });
      // A button takes the space bar, a link does not.
      step?.addEventListener("keydown", (event) => {
        if (/** @type {KeyboardEvent} */ (event).key !== " ") return;
        event.preventDefault();
        this.go(this.at + by);
      });
    }
    this.date.addEventListener("change", () => {
      const at = this.days.findLastIndex((day) => day <= this.date.value);
      if (this.date.value) this.go(Math.max(at, 0));
    });
    this.tools();
    const warm = () => void this.part(this.at).catch(() => {});
    this.nav.addEventListener("pointerenter", warm, { once: true });
    this.slider.addEventListener("focus", warm, { once: true });
    if ("requestIdleCallback" in window) requestIdleCallback(warm, { timeout: 2000 });
    else setTimeout(warm, 500);
  }

  tools() {
    const tools = make("div", { class: "tools" });
    const play = make("button", { type: "button" }, "Play");
    play.addEventListener("click", () => this.play(play));
    const copy = make("button", { type: "button" }, "Copy link");
    copy.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(location.href);
        this.say("The link to this view is copied.");
      } catch {
        this.say(`The link to this view: ${location.href}`);
      }
    });
    tools.append(play, copy);
    this.nav.append(tools);
  }

  /** @param {HTMLElement} button */
  play(button) {
    if (this.timer) return this.stop(button);
    if (this.at >= this.days.length - 1) this.go(0);
    button.textContent = "Pause";
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.timer = setInterval(() => {
      if (this.at >= this.days.length - 1) this.stop(button);
      else this.go(this.at + 1);
    }, still ? 2500 : 900);
  }

  /** @param {HTMLElement} button */
  stop(button) {
    clearInterval(this.timer);
    this.timer = 0;
    button.textContent = "Play";
  }

  /** Page Up and Page Down go by a month. @param {KeyboardEvent} event */
  key(event) {
    const months = event.key === "PageUp" ? 1 : event.key === "PageDown" ? -1 : 0;
    if (!months) return;
    event.preventDefault();
    const then = new Date(`${this.days[this.at]}T00:00:00Z`);
    then.setUTCMonth(then.getUTCMonth() + months);
    const day = then.toISOString().slice(0, 10);
    const next = months > 0 ? this.days.findIndex((d) => d >= day) : this.days.findLastIndex((d) => d <= day);
    this.go(next >= 0 ? next : months > 0 ? this.days.length - 1 : 0);
  }

  /** @param {number} to */
  go(to) {
    this.slider.value = String(Math.min(Math.max(to, 0), this.days.length - 1));
    this.show(Number(this.slider.value));
  }

  /** The part of the frames with a day in it. @param {number} at @returns {Promise<Frames>} */
  part(at) {
    const from = Math.floor(at / this.together) * this.together;
    let part = this.parts.get(from);
    if (!part) {
      const base = this.nav.dataset.frames ?? "";
      part = fetch(`${base}${base.includes("?") ? "&" : "?"}from=${from}`).then(async (answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        const frames = /** @type {Frames} */ (await answer.json());
        this.ready.set(from, frames);
        return frames;
      });
      part.catch(() => this.parts.delete(from));
      this.parts.set(from, part);
    }
    return part;
  }

  /** @param {number} at */
  show(at) {
    this.at = at;
    const from = Math.floor(at / this.together) * this.together;
    const ready = this.ready.get(from);
    if (ready) return this.draw(ready, at);
    this.part(at).then((part) => { if (this.at === at) this.draw(part, at); }, () => {
      // Without frames the page itself is the answer.
      const url = new URL(location.href);
      url.searchParams.set("on", this.days[at]);
      location.assign(url);
    });
  }

  /** @param {Frames} part @param {number} at */
  draw(part, at) {
    const frame = part.frames[at - part.from];
    if (!frame) return;
    /** @param {string} id @param {string} html */
    const put = (id, html) => { const place = byId(id); if (place) place.innerHTML = html; };
    /** @param {string} id @param {string} text */
    const say = (id, text) => { const place = byId(id); if (place) place.textContent = text; };
    say("question", frame.question);
    put("answers", frame.answers);
    const verdict = byId("verdict")?.querySelector("strong");
    if (verdict) verdict.outerHTML = frame.verdict;
    put("map-ground", frame.ground);
    say("map-about", frame.about);
    say("below", frame.below);
    put("findings", frame.findings.map((key) => part.findings[key]).join(""));
    put("cards", frame.cards.map((key) => part.cards[key]).join(""));
    document.querySelector(".plot .cursor")?.setAttribute("transform", `translate(${frame.x.toFixed(1)} 0)`);
    this.slider.setAttribute("aria-valuetext", frame.aria);
    this.date.value = frame.on;
    document.title = `${frame.question} · Salient`;
    for (const link of document.querySelectorAll(".stops a")) {
      if (link.textContent === frame.on) link.setAttribute("aria-current", "date");
      else link.removeAttribute("aria-current");
    }
    this.arrows();
    clearTimeout(this.settle);
    this.settle = setTimeout(() => this.settled(frame), 350);
  }

  /** Links and the address follow the day. @param {Frame} frame */
  settled(frame) {
    const url = new URL(location.href);
    url.searchParams.set("on", frame.on);
    history.replaceState(null, "", url);
    for (const link of document.querySelectorAll("main a[href*='on='], head link[rel=alternate][href*='on=']")) {
      if (link.closest(".stops, .days, .plot")) continue;
      link.setAttribute("href", (link.getAttribute("href") ?? "").replace(/on=[-\d]+/, `on=${frame.on}`));
    }
    this.say(frame.aria);
  }

  arrows() {
    for (const [rel, end] of /** @type {[string, number][]} */ ([["prev", 0], ["next", this.days.length - 1]])) {
      this.nav.querySelector(`a[rel=${rel}]`)?.setAttribute("aria-disabled", String(this.at === end));
    }
  }

  /** @param {string} text */
  say(text) {
    const live = byId("live");
    if (live) live.textContent = text;
  }
}

/** The chart: one stop for Tab, arrows from point to point; a click on the ground of it goes to that day. */
class Plot {
  /** @param {HTMLElement} plot @param {Days | null} days */
  constructor(plot, days) {
    this.links = [...plot.querySelectorAll("a")];
    const day = (/** @type {Element} */ link) => link.getAttribute("data-on") ?? "";
    this.links.sort((a, b) => day(a).localeCompare(day(b)));
    this.links.forEach((link, n) => link.setAttribute("tabindex", n === 0 ? "0" : "-1"));
    plot.addEventListener("keydown", (event) => this.key(event));
    plot.addEventListener("click", (event) => this.click(plot, event, days));
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const at = this.links.findIndex((link) => link === document.activeElement);
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: this.links.length - 1 }[event.key];
    const next = to === undefined || at < 0 ? undefined : this.links[Math.min(Math.max(to, 0), this.links.length - 1)];
    if (!next) return;
    event.preventDefault();
    this.links.forEach((link) => link.setAttribute("tabindex", link === next ? "0" : "-1"));
    next.focus();
  }

  /** @param {HTMLElement} plot @param {MouseEvent} event @param {Days | null} days */
  click(plot, event, days) {
    const svg = plot.querySelector("svg");
    if (!days || !svg || !(event.target instanceof Element) || event.target.closest("a")) return;
    const box = svg.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * svg.viewBox.baseVal.width;
    days.part(days.at).then((part) => {
      // Days lie evenly: two of them tell where all are. The nearest one is meant.
      const [first, last] = [part.frames[0], part.frames[part.frames.length - 1]];
      const [from, to] = [Date.parse(first.on), Date.parse(last.on)];
      const wide = (last.x - first.x) / (to - from || 1);
      const away = (/** @type {string} */ day) => Math.abs(first.x + (Date.parse(day) - from) * wide - x);
      const best = days.days.reduce((a, b) => (away(b) < away(a) ? b : a));
      days.go(days.days.indexOf(best));
    }, () => {});
  }
}

/** The map: buttons, keys, drag, pinch, and the wheel with Ctrl; the view box is what moves. */
class Pan {
  /** @param {HTMLElement} box */
  constructor(box) {
    const svg = box.querySelector("svg");
    if (!svg) return;
    this.box = box;
    this.svg = svg;
    const view = svg.viewBox.baseVal;
    this.full = { w: view.width, h: view.height };
    this.view = { x: 0, y: 0, w: view.width };
    /** @type {Map<number, {x: number, y: number}>} */
    this.fingers = new Map();
    this.buttons();
    box.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      this.zoom(event.deltaY < 0 ? 1.25 : 0.8, this.place(event));
    }, { passive: false });
    box.addEventListener("pointerdown", (event) => {
      // A captured pointer would take the click from the buttons.
      if (event.target instanceof Element && event.target.closest(".zoom")) return;
      this.fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      if (this.view && this.view.w < (this.full?.w ?? 0)) box.setPointerCapture(event.pointerId);
    });
    box.addEventListener("pointermove", (event) => this.move(event));
    for (const name of ["pointerup", "pointercancel", "pointerleave"]) {
      box.addEventListener(name, (event) => this.fingers?.delete(/** @type {PointerEvent} */ (event).pointerId));
    }
  }

  buttons() {
    const zoom = make("div", { class: "zoom", role: "group", "aria-label": "Map" });
    /** @type {[string, string, () => void][]} */
    const all = [
      ["+", "Nearer", () => this.zoom(1.6, this.ground())],
      ["−", "Farther", () => this.zoom(1 / 1.6)],
      ["○", "Whole map", () => this.set(0, 0, this.full?.w ?? 0)],
    ];
    for (const [sign, name, act] of all) {
      const button = make("button", { type: "button", "aria-label": name, title: name }, sign);
      button.addEventListener("click", act);
      zoom.append(button);
    }
    zoom.addEventListener("keydown", (event) => this.key(event));
    this.box?.append(zoom);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (!this.view) return;
    const by = this.view.w / 8;
    const step = { ArrowLeft: [-by, 0], ArrowRight: [by, 0], ArrowUp: [0, -by], ArrowDown: [0, by] }[event.key];
    if (step) { event.preventDefault(); this.set(this.view.x + step[0], this.view.y + step[1], this.view.w); }
    else if (event.key === "+" || event.key === "=") this.zoom(1.6, this.ground());
    else if (event.key === "-") this.zoom(1 / 1.6);
    else if (event.key === "0") this.set(0, 0, this.full?.w ?? 0);
  }

  /** Where a pointer is, as shares of the drawing. @param {MouseEvent} event */
  place(event) {
    const box = this.svg?.getBoundingClientRect();
    return box ? { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height } : { x: 0.5, y: 0.5 };
  }

  /** Where the ground is that a button zooms to: the middle of the largest piece, if it is seen; or of the view. */
  ground() {
    const told = this.svg?.querySelector("[data-middle]")?.getAttribute("data-middle")?.split(" ").map(Number);
    const at = { x: 0.5, y: 0.5 };
    if (!told || !this.view || !this.full) return at;
    const h = (this.view.w * this.full.h) / this.full.w;
    const [x, y] = [(told[0] - this.view.x) / this.view.w, (told[1] - this.view.y) / h];
    return x > 0 && x < 1 && y > 0 && y < 1 ? { x, y } : at;
  }

  /** @param {number} by @param {{x: number, y: number}} [at] */
  zoom(by, at = { x: 0.5, y: 0.5 }) {
    if (!this.view || !this.full) return;
    const w = Math.min(Math.max(this.view.w / by, this.full.w / 24), this.full.w);
    const ratio = this.full.h / this.full.w;
    this.set(this.view.x + (this.view.w - w) * at.x, this.view.y + (this.view.w - w) * ratio * at.y, w);
  }

  /** @param {number} x @param {number} y @param {number} w */
  set(x, y, w) {
    if (!this.view || !this.full || !this.svg) return;
    const h = (w * this.full.h) / this.full.w;
    this.view = { x: Math.min(Math.max(x, 0), this.full.w - w), y: Math.min(Math.max(y, 0), this.full.h - h), w };
    this.svg.setAttribute("viewBox", `${this.view.x.toFixed(1)} ${this.view.y.toFixed(1)} ${w.toFixed(1)} ${h.toFixed(1)}`);
    // Letters and lines keep their size on the screen.
    const k = w / this.full.w;
    this.box?.classList.toggle("near", k < 0.999);
    for (const text of this.svg.querySelectorAll("text")) {
      text.dataset.size ??= String(parseFloat(getComputedStyle(text).fontSize));
      text.style.fontSize = k < 0.999 ? `${Number(text.dataset.size) * k}px` : "";
      text.style.strokeWidth = k < 0.999 ? `${22 * k}px` : "";
      this.beside(text, k);
    }
    if (k < 0.999 || this.hatches) this.hatch(k);
    this.svg.style.setProperty("--k", String(k));
  }

  /** Hatches keep their size too; the legend keeps the ones it was drawn with. @param {number} k */
  hatch(k) {
    if (!this.hatches) {
      this.hatches = [...(this.svg?.querySelectorAll("pattern") ?? [])].map((own) => ({ own, turn: own.getAttribute("patternTransform") ?? "" }));
      for (const { own } of this.hatches) {
        const copy = /** @type {SVGPatternElement} */ (own.cloneNode(true));
        copy.id = `legend-${own.id}`;
        own.after(copy);
        for (const part of document.querySelectorAll(`.legend [fill="url(#${own.id})"]`)) part.setAttribute("fill", `url(#${copy.id})`);
      }
    }
    for (const { own, turn } of this.hatches) own.setAttribute("patternTransform", `${turn} scale(${k})`);
  }

  /** A town's name stays beside its dot. @param {SVGElement} text @param {number} k */
  beside(text, k) {
    const dot = text.previousElementSibling;
    if (dot?.tagName !== "circle") return;
    for (const axis of ["x", "y"]) {
      text.dataset[axis] ??= text.getAttribute(axis) ?? "0";
      const at = Number(dot.getAttribute(`c${axis}`));
      text.setAttribute(axis, String(at + (Number(text.dataset[axis]) - at) * k));
    }
  }

  /** @param {PointerEvent} event */
  move(event) {
    const before = this.fingers?.get(event.pointerId);
    const box = this.svg?.getBoundingClientRect();
    if (!before || !box || !this.view || !this.fingers) return;
    const spread = () => { const [a, b] = [...(this.fingers?.values() ?? [])]; return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0; };
    const wide = spread();
    this.fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (this.fingers.size === 2 && wide > 0) return this.zoom(spread() / wide, this.place(event));
    const unit = this.view.w / box.width;
    this.set(this.view.x - (event.clientX - before.x) * unit, this.view.y - (event.clientY - before.y) * unit, this.view.w);
  }
}

/** Light or dark: as the system says, until somebody chooses. */
function shades() {
  const root = document.documentElement;
  const kept = (() => { try { return localStorage.getItem("shade"); } catch { return null; } })();
  if (kept === "light" || kept === "dark") root.dataset.theme = kept;
  const button = make("button", { type: "button" });
  const dark = () => (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const name = () => { button.textContent = dark() ? "Light" : "Dark"; };
  button.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    try { localStorage.setItem("shade", root.dataset.theme); } catch { /* A choice for this page only. */ }
    name();
  });
  name();
  document.querySelector(".top")?.append(button);
}

shades();
const nav = /** @type {HTMLElement | null} */ (document.querySelector(".days"));
const days = nav ? new Days(nav) : null;
const plot = byId("chart");
if (plot) new Plot(plot, days);
for (const box of document.querySelectorAll(".window")) new Pan(/** @type {HTMLElement} */ (box));
