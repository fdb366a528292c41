"use strict";
(() => {
  const id = crypto.randomUUID ? crypto.randomUUID() : String(Math.random()).slice(2);
  const PING = 20000, POLL = 700;
  let isLost = false, isLeaving = false;
  const post = (to) => fetch(`${to}?trang=${id}`, { method: "POST", keepalive: true });
  const lost = (is) => {
    isLost = is;
    document.getElementById("mat-lien-lac").hidden = !is;
  };
  const ping = () => post("/nhip").then((answer) => lost(!answer.ok), () => lost(true));
  ping();
  setInterval(ping, PING);
  addEventListener("pagehide", (event) => {
    isLeaving = true;
    if (!event.persisted) navigator.sendBeacon(`/tam-biet?trang=${id}`);
  });
  addEventListener("pageshow", (event) => {
    isLeaving = false;
    if (event.persisted) ping();
  });
  document.addEventListener("freeze", () => {
    if (!isLeaving) navigator.sendBeacon(`/ngu?trang=${id}`);
  });
  document.addEventListener("resume", ping);

  // What goes on; when it ends the page is shown anew.
  const work = document.getElementById("viec");
  let wasAtWork = work.dataset.dangLam === "1";
  const poll = async () => {
    try {
      const told = await (await fetch("/viec")).json();
      if (told === null) {
        if (wasAtWork && !document.body.dataset.giuTrang) return location.reload();
        wasAtWork = false;
        work.hidden = true;
        return;
      }
      wasAtWork = true;
      work.hidden = false;
      work.querySelector(".told").textContent = told.told;
      const bar = work.querySelector("progress");
      if (told.files > 0 && told.read < told.files) {
        bar.max = told.files;
        bar.value = told.read;
      } else bar.removeAttribute("value");
    } catch {
      lost(true);
    }
    setTimeout(poll, isLost ? PING : POLL);
  };
  if (wasAtWork) setTimeout(poll, POLL);
  window.theoDoiViec = poll;
})();
