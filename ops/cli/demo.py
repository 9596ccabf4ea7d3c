"""``ops demo``: a simulated room in motion, in a data directory of its own.

1. An empty folder, a starter room, a team, a tablet for the simulation.
2. The minutes before now, on the wire but inside this process: no sweep runs yet, so
   nothing counts as late that was not.
3. A child plays on over HTTP with the tablet's token; it ends with this process.
4. Served as ``ops serve`` does.
"""

import argparse
import fcntl
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from ops import create_app
from ops.cli import serving
from ops.cli.opening import ready_house
from ops.cli.simulated import TOKEN, furnish, moves, refuse_speed, within, write_site_file
from ops.cli.words import Problem, complain, say
from ops.config import THREADING, Settings
from ops.simulator.profiles import DEMO
from ops.simulator.run import BEFORE, Play, Troupe, any_seed
from ops.simulator.wire import Refused, Transport, Wire, over_http

MARK = "This is the demo's folder: it is emptied at each start of `make demo`.\n"


def demo(settings: Settings, said: argparse.Namespace) -> int:
    """Serve a fresh room and move it; or move one that is served already."""
    seed = any_seed() if said.seed is None else said.seed
    refuse_speed(said.speed)
    if said.against:
        return _against(said, seed)
    serving.refuse_taken_port(settings)
    own = _own(settings)
    with fresh_folder(own.data_dir) as lock:
        write_site_file(own.site_file, said.speed)
        with ready_house(own) as house:
            [(slug, token)] = furnish(house)
        say("A simulated room: nobody in it is real, and it is busier than most. One moment.")
        play = _until_now(own, token, slug, seed, said.speed)
        say(f"The same again: ops demo --seed {seed}")
        _play_on(play, own, token, lock)
        return serving.serve(own, said)


def _own(settings: Settings) -> Settings:
    folder = settings.data_dir / "demo"
    return replace(
        settings,
        data_dir=folder,
        site_file=folder / "site.toml",
        database_url=f"sqlite:///{folder / 'room.db'}",
        db_key_file=None,
        backup_to=None,
        redis_url=None,
        workers=1,
        async_mode=THREADING,
    )


def _against(said: argparse.Namespace, seed: int) -> int:
    token = said.token or os.environ.get(TOKEN)
    if not token:
        raise Problem(f"Moving a served room needs a floor device's token: --token, or {TOKEN}.")
    say(f"Seed {seed}. Ctrl-C ends it.")
    moves(said.against, [(said.site, token)], DEMO, seed, said.speed)
    return 0


def fresh_folder(folder: Path) -> TextIO:
    """An empty folder that is surely the demo's own, held as long as its mark is open."""
    mark = folder / "DEMO"
    if folder.exists() and any(folder.iterdir()) and not mark.exists():
        raise Problem(f"{folder} holds something that is not the demo's. Nothing was touched.")
    folder.mkdir(parents=True, exist_ok=True)
    lock = mark.open("a")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise Problem("A demo is running already from this folder.") from error
    for entry in folder.iterdir():
        if entry.is_dir():
            shutil.rmtree(entry)
        elif entry != mark:
            entry.unlink()
    mark.write_text(MARK, encoding="utf-8")
    return lock


def _until_now(settings: Settings, token: str, slug: str, seed: int, speed: float) -> Play:
    app = create_app(settings)
    try:
        play = Play(
            Wire(within(app, settings), token, lambda: False),
            slug,
            profile=DEMO,
            seed=seed,
            speed=speed,
            before=BEFORE / speed,
        )
        play.until_now()
    finally:
        app.extensions["house"].db.close()
    return play


def _play_on(play: Play, settings: Settings, token: str, lock: TextIO) -> None:
    """In a child of its own, which ends with its parent."""
    parent = os.getpid()
    sys.stdout.flush()
    if os.fork():
        return
    code = 1
    try:
        lock.close()
        goes_on: Callable[[], bool] = lambda: os.getppid() == parent  # noqa: E731
        play.begins_live(Wire(_to_the_server(settings), token, goes_on))
        Troupe([play], goes_on).plays()
        code = 0
    except KeyboardInterrupt:
        code = 0
    except Refused as refused:
        if os.getppid() == parent:
            complain(f"The simulated room stands still: {refused}")
    finally:
        os._exit(code)


def _to_the_server(settings: Settings) -> Transport:
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::", "localhost") else settings.host  # noqa: S104
    return over_http(f"http://[{host}]:{settings.port}" if ":" in host else f"http://{host}:{settings.port}")
