/** The chart by keyboard: one stop for Tab, arrows from point to point, and a name for each. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { LOOKS } from "./stage.mjs";

/** @param {import("./stage.mjs").World} world */
export function chart(world) {
  /** @param {(page: import("playwright-core").Page) => Promise<void>} act */
  const on = async (act) => {
    const context = await world.browser.newContext(LOOKS.light);
    try {
      const page = await context.newPage();
      await page.goto(`${world.origin}/`);
      await act(page);
    } finally { await context.close(); }
  };
  /** The point that has the focus, by its place among all. @param {import("playwright-core").Page} page */
  const focused = (page) => page.evaluate(() => {
    const all = [...document.querySelectorAll("#chart a")];
    return { at: all.indexOf(/** @type {Element} */ (document.activeElement)), day: document.activeElement?.getAttribute("data-on") ?? "", all: all.length };
  });

  test("Tab stops at exactly one point", () => on(async (page) => {
    const stops = [];
    for (let n = 0; n < 300; n += 1) {
      await page.keyboard.press("Tab");
      const where = await page.evaluate(() => (document.activeElement?.closest("#chart") ? "chart" : document.activeElement?.closest("footer") ? "end" : ""));
      if (where === "chart") stops.push(await focused(page));
      if (where === "end") break;
    }
    assert.equal(stops.length, 1);
    assert.ok(stops[0].at >= 0);
  }));

  test("arrows, Home and End go from point to point in the order of days", () => on(async (page) => {
    await page.locator("#chart a[tabindex='0']").focus();
    const seen = [await focused(page)];
    for (let n = 1; n < seen[0].all; n += 1) {
      await page.keyboard.press("ArrowRight");
      seen.push(await focused(page));
    }
    assert.equal(new Set(seen.map((one) => one.at)).size, seen[0].all, "a point is never reached");
    assert.deepEqual(seen.map((one) => one.day), seen.map((one) => one.day).toSorted());
    await page.keyboard.press("ArrowRight");
    assert.equal((await focused(page)).at, seen.at(-1)?.at, "past the end");
    await page.keyboard.press("ArrowLeft");
    assert.equal((await focused(page)).at, seen.at(-2)?.at);
    await page.keyboard.press("Home");
    assert.equal((await focused(page)).at, seen[0].at);
    await page.keyboard.press("End");
    assert.equal((await focused(page)).at, seen.at(-1)?.at);
    assert.equal(await page.locator("#chart a[tabindex='0']").count(), 1);
  }));

  test("the point with the focus can be seen", () => on(async (page) => {
    await page.locator("#chart a[tabindex='0']").focus();
    await page.keyboard.press("ArrowRight");
    const strokes = await page.evaluate(() => {
      const focus = getComputedStyle(document.documentElement).getPropertyValue("--focus").trim();
      const paint = document.createElement("i");
      paint.style.color = focus;
      document.body.append(paint);
      const wanted = getComputedStyle(paint).color;
      return [...(document.activeElement?.querySelectorAll("circle, rect, path") ?? [])].filter((mark) => getComputedStyle(mark).stroke === wanted).length;
    });
    assert.ok(strokes >= 1, "no mark has the colour of focus");
  }));

  test("each point has a name with its day, and Enter opens its claim", () => on(async (page) => {
    const all = await page.locator("#chart a").count();
    assert.equal(await page.locator("#chart").getByRole("link", { name: /\d{4}-\d\d-\d\d, .{10,}/ }).count(), all);
    await page.locator("#chart a[tabindex='0']").focus();
    await page.keyboard.press("Enter");
    await page.waitForURL("**/claim/*");
  }));

  test("a click on the ground of the chart goes to a day near it", () => on(async (page) => {
    const was = await page.locator("#question").textContent();
    const box = await page.locator("#chart svg").boundingBox();
    assert.ok(box);
    await page.mouse.click(box.x + box.width * 0.35, box.y + box.height * 0.8);
    await page.waitForFunction((was) => document.getElementById("question")?.textContent !== was, was);
  }));
}
