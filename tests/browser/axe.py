"""What axe finds on a page: the rules of WCAG that a program can check."""

from typing import Any

from playwright.sync_api import Page

Fault = tuple[str, list[Any], str]
"""The rule, where (three at most), and how to mend the first."""


def violations(page: Page, source: str, **options: Any) -> list[Fault]:
    """``source`` is axe itself; it goes in past the page's policy, which allows none of it.
    ``options``: axe's own, beside the usual rules."""
    if not page.evaluate("() => 'axe' in globalThis"):
        page.evaluate(source)
    # Only what was found crosses over: all that is well takes seconds on a busy page.
    asked = {"resultTypes": ["violations"], **options}
    found: list[dict[str, Any]] = page.evaluate(
        "(asked) => axe.run(asked).then((result) => result.violations)", asked
    )
    return [
        (one["id"], [node["target"] for node in one["nodes"]][:3], one["nodes"][0]["failureSummary"])
        for one in found
    ]
