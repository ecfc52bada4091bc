// SPDX-License-Identifier: MIT
// looks.test.mjs: every page of a clinic with children: valid, readable by all, narrow and enlarged,
// by keyboard, without scripts, and on paper.
import { test } from "node:test";
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as b from "./browser.mjs";

const CHECKUP = "Check-up", PLAY = "Bubble Garden";

// The pages of the first child's sessions, newest first, by game.
const sessions = (page, game) => page.$$eval("details tr", (rows, game) =>
  rows.filter((r) => r.cells[1].textContent === game).map((r) => r.querySelector("a").getAttribute("href")), game);

test("pages of children", async (t) => {
  const clinic = await b.clinic(t);
  const [ann, lea] = [await b.comeAs(clinic, "therapist"), await b.comeAs(clinic, "lead")];
  const child = `/children/${b.CHILD}`;
  await ann.go(child);
  const [checkup] = await sessions(ann.page, CHECKUP), [play] = await sessions(ann.page, PLAY);
  const signed = await b.send(ann, `${child}/reports`, { kind: "clinic", comment: "Reaches higher." });
  assert.equal(signed.status(), 303);
  const pages = [["/worklist", "worklist"], ["/children", "children"], [child, "child"],
    [`/children/${b.THIRD}`, "child-without-checkup"], [play, "play"], [checkup, "checkup"],
    [`${child}/page`, "page"], [`${child}/plan`, "plan"], [`${child}/reports`, "reports"]];

  for (const [path, name] of pages)
    await t.test(`${name}: valid, no finding of axe, no wider than its window`, async () => {
      assert.deepEqual(await b.look(ann, path, name), []);
    });
  await t.test("printed, each sheet says whose it is, of when, and which of how many", async () => {
    const file = join(clinic.folder, "printed.pdf");
    for (const [path, least] of [[checkup, 5], [child, 2]]) {
      await ann.go(path);
      writeFileSync(file, await ann.page.pdf({ preferCSSPageSize: true }));
      const count = b.sheets(file, b.CHILD);
      assert.ok(count >= least, `${path}: ${count} sheets`);
    }
  });
  await t.test("erasing looks alike", async () => {
    assert.deepEqual(await b.look(lea, `${child}/forget`, "forget"), []);
  });
});
