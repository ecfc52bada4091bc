// SPDX-License-Identifier: MIT
// replay.js: the recorded body on a canvas at any speed, beside its curves (uPlot, where it is
// installed). Numbers come from the session's own route; nothing is computed of them here.
"use strict";
(function () {
  const box = document.getElementById("replay");
  if (!box) return;
  const stage = document.getElementById("stage"), pen = stage.getContext("2d");
  const moment = document.getElementById("moment"), clock = document.getElementById("clock");
  const play = document.getElementById("play"), speed = document.getElementById("speed");
  const ink = "#1c2126", left = "#9c4400", right = "#1f5f93", edge = "#7b848c";
  // Places in the list of joints: view_replay.c.
  const trunk = [1, 2, 8, 7, 1];
  const limbs = [[[1, 3, 5], left, []], [[7, 9, 11, 13], left, []], [[2, 4, 6], right, [6, 4]],
    [[8, 10, 12, 14], right, [6, 4]]];
  let data = null, at = 0, running = false, before = 0, charts = [];

  function place(joints, k) {
    const x = joints[2 * k], y = joints[2 * k + 1];
    if (x === null || y === null) return null;
    const scale = stage.height / 1240;
    return [stage.width / 2 + x * scale, stage.height - 60 * scale - y * scale];
  }

  function line(joints, way, colour, dash) {
    pen.beginPath();
    pen.strokeStyle = colour;
    pen.setLineDash(dash);
    let open = false;
    for (const k of way) {
      const p = place(joints, k);
      if (!p) { open = false; continue; }
      if (open) pen.lineTo(p[0], p[1]); else pen.moveTo(p[0], p[1]);
      open = true;
    }
    pen.stroke();
  }

  function draw() {
    const joints = data.joints[at], scale = stage.height / 1240;
    pen.clearRect(0, 0, stage.width, stage.height);
    pen.lineWidth = 1;
    pen.strokeStyle = edge;
    pen.setLineDash([2, 3]);
    pen.beginPath();
    pen.moveTo(0, stage.height - 60 * scale);
    pen.lineTo(stage.width, stage.height - 60 * scale);
    pen.moveTo(stage.width / 2, 0);
    pen.lineTo(stage.width / 2, stage.height);
    pen.stroke();
    pen.lineWidth = 5;
    pen.lineCap = "round";
    line(joints, trunk, ink, []);
    for (const limb of limbs) line(joints, limb[0], limb[1], limb[2]);
    const head = place(joints, 0);
    if (head) {
      pen.setLineDash([]);
      pen.strokeStyle = ink;
      pen.beginPath();
      pen.arc(head[0], head[1], 62 * scale, 0, 2 * Math.PI);
      pen.stroke();
    }
    tell();
  }

  function words(ms) {
    const s = ms / 1000;
    return Math.floor(s / 60) + ":" + (s % 60).toFixed(1).padStart(4, "0");
  }

  function tell() {
    const end = data.time_ms[data.time_ms.length - 1];
    moment.value = at;
    moment.setAttribute("aria-valuetext", words(data.time_ms[at]) + " of " + words(end));
    clock.textContent = words(data.time_ms[at]) + " of " + words(end);
    for (const chart of charts) chart.setCursor({ left: chart.valToPos(data.time_ms[at] / 1000, "x"), top: 10 }, false);
  }

  function go(to) {
    at = Math.max(0, Math.min(data.time_ms.length - 1, to));
    draw();
  }

  function halt() {
    running = false;
    play.textContent = "Play";
  }

  function step(now) {
    if (!running) return;
    const wanted = data.time_ms[at] + (now - before) * Number(speed.value);
    let next = at;
    while (next + 1 < data.time_ms.length && data.time_ms[next + 1] <= wanted) next++;
    if (next !== at) {
      before = now - (wanted - data.time_ms[next]) / Number(speed.value);
      go(next);
    }
    if (at === data.time_ms.length - 1) halt();
    else requestAnimationFrame(step);
  }

  function curves() {
    if (typeof uPlot === "undefined") return;
    const host = document.getElementById("curves");
    const seconds = data.time_ms.map(function (ms) { return ms / 1000; });
    for (const curve of data.curves) {
      const figure = document.createElement("figure"), words = document.createElement("figcaption");
      words.className = "small";
      words.textContent = curve.name + ": " + curve.unit;
      figure.append(words);
      host.append(figure);
      const colour = curve.name.startsWith("Left") ? left : curve.name.startsWith("Right") ? right : ink;
      const chart = new uPlot({
        width: Math.max(200, host.clientWidth), height: 130, legend: { show: false },
        scales: { x: { time: false } }, axes: [{ size: 30 }, { size: 44 }],
        cursor: { y: false, drag: { x: false, y: false } },
        series: [{}, { stroke: colour, width: 1.5, spanGaps: false }],
      }, [seconds, curve.value], figure);
      chart.over.addEventListener("click", function () {
        halt();
        go(chart.cursor.idx || 0);
      });
      charts.push(chart);
    }
  }

  play.addEventListener("click", function () {
    if (running) { halt(); return; }
    if (at === data.time_ms.length - 1) at = 0;
    running = true;
    play.textContent = "Pause";
    before = performance.now();
    requestAnimationFrame(step);
  });
  document.getElementById("back").addEventListener("click", function () { halt(); go(at - 1); });
  document.getElementById("on").addEventListener("click", function () { halt(); go(at + 1); });
  moment.addEventListener("input", function () { halt(); go(Number(moment.value)); });
  addEventListener("resize", function () {
    const host = document.getElementById("curves");
    for (const chart of charts) chart.setSize({ width: Math.max(200, host.clientWidth), height: 130 });
  });
  document.addEventListener("visibilitychange", function () { if (document.hidden) halt(); });

  fetch(box.dataset.src, { credentials: "same-origin" }).then(function (answer) {
    if (!answer.ok) throw new Error("no replay");
    return answer.json();
  }).then(function (read) {
    if (!read.time_ms.length) return;
    data = read;
    moment.max = data.time_ms.length - 1;
    box.hidden = false;
    curves();
    draw();
  }).catch(function () { /* the six moments below stay */ });
})();
