/* Warns before the session locks. The server decides about the lock; this only makes it no surprise. */
(() => {
  const value = (name) => (document.querySelector(`meta[name="${name}"]`) || {}).content;
  const dialog = document.getElementById("idle");
  const [idle, end, alive, lock] = ["kring-idle", "kring-end", "kring-alive", "kring-lock"].map(value);
  if (!dialog || !idle || !alive || !lock) return;
  let since = Date.now();
  // Work in one tab keeps the others: they have one session and one lock.
  const tabs = new BroadcastChannel("kring-alive");
  tabs.onmessage = awake;

  function awake() {
    since = Date.now();
    if (dialog.open) dialog.close();
  }

  function restart() {
    awake();
    tabs.postMessage("");
  }

  function leave() {
    clearInterval(ticking);
    location.assign(`${lock}?next=${encodeURIComponent(location.pathname + location.search)}`);
  }

  async function stay() {
    const token = JSON.parse(document.body.getAttribute("hx-headers") || "{}");
    try {
      const answer = await fetch(alive, { method: "POST", headers: token, redirect: "manual" });
      if (answer.ok) restart();
      else leave();
    } catch {
      // No line: the question stays until it can be answered.
      if (!dialog.open) dialog.showModal();
    }
  }

  // Wall-clock time, not counted ticks: a closed laptop must not come back with minutes to spare.
  const ticking = setInterval(() => {
    const seconds = (Date.now() - since) / 1000;
    if (seconds >= Number(end)) leave();
    else if (seconds >= Number(idle) && !dialog.open) dialog.showModal();
  }, 1000);

  dialog.addEventListener("close", () => {
    if ((Date.now() - since) / 1000 >= Number(idle)) stay();
  });
  tabs.postMessage(""); // a page that was opened is a deed as well
  // An answer to something the person did keeps the session; a poll does not.
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful && !event.detail.elt.closest("[data-poll]")) restart();
  });
})();
