"""All of it over one stack."""

from playwright.sync_api import sync_playwright

from deploy.local.stack import Options, Stack
from tests.audit.security.browsing import resident_visit, staff_visit, told
from tests.audit.security.observatory import observatory_install, observatory_problems
from tests.journeys.conftest import SWITCHES
from tests.journeys.editor import PASSWORD


def security_audit(browser: str) -> list[str]:
    """Start what production runs, look at it from outside, print what is found and give back the problems."""
    observatory_install()
    options = Options(password=PASSWORD, http_answer="redirect")
    with Stack(options, say=lambda text: print(text, flush=True)) as stack, sync_playwright() as playwright:
        problems = list(observatory_problems(stack))
        chromium = playwright.chromium.launch(executable_path=browser, args=SWITCHES)
        for name, visit_make in {"Public pages": resident_visit, "Admin screens": staff_visit}.items():
            visit = visit_make(chromium, stack)
            print("\n".join(["", *told(name, visit)]), flush=True)
            problems += visit.found()
        chromium.close()
    return problems
