"""Properties take the time a busy machine needs; a counter-example is printed whole."""

from hypothesis import settings

settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")
