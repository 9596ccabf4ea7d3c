"""A text, mostly a link, as a square that a camera reads, drawn into the page itself: nothing is fetched for it."""


def qr(text: str) -> str:
    """The address of a picture, black on white in either look."""
    import segno  # only where one is shown

    drawn: str = segno.make(text, error="m", micro=False).svg_data_uri(scale=4, light="#fff")
    return drawn
