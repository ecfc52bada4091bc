// SPDX-License-Identifier: MIT
// paper.test.mjs: what lies on a desk as single sheets: code, date and "page n of m" stand on each of a
// report's, a session's and a child's, as the program writes them and as a browser prints them.
import { test } from "node:test";
import assert from "node:assert/strict";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as b from "./browser.mjs";

test("each sheet says whose it is, of when, and which of how many", async (t) => {
  const folder = b.folderOf(t), in_ = (name) => join(folder, name), at = ["--store", in_("clinic.db")];
  copyFileSync(b.STORE, in_("clinic.db"));
  const page = (await b.person(await b.browserOf(t), "file://")).page;
  const print = async (name) => {
    await page.goto(pathToFileURL(in_(`${name}.html`)).href);
    writeFileSync(in_(`${name}.pdf`), await page.pdf({ preferCSSPageSize: true }));
    return in_(`${name}.pdf`);
  };
  const long = "Reaches higher and longer. ".repeat(70);

  await t.test("the program's own, short and long", () => {
    let most = 0;
    for (const [name, code, ...more] of [["short", b.THIRD], ["long", b.CHILD, "--comment", long],
      ["parents", b.CHILD, "--parents"]]) {
      b.run("report", "--child", code, "--pdf", in_(`${name}.pdf`), ...more, ...at);
      const count = b.sheets(in_(`${name}.pdf`), code);
      most = Math.max(most, count);
      if (name === "parents") assert.equal(count, 1);
    }
    assert.ok(most >= 3, `the long one has ${most} sheets`);
  });

  await t.test("printed by a browser", async () => {
    b.run("report", "--child", b.CHILD, "--comment", long, "--html", in_("report.html"), ...at);
    assert.ok(b.sheets(await print("report"), b.CHILD) >= 3);
    for (const [name, game] of [["checkup", "checkup"], ["play", ""]]) {
      const line = b.run("sessions", "--child", b.CHILD, ...at).split("\n").slice(1).find((l) =>
        l.includes("checkup") === (game === "checkup"));
      b.run("report", "--session", line.trim().split(/ +/)[0], "--html", in_(`${name}.html`), ...at);
      const count = b.sheets(await print(name), b.CHILD);
      if (game) assert.ok(count >= 5, `${count} sheets`);
    }
  });

  await t.test("one without its code is found", async () => {
    const text = readFileSync(in_("play.html"), "utf8");
    writeFileSync(in_("bare.html"), text.replace(/<p class="running".*/, ""));
    const bare = await print("bare");
    assert.throws(() => b.sheets(bare, b.CHILD), /no code and date/);
  });
});
