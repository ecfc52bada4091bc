// SPDX-License-Identifier: MIT
// at_once.js: what is changed in the form is stored at once. Without this script its button does it.
"use strict";
(function () {
  const form = document.getElementById("at-once");
  if (!form) return;
  const told = document.getElementById("stored");
  document.getElementById("store").hidden = true;
  let last = Promise.resolve();

  function send() {
    const body = new URLSearchParams(new FormData(form));
    return fetch(form.action, { method: "POST", body: body, credentials: "same-origin" }).then(function (answer) {
      return answer.text().then(function (text) {
        if (answer.ok && answer.redirected && answer.url.includes("stored=1")) {
          form.elements.seen.value = new URL(answer.url).searchParams.get("seen");
          told.className = "stored";
          told.textContent = "Stored.";
          return;
        }
        const page = new DOMParser().parseFromString(text, "text/html");
        const fault = page.getElementById("fault");
        told.className = "stored box err";
        told.textContent = fault ? fault.textContent : "Not stored: sign in again, then reload this page.";
      });
    }).catch(function () {
      told.className = "stored box err";
      told.textContent = "Not stored: the machine of the clinic does not answer.";
    });
  }

  form.addEventListener("change", function () { last = last.then(send); });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    last = last.then(send);
  });
})();
