"use strict";
(() => {
  // The cell is in sight, between its titles and its label.
  const sheet = document.querySelector(".sheet");
  const asked = sheet && sheet.querySelector("td.asked");
  if (asked) {
    const cell = asked.getBoundingClientRect(), frame = sheet.getBoundingClientRect();
    sheet.scrollTop += cell.top - frame.top - (frame.height - cell.height) / 2;
    sheet.scrollLeft += Math.max(0, cell.right - frame.right + 24);
  }
  // What is typed belongs to the choice that asks for it.
  const value = document.getElementById("gia-tri");
  const use = document.querySelector('input[name="quyet-dinh"][value="dùng"]');
  if (value && use) value.addEventListener("input", () => { if (value.value) use.checked = true; });
  for (const other of document.querySelectorAll("input.other"))
    other.addEventListener("input", () => {
      const choice = other.closest(".choice").querySelector("input[type=radio]");
      if (other.value) choice.checked = true;
    });
})();
