"""How a site is set up: its file read and written, what is set in the browser, one way to change either."""
