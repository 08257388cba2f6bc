"use strict";
(() => {
  const rows = [...document.querySelectorAll("#files tbody tr")];
  const search = document.getElementById("search");
  const control = document.getElementById("control");
  const folder = document.getElementById("folder");
  const count = document.getElementById("count");
  for (const row of rows) row.words = row.textContent.toLowerCase();

  const show = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const fits = (!control.value || row.dataset.controls.split(" ").includes(control.value))
        && (!folder.value || row.dataset.folder === folder.value)
        && words.every((word) => row.words.includes(word));
      row.hidden = !fits;
      if (fits) shown += 1;
    }
    count.textContent = shown === rows.length ? `${rows.length} files` : `${shown} of ${rows.length} files`;
    const parameters = new URLSearchParams();
    for (const [name, field] of [["q", search], ["control", control], ["folder", folder]]) {
      if (field.value) parameters.set(name, field.value);
    }
    const text = parameters.toString();
    if (text) history.replaceState(null, "", "#?" + text);
    else if (location.hash.startsWith("#?")) history.replaceState(null, "", location.pathname + location.search);
  };

  const parameters = new URLSearchParams(location.hash.startsWith("#?") ? location.hash.slice(2) : "");
  search.value = parameters.get("q") ?? "";
  control.value = parameters.get("control") ?? "";
  folder.value = parameters.get("folder") ?? "";
  if (control.selectedIndex < 0) control.value = "";
  if (folder.selectedIndex < 0) folder.value = "";

  for (const field of [search, control, folder]) field.addEventListener("input", show);
  for (const link of document.querySelectorAll("a[data-control]")) {
    link.addEventListener("click", () => {
      [search.value, folder.value, control.value] = ["", "", link.dataset.control];
      show();
    });
  }
  document.getElementById("tools").hidden = false;
  show();
})();
