// What the page does beside textual-serve's script, which it loads when the fonts are there: finds its own address, hands
// downloads on, opens no other address, puts the caret into the terminal.
"use strict";

const TERMINAL = "static/textual.js";
const DOWNLOAD = `${location.origin}/download/`;

// That script knows parameters that make it call any address.
if (location.search) location.replace(location.pathname);

window.open = (address) => {
  if (typeof address === "string" && address.startsWith(DOWNLOAD)) {
    const link = document.createElement("a");
    link.href = `download/${address.slice(DOWNLOAD.length)}`;
    link.download = "";
    link.click();
  }
  return null;
};

const loaded = (script) => new Promise((resolve, reject) => Object.assign(script, { onload: resolve, onerror: reject }));

const focused = () => {
  const line = document.querySelector(".xterm-helper-textarea");
  if (line) line.focus();
};

document.addEventListener("DOMContentLoaded", async () => {
  const terminal = document.querySelector("#terminal");
  terminal.dataset.sessionWebsocketUrl = new URL("ws", location.href).href.replace(/^http/, "ws");
  document.querySelector("#again").addEventListener("click", () => location.reload());
  window.addEventListener("focus", focused);
  await Promise.allSettled([document.fonts.load("16px jixiao-narrow", "“…·")]);
  const script = document.createElement("script");
  script.src = TERMINAL;
  document.head.append(script);
  await loaded(script);
  if (document.readyState === "complete") window.onload(); // else it comes by itself
  let begun = false;
  new MutationObserver(() => {
    const state = document.body.classList;
    if (state.contains("-closed")) document.querySelector("#again").focus();
    else if (state.contains("-first-byte") && !begun) {
      begun = true;
      focused();
    }
  }).observe(document.body, { attributes: true, attributeFilter: ["class"] });
});
