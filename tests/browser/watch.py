"""What a browser complains of while people use the site; at a test's end there may be nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

# The console tells of what the policy stopped, and of faults in a page that no console message is written for.
TELL = """addEventListener("securitypolicyviolation", (event) => console.error(
  `CSP: ${event.violatedDirective} stopped ${event.blockedURI} ${event.sourceFile} ${event.lineNumber}`))"""
LEFT = "net::ERR_ABORTED"  # somebody went on before the answer came
NO_NETWORK = "net::ERR_INTERNET_DISCONNECTED"  # a test has taken it away
SAID_BY_STATUS = "Failed to load resource: the server responded with a status of"
SAID_BY_FAILURE = (
    "htmx:sendError",
    "htmx:afterRequest",
)  # of a request that got no answer, which is a complaint itself


class Watch:
    """Writes down what one browser complains of."""

    def __init__(self, context: BrowserContext, origin: str, complaints: list[str]) -> None:
        self.origin, self.complaints = origin, complaints
        self.expected: set[int] = set()
        context.add_init_script(TELL)
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("response", self._response)

    @contextmanager
    def expecting(self, status: int) -> Iterator[None]:
        """Let an answer with this status be right for a while."""
        self.expected.add(status)
        yield
        self.expected.remove(status)

    def _console(self, message: ConsoleMessage) -> None:
        if not message.text.startswith((SAID_BY_STATUS, *SAID_BY_FAILURE)) and NO_NETWORK not in message.text:
            self.complaints.append(f"console {message.type}: {message.text} {message.location}")

    def _error(self, error: WebError) -> None:
        self.complaints.append(f"error in a page: {error.error}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.origin, "data:")):
            self.complaints.append(f"asked somebody else: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure not in {LEFT, NO_NETWORK}:
            self.complaints.append(f"no answer: {request.method} {request.url} {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.complaints.append(f"{response.status}: {response.request.method} {response.url}")
