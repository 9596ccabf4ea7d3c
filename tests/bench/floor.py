"""The least that a web application does to keep something: one view, one row, one commit.

Served by gunicorn's own threads, on the same database with the same durability (the same engine and
the same lock of writers), so what a check-in costs beyond it is what a check-in does.
"""

import os
from uuid import UUID, uuid4

from flask import Flask, jsonify, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from ops.db import Database


class Base(DeclarativeBase):
    """Its one table is none of the house's."""


class Kept(Base):
    __tablename__ = "bench_kept"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    answer: Mapped[str]


def create_floor() -> Flask:
    app = Flask(__name__)
    database = Database(os.environ["FLOOR_DATABASE_URL"])
    Base.metadata.create_all(database.engine)

    @app.post("/kept")
    def keep() -> ResponseReturnValue:
        row = Kept(id=uuid4(), answer=request.get_json()["answer"])
        with database.write() as session:
            session.add(row)
        return jsonify(id=str(row.id), answer=row.answer)

    return app
