"use strict";
// The page: what the model says, placed. Nothing is counted or rounded here, and every text goes in as text.
(() => {
  const D = JSON.parse(document.getElementById("du-lieu").textContent);
  const W = D.words;
  const SHADES = ["", "good", "warning", "bad", "muted"];
  const [COUNTS, REMARKED, DOUBTFUL, HELD, LEFT_OUT] = [0, 1, 2, 3, 4];
  const NOW = D.periods.length - 1;
  const main = document.getElementById("noi-dung");
  const dialog = document.getElementById("o");
  const PHONE = matchMedia("(max-width: 40rem)");

  // ---- elements

  const el = (tag, props, ...children) => {
    const made = document.createElement(tag);
    for (const [key, value] of Object.entries(props || {})) {
      if (value === undefined || value === null || value === false || value === "") continue;
      if (key === "click") made.addEventListener("click", value);
      else made.setAttribute(key, value === true ? "" : value);
    }
    made.append(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
    return made;
  };
  const fill = (text, filling) => text.replace(/\{(\w+)\}/g, (all, key) => (key in filling ? filling[key] : all));
  const unseen = (text) => el("span", { class: "unseen" }, text);
  const link = (to, text, props) => el("a", { href: to, ...props }, text);
  const toGroup = (group) => "#/cum/" + encodeURIComponent(D.groups[group].id);
  const toUnit = (unit) => "#/don-vi/" + encodeURIComponent(D.units[unit][0]);
  const badge = (text, shade) => el("span", { class: "badge " + SHADES[shade] }, text);

  const table = (caption, heads, rows, props) => {
    const made = el("table", props,
      caption && el("caption", {}, caption),
      el("thead", {}, el("tr", {}, heads.map((head) => {
        const [title, shape] = Array.isArray(head) ? head : [head, ""];
        return el("th", { scope: "col", class: shape }, title);
      }))),
      el("tbody", {}, rows));
    // A table wider than the window is scrolled, by the keyboard too.
    return el("div", { class: "scroll" }, made);
  };
  const reachScrolled = () => {
    for (const box of document.querySelectorAll(".scroll")) {
      if (box.scrollWidth <= box.clientWidth) {
        for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
        continue;
      }
      const caption = box.querySelector("caption");
      box.setAttribute("tabindex", "0");
      box.setAttribute("role", "region");
      box.setAttribute("aria-label", (caption && caption.textContent) || W.figures);
    }
  };
  const label = (text, unit, props) =>
    el("th", { scope: "row", ...props }, text, unit ? el("span", { class: "measure" }, " (" + unit + ")") : null);

  // ---- what the data says

  const labelOf = (indicator) => D.indicators[indicator][0];
  const measureOf = (indicator) => D.indicators[indicator][1];
  const isPart = (indicator) => D.indicators[indicator][2] === 1;
  const madeOf = (indicator) => D.indicators[indicator][3];
  const lineLabel = (line) => {
    const [indicator, , full] = D.lines[line];
    return full ? labelOf(indicator) + " – " + full : labelOf(indicator);
  };
  const lineMeasure = (line) => (D.lines[line][1] ? W.unit.toLowerCase() : measureOf(D.lines[line][0]));

  const units = D.units.map(([id, hasCode, name, others, kind, years, pledges, points, awards, tasks, more, changes], at) => ({
    at, id, code: hasCode ? id : "", name, others, kind, pledges, points, awards, tasks, more, changes,
    years: years.map(([cluster, standing, files, rank, blocks]) => ({ cluster, standing, files, rank, blocks, figures: null })),
  }));
  // The figures of a unit's year, by indicator; made where they are first asked for.
  const figures = (unit, year) => {
    const own = unit.years[year];
    if (!own.figures) {
      own.figures = new Map();
      for (const [file, sheet, list] of own.blocks) {
        for (const [indicator, shown, cell, raw, state, remark] of list) {
          const figure = { indicator, shown, raw: stood(raw, shown), state: state || COUNTS, remark,
            place: file < 0 ? null : [file, sheet, cell] };
          if (!own.figures.has(indicator)) own.figures.set(indicator, []);
          own.figures.get(indicator).push(figure);
        }
      }
    }
    return own.figures;
  };
  const isIn = (figure) => figure.state < HELD;
  const counted = (unit, year, indicator) => (figures(unit, year).get(indicator) || []).find(isIn);
  const waiting = (unit, year, indicator) => (figures(unit, year).get(indicator) || []).filter((it) => !isIn(it));
  // The text as it stood is told only where it is not the figure's own digits.
  const stood = (raw, shown) =>
    raw === undefined || raw === 0 ? shown.replace(/\./g, "").replace(",", ".").replace("−", "-") : raw === 1 ? shown : raw;
  const sizeOf = (shown) => {
    const size = parseFloat(shown.replace(/\./g, "").replace(",", ".").replace("−", "-"));
    return Number.isFinite(size) ? size : 0;
  };
  const members = (group, year) => units.filter((unit) => group === 0 || unit.years[year].cluster === group);
  const groupFigure = (group, year, line) => D.groups[group].figures[year].find((it) => it[0] === line);
  const groupChange = (group, line) => D.groups[group].changes.find((it) => it[0] === line);
  const isExpected = (unit, year) => D.standings[unit.years[year].standing][1] !== 4;
  const taskCount = (unit) => unit.tasks.length + unit.more;
  const groupOf = (unit) => unit.years[NOW].cluster;
  // A unit of earlier periods only.
  const isGone = (unit) => groupOf(unit) === null && !isExpected(unit, NOW);
  const groupName = (unit) => (groupOf(unit) !== null ? D.groups[groupOf(unit)].name : isGone(unit) ? W.gone : W["no-cluster"]);

  // ---- where a figure comes from

  // Of a file among others of its unit its own name is enough.
  const placeOf = (place, isShort) => {
    if (!place) return null;
    const [file, sheet, cell] = place;
    const [name, href] = D.files[file];
    const where = sheet < 0 || sheet === undefined ? "" : cell ? fill(W["sheet-cell"], { sheet: D.sheets[sheet], cell }) : fill(W["sheet-only"], { sheet: D.sheets[sheet] });
    return el("span", { class: "place" }, link(href, isShort ? name.split("/").pop() : name, { target: "_blank", rel: "noopener noreferrer", title: isShort ? name : W["open-file"] }), where ? el("span", { class: "cell" }, " › " + where) : null);
  };
  const stoodAt = (figure) => [
    figure.raw ? el("span", { class: "raw" }, W["as-stood"] + ": “" + figure.raw + "” ") : null,
    placeOf(figure.place),
    figure.remark === undefined ? null : el("span", { class: "remark" }, D.texts[figure.remark]),
  ];

  const openDialog = (title, ...content) => {
    dialog.replaceChildren(
      el("div", { class: "head" }, el("h2", { id: "o-ten", tabindex: "-1" }, title),
        el("button", { type: "button", class: "close", click: () => dialog.close() }, W.close)),
      el("div", { class: "body", tabindex: "0", role: "region", "aria-label": W.sources }, content));
    dialog.showModal();
    reachScrolled();
    dialog.querySelector(".close").focus();
  };
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });

  const summary = (who, period, shown, measure) =>
    el("p", { class: "sum" }, who + " · " + period + ": ", el("strong", {}, shown), measure ? " " + measure : "");

  // The indicators whose cells bear an indicator's figure out.
  const bearing = (indicator) => {
    const [kind, a, b] = madeOf(indicator);
    return kind === "r" ? [a, b] : kind === "w" ? [indicator, a] : [indicator];
  };
  const howMade = (line) => {
    const [indicator, short] = D.lines[line];
    const [kind, a, b] = madeOf(indicator);
    if (short) return fill(W["made-classes"], { class: short });
    if (kind === "r") return fill(W["made-ratio"], { a: labelOf(a), b: labelOf(b) });
    if (kind === "w") return fill(W["made-weighted"], { by: labelOf(a) });
    return kind === "m" ? W["made-mean"] : W["made-sum"];
  };

  const openUnit = (unit, year, indicator) => {
    const own = figures(unit, year).get(indicator) || [];
    const [kind, a, b] = madeOf(indicator);
    const parts = kind === "r" ? [a, b] : [indicator];
    const rows = parts.flatMap((part) => (figures(unit, year).get(part) || []).map((figure) =>
      el("tr", {}, label(labelOf(part), measureOf(part)), el("td", { class: "number" }, figure.shown || W.none, stateWord(figure)),
        el("td", {}, stoodAt(figure)))));
    const first = own.find(isIn) || own[0];
    openDialog(labelOf(indicator),
      first && summary(unit.name, D.periods[year], isIn(first) ? first.shown : W.held, isIn(first) ? measureOf(indicator) : ""),
      kind === "r" && el("p", {}, fill(W["made-unit-ratio"], { a: labelOf(a), b: labelOf(b) })),
      table("", [W.indicator, [W.figures, "number"], W.place], rows, { class: "cells" }));
  };
  const stateWord = (figure) => {
    const word = { [HELD]: W.held, [LEFT_OUT]: W["left-out"], [DOUBTFUL]: W.doubtful }[figure.state];
    return word ? el("span", { class: "state" }, " " + word) : null;
  };

  const openGroup = (group, year, line) => {
    const own = groupFigure(group, year, line);
    const [indicator, short] = D.lines[line];
    const parts = bearing(indicator);
    const bears = (unit) => {
      const all = parts.map((part) => counted(unit, year, part));
      return all.every(Boolean) && (!short || all[0].shown === short) ? all : null;
    };
    const rows = [];
    const held = [];
    const without = [];
    let last = null;
    for (const unit of members(group, year)) {
      const all = bears(unit);
      if (!all) {
        const waits = parts.flatMap((part) => waiting(unit, year, part));
        if (waits.length) held.push([unit, waits]);
        else if (!short && isExpected(unit, year)) without.push(unit);
        continue;
      }
      const cluster = unit.years[year].cluster;
      if (group === 0 && cluster !== last) {
        rows.push(el("tr", { class: "group" }, el("th", { colspan: 2 + parts.length, scope: "rowgroup" }, cluster === null ? W["no-cluster"] : D.groups[cluster].name)));
        last = cluster;
      }
      rows.push(el("tr", {}, el("th", { scope: "row" }, link(toUnit(unit.at), unit.name, { class: "inside" })),
        all.map((figure) => el("td", { class: "number" }, figure.shown)),
        el("td", {}, all.map((figure) => el("div", {}, stoodAt(figure))))));
    }
    const heads = parts.map((part) => [labelOf(part) + (measureOf(part) ? " (" + measureOf(part) + ")" : ""), "number"]);
    openDialog(lineLabel(line),
      summary(D.groups[group].name, D.periods[year], own[1], lineMeasure(line)),
      el("p", {}, howMade(line) + " " + W.coverage + ": " + own[2] + "/" + own[3] + "."),
      own[5] >= 0 && el("p", { class: "remark" }, D.texts[own[5]]),
      table("", [W.unit, ...heads, W.place], rows, { class: "cells" }),
      held.length > 0 && el("h3", {}, fill(W["not-counted"], { n: held.length })),
      held.length > 0 && table("", [W.unit, W.place], held.map(([unit, waits]) => el("tr", {},
        el("th", { scope: "row" }, link(toUnit(unit.at), unit.name, { class: "inside" })), el("td", {}, waits.map((figure) => el("div", {}, stoodAt(figure)))))), { class: "cells" }),
      without.length > 0 && el("h3", {}, fill(W.without, { n: without.length })),
      without.length > 0 && el("p", { class: "list" }, without.map((unit) => [link(toUnit(unit.at), unit.name, { class: "inside" }), " "])));
  };

  const openPledges = (group, indicator) => {
    const rows = members(group, NOW).flatMap((unit) => unit.pledges.filter((it) => it[0] === indicator).map((pledge) =>
      el("tr", {}, el("th", { scope: "row" }, link(toUnit(unit.at), unit.name, { class: "inside" })), pledgeCells(pledge, true))));
    openDialog(labelOf(indicator), el("p", {}, D.groups[group].name + " · " + D.periods[NOW]),
      table("", [W.unit, [W.pledged, "number"], [W.reached, "number"], W.verdict, [W.gap, "number"]], rows, { class: "cells" }));
  };
  const openPlace = (title, who, cell, when) =>
    openDialog(title, summary(who, when || D.periods[NOW], cell[0], ""), el("p", {}, placeOf(cell[2])));
  // The school year that a unit's place and points are of; nothing where they are of the year itself.
  const schoolYear = (unit, year) => (unit.years[year].rank || [])[5];

  // ---- figures in tables

  const figureButton = (shown, shade, open, hint) =>
    el("button", { type: "button", class: "figure " + SHADES[shade], "aria-haspopup": "dialog", click: open }, shown, hint ? unseen(" (" + hint + ")") : null);

  const unitFigure = (unit, year, indicator) => {
    const open = () => openUnit(unit, year, indicator);
    const figure = counted(unit, year, indicator);
    if (figure) {
      const mark = figure.state === DOUBTFUL ? [2, W.doubtful] : figure.state === REMARKED ? [0, W.remarked] : [0, ""];
      const button = figureButton(figure.shown, mark[0], open, mark[1]);
      if (figure.state === REMARKED) button.classList.add("remarked");
      return button;
    }
    const waits = waiting(unit, year, indicator);
    if (!waits.length) return el("span", { class: "none" }, "–", unseen(W.none));
    return waits.some((it) => it.state === HELD) ? figureButton(W.held, 2, open) : figureButton(W["left-out"], 4, open);
  };
  // Coverage stands below a figure where it is asked for, and always where too few units are behind it.
  const groupCell = (group, year, line, covering = "short") => {
    const own = groupFigure(group, year, line);
    if (!own) return el("span", { class: "none" }, "–", unseen(W.none));
    const button = figureButton(own[1], own[5] >= 0 ? 2 : 0, () => openGroup(group, year, line), own[5] >= 0 ? W.doubtful : "");
    return covering === "always" || (covering === "short" && !own[4]) ? [button, coverage(own)] : button;
  };
  const coverage = (own) => el("span", { class: "share" + (own[4] ? "" : " warning") }, own[2] + "/" + own[3]);

  const linesTable = (group, lines, title) => {
    const now = D.groups[group].changes.length > 0;
    // A phone has room for two years, and for coverage below the figure.
    const age = (year) => "number" + (year === NOW ? " now" : "") + (year < NOW - 1 ? " wide-only" : "");
    const heads = [W.indicator, ...D.periods.map((period, year) => [period, age(year).replace(" now", "")]), [W.coverage, "number wide-only"]];
    if (now) heads.push([W.change, "number"]);
    return table(unseen(title || W.others), heads, lines.map((line) => {
      const own = groupFigure(group, NOW, line);
      const change = groupChange(group, line);
      return el("tr", {}, label(lineLabel(line), lineMeasure(line), { class: isPart(D.lines[line][0]) ? "part" : "" }),
        D.periods.map((_, year) => el("td", { class: age(year) }, groupCell(group, year, line, year === NOW ? "beside" : "short"), year === NOW && own ? el("span", { class: "narrow" }, coverage(own)) : null)),
        el("td", { class: "number wide-only" }, own ? coverage(own) : ""),
        now ? el("td", { class: "number" }, change ? [el("span", { class: SHADES[change[2]] }, change[1]), el("span", { class: "share" }, fill(W["change-of"], { n: change[3] }))] : "") : null);
    }), { class: "lines" });
  };

  const pledgeCells = (pledge, isPlain) => {
    const cell = (own, title) => {
      if (!own[0]) return el("td", { class: "number" }, el("span", { class: "none" }, "–", unseen(W.none)));
      if (!own[2]) return el("td", { class: "number " + SHADES[own[1]] }, own[0]);
      return el("td", { class: "number" }, isPlain ? [el("strong", {}, own[0]), el("div", {}, placeOf(own[2]))] : figureButton(own[0], own[1], () => openPlace(labelOf(pledge[0]), title, own)));
    };
    return [cell(pledge[1], W.pledged), cell(pledge[2], W.reached),
      el("td", {}, badge(pledge[3][0], pledge[3][1])), el("td", { class: "number" }, pledge[4][0])];
  };

  const plainTable = (own, caption) =>
    table(caption || own.caption || "", own.columns.map(([title, isNumber]) => [title, isNumber ? "number" : ""]), own.rows.map((row) => el("tr", {},
      row.map(([text, shade, place], at) => {
        const isNumber = own.columns[at] && own.columns[at][1];
        const props = { class: (isNumber ? "number " : "") + SHADES[shade || 0] };
        const content = place ? figureButton(text, 0, () => openPlace(text, caption || "", [text, 0, place])) : text;
        return at === 0 && !isNumber ? el("th", { scope: "row", ...props }, content) : el("td", props, content);
      }))));

  // ---- what is said

  const message = (own) => {
    const parts = [el("h3", {}, own.text), own.sentences.length > 0 && el("ul", {}, own.sentences.map((text) => el("li", {}, text + ".")))];
    if (own.picture) {
      const picture = document.getElementById(own.picture).content.firstElementChild.cloneNode(true);
      parts.push(el("figure", {}, el("div", { class: "picture" }, picture),
        el("details", { open: PHONE.matches }, el("summary", {}, W["picture-table"]), plainTable(own.table, own.table.caption || own.text))));
    } else if (own.table) {
      parts.push(plainTable(own.table, own.table.caption || own.text));
    }
    if (own.notes.length) parts.push(el("ul", { class: "notes" }, own.notes.map((text) => el("li", {}, text))));
    if (own.source) parts.push(el("p", { class: "source" }, own.source));
    return el("article", { class: "message" + (own.picture ? " pictured" : "") }, parts);
  };
  const chapter = (group) => (own) => el("section", { class: "chapter" }, el("h2", {}, own.title || W.others),
    own.lines.length > 0 && linesTable(group, own.lines, own.title),
    own.pledges === 1 && pledgesTable(group), own.messages.map(message));
  const pledgesTable = (group) => table(W["pledges-lead"], [W.indicator, [W["pledged-units"], "number"], [W.met, "number"], [W.missed, "number"], [W.open, "number"], [W["met-rate"], "number"]],
    D.groups[group].pledges.map(([indicator, pledged, met, missed, open, rate]) => el("tr", {}, label(labelOf(indicator), ""),
      el("td", { class: "number" }, figureButton(String(pledged), 0, () => openPledges(group, indicator))),
      el("td", { class: "number" }, met), el("td", { class: "number" + (missed ? " bad" : "") }, missed),
      el("td", { class: "number" + (open ? " warning" : "") }, open), el("td", { class: "number" }, rate))));

  const headlines = (group) => el("ul", { class: "cards" }, D.groups[group].headlines.map(([line, change, shade, doubt]) => {
    const own = groupFigure(group, NOW, line);
    if (!own) return null;
    return el("li", { class: "card" }, el("span", { class: "what" }, lineLabel(line)),
      el("span", { class: "value" }, figureButton(own[1], doubt ? 2 : 0, () => openGroup(group, NOW, line)), " ", el("span", { class: "measure" }, lineMeasure(line))),
      change && el("span", { class: SHADES[shade] }, change),
      !doubt.includes(own[2] + "/" + own[3]) && el("span", { class: "share" }, fill(W["coverage-of"], { n: own[2], m: own[3] })),
      doubt && el("span", { class: "warning" }, doubt));
  }));

  const returns = (group) => {
    const own = D.groups[group];
    const [covered, expected] = own.coverage;
    const bar = el("span", { class: "fill" + (own.enough ? "" : " short") });
    bar.style.width = (expected ? (100 * covered) / expected : 0) + "%";
    return el("section", { class: "returns" }, el("h2", {}, W.returns), el("p", {}, own.returns + "."), el("div", { class: "track", "aria-hidden": "true" }, bar),
      own.missing.length ? el("details", { open: own.missing.length <= 12 }, el("summary", {}, fill(W.missing, { n: own.missing.length })),
        el("ul", { class: "names" }, own.missing.map((unit) => el("li", {}, link(toUnit(unit), units[unit].name))))) : el("p", {}, W["none-missing"]));
  };

  const goTo = (text, at, shade) => el("button", { type: "button", class: SHADES[shade || 0], click: () => {
    const target = main.querySelectorAll("h2")[at()];
    target.setAttribute("tabindex", "-1");
    target.focus({ preventScroll: true });
    target.scrollIntoView();
  } }, text);
  // The sections of a long view.
  const contents = (view) => {
    const titles = view.flat(9).filter(Boolean).flatMap((part) => [...part.querySelectorAll("h2")].map((title) => title.textContent));
    return el("nav", { class: "contents", "aria-label": W.contents }, titles.map((title, at) => goTo(title, () => at)));
  };
  const head = (title, ...under) => el("div", { class: "page-head" }, el("h1", { tabindex: "-1" }, title), under,
    el("button", { type: "button", class: "print", click: () => window.print() }, W.print));
  const leads = () => el("p", { class: "lead" }, el("span", { class: "lead-click" }, W.lead + " "), W.legend);

  // ---- the views

  const withContents = (first, view) => [first, contents(view), ...view];
  const overview = () => withContents(head(D.title, leads()), [headlinesSection(0), returns(0), clustersSection(), D.groups[0].chapters.map(chapter(0))]);
  const headlinesSection = (group) => D.groups[group].headlines.length > 0 && el("section", {}, el("h2", {}, W.headlines), headlines(group));
  const currentClusters = () => D.groups.map((_, at) => at).filter((at) => at > 0 && D.groups[at].current);
  const clustersSection = () => {
    const clusters = currentClusters();
    if (!clusters.length) return null;
    const lines = D.groups[0].headlines.map((it) => it[0]).slice(0, 4);
    const shape = (at) => (at < 2 ? "number" : "number wide-only");
    return el("section", {}, el("h2", {}, W.clusters), table(unseen(W.clusters), [W.cluster, [W.coverage, "number"], ...lines.map((line, at) => [lineLabel(line) + (lineMeasure(line) ? " (" + lineMeasure(line) + ")" : ""), shape(at)]), [W["tasks-short"], "number"]],
      clusters.map((at) => {
        const own = D.groups[at];
        const tasks = members(at, NOW).reduce((sum, unit) => sum + taskCount(unit), 0);
        return el("tr", {}, el("th", { scope: "row" }, link(toGroup(at), own.name)), el("td", { class: "number" }, el("span", { class: own.enough ? "" : "warning" }, own.coverage[0] + "/" + own.coverage[1])),
          lines.map((line, column) => el("td", { class: shape(column) }, groupCell(at, NOW, line))), el("td", { class: "number" }, tasks));
      })));
  };

  const ON_PAPER = 8;
  let redraw = () => {};
  addEventListener("beforeprint", () => redraw(true));
  addEventListener("afterprint", () => redraw(false));
  const picked = new Set(currentClusters());
  const compare = () => {
    const clusters = currentClusters();
    const place = el("div", { class: "matrix" });
    // Paper takes so many clusters side by side; the others follow below.
    const draw = (onPaper) => {
      const chosen = clusters.filter((at) => picked.has(at));
      const most = onPaper ? ON_PAPER : Math.max(chosen.length, 1);
      const tables = [];
      for (let first = 0; first === 0 || first < chosen.length; first += most) tables.push(matrix(chosen.slice(first, first + most)));
      place.replaceChildren(...tables);
      if (!onPaper) reachScrolled();
    };
    redraw = draw;
    const box = (at) => {
      const input = el("input", { type: "checkbox", checked: picked.has(at) });
      input.addEventListener("change", () => {
        if (input.checked) picked.add(at);
        else picked.delete(at);
        draw();
      });
      return el("label", {}, input, " " + D.groups[at].name);
    };
    const boxes = el("div", { class: "boxes" });
    const fillBoxes = () => boxes.replaceChildren(...clusters.map(box));
    const all = (isOn) => el("button", { type: "button", click: () => {
      for (const at of clusters) isOn ? picked.add(at) : picked.delete(at);
      fillBoxes();
      draw();
    } }, isOn ? W["pick-all"] : W["pick-none"]);
    fillBoxes();
    draw();
    return [head(W.compare, el("p", { class: "lead lead-click" }, fill(W["compare-lead"], { period: D.periods[NOW].toLowerCase() })), leads()),
      el("fieldset", { class: "pick" }, el("legend", {}, W.pick), boxes, el("div", { class: "buttons" }, all(true), all(false))), place];
  };
  const matrix = (clusters) => {
    if (!clusters.length) return el("p", {}, W["pick-empty"]);
    const lines = D.lines.map((_, line) => line).filter((line) => [0, ...clusters].some((at) => groupFigure(at, NOW, line)));
    return table(unseen(W.compare), [W.indicator, [W.province, "number"], ...clusters.map((at) => [link(toGroup(at), D.groups[at].name), "number"])], lines.map((line) => {
      const sizes = clusters.map((at) => groupFigure(at, NOW, line)).map((own) => (own ? Math.abs(sizeOf(own[1])) : 0));
      const most = Math.max(...sizes);
      return el("tr", {}, label(lineLabel(line), lineMeasure(line), { class: isPart(D.lines[line][0]) ? "part" : "" }),
        el("td", { class: "number now" }, groupCell(0, NOW, line, "always")),
        clusters.map((at, column) => {
          const bar = el("span", { class: "bar", "aria-hidden": "true" });
          bar.style.width = (most > 0 ? (100 * sizes[column]) / most : 0) + "%";
          return el("td", { class: "number" }, groupCell(at, NOW, line, "always"), sizes[column] > 0 ? bar : null);
        }));
    }), { class: "side" });
  };

  const clusterView = (group) => {
    const own = D.groups[group];
    const list = members(group, NOW);
    return withContents(head(own.name, leads()), [headlinesSection(group), returns(group), unitsTable(list, W["units-of"]),
      own.chapters.length ? own.chapters.map(chapter(group)) : D.periods.some((_, year) => own.figures[year].length) ? linesTable(group, D.lines.map((_, line) => line).filter((line) => D.periods.some((_, year) => groupFigure(group, year, line))), own.name) : el("p", {}, W["no-figures"]),
      tasksSection(list)]);
  };
  const standingBadge = (unit, year) => {
    const [said, shade] = D.standings[unit.years[year].standing];
    return badge(said, shade);
  };
  const rankText = (rank) => {
    const [place, tied, of] = rank;
    const text = fill(W["rank-of"], { n: place, m: of });
    const said = tied ? fill(W.tied, { r: text }) : text;
    return rank[5] ? [said, el("div", { class: "share" }, rank[5])] : said;
  };
  const byRank = (list) => [...list].sort((one, two) => rankKey(one) - rankKey(two) || one.at - two.at);
  const rankKey = (unit) => (unit.years[NOW].rank ? unit.years[NOW].rank[0] : 1e6);
  const scoreButton = (unit, year) => {
    const rank = unit.years[year].rank;
    if (!rank) return "";
    if (!rank[5]) return figureButton(rank[3], 0, () => openUnit(unit, year, rank[4]));
    return rank[6] ? figureButton(rank[3], 0, () => openPlace(labelOf(rank[4]), unit.name, [rank[3], 0, rank[6]], rank[5])) : rank[3];
  };
  const unitsTable = (list, title) => {
    const hasRanks = list.some((unit) => unit.years[NOW].rank);
    const hasAwards = list.some((unit) => unit.awards.length);
    const hasTasks = list.some(taskCount);
    return el("section", {}, el("h2", {}, title), table(unseen(title), [...(hasRanks ? [[W.rank, "number"]] : []), W.unit, W.standing, ...(hasRanks ? [[W.score, "number"]] : []), ...(hasAwards ? [W.awards] : []), ...(hasTasks ? [[W["tasks-short"], "number"]] : [])],
      (hasRanks ? byRank(list) : list).map((unit) => {
        const rank = unit.years[NOW].rank;
        return el("tr", {}, hasRanks ? el("td", { class: "number" }, rank ? rankText(rank) : "–") : null, el("th", { scope: "row" }, link(toUnit(unit.at), unit.name)),
          el("td", {}, standingBadge(unit, NOW)), hasRanks ? el("td", { class: "number" }, scoreButton(unit, NOW)) : null,
          hasAwards ? el("td", {}, awardLines(unit)) : null, hasTasks ? el("td", { class: "number" }, taskCount(unit) || "") : null);
      })));
  };
  const awardLines = (unit) => {
    const lines = [[W["by-conference"], unit.awards.filter((it) => it[1])], [W["by-rank"], unit.awards.filter((it) => !it[1])]];
    return lines.filter(([, list]) => list.length).map(([said, list]) => el("div", {}, el("span", { class: "muted" }, said + ": "), list.map((it) => it[0]).join("; ")));
  };

  const taskItem = (task, unit) => el("li", {}, badge(task[0] ? W["task-error"] : W["task-warning"], task[0] ? 3 : 2), " ",
    el("strong", {}, D.texts[task[2]]), task[1] >= 0 ? " · " + D.periods[task[1]] : "", unit ? [" · ", link(toUnit(unit.at), unit.name)] : null,
    el("div", {}, task[3]), task[4] ? el("div", {}, placeOf(task[4])) : null);
  const tasksSection = (list) => {
    const withUnits = list.length !== 1;
    const items = list.flatMap((unit) => unit.tasks.map((task) => taskItem(task, withUnits ? unit : null)));
    const more = list.reduce((sum, unit) => sum + unit.more, 0);
    return el("section", { id: "viec" }, el("h2", {}, W.tasks), items.length ? el("ul", { class: "tasks" }, items) : el("p", {}, W["tasks-none"]),
      more > 0 && el("p", {}, fill(W["tasks-more"], { n: more })));
  };

  const unitView = (unit) => {
    const group = groupOf(unit);
    const indicators = D.indicators.map((_, at) => at).filter((at) => unit.years.some((_, year) => figures(unit, year).has(at)));
    const row = (title, cell) => el("tr", {}, el("th", { scope: "row" }, title), unit.years.map((_, year) => el("td", {}, cell(year))));
    const hasRanks = unit.years.some((year) => year.rank);
    const yearsTable = table(unseen(W.returns), [W.returns, ...D.periods], [
      row(W.cluster, (year) => unit.years[year].cluster === null ? "–" : link(toGroup(unit.years[year].cluster), D.groups[unit.years[year].cluster].name)),
      row(W.standing, (year) => standingBadge(unit, year)),
      hasRanks ? row(W.rank, (year) => (unit.years[year].rank ? rankText(unit.years[year].rank) : "–")) : null,
      hasRanks ? row(W.score, (year) => scoreButton(unit, year)) : null,
      row(W.files, (year) => unit.years[year].files.length ? unit.years[year].files.map(([file, said, shade]) => el("div", {}, placeOf([file, -1, ""], true), " ", badge(said, shade))) : el("span", { class: "muted" }, W["no-file"])),
    ], { class: "years" });
    const waits = taskCount(unit);
    return withContents(head(unit.name, el("p", { class: "facts" }, unit.code && [W.code + ": " + unit.code + " · "], unit.kind && [W.kind + ": " + unit.kind + " · "],
      group !== null ? link(toGroup(group), groupName(unit)) : groupName(unit), " ", standingBadge(unit, NOW), waits > 0 && [" ", badge(W["tasks-short"] + ": " + waits, 2)]), leads()),
      [yearsTable,
      el("section", {}, el("h2", {}, W.figures), indicators.length ? table(unseen(W.figures), [W.indicator, ...D.periods.map((period) => [period, "number"])],
        indicators.map((at) => el("tr", {}, label(labelOf(at), measureOf(at), { class: isPart(at) ? "part" : "" }),
          unit.years.map((_, year) => el("td", { class: "number" + (year === NOW ? " now" : "") }, unitFigure(unit, year, at))))), { class: "lines" }) : el("p", {}, W["no-figures"])),
      unit.pledges.length > 0 && el("section", {}, el("h2", {}, W.pledges), table(unseen(W.pledges), [W.indicator, [W.pledged, "number"], [W.reached, "number"], W.verdict, [W.gap, "number"]],
        unit.pledges.map((pledge) => el("tr", {}, label(labelOf(pledge[0]), measureOf(pledge[0])), pledgeCells(pledge))))),
      unit.points.length > 0 && el("section", {}, el("h2", {}, W.points), table(unseen(W.points), [W.criterion, [W["own-points"], "number"], [W["cluster-points"], "number"]],
        unit.points.map(([criterion, own, cluster, place]) => {
          const points = (shown, title) => el("td", { class: "number" }, shown ? figureButton(shown, 0, () => openPlace(D.texts[criterion], title, [shown, 0, place], schoolYear(unit, NOW))) : "–");
          return el("tr", {}, el("th", { scope: "row" }, D.texts[criterion]), points(own, W["own-points"]), points(cluster, W["cluster-points"]));
        }))),
      unit.awards.length > 0 && el("section", {}, el("h2", {}, W.awards), el("ul", {}, unit.awards.map(([award, place]) =>
        el("li", {}, el("strong", {}, award), " · ", place ? [W["by-conference"], " · ", placeOf(place)] : W["by-rank"])))),
      tasksSection([unit]),
      unit.changes.length > 0 && el("section", {}, el("h2", {}, W.changes), el("ul", {}, unit.changes.map((text) => el("li", {}, text)))),
      neighbours(unit)]);
  };
  const neighbours = (unit) => {
    const group = groupOf(unit);
    if (group === null) return null;
    const list = members(group, NOW);
    const at = list.indexOf(unit);
    return el("nav", { class: "neighbours", "aria-label": W["units-of"] }, at > 0 && link(toUnit(list[at - 1].at), fill(W.previous, { name: list[at - 1].name })),
      link(toGroup(group), fill(W["back-to"], { name: D.groups[group].name })), at + 1 < list.length && link(toUnit(list[at + 1].at), fill(W.next, { name: list[at + 1].name })));
  };

  let shown = "show-all";
  const unitsView = () => {
    const place = el("div", { class: "list-view" });
    const isShown = { "show-all": () => true, "show-missing": (unit) => isExpected(unit, NOW) && unit.years[NOW].blocks.length === 0, "show-tasks": (unit) => taskCount(unit) > 0 };
    const names = [...new Set([...D.groups.slice(1).map((group) => group.name), W["no-cluster"], W.gone])];
    const draw = () => place.replaceChildren(...names.map((name) => {
      const list = units.filter((unit) => groupName(unit) === name && isShown[shown](unit));
      return list.length ? unitsTable(list, name) : "";
    }));
    const choice = (key) => {
      const input = el("input", { type: "radio", name: "hien", value: key, checked: key === shown });
      input.addEventListener("change", () => {
        shown = key;
        draw();
      });
      return el("label", {}, input, " " + W[key]);
    };
    draw();
    return [head(fill(W["units-all"], { n: units.length })), el("fieldset", { class: "pick" }, el("legend", {}, W["show-label"]), el("div", { class: "boxes" }, Object.keys(isShown).map(choice))), place];
  };

  // ---- search, with marks and without

  const folded = (text) => text.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  // The mark of tone at a syllable's end, so that both ways to place it are one.
  const toned = (text) => text.toLowerCase().normalize("NFD").replace(/[\p{L}\p{M}]+/gu, (word) => {
    const tones = word.match(/[\u0300\u0301\u0303\u0309\u0323]/g);
    return tones ? word.replace(/[\u0300\u0301\u0303\u0309\u0323]/g, "") + tones.join("") : word;
  });
  const entries = [
    ...D.groups.map((group, at) => ({ name: group.name, under: "", to: at ? toGroup(at) : "#/", words: [group.name, group.id] })).slice(1),
    ...units.map((unit) => ({ name: unit.name, to: toUnit(unit.at), words: [unit.name, unit.code, ...unit.others],
      under: [groupName(unit), unit.code].filter(Boolean).join(" · ") })),
  ].map((entry) => ({ ...entry, plain: entry.words.map(folded), exact: entry.words.map((word) => word.toLowerCase().normalize("NFC")), toned: entry.words.map(toned) }));
  const matches = (entry, query) => query.every((word) => entry.plain.some((name, at) => {
    if (!name.includes(folded(word))) return false;
    return folded(word) === word || entry.exact[at].includes(word) || entry.toned[at].includes(toned(word));
  }));
  const found = (text) => {
    const query = text.toLowerCase().normalize("NFC").split(/\s+/).filter(Boolean);
    if (!query.length) return [];
    const phrase = folded(query.join(" "));
    const rank = (entry) => (entry.plain.some((name) => name.startsWith(phrase)) ? 0 : entry.plain.some((name) => name.includes(phrase)) ? 1 : 2);
    return entries.filter((entry) => matches(entry, query)).map((entry) => [rank(entry), entry]).sort((one, two) => one[0] - two[0]).map((it) => it[1]);
  };

  const input = document.getElementById("tim");
  const results = document.getElementById("ket-qua");
  const status = document.getElementById("so-ket-qua");
  const MOST = 12;
  const search = () => {
    const text = input.value.trim();
    const list = found(text);
    results.hidden = !text;
    const said = list.length ? fill(W["search-many"], { n: list.length }) : fill(W["search-none"], { q: text });
    status.textContent = text ? said : "";
    results.replaceChildren(list.length ? el("ul", {}, list.slice(0, MOST).map((entry) => el("li", {}, link(entry.to, [entry.name, entry.under ? el("span", { class: "muted" }, " " + entry.under) : ""])))) : el("p", {}, said));
    if (list.length > MOST) results.append(el("p", { class: "muted" }, fill(W["search-more"], { n: list.length - MOST })));
  };
  const endSearch = () => {
    input.value = "";
    search();
  };
  input.addEventListener("input", search);
  document.querySelector(".find").addEventListener("keydown", (event) => {
    const links = [...results.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Escape") {
      endSearch();
      input.focus();
    } else if (event.key === "Enter" && document.activeElement === input && links.length) {
      event.preventDefault();
      location.hash = links[0].getAttribute("href");
    } else if (event.key === "ArrowDown" && links.length) {
      event.preventDefault();
      links[Math.min(at + 1, links.length - 1)].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (at ? links[at - 1] : input).focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".find")) results.hidden = true;
  });

  // ---- moving about

  const SECTIONS = [["#/", W.overview], ["#/cum", W.compare], ["#/don-vi", W["all-units"]]];
  const view = (hash) => {
    const [, kind, id] = hash.split("/");
    if (!kind) return [overview(), ""];
    if (kind === "cum" && id === undefined) return [compare(), W.compare];
    if (kind === "don-vi" && id === undefined) return [unitsView(), W["all-units"]];
    const group = kind === "cum" ? D.groups.findIndex((it, at) => at && it.id === decodeURIComponent(id)) : -1;
    if (group > 0) return [clusterView(group), D.groups[group].name];
    const unit = kind === "don-vi" ? units.find((it) => it.id === decodeURIComponent(id)) : undefined;
    if (unit) return [unitView(unit), unit.name];
    return [head(W["not-found"], el("p", {}, link("#/", fill(W["back-to"], { name: W.overview })))), W["not-found"]];
  };
  const show = (isFirst) => {
    const hash = location.hash || "#/";
    if (!hash.startsWith("#/")) return;
    if (dialog.open) dialog.close();
    redraw = () => {};
    const [content, title] = view(hash);
    main.replaceChildren(...[content].flat(9).filter(Boolean));
    main.className = hash === "#/cum" ? "wide" : "";
    document.title = (title ? title + " – " : "") + D.title;
    document.getElementById("muc").replaceChildren(...SECTIONS.map(([to, text]) => el("li", {}, link(to, text, { "aria-current": to === hash ? "page" : null }))));
    endSearch();
    reachScrolled();
    if (isFirst) return;
    window.scrollTo(0, 0);
    main.querySelector("h1").focus({ preventScroll: true });
  };
  addEventListener("resize", reachScrolled);
  addEventListener("hashchange", () => show(false));
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    main.focus();
  });
  show(true);
})();
