"""The browser of the journeys: Swedish, in Stockholm, and with an open eye for every complaint of the page."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests import browser

AXE = Path(__file__).resolve().parent.parent / "build" / "axe.min.js"
# Milliseconds to wait for what will come: long enough for a machine that does ten other things.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)
# A robot's fingers are on a page before its scripts are; a hidden one lets nobody press, choose or type until they are.
HIDDEN_UNTIL_READY = """
const sheet = new CSSStyleSheet();
sheet.replaceSync("html { visibility: hidden !important }");
document.adoptedStyleSheets = [sheet];
addEventListener("load", () => { document.adoptedStyleSheets = []; }, { once: true });
"""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    program, env = browser.find()
    found = {"executable_path": program} if program else {}
    return {**browser_type_launch_args, "args": browser.ARGS, "env": {**os.environ, **env}, **found}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args, live_server):
    return {
        **browser_context_args,
        "base_url": live_server.url,
        "locale": "sv-SE",
        "timezone_id": "Europe/Stockholm",
        "reduced_motion": "reduce",
    }


class Complaints(list):
    """What browsers said on their consoles: errors, refused scripts and styles, uncaught exceptions."""

    def __init__(self):
        super().__init__()
        # A form with faults is answered 422; a question under way when somebody goes to another page is let go.
        self.expected: list[str] = [r"status of 422", r"htmx:sendAbort", r"htmx:afterRequest"]

    def expect(self, pattern: str) -> None:
        """Let complaints that match pass: `complaints.expect("status of 404")`."""
        self.expected.append(pattern)

    def unexpected(self) -> list[str]:
        """Those that nobody expected."""
        return [said for said in self if not any(re.search(pattern, said) for pattern in self.expected)]


@pytest.fixture
def complaints():
    """Every console error of every page in the test; one that was not expected fails it."""
    heard = Complaints()
    yield heard
    assert not heard.unexpected(), f"the browser complained: {heard.unexpected()}"


@pytest.fixture
def new_context(new_context, complaints):
    """Open another browser session (for another person); `context` and `page` come from here too."""

    def opened(**arguments):
        context = new_context(**arguments)
        context.set_default_timeout(PATIENCE)
        if arguments.get("java_script_enabled", True):
            context.add_init_script(HIDDEN_UNTIL_READY)
        context.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        return context

    return opened


@pytest.fixture
def axe():
    """A function that looks at a page with axe-core, by all its rules or one, and fails when it finds a fault."""

    def look(page, only="") -> None:
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE.read_text())  # evaluate goes past the page's policy, a script tag would not
        run = "only => axe.run(document, {runOnly: only, resultTypes: ['violations'], elementRef: false})"
        rules = {"type": "rule", "values": [only]} if only else {"type": "tag", "values": RULES}
        found = page.evaluate(f"async only => (await ({run})(only)).violations", rules)
        said = [f"{v['impact']} {v['id']}: {[node['target'] for node in v['nodes']]}" for v in found]
        assert not said, f"{page.url}: {said}"

    return look
