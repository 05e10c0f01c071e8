// What a browser does around a swap so that everyone notices it. Every page works without this file.
"use strict";

const body = document.body;
const announce = (words) => document.getElementById("status").replaceChildren(words);

body.addEventListener("htmx:beforeRequest", (event) => event.detail.target.setAttribute("aria-busy", "true"));
body.addEventListener("htmx:afterRequest", (event) => event.detail.target.removeAttribute("aria-busy"));

// Focus must never be lost to <body> when the element that held it was swapped away.
body.addEventListener("htmx:afterSettle", (event) => {
  if (document.activeElement !== body) return;
  const target = event.detail.elt;
  target.setAttribute("tabindex", "-1");
  target.focus();
});

// `data-offline` on the status line carries the words, so that they can be translated.
body.addEventListener("htmx:sendError", () => announce(document.getElementById("status").dataset.offline));
