"""What the content policy forbade while somebody used the site in Chromium."""

from playwright.sync_api import BrowserContext, ConsoleMessage

# In every frame; the browser's own line in the console does not say where in the page it was.
LISTENER = """addEventListener("securitypolicyviolation", event => console.error(
  `content policy: ${event.effectiveDirective} ${event.blockedURI} on ${event.documentURI} ` +
  `from ${event.sourceFile}:${event.lineNumber}:${event.columnNumber} ${event.sample}`
))"""
SAID = ("content policy:", "Content Security Policy")


class PolicyWatch:
    """Keeps the violations of all pages of a browser context."""

    def __init__(self, context: BrowserContext) -> None:
        self.violations: list[str] = []
        context.add_init_script(LISTENER)
        context.on("console", self._said)

    def _said(self, message: ConsoleMessage) -> None:
        if any(word in message.text for word in SAID):
            self.violations.append(message.text)
