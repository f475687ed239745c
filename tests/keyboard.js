// What answers a press without being a control, what the keyboard passes by, and what takes the focus unseen.
() => {
  const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const seen = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest("[inert]") && !one.disabled;
  const name = (one) => `${one.tagName.toLowerCase()} ${one.id || one.name || one.className} ${one.textContent.trim().slice(0, 30)}`;
  const looks = (one) => {
    const found = [];
    for (let at = one, up = 0; at && up < 4; at = at.parentElement, up += 1) {
      const style = getComputedStyle(at), mark = getComputedStyle(at, "::before");
      found.push(style.outline, style.boxShadow, style.borderColor, style.backgroundColor, mark.outline, mark.boxShadow);
    }
    return found.join();
  };
  const faults = [], hushed = (event) => event.stopImmediatePropagation();
  for (const one of document.querySelectorAll("[hx-get], [hx-post], [role=button], [role=link]")) {
    const trigger = one.getAttribute("hx-trigger") ?? (one.matches("form") ? "submit" : "click");
    if (/\bclick\b/.test(trigger) && seen(one) && !one.matches(CONTROLS)) faults.push(`only a mouse presses ${name(one)}`);
  }
  for (const one of document.querySelectorAll("[tabindex]")) {
    if (one.tabIndex > 0) faults.push(`goes before its turn: ${name(one)}`);
  }
  // Nothing is saved because the focus has been somewhere.
  for (const kind of ["focusin", "focusout", "focus", "blur", "change"]) addEventListener(kind, hushed, true);
  for (const one of document.querySelectorAll(CONTROLS)) {
    if (!seen(one)) continue;
    if (one.tabIndex < 0) { faults.push(`passed by: ${name(one)}`); continue; }
    document.activeElement?.blur();
    const before = looks(one);
    one.focus({ focusVisible: true, preventScroll: true });
    if (document.activeElement !== one) faults.push(`takes no focus: ${name(one)}`);
    else if (looks(one) === before) faults.push(`shows no focus: ${name(one)}`);
  }
  document.activeElement?.blur();
  for (const kind of ["focusin", "focusout", "focus", "blur", "change"]) removeEventListener(kind, hushed, true);
  return faults;
}
