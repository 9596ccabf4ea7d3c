"""The served app, for a WSGI server of your own choice. ``ops serve`` does not need it."""

from ops import create_app

app = create_app()
app.extensions["realtime"].start()
