"""The WSGI application that servers load: `wsgi:app`."""

from medborgar.app import create_app

app = create_app()
