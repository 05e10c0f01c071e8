"""Kontrollera själv: what a reader needs to check what was published without trusting us, and what that shows."""

from pathlib import Path

from flask import Blueprint, g, make_response, render_template
from flask.wrappers import Response

from medborgar.core.crossing import for_other_sites
from medborgar.core.errors import NotFound
from medborgar.core.permissions import public as everybody
from medborgar.publication.proof import files
from medborgar.publication.proof.words import title
from medborgar.publication.public import connect, read, site
from medborgar.publication.renditions import ready_made, serve

blueprint = Blueprint("checking", __name__, url_prefix="/<kommun>/kontrollera")

VERIFIER = Path(__file__).parents[3] / "tools" / "verify.py"
ZIP, PYTHON, JSON, TEXT = "application/zip", "text/x-python; charset=utf-8", "application/json", "text/plain"


@blueprint.get("")
@everybody
@ready_made
def check(kommun: str) -> Response:
    """How to check it, step by step, the keys, and what it shows and does not show."""
    return serve(kommun, lambda _: _page(kommun))


@blueprint.get("/arkiv.zip")
@everybody
@ready_made
@for_other_sites
def archive(kommun: str) -> Response:
    """Everything that has been published, with what proves it."""
    return serve(kommun, lambda _: Response(files.packed(_files(kommun)), content_type=ZIP))


@blueprint.get("/verify.py")
@everybody
@ready_made
def verifier(kommun: str) -> Response:
    """The program that checks an archive."""
    return serve(kommun, lambda _: Response(VERIFIER.read_bytes(), content_type=PYTHON))


@blueprint.get("/fil/<path:name>")
@everybody
@ready_made
def file(kommun: str, name: str) -> Response:
    """One file of the archive, exactly as it was hashed and signed."""
    return serve(kommun, lambda _: _file(kommun, name))


def _page(slug: str) -> Response:
    chain = read(slug)
    return make_response(
        render_template(
            "publication/proof/check.html",
            municipality=g.municipality,
            chain=chain[::-1],
            keys=files.keys(entry.manifest for entry in chain),
            titles={entry.number: title(entry, entry.manifest) for entry in chain},
        )
    )


def _file(slug: str, name: str) -> Response:
    with connect() as connection:
        site(connection, slug)  # NotFound when there is no such municipality
        content = files.file(connection, slug, name)
    if content is None:
        raise NotFound("")
    return Response(content, content_type=JSON if name.endswith(".json") else TEXT)


def _files(slug: str) -> files.Files:
    with connect() as connection:
        site(connection, slug)  # NotFound when there is no such municipality
        return files.files(connection, slug)
