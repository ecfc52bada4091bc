// SPDX-License-Identifier: MIT
// roles.test.mjs: each role's way through a clinic with children, by mouse and by keyboard alone, and
// what is not theirs.
import { test } from "node:test";
import assert from "node:assert/strict";
import { appendFileSync, copyFileSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as b from "./browser.mjs";

const CHILD = `/children/${b.CHILD}`;
const picture = (page) => page.$eval("#stage", (canvas) => canvas.toDataURL());
const moment = (page) => page.$eval("#moment", (m) => Number(m.value));
const seconds = (words) => words.split(" of ")[0].split(":").reduce((sum, part) => 60 * sum + Number(part), 0);
const clock = async (page) => seconds(await page.textContent("#clock"));
// Its words are taken away again, so that the next ones are those of the next change.
const stored = (page) => page.waitForFunction(() => {
  const told = document.getElementById("stored"), done = told.textContent === "Stored.";
  if (done) told.textContent = "";
  return done;
});

// The replay under a clock of the test's own: how far it goes does not hang on the machine.
async function replay(page) {
  await page.waitForSelector("#replay", { state: "visible" });
  const start = await picture(page);
  await page.click("#on");
  assert.equal(await moment(page), 1);
  await page.click("#back");
  assert.equal(await moment(page), 0);
  for (const [speed, wanted] of [["1", 3], ["4", 12], ["0.25", 0.75]]) {
    const before = await clock(page);
    await page.selectOption("#speed", speed);
    await page.click("#play");
    assert.equal(await page.textContent("#play"), "Pause");
    await page.clock.runFor(3000);
    await page.click("#play");
    const went = (await clock(page)) - before;
    assert.ok(Math.abs(went - wanted) <= 0.2, `${went} s at ${speed} x in 3 s`);
    const rests = await picture(page);
    assert.notEqual(rests, start);
    await page.clock.runFor(2000);
    assert.equal(await picture(page), rests);  // it is paused
  }
  // The slider by keyboard, to the end; there it begins anew.
  await page.focus("#moment");
  await page.keyboard.press("End");
  assert.equal(await moment(page), Number(await page.getAttribute("#moment", "max")));
  await page.keyboard.press("Home");
  assert.equal(await picture(page), start);
}

test("each role's way", async (t) => {
  const clinic = await b.clinic(t);
  const [ann, lea] = [await b.comeAs(clinic, "therapist"), await b.comeAs(clinic, "lead")];
  let report, session, paper;

  await t.test("a therapist finds the child and reads the sentence", async () => {
    await ann.page.click('nav >> text="Children"');
    await ann.page.click(`text="${b.CHILD}"`);
    await ann.page.waitForURL(`**${CHILD}`);
    const sentence = await ann.page.textContent(".finding");
    assert.match(sentence, /^No primary measure is told to have changed\. Of \d+ it cannot be said yet\.$/);
    await ann.page.click("summary:text-is('The latest sessions')");
    session = await ann.page.getAttribute('tr:has(td:text-is("Check-up")) >> a >> nth=0', "href");
    assert.deepEqual(ann.faults, []);
  });

  await t.test("a session is replayed", async () => {
    const eve = await b.person(clinic.browser, clinic.url);
    await eve.page.clock.install();
    await b.signIn(eve, "therapist");
    await eve.page.waitForURL("**/worklist");
    await eve.go(CHILD);
    await eve.page.click("summary:text-is('The latest sessions')");
    await eve.page.click('tr:has(td:text-is("Check-up")) >> a >> nth=0');
    await eve.page.waitForURL(`**${session}`);
    await eve.page.waitForSelector("#replay", { state: "visible" });
    // Ahead of whatever a slow machine took, and before it locks.
    await eve.page.clock.pauseAt((await eve.page.evaluate(() => Date.now())) + 300000);
    assert.equal(new URL(eve.page.url()).pathname, session);
    await eve.page.clock.runFor(100);
    assert.equal(await eve.page.$$eval("#curves canvas", (all) => all.length), 3);
    await replay(eve.page);
    assert.deepEqual(eve.faults, []);
  });

  await t.test("a therapist changes the plan and the page; another reads both", async () => {
    await ann.go(`${CHILD}/plan`);
    assert.equal(await ann.page.isVisible("#store"), false);  // no button where a script stores at once
    await ann.page.selectOption("#game-0", "comet_keeper");
    await stored(ann.page);
    await lea.go(`${CHILD}/plan`);
    assert.equal(await lea.page.inputValue("#game-0"), "comet_keeper");
    // A step becomes a choice of two, and one game again; the same game twice is told, and not stored.
    for (const [other, kind] of [["drum_twins", ": the child chooses one of two"], ["", ""]]) {
      await ann.page.selectOption("#other-0", other);
      await stored(ann.page);
      await lea.go(`${CHILD}/plan`);
      assert.equal(await lea.page.inputValue("#other-0"), other);
      assert.equal(await lea.page.textContent("fieldset:has(#other-0) legend"), `Step 1${kind}`);
      assert.equal(await lea.page.inputValue("#game-0"), "comet_keeper");
    }
    await ann.page.selectOption("#other-0", "comet_keeper");
    await ann.page.waitForSelector("#stored.err");
    assert.match(await ann.page.textContent("#stored"), /two different games/);
    assert.equal(await ann.page.locator('#other-0 option[value="checkup"]').count(), 0);
    await lea.go(`${CHILD}/plan`);
    assert.equal(await lea.page.inputValue("#other-0"), "");
    await ann.go(`${CHILD}/page`);
    await ann.page.fill("#goal-arm_left", "77");
    await ann.page.keyboard.press("Tab");
    await stored(ann.page);
    await lea.go(CHILD);
    await lea.page.waitForSelector("text=/of 77/ >> nth=0");
    // What cannot be is told beside the form, and not stored.
    await ann.page.fill("#height", "20");
    await ann.page.keyboard.press("Tab");
    await ann.page.waitForSelector("#stored.err");
    assert.match(await ann.page.textContent("#stored"), /50 to 220/);
    await lea.go(`${CHILD}/page`);
    assert.equal(await lea.page.inputValue("#height"), "109.0");
    assert.deepEqual(lea.faults, []);
    ann.faults.length = 0;  // the browser tells of each refusal
  });

  await t.test("two edit one page at once: nothing is lost, and the second is told", async () => {
    for (const [place, field, first, second] of [["page", "#notes", "Ann was here.", "Lea was here."],
      ["plan", "#reason", "Of Ann", "Of Lea"]]) {
      await Promise.all([ann.go(`${CHILD}/${place}`), lea.go(`${CHILD}/${place}`)]);
      await ann.page.fill(field, first);
      await ann.page.keyboard.press("Tab");
      await stored(ann.page);
      await lea.page.fill(field, second);
      await lea.page.keyboard.press("Tab");
      await lea.page.waitForSelector("#stored.err");
      assert.match(await lea.page.textContent("#stored"), /changed by somebody else/);
      await lea.go(`${CHILD}/${place}`);
      assert.equal(await lea.page.inputValue(field), first);
      await lea.page.fill(field, second);
      await lea.page.keyboard.press("Tab");
      await stored(lea.page);
      // Whoever goes on after it has been told to reload does so without harm.
      await ann.go(`${CHILD}/${place}`);
      assert.equal(await ann.page.inputValue(field), second);
    }
    assert.deepEqual(ann.faults, []);
    lea.faults.length = 0;
  });

  await t.test("one edits while another reads: each page is whole", async () => {
    const seen = [];
    await ann.go(`${CHILD}/plan`);
    const edits = (async () => {
      for (let i = 0; i < 6; i++) {
        const done = ann.page.waitForResponse((r) => r.request().method() === "GET" && r.url().includes("stored=1"));
        await ann.page.fill("#reason", `turn ${i}`);
        await ann.page.keyboard.press("Tab");
        await done;
      }
    })();
    for (let i = 0; i < 6; i++) {
      await lea.go(`${CHILD}/plan`);
      seen.push(await lea.page.inputValue("#reason"));
      assert.equal(await lea.page.textContent("h1 a"), b.CHILD);
      await lea.go(`/children/${b.OTHER}/plan`);
      assert.equal(await lea.page.inputValue("#reason"), "");
    }
    await edits;
    assert.ok(seen.every((x) => /^(Of Lea|turn \d)$/.test(x)), seen.join());
    assert.deepEqual(seen, [...seen].sort());  // none goes back
    await lea.go(`${CHILD}/plan`);
    assert.equal(await lea.page.inputValue("#reason"), "turn 5");
    assert.deepEqual([...ann.faults, ...lea.faults], []);
  });

  await t.test("a therapist looks at a report, signs it, prints it", async () => {
    await ann.go(`${CHILD}/reports`);
    await ann.page.fill("#comment", "Reaches <higher> & longer.");
    const draft = await b.send(ann, `${CHILD}/reports/draft`, { kind: "parents", comment: "Well done." });
    assert.equal(draft.status(), 200);
    assert.equal((await draft.body()).subarray(0, 5).toString(), "%PDF-");
    await ann.page.click("text=Sign and keep it");
    await ann.page.waitForURL("**/reports?stored=1");
    report = await ann.page.getAttribute('a[href^="/reports/"]', "href");
    const [first, again] = [await b.read(ann, report), await b.read(ann, report)];
    assert.equal(first.headers()["content-type"], "application/pdf");
    assert.deepEqual(await first.body(), await again.body());
    paper = await first.body();
    const words = b.pdfText(await first.body());
    for (const wanted of [b.CHILD, "Reaches <higher> & longer.", "No primary measure", "therapist", /page 1 of \d/i])
      assert.match(words, wanted instanceof RegExp ? wanted : new RegExp(wanted));
    assert.deepEqual(ann.faults, []);
  });

  await t.test("what a therapist may not do is not shown, and refused", async () => {
    await ann.go(`${CHILD}/reports`);
    const links = await ann.page.$$eval("a", (all) => all.map((a) => a.getAttribute("href")));
    assert.equal(links.some((l) => /forget|accounts|audit/.test(l)), false, links.join());
    for (const path of ["/accounts", "/audit", `${CHILD}/forget`])
      assert.equal((await b.read(ann, path)).status(), 403, path);
    assert.equal((await b.send(ann, `${CHILD}/forget`, { again: b.CHILD })).status(), 403);
    assert.equal((await b.send(ann, "/accounts", { name: "x", password: b.WORDS, role: "admin" })).status(), 403);
    assert.equal((await b.read(ann, CHILD)).status(), 200);
  });

  await t.test("an admin sees no child", async () => {
    const { admin } = clinic;
    await admin.go("/accounts");
    const links = await admin.page.$$eval("a", (all) => all.map((a) => a.getAttribute("href")));
    assert.equal(links.some((l) => /worklist|children|sessions/.test(l)), false, links.join());
    for (const path of ["/worklist", "/children", CHILD, `${CHILD}/plan`, session, `${session}/replay.json`, report])
      assert.equal((await b.read(admin, path)).status(), 403, path);
    await admin.go("/audit");
    const log = await admin.page.textContent("main");
    for (const child of [b.CHILD, b.OTHER, b.THIRD]) assert.equal(log.includes(child), false);
  });

  await t.test("an id that is changed leads to nobody else", async () => {
    const uuid = session.split("/")[2], id = report.split("/")[2];
    const turned = (x) => x.slice(0, -1) + (x.endsWith("0") ? "1" : "0");
    for (const path of ["1", "2", turned(uuid), uuid.toUpperCase(), uuid.slice(0, 8), `${uuid}0`].map((x) => `/sessions/${x}`)
      .concat(["1", turned(id), id.slice(0, 8), uuid].map((x) => `/reports/${x}`))
      .concat(["guest", "%00", "*"].map((x) => `/children/${x}`), [`/sessions/${id}`, `/sessions/${turned(uuid)}/replay.json`])) {
      const status = (await b.read(ann, path)).status();
      assert.ok(status === 404 || status === 400, `${path}: ${status}`);
    }
  });

  await t.test("by keyboard alone: in, to the child, into its plan, a change, out", async () => {
    const who = await b.person(clinic.browser, clinic.url), keys = who.page.keyboard;
    await who.go("/sign-in");
    await b.tabTo(who.page, "#u");
    await keys.type("therapist");
    await b.tabTo(who.page, "#p");
    await keys.type(b.WORDS);
    await keys.press("Enter");
    await who.page.waitForURL("**/worklist");
    for (const [selector, url] of [[`main a[href="${CHILD}"]`, `**${CHILD}`], [`a[href="${CHILD}/plan"]`, "**/plan"]]) {
      await b.tabTo(who.page, selector);
      await keys.press("Enter");
      await who.page.waitForURL(url);
    }
    await b.tabTo(who.page, "#level-0");
    await keys.press("ArrowDown");
    await keys.press("Tab");
    await stored(who.page);
    await who.go(session);
    await who.page.waitForSelector("#replay", { state: "visible" });
    await b.tabTo(who.page, "#play");
    await keys.press("Enter");
    await who.page.waitForFunction(() => Number(document.getElementById("moment").value) > 3);
    await keys.press("Enter");
    await b.tabTo(who.page, "header button");
    await keys.press("Enter");
    await who.page.waitForURL("**/sign-in");
    assert.deepEqual(who.faults, []);
  });

  await t.test("a lead erases a child: nothing of it is left", async () => {
    // Words that were typed, a piece of the signed paper, and the code: in the store, a copy of it, what
    // an export that was cut off left, and the log.
    const canaries = [b.CHILD, "Lea was here.", "Reaches <higher>", paper.subarray(paper.length / 2, paper.length / 2 + 48)];
    const holders = () => readdirSync(clinic.folder, { recursive: true })
      .map((name) => join(clinic.folder, name)).filter((file) => statSync(file).isFile())
      .flatMap((file) => canaries.flatMap((c, i) => (readFileSync(file).includes(c) ? `${file}: ${i}` : [])));
    copyFileSync(clinic.store, `${clinic.store}.v9-backup`);
    writeFileSync(join(clinic.folder, ".tiptoe-a1B2c3"), paper);
    mkdirSync(join(clinic.folder, "tiptoe"), { recursive: true });
    appendFileSync(join(clinic.folder, "tiptoe", "tiptoe.log"), `page fault=7 ${b.CHILD} is damaged\n`);
    assert.ok(holders().length >= 2 * canaries.length + 2, holders().join("\n"));
    await lea.go(`${CHILD}/reports`);
    await lea.page.click("text=Erase this child");
    await lea.page.fill("#again", b.OTHER);
    await lea.page.click("text=Erase for good");
    assert.match(await lea.page.textContent("#fault"), /another one/);
    await lea.page.fill("#again", b.CHILD);
    await lea.page.click("text=Erase for good");
    await lea.page.waitForURL("**/children");
    assert.equal((await lea.page.textContent("main")).includes(b.CHILD), false);
    assert.deepEqual(holders(), []);
    for (const path of [session, `${session}/replay.json`, report])
      assert.equal((await b.read(lea, path)).status(), 404, path);
    assert.equal((await b.read(lea, `/children/${b.OTHER}`)).status(), 200);
    assert.match(b.run("verify", "--all", "--store", clinic.store), /lines of the audit log: as written/);
  });
});
