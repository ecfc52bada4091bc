// SPDX-License-Identifier: MIT
// browser.mjs: the clinic's server over a store, and Debian's Chromium before it: what the tests of
// pages share.
import { spawn, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, existsSync, copyFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { HtmlValidate } from "html-validate";

const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
export const WORDS = "four plain words here";
export const PROGRAM = process.env.TIPTOE_PROGRAM;
export const STORE = process.env.TIPTOE_CLINIC;  // as the seed left it: to be copied
const shots = process.env.TIPTOE_SHOTS;
if (!PROGRAM) throw new Error("TIPTOE_PROGRAM names no program");

export function folderOf(test) {
  const folder = mkdtempSync(join(tmpdir(), "tiptoe-browser-"));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

// The server, until the test is over. Gives its address and the code of the first time, if there is.
export async function serve(test, store, folder, more = []) {
  const child = spawn(PROGRAM, ["review", "--store", store, "--review-port", "0", ...more], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, XDG_STATE_HOME: folder, XDG_CONFIG_HOME: folder },
  });
  let said = "";
  const ended = new Promise((done) => child.on("exit", done));
  test.after(async () => {
    child.kill("SIGTERM");
    const status = await ended;
    if (status !== 0) throw new Error(`the server ended with ${status}`);
  });
  for await (const part of child.stdout) {
    said += part;
    if (said.includes("Ctrl-C")) break;
  }
  const url = /pages: (\S+)\//.exec(said)[1];
  return { url, code: /once: (\S+)/.exec(said)?.[1], print: /  ((?:..:)+..)/.exec(said)?.[1] };
}

export async function browserOf(test, options = {}) {
  const path = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((p) => existsSync(p));
  const browser = await chromium.launch({
    executablePath: path,
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
    ...options,
  });
  test.after(() => browser.close());
  return browser;
}

// For a slow and busy machine: nothing here is timed, this only ends what hangs.
const PATIENCE_MS = 180000;

// A person at a browser of their own.
export async function person(browser, url, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const faults = [];
  page.on("console", (m) => m.type() === "error" && faults.push(m.text()));
  page.on("pageerror", (e) => faults.push(String(e)));
  page.on("request", (r) => {
    if (!r.url().startsWith(url) && !r.url().startsWith("data:")) faults.push(`asked ${r.url()}`);
  });
  return { context, page, faults, url, go: (path) => page.goto(url + path) };
}

export async function signIn(who, name, words = WORDS) {
  await who.go("/sign-in");
  await who.page.fill("#u", name);
  await who.page.fill("#p", words);
  await who.page.click("button.main");
}

// What axe-core finds of WCAG 2.2 AA and its best practice.
export async function axe(page) {
  // Pages take no script from elsewhere: it is put in by the browser itself, beside the page's own.
  await page.evaluate(axeSource);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(" ; ")}`);
}

const validator = new HtmlValidate({
  extends: ["html-validate:standard", "html-validate:a11y"],
  rules: { "no-trailing-whitespace": "off", "no-redundant-role": "off", "long-title": "off" },
});

export async function htmlFaults(html) {
  const report = await validator.validateString(html);
  return report.results.flatMap((r) => r.messages.map((m) => `${m.line}: ${m.ruleId}: ${m.message}`));
}

// Pictures of which a reader would hear nothing: a chart has a title and a description, each its own
// words; what is small has a name alone.
export const nameless = (page) => page.$$eval('[role="img"]', (all) => all.filter((e) => {
  const names = (e.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean)
    .map((id) => e.ownerDocument.getElementById(id)).map((x) => (x && e.contains(x) ? x.textContent.trim() : ""));
  if (e.querySelector("title, desc") || names.length)
    return names.length !== 2 || names.includes("") || names[0] === names[1] ||
      e.querySelectorAll(":scope > title").length !== 1 || e.querySelectorAll(":scope > desc").length !== 1;
  return !e.getAttribute("aria-label")?.trim();
}).map((e) => e.outerHTML.slice(0, 100)));

// How far the page is wider than its window, in px: what must be scrolled sideways.
export const overflow = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

export const run = (...args) => execFileSync(PROGRAM, args, { encoding: "utf8", maxBuffer: 1 << 28 });

export async function shoot(page, name) {
  if (shots) await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
}

// One page as all pages must be: valid, without a finding of axe, no wider than a narrow or an
// enlarged window. 640 px are 1280 at 200 %.
export async function look(who, path, name, status = 200) {
  const answer = await who.go(path);
  if (answer.status() !== status) throw new Error(`${path}: ${answer.status()}`);
  const faults = (await htmlFaults(await answer.text())).map((f) => `${path}: ${f}`);
  faults.push(...(await nameless(who.page)).map((f) => `${path}: without words: ${f}`));
  for (const width of [1280, 640, 320]) {
    await who.page.setViewportSize({ width, height: 800 });
    const over = await overflow(who.page);
    if (over > 0) faults.push(`${path} is ${over} px wider than ${width}`);
    await shoot(who.page, `${name}-${width}`);
    if (width === 640) continue;  // the layout of one of the others: axe is slow over long pages
    faults.push(...(await axe(who.page)).map((f) => `${path} at ${width} px: ${f}`));
  }
  await who.page.setViewportSize({ width: 1280, height: 900 });
  return faults;
}

// A clinic with three children, made by tools/seed-clinic's program, with an account of each role;
// the first child has check-ups that were judged. `to` sends a form as that role's own browser would.
export const CHILD = "BLUE-FOX-10", OTHER = "GREEN-OWL-47", THIRD = "AMBER-HARE-84";

export async function clinic(test) {
  const folder = folderOf(test), store = join(folder, "clinic.db");
  copyFileSync(STORE, store);
  const { url, code } = await serve(test, store, folder);
  const browser = await browserOf(test);
  const admin = await person(browser, url);
  await admin.go("/first");
  await admin.page.fill("#c", code);
  await admin.page.fill("#u", "admin");
  await admin.page.fill("#p", WORDS);
  await admin.page.fill("#q", WORDS);
  await admin.page.click("button.main");
  await admin.page.waitForURL("**/accounts");
  await addAccounts(admin.page, ["therapist", "lead"]);
  return { folder, store, url, browser, admin };
}

export async function addAccounts(page, roles) {
  for (const role of roles) {
    await page.fill("#u", role);
    await page.fill("#p", WORDS);
    await page.check(`input[type=radio][value=${role}]`);
    await page.click("button.main");
    await page.waitForSelector(`th.code:text-is("${role}")`);
  }
}

export async function comeAs(clinic, role, options) {
  const who = await person(clinic.browser, clinic.url, options);
  await signIn(who, role);
  await who.page.waitForURL(role === "admin" ? "**/accounts" : "**/worklist");
  return who;
}

// A form as this browser's own page would send it, to any address.
export async function send(who, path, fields = {}) {
  const token = await who.page.inputValue('input[name="token"] >> nth=0');
  return who.context.request.post(who.url + path, {
    form: { token, ...fields },
    headers: { Origin: who.url },
    maxRedirects: 0,
  });
}

export const read = (who, path) => who.context.request.get(who.url + path, { maxRedirects: 0 });

// The words of a PDF, line by line, as they stand.
export function pdfText(pdf) {
  return execFileSync("pdftotext", ["-layout", "-", "-"], { input: pdf, encoding: "utf8" });
}

const tool = (...args) => execFileSync(args[0], args.slice(1), { encoding: "utf8" });

// How many pages a PDF has; each must hold the code, the date and its number, in letters that it brings.
export function sheets(file, code) {
  const pages = tool("pdftotext", "-layout", file, "-").split("\f").slice(0, -1);
  pages.forEach((page, i) => {
    const name = `${file}, page ${i + 1} of ${pages.length}`;
    if (!new RegExp(`${code} · .*\\b\\d{1,2} [A-Z][a-z]+ \\d{4}\\b`).test(page)) throw new Error(`no code and date: ${name}`);
    if (!new RegExp(`page ${i + 1} of ${pages.length}\\b`).test(page)) throw new Error(`no number: ${name}`);
  });
  for (const line of tool("pdffonts", file).trim().split("\n").slice(2))
    if (!/Andika.* yes +(yes|no) +(yes|no) +\d+ +\d+$/.test(line)) throw new Error(`not embedded: ${line}`);
  try {
    tool("qpdf", "--check", file);
  } catch (e) {
    if (e.code !== "ENOENT") throw e;
  }
  return pages.length;
}

// Tabs until what is wanted has the keys; each stop on the way is visible and has a frame to be seen by.
export async function tabTo(page, selector) {
  for (let i = 0; i < 300; i++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate((wanted) => {
      const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
      return { there: e.matches(wanted), what: e.outerHTML.slice(0, 120), body: e === document.body,
        seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && box.width > 0 && box.height > 0 };
    }, selector);
    if (!at.seen && !at.body) throw new Error(`the keys are at what cannot be seen: ${at.what}`);
    if (at.there) return;
  }
  throw new Error(`Tab does not lead to ${selector}`);
}
