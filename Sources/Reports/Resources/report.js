"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const list = document.getElementById("gap-list");
  const tools = document.getElementById("gap-tools");
  const search = document.getElementById("search");
  const grouping = document.getElementById("group");
  const count = document.getElementById("gap-count");
  const chips = [...document.querySelectorAll(".chip[data-outcome]")];
  const PAGE = 60;
  const ORDER = { severity: ["critical", "high", "medium", "low", "informational"] };
  let shown = PAGE;

  const node = (name, attributes = {}, ...content) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== null && value !== undefined) element.setAttribute(key, value);
    }
    element.append(...content.filter((part) => part !== null));
    return element;
  };

  // Marks are drawn once in the page; here they are only referred to.
  const mark = (outcome) => {
    const template = document.getElementById("mark-" + outcome);
    return template ? template.content.cloneNode(true) : "";
  };

  const state = () => ({
    q: search.value.trim(),
    group: grouping.value,
    show: chips.filter((chip) => chip.getAttribute("aria-pressed") === "true").map((chip) => chip.dataset.outcome),
  });

  const remember = () => {
    const { q, group, show } = state();
    const parameters = new URLSearchParams();
    if (q) parameters.set("q", q);
    if (group !== "control") parameters.set("group", group);
    if (show.length) parameters.set("show", show.join("."));
    const text = parameters.toString();
    history.replaceState(null, "", text ? "#?" + text : location.pathname + location.search);
  };

  const recall = () => {
    if (!location.hash.startsWith("#?")) return false;
    const parameters = new URLSearchParams(location.hash.slice(2));
    search.value = parameters.get("q") ?? "";
    const group = parameters.get("group") ?? "control";
    if ([...grouping.options].some((option) => option.value === group)) grouping.value = group;
    const show = (parameters.get("show") ?? "").split(".");
    for (const chip of chips) chip.setAttribute("aria-pressed", String(show.includes(chip.dataset.outcome)));
    return true;
  };

  for (const gap of data.gaps) {
    gap.words = [gap.control, data.controls[gap.control] ?? "", gap.criteria.join(" "), gap.check, gap.message,
      gap.resource ?? "", gap.next ?? "", gap.severity, gap.places.join(" ")].join(" ").toLowerCase();
  }

  const matching = ({ q, show }) => {
    const words = q.toLowerCase().split(/\s+/).filter(Boolean);
    return data.gaps.filter((gap) =>
      (show.length === 0 || show.includes(gap.outcome)) && words.every((word) => gap.words.includes(word)));
  };

  const keys = {
    control: (gap) => [gap.control],
    criterion: (gap) => (gap.criteria.length ? gap.criteria : ["No criterion"]),
    severity: (gap) => [gap.severity],
    owner: (gap) => [gap.owner],
    file: (gap) => [gap.places.length ? gap.places[0].replace(/:\d+$/, "") : "Without a place"],
  };

  const card = (gap, index, grouping) => {
    const heading = node("h4", {}, mark(gap.outcome),
      node("span", {}, gap.message, node("span", { class: "tag tag-" + gap.severity }, gap.severity)));
    const article = node("article", { class: "gap" }, heading);
    // Under the heading of its control, a gap need not say it again.
    const control = grouping === "control" ? null : node("a", { href: "#" + gap.control }, gap.control + " " + (data.controls[gap.control] ?? ""));
    article.append(node("p", { class: "quiet" }, control, (control ? " · " : "") + gap.criteria.join(", ") + " · " + gap.fix + (gap.confidence === "high" ? "" : " · confidence " + gap.confidence)));
    if (gap.places.length) {
      const more = gap.morePlaces ? " and " + gap.morePlaces + " more" : "";
      article.append(node("p", { class: "where" }, gap.places.join(", ") + more));
    }
    if (gap.lookedFor) article.append(node("p", { class: "quiet" }, "Looked for: " + gap.lookedFor));
    if (gap.next) article.append(node("p", {}, gap.next));
    if (gap.snippet) {
      const pre = node("pre", { class: "snippet", tabindex: "0", role: "group", "aria-label": "Lines of " + gap.places[0] });
      for (const [number, text] of gap.snippet.lines) {
        pre.append(node("code", number === gap.snippet.line ? { class: "hit" } : {}, node("span", { class: "n" }, String(number)), text));
      }
      const lines = node("details", index === 0 ? { open: "" } : {}, node("summary", {}, "Lines"), pre);
      article.append(lines);
    }
    return article;
  };

  const render = () => {
    const now = state();
    const found = matching(now);
    const groups = new Map();
    for (const gap of found) {
      for (const key of keys[now.group](gap)) {
        if (!groups.has(key)) groups.set(key, []);
        groups.get(key).push(gap);
      }
    }
    const order = ORDER[now.group];
    const names = [...groups.keys()];
    if (order) names.sort((a, b) => order.indexOf(a) - order.indexOf(b));
    if (now.group === "file" || now.group === "criterion") names.sort((a, b) => groups.get(b).length - groups.get(a).length || (a < b ? -1 : 1));
    list.replaceChildren();
    let left = shown;
    for (const name of names) {
      if (left <= 0) break;
      const gaps = groups.get(name).slice(0, left);
      left -= gaps.length;
      const title = now.group === "control" ? node("a", { href: "#" + name }, name + " " + (data.controls[name] ?? "")) : name;
      list.append(node("h3", {}, title, " ", node("span", { class: "quiet" }, "(" + groups.get(name).length + ")")),
        ...gaps.map((gap, index) => card(gap, index, now.group)));
    }
    const total = [...groups.values()].reduce((sum, gaps) => sum + gaps.length, 0);
    if (total > shown) {
      const button = node("button", { class: "show", type: "button" }, "Show " + Math.min(PAGE * 4, total - shown) + " more of " + total);
      button.addEventListener("click", () => { shown += PAGE * 4; render(); });
      list.append(button);
    }
    count.textContent = found.length === data.gaps.length
      ? data.gaps.length + (data.gaps.length === 1 ? " gap" : " gaps") + (data.more ? " of " + (data.gaps.length + data.more) + "; the rest is in the JSON" : "")
      : found.length + " of " + data.gaps.length + " gaps";
  };

  let waiting = 0;
  const change = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { shown = PAGE; remember(); render(); }, 120);
  };
  search.addEventListener("input", change);
  grouping.addEventListener("change", change);
  for (const chip of chips) {
    chip.addEventListener("click", () => {
      chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
      change();
    });
  }

  // What is found can be taken along; a cell never begins as a formula does.
  const save = (name, type, text) => {
    const address = URL.createObjectURL(new Blob([text], { type }));
    const link = node("a", { href: address, download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  };
  const cell = (value) => {
    const text = String(value ?? "");
    const plain = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? "'" + text : text;
    return /[",\n]/.test(plain) ? '"' + plain.replaceAll('"', '""') + '"' : plain;
  };
  const FIELDS = ["control", "criteria", "check", "outcome", "severity", "confidence", "message", "places", "next", "fix", "owner"];
  const row = (gap) => FIELDS.map((field) => cell([gap[field] ?? ""].flat().join(" "))).join(",");
  document.getElementById("save-csv").addEventListener("click", () => {
    save("gaps.csv", "text/csv", [FIELDS.join(","), ...matching(state()).map(row)].join("\r\n") + "\r\n");
  });
  document.getElementById("save-json").addEventListener("click", () => {
    const gaps = matching(state()).map((gap) => Object.fromEntries(FIELDS.map((field) => [field, gap[field]])));
    save("gaps.json", "application/json", JSON.stringify(gaps, null, 2) + "\n");
  });

  // A link to a control or criterion opens what holds it.
  const reveal = () => {
    if (recall()) { render(); return; }
    const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    if (!target) return;
    for (let element = target; element; element = element.parentElement) {
      if (element.tagName === "DETAILS") element.open = true;
    }
    target.scrollIntoView();
  };
  window.addEventListener("hashchange", reveal);

  for (const button of document.querySelectorAll(".copy[data-text]")) {
    button.addEventListener("click", async () => {
      const [label, name] = [button.textContent, button.getAttribute("aria-label")];
      const tell = (text) => { button.textContent = text; button.setAttribute("aria-label", text); };
      try {
        await navigator.clipboard.writeText(button.dataset.text);
        tell("Copied");
      } catch {
        tell("Press Ctrl+C");
        const range = document.createRange();
        range.selectNodeContents(button.previousElementSibling);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
      }
      setTimeout(() => { tell(label); button.setAttribute("aria-label", name); }, 1500);
    });
  }

  // Paper has no details to open: everything is, while it is printed.
  let closed = [];
  const open = () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const element of closed) element.open = true;
    shown = Math.max(shown, 1000);
    render();
  };
  window.addEventListener("beforeprint", open);
  window.addEventListener("afterprint", () => { for (const element of closed) element.open = false; });

  const links = [...document.querySelectorAll(".rail a")];
  const sections = links.map((link) => document.getElementById(link.hash.slice(1))).filter(Boolean);
  if ("IntersectionObserver" in window) {
    const visible = new Set();
    const observer = new IntersectionObserver((entries) => {
      for (const entry of entries) entry.isIntersecting ? visible.add(entry.target) : visible.delete(entry.target);
      const first = sections.find((section) => visible.has(section));
      for (const link of links) {
        if (first !== undefined && link.hash === "#" + first.id) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    }, { rootMargin: "-10% 0px -60% 0px" });
    for (const section of sections) observer.observe(section);
  }

  tools.hidden = false;
  document.getElementById("gap-static")?.remove();
  if (!recall()) reveal();
  render();
})();
