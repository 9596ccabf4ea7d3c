"""The table of roles, and who may listen to what."""

from dataclasses import replace

import pytest

from ops.access import MAY, Permission, may, may_listen
from ops.domain.words import Audience, Role
from ops.services.ways_in.devices import DeviceRef

P = Permission
FLOOR = {P.BE_KNOWN, P.SEE_WALL, P.SEE_FLOOR, P.ACT, P.RESPOND, P.SEE_JOURNAL, P.UNLOCK, P.DEBRIEF}
EXPECTED: dict[Role, set[Permission]] = {
    Role.DISPLAY: {P.BE_KNOWN, P.SEE_WALL},
    Role.FLOOR: FLOOR,
    Role.RESPONDER: FLOOR,
    Role.COORDINATOR: FLOOR | {P.SEE_SHIFTS, P.SET_UP, P.ENROL, P.EXPORT, P.STATUTORY},
    Role.ADMINISTRATOR: FLOOR
    | {P.SEE_SHIFTS, P.SET_UP, P.ENROL, P.EXPORT, P.STATUTORY, P.PEOPLE, P.HOLD, P.SEE_PROOF},
    Role.AUDITOR: {P.BE_KNOWN, P.SEE_PROOF, P.UNLOCK},
    Role.REGION: {P.BE_KNOWN, P.REGION, P.LOOK_ON, P.UNLOCK},
    Role.INTEGRATION: {P.BE_KNOWN, P.SEE_WALL, P.SEE_JOURNAL, P.SEE_METRICS, P.SEE_ISSUED},
}


@pytest.mark.parametrize("role", list(Role))
def test_a_role_may_do_exactly_this(role: Role) -> None:
    assert MAY[role] == EXPECTED[role]


def test_displays_programs_and_auditors_change_nothing() -> None:
    for role in (Role.DISPLAY, Role.INTEGRATION, Role.AUDITOR, Role.REGION):
        assert not any(may(role, permission) for permission in (P.ACT, P.RESPOND, P.SET_UP))


@pytest.mark.parametrize("role", list(Role))
def test_who_may_listen_to_what(role: Role) -> None:
    floor = role in (Role.FLOOR, Role.RESPONDER, Role.COORDINATOR, Role.ADMINISTRATOR)
    known = DeviceRef(1, 1, "here", "a screen", role)
    assert may_listen(known, Audience.FLOOR) is floor
    for audience in (Audience.WALL, Audience.WAITING):
        assert may_listen(known, audience) is (role not in (Role.AUDITOR, Role.REGION))
        # A drill is on no wall, whoever asks.
        assert not may_listen(replace(known, in_drill=True), audience)
