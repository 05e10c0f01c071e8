// Kopiera and Skriv ut on the receipt: hidden until this file can make them work.
"use strict";

for (const button of document.querySelectorAll("[data-copy], [data-print]")) {
  button.hidden = "copy" in button.dataset && !navigator.clipboard;
  button.parentElement.hidden = false;
  button.addEventListener("click", async () => {
    if ("print" in button.dataset) return window.print();
    await navigator.clipboard.writeText(document.querySelector(button.dataset.copy).textContent.trim());
    document.getElementById("status").replaceChildren(button.dataset.done);
    button.replaceChildren(button.dataset.done);
  });
}
