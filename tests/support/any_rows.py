"""Rows of every table there is, with the values that are most easily lost on the way from one database to
another: empty beside a JSON ``null``, microseconds, any byte, words of every script. Made from the tables
themselves, so that a new one is among them."""

import json
import random
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    Enum,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    Uuid,
    text,
)
from sqlalchemy.types import TypeEngine

from ops.db import Base, UtcDateTime

WORDS = "aZ09 _%\\\t\n'\"\u00e4\u00df\u0107\u0436\u4e2d\U0001f44d"
DOCUMENTS: tuple[Any, ...] = (
    {},
    [],
    None,
    {"a": None},
    {"b": [1, 2.5, True]},
    {"\u4e2d": "\\N\t\n\U0001f44d"},
    [{}],
)


class AnyRows:
    """The same seed, the same rows."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)

    def fill(self, connection: Connection, each: int) -> None:
        for table in Base.metadata.sorted_tables:
            for number in range(1, each + 1):
                row = {column.name: self._value(connection, column, number) for column in table.columns}
                self._insert(connection, table, row)

    def _insert(self, connection: Connection, table: Table, row: dict[str, Any]) -> None:
        columns = ", ".join(f'"{name}"' for name in row)
        places = ", ".join(f":{name}" for name in row)
        # In the very text that is kept: a JSON null is not an empty cell. What would be there twice is left out.
        connection.execute(text(f'INSERT OR IGNORE INTO "{table.name}" ({columns}) VALUES ({places})'), row)

    def _value(self, connection: Connection, column: Column[Any], number: int) -> Any:
        unique = (
            column.primary_key
            or column.unique
            or any(column.name in index.columns for index in column.table.indexes if index.unique)
        )
        if column.nullable and self.dice.random() < 0.4:
            return None
        for key in column.foreign_keys:
            return self._one_of(connection, key)
        return self._of_type(column, number if unique else self.dice.randrange(1, 1 << 31), number)

    def _one_of(self, connection: Connection, key: ForeignKey) -> Any:
        there = connection.execute(
            text(f'SELECT "{key.column.name}" FROM "{key.column.table.name}"')
        ).scalars()
        return self.dice.choice(sorted(there))

    def _of_type(self, column: Column[Any], whole: int, number: int) -> Any:
        match column.type:
            case JSON():
                return json.dumps(self.dice.choice(DOCUMENTS), ensure_ascii=self.dice.random() < 0.5)
            case Enum() as kind:
                words: list[StrEnum] = list(kind.enum_class or ())
                return self.dice.choice(words).value
            case Uuid():
                return UUID(int=self.dice.getrandbits(128)).hex
            case UtcDateTime():
                moment = datetime(2026, 3, 29, tzinfo=UTC) + timedelta(
                    seconds=self.dice.randrange(86400 * 300), microseconds=self.dice.choice((0, 1, 999_999))
                )
                return moment.strftime("%Y-%m-%d %H:%M:%S.%f")
            case LargeBinary():
                return self.dice.randbytes(self.dice.choice((0, 1, 32, 700)))
            case Integer():
                return whole
            case String() as kind:
                length = self.dice.randrange(min(kind.length or 80, 60) + 1)
                said = "".join(self.dice.choices(WORDS, k=length))
                return f"{number:x}{said}"[: kind.length or 80]
            case kind:
                return self._of_few(kind, number)

    def _of_few(self, kind: TypeEngine[Any], number: int) -> Any:
        match kind:
            case Boolean():
                return self.dice.randrange(2)
            case Date():
                return (date(2026, 1, 1) + timedelta(days=number)).isoformat()
            case Float():
                return self.dice.choice((0.1, -0.0, 1e-300, 98.6))
            case other:
                raise AssertionError(f"a type that no row is made of yet: {other!r}")
