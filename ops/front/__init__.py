"""The front door of a house that holds its own certificate: TLS ends here, what is inside is plain.

A process of its own, started and looked after by the server (``process.py``), because gunicorn's own TLS
shares one connection between two threads. It is plain asyncio, knows nothing of the room and keeps nothing:
it may be killed at any time, and screens come back.
"""
