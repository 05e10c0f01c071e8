"""The top: settings, extensions and every feature's blueprints, in the order of the chain."""

from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, g, request
from flask.wrappers import Response
from flask_login import current_user
from werkzeug.exceptions import NotFound
from werkzeug.middleware.proxy_fix import ProxyFix

from medborgar.accounts import access, password
from medborgar.accounts import models as account_models
from medborgar.accounts import staff as accounts_staff
from medborgar.accounts import views as accounts
from medborgar.config import Mode, Settings, from_environment
from medborgar.core import (
    addresses,
    assets,
    crossing,
    database,
    errors,
    formatting,
    keys,
    languages,
    links,
    site,
    uploads,
)
from medborgar.core.extensions import babel, csrf, db, htmx, login_manager, migrate
from medborgar.core.forms import chosen, plainly
from medborgar.core.headers import SecurityHeaders
from medborgar.core.limits import limiter
from medborgar.core.permissions import check_declared, declared, public
from medborgar.decisions import editing as decision_parts
from medborgar.decisions import staff as decisions
from medborgar.followup import contacts
from medborgar.followup import links as followup_links
from medborgar.followup import staff as followup
from medborgar.followup import table as plan_table
from medborgar.governance import coming, meetings, records, reports
from medborgar.intake import mailed
from medborgar.intake import staff as intake_staff
from medborgar.intake import views as intake
from medborgar.intake.associations import staff as associations_staff
from medborgar.intake.associations import views as associations
from medborgar.intake.dialogues import days as dialogue_days
from medborgar.intake.dialogues import staff as dialogues_staff
from medborgar.intake.dialogues import views as dialogues
from medborgar.intake.field import entering, papers
from medborgar.intake.field import staff as field_units
from medborgar.intake.field import views as field
from medborgar.intake.invitations import questions as invited_questions
from medborgar.intake.invitations import staff as invitations_staff
from medborgar.intake.invitations import views as invitations
from medborgar.intake.walks import photos as walk_photos
from medborgar.intake.walks import staff as walks_staff
from medborgar.municipality import register_staff as agreements
from medborgar.municipality import staff as municipality_staff
from medborgar.municipality import views as municipality
from medborgar.municipality.queries import by_slug, known
from medborgar.municipality.theme import theme_address
from medborgar.picture import causes, images, ranking, registering, rolling
from medborgar.picture import places as picture_places
from medborgar.picture import problems as picture_problems
from medborgar.picture import staff as picture
from medborgar.picture import texts as picture_texts
from medborgar.picture.figures import importing as figure_import
from medborgar.picture.figures import staff as figures
from medborgar.picture.results import staff as results
from medborgar.plan import measures, operative, versions
from medborgar.plan import staff as plan
from medborgar.plan.walks import staff as walk_outcomes
from medborgar.plan.walks import views as walks
from medborgar.portal import follow, law, listing, navigation
from medborgar.portal import outbox as portal_outbox
from medborgar.portal import staff as portal_staff
from medborgar.portal import views as portal
from medborgar.publication import comments, embedding, event_views
from medborgar.publication import public as reading
from medborgar.publication import staff as publication_staff
from medborgar.publication import views as publication
from medborgar.publication.history import views as history
from medborgar.publication.opendata import views as opendata
from medborgar.publication.proof import staff as published
from medborgar.publication.proof import views as checking
from medborgar.publication.renditions import KeptPages, is_ready_made
from medborgar.publication.results import staff as published_results
from medborgar.publication.results import views as dialogue_results
from medborgar.publication.stages import stages
from medborgar.publication.subscriptions import views as subscriptions
from medborgar.publication.translation import staff as translations
from medborgar.triage import correcting, disclosure, feedback
from medborgar.triage import staff as triage

ROOT = Path(__file__).parents[1]
BODY_MAX = 64 * 1024

FEATURES: list[Blueprint] = [
    accounts.blueprint,
    accounts_staff.blueprint,
    password.blueprint,
    municipality.blueprint,
    municipality_staff.blueprint,
    agreements.blueprint,
    picture.blueprint,
    picture_texts.blueprint,
    picture_problems.blueprint,
    causes.blueprint,
    images.blueprint,
    registering.blueprint,
    picture_places.blueprint,
    rolling.blueprint,
    ranking.blueprint,
    figures.blueprint,
    figure_import.blueprint,
    results.blueprint,
    intake.blueprint,
    mailed.blueprint,
    intake_staff.blueprint,
    dialogues.blueprint,
    dialogue_days.blueprint,
    dialogues_staff.blueprint,
    associations.blueprint,
    associations_staff.blueprint,
    invitations.blueprint,
    invited_questions.blueprint,
    invitations_staff.blueprint,
    walks_staff.blueprint,
    walk_photos.blueprint,
    field.blueprint,
    entering.blueprint,
    field_units.blueprint,
    papers.blueprint,
    triage.blueprint,
    disclosure.blueprint,
    feedback.blueprint,
    correcting.blueprint,
    decisions.blueprint,
    decision_parts.blueprint,
    plan.blueprint,
    measures.blueprint,
    versions.blueprint,
    operative.blueprint,
    walks.blueprint,
    walk_outcomes.blueprint,
    followup.blueprint,
    plan_table.blueprint,
    followup_links.blueprint,
    contacts.blueprint,
    publication.blueprint,
    event_views.blueprint,
    opendata.blueprint,
    history.blueprint,
    subscriptions.blueprint,
    publication_staff.blueprint,
    published.blueprint,
    checking.blueprint,
    comments.blueprint,
    embedding.blueprint,
    translations.blueprint,
    dialogue_results.blueprint,
    published_results.blueprint,
    meetings.blueprint,
    coming.blueprint,
    reports.blueprint,
    records.briefings,
    records.evaluations,
    portal.blueprint,
    listing.blueprint,
    follow.blueprint,
    law.blueprint,
    portal_staff.blueprint,
    portal_outbox.blueprint,
]


def create_app(settings: Settings | None = None) -> Flask:
    """Build the site from the settings of the environment, or from those given."""
    settings = settings or from_environment()
    app = site.Site("medborgar", template_folder=str(ROOT / "templates"), static_folder=None)
    _configure(app, settings)
    _bind(app, settings)
    for blueprint in FEATURES:
        app.register_blueprint(blueprint)
    app.add_url_rule("/static/<path:filename>", "static", public(_no_such_file))
    errors.register(app)
    site.register(app)
    formatting.register(app)
    app.add_template_global(chosen)
    app.add_template_filter(plainly)
    app.add_template_global(stages)
    app.add_template_global(links.whole_address)
    app.add_template_global(listing.canonical)
    app.add_template_global(theme_address)
    navigation.register(app)
    addresses.register(app)
    _speak_of_municipalities(app)
    app.after_request(_private_unless_said)
    crossing.register(app)
    check_declared(app)
    assets.register(app)
    app.wsgi_app = KeptPages(app.wsgi_app, hosts=app.config["TRUSTED_HOSTS"])  # type: ignore[method-assign]  # as below
    app.wsgi_app = SecurityHeaders(app.wsgi_app, https=settings.https_only)  # type: ignore[method-assign]  # as below
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # the documented way to wrap an app
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies, x_host=settings.proxies
        )
    return app


def _configure(app: Flask, settings: Settings) -> None:
    settings.data.mkdir(parents=True, exist_ok=True)
    secrets = keys.load(settings.key_folder)
    https = settings.https_only
    app.config.update(
        SETTINGS=settings,
        KEYS=secrets,
        SECRET_KEY=secrets.session,
        TESTING=settings.mode is Mode.TEST,
        PROPAGATE_EXCEPTIONS=False,
        MAX_CONTENT_LENGTH=BODY_MAX,
        MAX_FORM_MEMORY_SIZE=BODY_MAX,
        MAX_FORM_PARTS=200,
        TRUSTED_HOSTS=settings.trusted_hosts.split(",") if settings.trusted_hosts else None,
        SESSION_COOKIE_NAME="__Host-session" if https else "session",
        SESSION_COOKIE_SECURE=https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=account_models.IDLE_LIMIT,
        WTF_CSRF_TIME_LIMIT=int(timedelta(hours=10).total_seconds()),
        BABEL_DEFAULT_LOCALE="sv",
        BABEL_DEFAULT_TIMEZONE="Europe/Stockholm",
        SQLALCHEMY_DATABASE_URI=settings.sqlalchemy_url,
        SQLALCHEMY_BINDS={"public": settings.sqlalchemy_url},
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def _bind(app: Flask, settings: Settings) -> None:
    db.init_app(app)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    babel.init_app(app, locale_selector=lambda: languages.current().locale)
    htmx.init_app(app)
    access.register(app)  # the gate comes first: whoever may not do it is not told what else was wrong
    uploads.register(app)  # before anybody reads the form
    csrf.init_app(app)
    # Not init_app: that would open the session after every request, on the pages that everybody reads too.
    app.login_manager = login_manager  # type: ignore[attr-defined]  # Flask-Login looks for it there
    app.session_interface = access.StaffSession()
    app.add_template_global(current_user, "current_user")
    app.config["RATELIMIT_ENABLED"] = settings.ratelimit_enabled
    limiter.init_app(app)
    with app.app_context():
        for engine in db.engines.values():
            database.prepare(engine, must_be_durable=settings.mode is not Mode.TEST)
        database.restrict(db.engines["public"], tables=reading.TABLES, role=reading.ROLE)


def _speak_of_municipalities(app: Flask) -> None:
    """Turn <kommun> in an address into the municipality, and the municipality into <kommun> in every link."""

    @app.url_value_preprocessor
    def find(endpoint: str | None, values: dict[str, Any] | None) -> None:
        # The promise's pages are kept ready-made and read as a role that sees no working table.
        view = app.view_functions.get(endpoint or "")
        if view and values and "kommun" in values and not is_ready_made(view):
            find_by = known if declared(view) is None else by_slug
            values["municipality"] = g.municipality = find_by(values.pop("kommun"))
        if isinstance(request.routing_exception, NotFound):
            with suppress(errors.NotFound):  # no such page, but perhaps in a municipality, which then is led home to
                g.municipality = known(request.path.split("/")[1])

    @app.url_defaults
    def fill(endpoint: str, values: dict[str, Any]) -> None:
        municipality = g.get("municipality")
        if municipality and "kommun" not in values and app.url_map.is_endpoint_expecting(endpoint, "kommun"):
            values["kommun"] = municipality.slug

    @app.context_processor
    def context() -> dict[str, Any]:
        demo = app.config["SETTINGS"].mode is Mode.DEMO
        return {"municipality": g.get("municipality"), "demo": demo}


def _private_unless_said(response: Response) -> Response:
    """No browser and no proxy keeps a page that has not said that it may."""
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
    return response


def _no_such_file(filename: str) -> Response:  # noqa: ARG001 (what exists was served before Flask)
    raise errors.NotFound("")
