/* Draft autosave: htmx does the saving, this tells the truth about it when the line or the session is gone.
   What is written stays in the field; nothing is kept in the browser's storage. */
(() => {
  const RETRY_MS = 5000;
  const unsaved = new Map(); // form -> number of the latest change
  const sent = new WeakMap(); // form -> number of the change that is on its way
  let changes = 0;
  let leaving = null; // the form that is on its way to the server as itself
  let timer = null;

  const words = (name) => (document.querySelector(`meta[name="${name}"]`) || {}).content || "";
  const draftOf = (element) => (element && element.closest ? element.closest("form[data-draft]") : null);
  // Of requests only the form's own are its draft: a panel inside it may ask for something else.
  const savedBy = (element) => (element && element.matches && element.matches("form[data-draft]") ? element : null);
  const place = (form) => form.querySelector("[data-saved]") || document.querySelector(form.getAttribute("hx-target"));

  function tell(form, message) {
    const status = place(form);
    if (!status || status.dataset.lost === message) return; // say it once, not every five seconds
    status.dataset.lost = message;
    const text = document.createElement("span");
    text.textContent = message;
    status.replaceChildren(text);
  }

  function retry() {
    timer = null;
    // Only what was said to be lost: an ordinary pause in typing is htmx's own business.
    for (const form of unsaved.keys()) {
      if (!form.isConnected) unsaved.delete(form);
      else if (place(form) && place(form).dataset.lost) window.htmx.trigger(form, "focusout");
    }
  }

  function lost(form, message) {
    if (!unsaved.has(form)) unsaved.set(form, ++changes);
    tell(form, message);
    if (!timer) timer = setTimeout(retry, RETRY_MS);
  }

  document.addEventListener("input", (event) => {
    const form = draftOf(event.target);
    if (form) unsaved.set(form, ++changes);
  });
  document.addEventListener("submit", (event) => {
    const form = draftOf(event.target);
    if (form && !navigator.onLine) {
      event.preventDefault(); // the browser's own page of error would take the text's place
      lost(form, words("kring-lost"));
      return;
    }
    // What is being sent carries everything itself: saving it once more would leave a draft of what has arrived.
    unsaved.delete(event.target);
    leaving = form;
  });
  window.addEventListener("pageshow", () => (leaving = null));

  // htmx posts to where the last pressed button leads; a draft goes to its own place, whichever was pressed.
  document.addEventListener("htmx:configRequest", (event) => {
    const form = savedBy(event.detail.elt);
    if (form) event.detail.path = form.getAttribute("hx-post");
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = savedBy(event.detail.elt);
    const cause = event.detail.requestConfig && event.detail.requestConfig.triggeringEvent;
    const pressed = cause && cause.type === "focusout" && cause.relatedTarget;
    if (form && (form === leaving || (pressed && pressed.type === "submit" && pressed.form === form))) {
      event.preventDefault();
      return;
    }
    if (form) sent.set(form, unsaved.get(form));
  });
  // A sign-in page that comes instead of the status must neither be shown as one nor count as saved.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const form = savedBy(event.detail.requestConfig && event.detail.requestConfig.elt);
    if (!form || event.detail.xhr.status >= 400) return;
    if (event.detail.xhr.responseText.includes("data-saved")) {
      if (unsaved.get(form) === sent.get(form)) unsaved.delete(form);
    } else {
      event.detail.shouldSwap = false;
      lost(form, words("kring-signed-out"));
    }
  });
  for (const name of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(name, (event) => {
      const form = savedBy(event.detail.elt);
      if (form) lost(form, words("kring-lost"));
    });
  }
  document.addEventListener("htmx:responseError", (event) => {
    const form = savedBy(event.detail.elt);
    const signedOut = [401, 403].includes(event.detail.xhr.status);
    if (form) lost(form, words(signedOut ? "kring-signed-out" : "kring-lost"));
  });

  window.addEventListener("offline", () => unsaved.forEach((_, form) => lost(form, words("kring-lost"))));
  window.addEventListener("online", retry);
  window.addEventListener("beforeunload", (event) => {
    if (unsaved.size) event.preventDefault();
  });
})();
