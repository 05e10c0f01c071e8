"""Where forms are sent, so that a browser that gets no answer loses nothing."""

from typing import Any

from flask import request, url_for

STEPS = 9  # so many addresses there are: more than pages that follow each other


def another_address(endpoint: str, **values: Any) -> str:
    """Where a page's form is sent: never to the page's own address.

    A form that gets no answer from there takes the page's place in the browser's history, and Back shows nothing of it.
    """
    step = request.args.get("steg", 0, type=int)
    return url_for(endpoint, **values, steg=step % STEPS + 1)
