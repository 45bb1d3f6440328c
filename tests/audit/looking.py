"""A visitor in Chromium whose every page is looked at: on narrow and wide screens, light and dark."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page

from tests.audit.watch import Watch
from tests.audit.weights import PAGE, Weight, document_of, weigh
from tests.services.policy_watch import LISTENER

STANDARDS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "EN-301-549"]},
    "resultTypes": ["violations"],
}
FORMS = "form[method=post]"
FIELDS = "input:not([type=hidden]):not([type=submit]), textarea, select"
# As somebody leaves it who read nothing: the browser's own checks are off, since not every browser has them.
EMPTIED = """form => {
  for (const field of form.elements) {
    if (field.type === "checkbox" || field.type === "radio") field.checked = false;
    else if (field.tagName === "SELECT") field.selectedIndex = 0;
    else if (!["hidden", "submit", "button", "file", "fieldset"].includes(field.type)) field.value = "";
  }
  form.noValidate = true;
  form.requestSubmit();
}"""


ANSWERS = {
    "email": "audit@example.com",
    "number": "3",
    "date": "2030-05-04",
    "datetime-local": "2030-05-04T10:00",
    "tel": "+380671112233",
    "url": "https://example.com/",
}


@dataclass(frozen=True)
class View:
    width: int
    height: int
    scheme: Literal["light", "dark"]

    def __str__(self) -> str:
        return f"{self.width} px {self.scheme}"


WIDE_LIGHT, WIDE_DARK = View(1280, 900, "light"), View(1280, 900, "dark")
NARROW_LIGHT, NARROW_DARK = View(320, 640, "light"), View(320, 640, "dark")
EVERY_VIEW = [WIDE_LIGHT, WIDE_DARK, NARROW_LIGHT, NARROW_DARK]
# Between them they meet every rule of the style sheets: those of wide screens, of narrow ones, and of the dark.
FEWER_VIEWS = [WIDE_DARK, NARROW_LIGHT]


@dataclass(frozen=True)
class Look:
    """What was found at one address."""

    name: str
    address: str
    weight: Weight
    html: str
    problems: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        line = f"{'FAIL' if self.problems else 'ok  '}  {self.name}  {self.address}  {self.weight}"
        return "\n".join([line, *(f"      {problem}" for problem in self.problems)])


class Auditor:
    """Makes visitors and keeps what they saw in :attr:`looks`; prints a line a page."""

    def __init__(self, browser: Browser, site_url: str, views: list[View]) -> None:
        self.looks: list[Look] = []
        self.browser, self.site_url, self.views = browser, site_url, views

    @contextmanager
    def visitor(self) -> Iterator["Visitor"]:
        """Somebody who was never here: nothing in the cache, no cookie."""
        first = self.views[0]
        context = self.browser.new_context(
            base_url=self.site_url,
            locale="uk-UA",
            viewport={"width": first.width, "height": first.height},
            color_scheme=first.scheme,
        )
        # What the content policy forbids is said in the console, which is watched.
        context.add_init_script(LISTENER)
        try:
            yield Visitor(self, context.new_page())
        finally:
            context.close()

    def keep(self, look: Look) -> None:
        self.looks.append(look)
        print(look, flush=True)

    def open(self, name: str, address: str, **rules: Any) -> None:
        """Look at one page, as somebody who came by a link from elsewhere."""
        with self.visitor() as visitor:
            visitor.open(name, address, **rules)


class Visitor:
    """Walks by :attr:`page`; each :meth:`look` judges what is on it now."""

    def __init__(self, auditor: Auditor, page: Page) -> None:
        self.page = page
        self._auditor = auditor
        self._watch = Watch(page, auditor.site_url)
        # Each page is weighed as if it were the first one.
        page.context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})

    def open(self, name: str, address: str, **rules: Any) -> None:
        self.page.goto(address)
        self.look(name, **rules)

    def look(
        self,
        name: str,
        *,
        limit: int = PAGE,
        times: int = 1,
        heading: bool = True,
        mistakes: bool = True,
        lost: bool = False,
        markup: bool = True,
    ) -> None:
        """Judge the page; then send each of its forms with nothing in it and judge the answer.

        ``limit`` is in bytes, and ``times`` the budget is granted to pages made rich on purpose; ``heading`` is off for
        frames in other sites, ``mistakes`` for forms that refuse nothing; ``lost`` is what should not be found;
        ``markup`` is off where samples repeat landmarks on purpose.
        """
        page = self.page
        page.wait_for_load_state("load")
        weight = weigh(self._watch.requests)
        problems = [
            *weight.problems(limit, times),
            *self._facts(heading),
            *(f"asks another site: {url}" for url in self._watch.strangers()),
        ]
        status, html = document_of(self._watch.requests)
        if status >= 500 or (status == 404) != lost:
            problems.append(f"answers {status}")
        for view in self._auditor.views:
            problems += [f"{view}: {problem}" for problem in self._seen(view)]
        problems += self._watch.take_complaints()
        self._auditor.keep(Look(name, urlsplit(page.url).path, weight, html if markup else "", problems))
        if mistakes:
            self._err(name, limit)

    def press(self, words: str) -> None:
        """Press the button, or else the link, that is called so; the last one, since menus stand on top."""
        button = self.page.get_by_role("button", name=words)
        self.follow(button if button.count() else self.page.get_by_role("link", name=words))

    def follow(self, places: Locator) -> None:
        """Click the last of ``places`` and wait for the page that comes; the old one must not be looked at twice."""
        with self.page.expect_navigation():
            places.last.click()

    def fill_all(self) -> None:
        """Answer every question of the form with something that fits."""
        for question in self.page.locator(FORMS).locator(FIELDS).filter(visible=True).all():
            self._fill(question)

    def tick_all(self) -> None:
        for box in self.page.locator(f"{FORMS} input[type=checkbox]").all():
            box.check()

    def _fill(self, question: Locator) -> None:
        kind = question.evaluate("field => field.tagName === 'SELECT' ? 'select' : field.type")
        if kind == "select":
            question.select_option(index=1)
        elif kind in ("checkbox", "radio"):
            question.check()
        elif kind != "file":
            question.fill(ANSWERS.get(kind, "Річка Ясна"))

    def _err(self, name: str, limit: int) -> None:
        for place in range(self._forms().count()):
            form = self._forms().nth(place)
            with self.page.expect_navigation():
                form.evaluate(EMPTIED)
            told = self.page.locator("[aria-invalid=true], .error-summary, [role=alert]").count()
            self.look(f"{name}: помилки", limit=limit, mistakes=False)
            if not told:
                self._auditor.looks[-1].problems.append("a form with nothing in it was not refused")

    def _forms(self) -> Locator:
        fields = self.page.locator(FIELDS).filter(visible=True)
        return self.page.locator(FORMS).filter(has=fields)

    def _facts(self, heading: bool) -> Iterator[str]:
        page = self.page
        if heading and page.locator("h1").count() != 1:
            yield f"{page.locator('h1').count()} headings of the first level"
        if not page.title().strip():
            yield "no title"
        if page.locator("html").get_attribute("lang") != "uk":
            yield "not said to be Ukrainian"

    def _seen(self, view: View) -> Iterator[str]:
        page = self.page
        page.set_viewport_size({"width": view.width, "height": view.height})
        page.emulate_media(color_scheme=view.scheme)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > view.width:
            yield f"wider than the screen: {width} px"
        for violation in Axe().run(page, options=STANDARDS).response["violations"]:
            places = "; ".join(node["html"][:120] for node in violation["nodes"][:3])
            yield f"axe {violation['id']}: {violation['help']}: {places}"
