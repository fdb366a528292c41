"use strict";
(() => {
  const id = crypto.randomUUID ? crypto.randomUUID() : String(Math.random()).slice(2);
  const PING = 20000, POLL = 700;
  let isLost = false, isLeaving = false, isTaking = false, isTyped = false;
  addEventListener("input", () => (isTyped = true));
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
        // What is being filled in or handed in is not lost.
        if (wasAtWork && !isTaking && !isTyped) return location.reload();
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

  // Texts that are copied.
  for (const button of document.querySelectorAll("button.copy")) {
    button.addEventListener("click", async () => {
      const text = document.getElementById(button.dataset.chep).textContent;
      const said = document.getElementById("da-chep");
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        const range = document.createRange();
        range.selectNodeContents(document.getElementById(button.dataset.chep));
        getSelection().removeAllRanges();
        getSelection().addRange(range);
        if (!document.execCommand("copy")) return;
      }
      said.textContent = button.dataset.noi || "Đã sao chép lời nhắc.";
      button.textContent = "Đã sao chép";
    });
  }

  // Files that are handed in, one after another.
  const drop = document.getElementById("tha");
  if (drop) {
    const said = document.getElementById("dang-nhan"), bar = document.getElementById("tien-do");
    const wrong = document.getElementById("loi-nhan"), form = document.getElementById("xep-tep");
    const idle = async () => {
      while ((await (await fetch("/viec")).json()) !== null) await new Promise((done) => setTimeout(done, POLL));
    };
    const complain = (text) => {
      const item = document.createElement("li");
      item.textContent = text;
      wrong.append(item);
      wrong.hidden = false;
    };
    const hand = async (files) => {
      if (isTaking || files.length === 0) return;
      isTaking = true;
      bar.hidden = false;
      bar.max = files.length;
      let taken = 0;
      for (const [at, [way, file]] of files.entries()) {
        said.textContent = `Đang nhận ${at + 1}/${files.length} tệp…`;
        bar.value = at;
        try {
          const to = `/tep?ten=${encodeURIComponent(way)}&luc=${file.lastModified}`;
          const answer = await fetch(to, { method: "PUT", body: file });
          if (answer.ok) taken += answer.status === 201 ? 1 : 0;
          else complain(`${way}: ${await answer.text()}`);
        } catch {
          complain(`${way}: không gửi được, tệp đã bị đổi hoặc chương trình đã dừng.`);
        }
      }
      bar.hidden = true;
      said.textContent = `Đã nhận ${taken}/${files.length} tệp.`;
      if (taken > 0 && wrong.hidden) await idle();
      isTaking = false;
      if (taken === 0) return;
      form.hidden = false;
      form.querySelector("button").disabled = false;
      if (wrong.hidden) form.requestSubmit();
      else form.querySelector("button").focus();
    };
    const chosen = (event) => hand([...event.target.files].map((file) => [file.webkitRelativePath || file.name, file]));
    document.getElementById("chon-thu-muc").addEventListener("change", chosen);
    document.getElementById("chon-tep").addEventListener("change", chosen);
    const entriesOf = (reader) => new Promise((done, failed) => reader.readEntries(done, failed));
    const fileOf = (entry) => new Promise((done, failed) => entry.file(done, failed));
    const walk = async (entry, way, files) => {
      if (entry.isFile) files.push([way + entry.name, await fileOf(entry)]);
      else if (entry.isDirectory) {
        const reader = entry.createReader();
        for (let some = await entriesOf(reader); some.length; some = await entriesOf(reader))
          for (const inside of some) await walk(inside, `${way}${entry.name}/`, files);
      }
    };
    for (const kind of ["dragenter", "dragover"]) {
      drop.addEventListener(kind, (event) => {
        event.preventDefault();
        drop.classList.add("over");
      });
    }
    drop.addEventListener("dragleave", () => drop.classList.remove("over"));
    drop.addEventListener("drop", async (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      const plain = [...event.dataTransfer.files].map((file) => [file.name, file]);
      // They are gone as soon as anything is waited for.
      const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
      const files = [];
      for (const entry of entries) await walk(entry, "", files);
      hand(files.length ? files : plain);
    });
    // A file that misses the place is not opened in its stead.
    for (const kind of ["dragover", "drop"]) addEventListener(kind, (event) => event.preventDefault());
  }
  const fillIn = document.getElementById("ghi-chung");
  if (fillIn) {
    fillIn.addEventListener("click", () => {
      for (const [field, from] of [["ky", "ky-chung"], ["cum", "cum-chung"]]) {
        const value = document.getElementById(from).value.trim();
        if (!value) continue;
        for (const box of document.querySelectorAll("#xep input[type=checkbox]:checked")) {
          const input = document.getElementsByName(box.name.replace("chep", field))[0];
          if (input) input.value = value;
        }
      }
    });
  }
})();
