/** The map: buttons, keys, drag, and the wheel only with Ctrl. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { LOOKS } from "./stage.mjs";

/** @typedef {import("playwright-core").Page} Page */

/** @param {Page} page @returns {Promise<number[]>} */
const view = (page) => page.evaluate(() => (document.querySelector(".window svg.map")?.getAttribute("viewBox") ?? "").split(" ").map(Number));

/** @param {import("./stage.mjs").World} world */
export function map(world) {
  /** @param {(page: Page) => Promise<void>} act */
  const on = async (act, /** @type {keyof typeof LOOKS} */ look = "light") => {
    const context = await world.browser.newContext(LOOKS[look]);
    try {
      const page = await context.newPage();
      await page.goto(`${world.origin}/`);
      await act(page);
    } finally { await context.close(); }
  };
  /** @param {Page} page @param {string} name */
  const click = (page, name) => page.getByRole("button", { name, exact: true }).click();
  /** The pointer over the middle of the map. @param {Page} page */
  const hover = async (page) => {
    await page.locator(".window").scrollIntoViewIfNeeded();
    const box = await page.locator(".window").boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };

  test("buttons go nearer and farther, again and again, and back to the whole", () => on(async (page) => {
    const whole = await view(page);
    await click(page, "Nearer");
    const once = await view(page);
    assert.ok(once[2] < whole[2], "nearer");
    await click(page, "Nearer");
    const twice = await view(page);
    assert.ok(twice[2] < once[2], "nearer, a second time");
    await click(page, "Farther");
    assert.ok((await view(page))[2] > twice[2], "farther");
    await click(page, "Whole map");
    assert.deepEqual(await view(page), whole);
    await click(page, "Farther");
    assert.deepEqual(await view(page), whole, "farther than the whole");
  }));

  test("the same by keyboard", () => on(async (page) => {
    const whole = await view(page);
    await page.getByRole("button", { name: "Nearer" }).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Space");
    const near = await view(page);
    assert.ok(Math.abs(near[2] - whole[2] / 2.56) < 2, String(near));
    await page.keyboard.press("ArrowRight");
    assert.ok((await view(page))[0] > near[0], "to the right");
    await page.keyboard.press("0");
    assert.deepEqual(await view(page), whole);
  }));

  for (const look of /** @type {const} */ (["light", "phone"])) {
    test(`${look}: letters and the frame keep their size, and one step brings the ground nearer`, () => on(async (page) => {
      const sizes = () => page.evaluate(() => {
        const tall = (/** @type {string} */ which) =>
          Math.round((document.querySelector(which)?.getBoundingClientRect().height ?? 0) * 100) / 100;
        return { text: tall(".window svg.map g text"), frame: tall(".window"), ground: tall("#map-ground path") };
      });
      const was = await sizes();
      await click(page, "Nearer");
      const now = await sizes();
      assert.ok(now.ground > 1.3 * was.ground, `ground: ${was.ground} became ${now.ground}`);
      assert.ok(Math.abs(now.text - was.text) < 0.15 * was.text, `letters: ${was.text} became ${now.text}`);
      assert.ok(Math.abs(now.frame - was.frame) < 1, `frame: ${was.frame} became ${now.frame}`);
      await click(page, "Whole map");
      assert.deepEqual(await sizes(), was);
    }, look));
  }

  test("steps nearer keep the ground that is asked about in sight, with lines and hatches as they were", () => on(async (page) => {
    const looks = () => page.evaluate(() => {
      const frame = document.querySelector(".window")?.getBoundingClientRect();
      const [x, y] = (document.querySelector("[data-middle]")?.getAttribute("data-middle") ?? "").split(" ").map(Number);
      const svg = /** @type {SVGSVGElement | null} */ (document.querySelector(".window svg"));
      const at = svg && new DOMPoint(x, y).matrixTransform(svg.getScreenCTM() ?? undefined);
      const line = document.querySelector("#map-ground path[stroke-width='9']");
      const unit = svg?.getScreenCTM()?.a ?? 0;
      const turn = (/** @type {string} */ id) => svg?.querySelector(id)?.getAttribute("patternTransform");
      return {
        seen: Boolean(frame && at && at.x > frame.left && at.x < frame.right && at.y > frame.top && at.y < frame.bottom),
        line: line ? parseFloat(getComputedStyle(line).strokeWidth) * unit : 0,
        legend: document.querySelector(".legend [fill^='url(#'][fill*='unclear']")?.getAttribute("fill"),
        hatch: turn("#unclear"), kept: turn("#legend-unclear"),
      };
    });
    const was = await looks();
    assert.ok(was.seen && was.line > 0, JSON.stringify(was));
    for (let n = 0; n < 4; n += 1) await click(page, "Nearer");
    const near = await looks();
    assert.ok(near.seen, "the ground is out of sight");
    assert.ok(Math.abs(near.line - was.line) < 0.1 * was.line, `the line was ${was.line} px, now ${near.line}`);
    assert.deepEqual([near.legend, near.kept], ["url(#legend-unclear)", was.hatch]);
    await click(page, "Whole map");
    assert.ok(Math.abs((await looks()).line - was.line) < 0.01);
  }));

  test("the wheel zooms with Ctrl, and else only scrolls the page", () => on(async (page) => {
    const whole = await view(page);
    await hover(page);
    await page.mouse.wheel(0, 200);
    await page.waitForTimeout(300);
    assert.deepEqual(await view(page), whole);
    assert.ok(await page.evaluate(() => scrollY) > 0, "the page did not scroll");
    await hover(page);
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, -200);
    await page.waitForTimeout(200);
    await page.keyboard.up("Control");
    assert.ok((await view(page))[2] < whole[2], "Ctrl and the wheel did not zoom");
  }));

  test("a drag moves the map when it is near, and not when it is whole", () => on(async (page) => {
    const drag = async () => {
      const at = await hover(page);
      await page.mouse.down();
      await page.mouse.move(at.x - 60, at.y - 40, { steps: 4 });
      await page.mouse.up();
    };
    const whole = await view(page);
    await drag();
    assert.deepEqual(await view(page), whole);
    await click(page, "Nearer");
    const near = await view(page);
    await drag();
    const moved = await view(page);
    assert.ok(moved[0] > near[0] && moved[1] > near[1], `${near} became ${moved}`);
    assert.equal(moved[2], near[2]);
  }));

  test("the view stays when the day changes", () => on(async (page) => {
    await click(page, "Nearer");
    const near = await view(page);
    const was = await page.locator("#question").textContent();
    await page.locator("#day").focus();
    await page.keyboard.press("ArrowLeft");
    await page.waitForFunction((was) => document.getElementById("question")?.textContent !== was, was);
    assert.deepEqual(await view(page), near);
  }));
}
