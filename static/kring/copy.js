/* A button that copies a text on the page. Without this file the button stays hidden and the text can be marked by hand. */
(() => {
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const text = document.getElementById(button.dataset.copy);
    if (!text || !navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      text.select();
      await navigator.clipboard.writeText(text.value);
      const status = button.parentElement.querySelector("[role=status]");
      if (status) status.textContent = button.dataset.done;
    });
  }
})();
