/* Small helps at the keyboard. Every page works without this file. */
(() => {
  const typing = () => document.activeElement && document.activeElement.matches("input, textarea, select, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing()) return;
    const search = document.getElementById("search");
    if (!search) return;
    event.preventDefault();
    search.focus();
    search.select();
  });

  // A row of tabs that does not fit stands at the tab that is open.
  document.querySelectorAll(".tabs").forEach((row) => {
    const open = row.querySelector("[aria-current]");
    if (open) row.scrollLeft += open.getBoundingClientRect().left - row.getBoundingClientRect().left - (row.clientWidth - open.clientWidth) / 2;
  });

  // Somebody chosen while the answer was on its way is not lost with the old list: the list is asked for once more.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { target, requestConfig } = event.detail;
    if (target.id !== "receivers") return;
    const chosen = [...target.querySelectorAll("input:checked")].map((box) => box.value);
    const sent = requestConfig.formData.getAll("units");
    if (chosen.length === sent.length && chosen.every((unit) => sent.includes(unit))) return;
    event.detail.shouldSwap = false;
    setTimeout(() => requestConfig.elt.dispatchEvent(new CustomEvent("chosen")));
  });

  // What comes in the place of the button that had the focus takes it; a link with an id keeps it, by htmx.
  document.addEventListener("htmx:load", ({ detail }) => {
    if (detail.elt === document.body || document.activeElement !== document.body) return;
    const next = detail.elt.matches("[data-takes-focus]") ? detail.elt : detail.elt.querySelector("[data-takes-focus]");
    if (next) next.focus({ preventScroll: true });
  });

  // After a refused htmx post the writer is led to the first field to mend.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (!event.detail.xhr || event.detail.xhr.status !== 422) return;
    const field = document.querySelector('[aria-invalid="true"]');
    if (field) field.focus();
  });
})();
