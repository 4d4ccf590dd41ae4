/** What the page shows of a day, and how a test goes to one. */

import assert from "node:assert/strict";

/** @typedef {import("playwright-core").Page} Page */

/** What is on the screen for a day; or, given a path, what the server draws there. @param {Page} page @param {string} [path] */
export const state = (page, path) => page.evaluate(async (path) => {
  const doc = path ? new DOMParser().parseFromString(await (await fetch(path)).text(), "text/html") : document;
  const told = (/** @type {string} */ id) => doc.getElementById(id)?.textContent ?? "";
  const slider = /** @type {HTMLInputElement} */ (doc.getElementById("day"));
  return {
    question: told("question"), answers: told("answers"), verdict: told("verdict").trim(), below: told("below"),
    ground: doc.getElementById("map-ground")?.innerHTML ?? "", findings: told("findings"), cards: told("cards"),
    cursor: doc.querySelector(".plot .cursor")?.getAttribute("transform") ?? "",
    value: Number(slider.value), aria: slider.getAttribute("aria-valuetext") ?? "", live: told("live"),
    on: new URL(location.href).searchParams.get("on"), days: (slider.closest("nav")?.dataset.days ?? "").split(" "),
    date: /** @type {HTMLInputElement} */ (doc.querySelector(".days input[type=date]")).value,
  };
}, path);

/** @typedef {Awaited<ReturnType<typeof state>>} State */

/** That two views of a day tell the same. @param {State} one @param {State} other @param {string} day */
export function same(one, other, day) {
  for (const name of /** @type {const} */ (["question", "answers", "verdict", "below", "ground", "findings", "cards", "value", "date"])) {
    assert.equal(one[name], other[name], `${day}: ${name}`);
  }
  // The line through the chart may differ by less than a tenth of a pixel.
  const [here, there] = [one, other].map((state) => parseFloat(state.cursor.replace("translate(", "")));
  assert.ok(Math.abs(here - there) < 0.1, `${day}: the line stands at ${here}, and should at ${there}`);
}

/** A day as the page writes it. @param {string} day */
export const written = (day) => new Date(`${day}T00:00:00Z`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** Presses a key and waits until the page tells of the day that is meant. @param {Page} page @param {string} key @param {string} day */
export async function press(page, key, day) {
  await page.keyboard.press(key);
  await page.waitForFunction((to) => document.getElementById("question")?.textContent?.includes(to), written(day), { timeout: 5000 });
}
