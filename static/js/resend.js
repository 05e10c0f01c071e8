// Where the connection comes and goes: a form is sent when the site can be reached. Until then everything that was
// written stays on the page, with a way to try again. Sending twice is harmless: the form's token makes it one.
"use strict";

const PATIENCE = 8000; // milliseconds

const reaches = (address) =>
  fetch(address, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) })
    .then((answer) => answer.ok, () => false);

for (const form of document.querySelectorAll("form[data-resend]")) {
  const unsent = form.querySelector("[data-unsent]");
  let pressed = null, asking = false, there = false;
  form.addEventListener("submit", async (event) => {
    if (there) return;
    event.preventDefault();
    if (asking) return;
    asking = true;
    pressed = event.submitter;
    form.setAttribute("aria-busy", "true");
    there = await reaches(form.dataset.resend);
    form.removeAttribute("aria-busy");
    asking = false;
    unsent.hidden = there;
    if (there) return form.requestSubmit(pressed);
    unsent.focus();
  });
  unsent.querySelector("[data-again]").addEventListener("click", () => form.requestSubmit(pressed));
  window.addEventListener("pageshow", () => (there = false)); // by Back: ask anew
}
