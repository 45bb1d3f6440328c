"""Residents and staff in Chromium on the stack: what pages try against the policy, ask of others and keep."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from deploy.local.stack import Stack
from tests.audit.security.crawl import crawl, settle
from tests.journeys.editor import PASSWORD
from tests.services.authenticator import one_time_code
from tests.services.policy_watch import PolicyWatch

PREFIXES = ("__Host-", "__Secure-")
HEADERS = ("content-security-policy", "cross-origin-resource-policy", "permissions-policy", "referrer-policy")
ADMIN_SCREENS, ADMIN_LIMIT = 30, 150
# What a look at one screen may open besides: a preview, a window for choosing, a list of actions.
PRESSED = ("[data-side-panel-toggle=preview]", "button[data-chooser-action-choose]", "[data-w-dropdown-target=toggle]")


class Visit:
    """One person in a browser of their own."""

    def __init__(self, chromium: Browser, stack: Stack) -> None:
        # The authority of the stack is the Observatory's to check; Chromium takes none from a command line.
        self.context: BrowserContext = chromium.new_context(
            base_url=stack.base_url, locale="uk-UA", viewport={"width": 1280, "height": 900}, ignore_https_errors=True
        )
        self.policy = PolicyWatch(self.context)
        self.strangers: set[str] = set()
        self.cookies: dict[str, str] = {}
        self.looks = 0
        self.problems: list[str] = []
        self._host = urlsplit(stack.base_url).netloc
        self.context.on("request", self._asked)
        self.page: Page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.problems.append(f"{self.page.url}: script: {error}"))

    def walk(self, *, start: str, below: str, limit: int, settled: str, press: bool = False) -> None:
        """Open whatever links lead to; with ``press`` also what buttons open."""
        for address, answer in crawl(self.page, start, below=below, limit=limit, settled=settled):
            self.looks += 1
            missing = [name for name in HEADERS if name not in answer.headers]
            self.problems += [f"{address}: answers without {name}" for name in missing]
            if answer.status >= 500:
                self.problems.append(f"{address}: answers {answer.status}")
            if press:
                self._press()
            self.keep_cookies()

    def keep_cookies(self) -> None:
        for cookie in self.context.cookies():
            flags = [name for name in ("secure", "httpOnly") if cookie[name]]
            self.cookies[cookie["name"]] = " ".join([*flags, f"SameSite={cookie['sameSite']}"])

    def found(self) -> list[str]:
        """Everything against the rules."""
        violations = dict.fromkeys(self.policy.violations)
        return [
            *self.problems,
            *(f"against the content policy: {violation}" for violation in violations),
            *(f"asks another site: {address}" for address in sorted(self.strangers)),
            *(f"cookie {name}: {flags}" for name, flags in self.cookies.items() if not _guarded(name, flags)),
        ]

    def _press(self) -> None:
        for place in PRESSED:
            button = self.page.locator(place).filter(visible=True).first
            if button.count():
                button.click()
                settle(self.page, "networkidle")
                self._close()

    def _close(self) -> None:
        """Put away what a button opened; a window that is still fading in does not hear the key."""
        self.page.keyboard.press("Escape")
        window = self.page.locator(".modal.in")
        if window.count():
            window.locator("[data-dismiss=modal]").first.click()
            expect(window).to_have_count(0)

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        # Not the browser’s own, such as its viewer of PDF.
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != self._host:
            self.strangers.add(request.url)


def resident_visit(chromium: Browser, stack: Stack) -> Visit:
    """All public pages, and the settings of reading."""
    visit = Visit(chromium, stack)
    visit.walk(start=f"{stack.base_url}/", below="/", limit=2000, settled="load")
    visit.page.goto("/chytannia/")
    visit.page.locator("main [name=contrast]").last.check()
    visit.page.get_by_role("button", name="Зберегти й повернутися").click()
    visit.keep_cookies()
    return visit


def staff_visit(chromium: Browser, stack: Stack) -> Visit:
    """The administrator, who sees every screen; production asks for the second factor first."""
    visit = Visit(chromium, stack)
    _enter(visit.page)
    visit.walk(start=f"{stack.base_url}/admin/", below="/admin/", limit=ADMIN_LIMIT, settled="networkidle", press=True)
    if visit.looks < ADMIN_SCREENS:
        visit.problems.append(f"only {visit.looks} screens of the admin were opened")
    return visit


def _enter(page: Page) -> None:
    page.goto("/admin/")
    page.locator("[name=login]").fill("admin")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Увійти").click()
    page.get_by_role("link", name="Налаштувати").click()
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Продовжити").click()
    page.get_by_text("Картинка не сканується").click()
    page.get_by_label("Код", exact=True).fill(one_time_code(page.locator(".secret").inner_text()))
    page.get_by_role("button", name="Увімкнути").click()
    expect(page.get_by_role("heading", name="Запасні коди")).to_be_visible()


def _guarded(name: str, flags: str) -> bool:
    return name.startswith(PREFIXES) and "secure httpOnly" in flags and "SameSite=None" not in flags


def told(name: str, visit: Visit) -> Iterator[str]:
    """What was seen, for people."""
    yield f"{name}: {visit.looks} pages"
    yield f"  against the content policy: {len(visit.policy.violations)}"
    yield f"  requests to other sites: {len(visit.strangers)}"
    yield from (f"  cookie {cookie}: {flags}" for cookie, flags in sorted(visit.cookies.items()))
