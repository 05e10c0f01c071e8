// What stands beside a text that is saved while it is written: only true words. Every page works without this file.
"use strict";

const place = () => document.querySelector("[data-saved]");
const say = (words) => place().replaceChildren(words);
const AGAIN = 5000; // milliseconds until a save that failed is tried once more
let changed = false;

document.body.addEventListener("input", () => {
  changed = true;
  say(place().dataset.waiting);
});
document.body.addEventListener("htmx:beforeRequest", () => (changed = false));
document.body.addEventListener("htmx:afterSwap", () => changed && say(place().dataset.waiting));

for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.body.addEventListener(failure, (event) => {
    changed = true;
    say(place().dataset.unsaved);
    setTimeout(() => changed && htmx.trigger(event.detail.elt, "again"), AGAIN);
  });
}
