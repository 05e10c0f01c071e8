"""The people of the story, in the words of the domain. What they see on the page is named here and nowhere else."""

from collections.abc import Callable

from tests.browser.hands import Hands
from tests.browser.live import Site
from tests.browser.prepare import PASSWORD, address_of
from tests.browser.watch import Watch

Look = Callable[[str], None]


class Visitor:
    """Somebody at a browser of their own; `look` is how hard the test looks at a page."""

    def __init__(self, site: Site, hands: Hands, watch: Watch, look: Look) -> None:
        self.site, self.hands, self.watch, self.look = site, hands, watch, look
        self.page = hands.page

    def opens(self, address: str) -> None:
        """Write an address of the site in the browser's bar."""
        self.hands.go(f"{self.site.url}{address}")

    def sees(self, words: str) -> None:
        """Read something in the page's main part."""
        text = " ".join(self.page.locator("main").inner_text().split())
        assert words in text, f"“{words}” is not on {self.page.url}: {text[:800]}"

    def logs_in(self, name: str) -> None:
        """Log in with the address and the password."""
        self.opens("/logga-in")
        self.hands.write("E-postadress", address_of(name))
        self.hands.write("Lösenord", PASSWORD)
        self.look("logga-in")
        self.hands.press("Logga in")
        self.sees("Att göra")
