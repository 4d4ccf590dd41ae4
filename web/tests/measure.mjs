/** Measures, for people to read: `node tests/measure.mjs` prints JSON. Nothing here passes or fails. */

import { browse, hasChromium, hasReal, LOOKS, REAL, SALIENT, serve } from "./stage.mjs";

/** @param {number[]} all */
const median = (all) => Number(all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)].toFixed(1));

/**
 * Bytes over the wire and the first paint of a page that nobody opened before.
 * @param {import("playwright-core").Browser} browser @param {string} origin
 */
async function load(browser, origin) {
  const context = await browser.newContext(LOOKS.light);
  const page = await context.newPage();
  const wire = await context.newCDPSession(page);
  /** @type {Map<string, {url: string, encoding: string}>} */
  const answers = new Map();
  /** @type {Record<string, {bytes: number, encoding: string}>} */
  const files = {};
  wire.on("Network.responseReceived", ({ requestId, response }) => {
    if (!response.url.startsWith("data:")) answers.set(requestId, { url: new URL(response.url).pathname.replace(/assets\/\w+/, "assets"), encoding: response.headers["content-encoding"] ?? "" });
  });
  wire.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const answer = answers.get(requestId);
    if (answer) files[answer.url] = { bytes: encodedDataLength, encoding: answer.encoding };
  });
  await wire.send("Network.enable");
  await page.goto(`${origin}/`, { waitUntil: "networkidle" });
  const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0);
  await context.close();
  return { files, paint };
}

/**
 * Times of steps of the slider: until the page's own work is done, and until the second frame after it.
 * @param {import("playwright-core").Browser} browser @param {string} origin
 */
async function steps(browser, origin) {
  const context = await browser.newContext(LOOKS.light);
  const page = await context.newPage();
  await page.goto(`${origin}/`, { waitUntil: "networkidle" });
  await page.locator("#day").focus();
  await page.waitForTimeout(500);
  const times = await page.evaluate(async () => {
    const slider = /** @type {HTMLInputElement} */ (document.getElementById("day"));
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const most = Number(slider.max);
    /** @type {{work: number, shown: number}[]} */
    const times = [];
    for (let n = 0; n < 60; n += 1) {
      await frame();
      const from = performance.now();
      slider.value = String(Math.abs(most - (n % (2 * most))));
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      const work = performance.now() - from;
      await frame();
      await frame();
      times.push({ work, shown: performance.now() - from });
      await new Promise((done) => setTimeout(done, 20));
    }
    return times;
  });
  await context.close();
  const shown = times.map((time) => time.shown);
  return { steps: times.length, work_ms: median(times.map((time) => time.work)), shown_ms: median(shown), slowest_ms: Number(Math.max(...shown).toFixed(1)) };
}

/** @param {import("playwright-core").Browser} browser @param {string[]} more */
async function measured(browser, ...more) {
  const server = await serve(...more);
  try {
    const loads = [];
    for (let n = 0; n < 5; n += 1) loads.push(await load(browser, server.origin));
    const { files } = loads[0];
    const total = (/** @type {(name: string) => boolean} */ which) => Object.entries(files).filter(([name]) => which(name)).reduce((sum, [, file]) => sum + file.bytes, 0);
    return {
      first_load: { bytes: total((name) => !name.startsWith("/api/")), bytes_with_frames: total(() => true), files },
      first_contentful_paint_ms: { cold: Number(loads[0].paint.toFixed(1)), median: median(loads.map((one) => one.paint)) },
      slider: await steps(browser, server.origin),
    };
  } finally { await server.stop(); }
}

if (!hasChromium) {
  console.log("skipped: no chromium");
} else {
  const browser = await browse();
  const told = {
    program: SALIENT, browser: browser.version(),
    demo: await measured(browser),
    real: hasReal ? await measured(browser, "--real", REAL) : "skipped: no ../../shared",
  };
  await browser.close();
  console.log(JSON.stringify(told, null, 2));
}
