"""Where a form leads back to."""


def own_page(path: str) -> str:
    """Only a path of ours: never another host, never a path that browsers read as one."""
    plain = path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
    return path if plain else "/"
