/** Light and dark by choice, forced colours, less motion: text can be read, and a choice is kept. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { LOOKS } from "./stage.mjs";

/** @typedef {import("playwright-core").Page} Page */

/** The contrast between the lightest and the darkest pixel of a part of the page. @param {Page} page @param {string} which */
async function contrast(page, which) {
  const picture = (await page.locator(which).first().screenshot()).toString("base64");
  return page.evaluate(async (picture) => {
    const image = new Image();
    image.src = `data:image/png;base64,${picture}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
    const brush = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    brush.drawImage(image, 0, 0);
    const { data } = brush.getImageData(0, 0, image.width, image.height);
    const part = (/** @type {number} */ c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
    let [least, most] = [1, 0];
    for (let n = 0; n < data.length; n += 4) {
      const light = 0.2126 * part(data[n]) + 0.7152 * part(data[n + 1]) + 0.0722 * part(data[n + 2]);
      [least, most] = [Math.min(least, light), Math.max(most, light)];
    }
    return (most + 0.05) / (least + 0.05);
  }, picture);
}

const READ = ["h1", "#answers .figure", "#answers .note", "#verdict", "#below", ".top nav a", "#chart svg text", "svg.map g text", "#cards blockquote", ".finding .note"];

/** @param {import("./stage.mjs").World} world */
export function shades(world) {
  /** @param {import("playwright-core").BrowserContextOptions} given @param {(page: Page, said: string[]) => Promise<void>} act */
  const on = async (given, act) => {
    const context = await world.browser.newContext({ ...LOOKS.light, ...given });
    try {
      const page = await context.newPage();
      /** @type {string[]} */
      const said = [];
      page.on("console", (line) => { if (line.type() === "error") said.push(line.text()); });
      page.on("pageerror", (error) => said.push(String(error)));
      await page.goto(`${world.origin}/`);
      await act(page, said);
    } finally { await context.close(); }
  };
  /** @param {Page} page */
  const readable = async (page) => {
    for (const which of READ) {
      const ratio = await contrast(page, which);
      assert.ok(ratio >= 4.5, `${which}: ${ratio.toFixed(2)}`);
    }
  };
  /** @param {Page} page */
  const paper = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

  /** @type {[string, import("playwright-core").BrowserContextOptions][]} */
  const all = [
    ["light", {}], ["dark", { colorScheme: "dark" }], ["forced colours", { forcedColors: "active" }],
    ["forced colours, dark", { forcedColors: "active", colorScheme: "dark" }], ["less motion", { reducedMotion: "reduce" }],
  ];
  for (const [name, given] of all) {
    test(`${name}: text can be read`, () => on(given, async (page, said) => {
      await readable(page);
      assert.deepEqual(said, []);
    }));
  }

  test("less motion: nothing slides", () => on({ reducedMotion: "reduce" }, async (page) => {
    const moves = await page.evaluate(() => [...document.querySelectorAll("body *")].filter((one) => {
      const style = getComputedStyle(one);
      return style.transitionDuration.split(", ").some((time) => parseFloat(time) > 0) || style.animationName !== "none";
    }).length);
    assert.equal(moves, 0);
  }));

  test("forced colours: the ground of the map still shows", () => on({ forcedColors: "active" }, async (page) => {
    const ratio = await contrast(page, "svg.map");
    assert.ok(ratio >= 3, ratio.toFixed(2));
    const fills = await page.evaluate(() => [...document.querySelectorAll("#map-ground path")].map((path) => getComputedStyle(path).fill));
    assert.ok(new Set(fills).size > 1, `all ground looks the same: ${fills[0]}`);
  }));

  test("forced colours: they win over a choice of dark, or of light", async () => {
    for (const [system, choice] of /** @type {["light" | "dark", string][]} */ ([["light", "Dark"], ["dark", "Light"]])) {
      await on({ forcedColors: "active", colorScheme: system }, async (page) => {
        await page.getByRole("button", { name: choice, exact: true }).click();
        await readable(page);
      });
    }
  });

  test("forced colours: drawings take the colours of the system", async () => {
    for (const system of /** @type {const} */ (["light", "dark"])) {
      await on({ forcedColors: "active", colorScheme: system }, async (page) => {
        const [ink, text] = await page.evaluate(() => [
          getComputedStyle(/** @type {Element} */ (document.querySelector("svg.map g text"))).fill, getComputedStyle(document.body).color,
        ]);
        assert.equal(ink, text, system);
      });
    }
  });

  for (const [from, to] of /** @type {["light" | "dark", "light" | "dark"][]} */ ([["light", "dark"], ["dark", "light"]])) {
    test(`the button turns ${from} to ${to}, and a reload keeps it`, () => on({ colorScheme: from }, async (page) => {
      const was = await paper(page);
      const name = `${to[0].toUpperCase()}${to.slice(1)}`;
      await page.getByRole("button", { name, exact: true }).click();
      const now = await paper(page);
      assert.notEqual(now, was);
      await readable(page);
      await page.reload();
      assert.equal(await paper(page), now);
      assert.equal(await page.getByRole("button", { name, exact: true }).count(), 0, "the button still offers what is chosen");
      await page.goto(`${world.origin}/claims`);
      assert.equal(await paper(page), now, "another page");
    }));
  }
}
