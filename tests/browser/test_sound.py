"""What the tones are when they leave the browser: rendered offline and measured, sample by sample."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pytest
from playwright.sync_api import Browser

from tests.browser.rooms import board
from tests.browser.wall_page import WallPage

pytestmark = pytest.mark.browser

RATE = 16_000
RENDER = """
async ([level, volume, rate]) => {
  const { render } = await import('/static/js/core/sound.js');
  const context = new OfflineAudioContext(1, rate * 5, rate);
  render(context, level, volume, 0.5);
  const samples = (await context.startRendering()).getChannelData(0);
  return Array.from(samples);
}
"""
FRAME = RATE // 200
"""Five milliseconds: the loudness of a sound is looked at in steps of this."""


@dataclass(frozen=True)
class Pulse:
    """One stretch of sound, in seconds, with its loudest moment."""

    begins: float
    ends: float
    peak: float


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[WallPage]:
    with WallPage(browser, board([])) as opened:
        yield opened


def rendered(page: WallPage, level: str, volume: int = 100) -> list[float]:
    samples: list[float] = page.look(RENDER, [level, volume, RATE])
    return samples


def loudness(samples: list[float]) -> list[float]:
    """The highest sample of each frame."""
    return [max(map(abs, samples[at : at + FRAME])) for at in range(0, len(samples), FRAME)]


def pulses(samples: list[float]) -> list[Pulse]:
    """Stretches louder than a fiftieth of the loudest moment."""
    frames = loudness(samples)
    threshold = max(frames) / 50
    found: list[Pulse] = []
    began: int | None = None
    for at, loud in enumerate([*frames, 0.0]):
        if loud > threshold and began is None:
            began = at
        elif loud <= threshold and began is not None:
            found.append(Pulse(began * 0.005, at * 0.005, max(frames[began:at])))
            began = None
    return found


def pitch(samples: list[float], pulse: Pulse) -> float:
    """The fundamental, by the lag at which the pulse repeats itself."""
    middle = int((pulse.begins + pulse.ends) / 2 * RATE)
    window = samples[middle : middle + 700]
    lags = range(RATE // 1000, RATE // 150)
    best = max(lags, key=lambda lag: sum(a * b for a, b in zip(window, window[lag:], strict=False)))
    return RATE / best


def test_high_is_ten_pulses_three_two_three_two(page: WallPage) -> None:
    found = pulses(rendered(page, "high"))
    assert len(found) == 10
    gaps = [round(later.begins - earlier.ends, 2) for earlier, later in pairwise(found)]
    within, between = 0.15, 0.6
    wide = [number for number, gap in enumerate(gaps, 1) if gap > within]
    assert wide == [3, 5, 8]
    assert gaps[4] > between
    assert all(0.075 <= pulse.ends - pulse.begins <= 0.2 for pulse in found)


def test_medium_is_three_pulses_and_technical_two_lower_ones(page: WallPage) -> None:
    medium, technical = rendered(page, "medium"), rendered(page, "technical")
    assert len(pulses(medium)) == 3
    assert all(0.125 <= pulse.ends - pulse.begins <= 0.25 for pulse in pulses(medium))
    assert len(pulses(technical)) == 2
    lowest = min(pitch(medium, pulse) for pulse in pulses(medium))
    assert all(pitch(technical, pulse) < lowest for pulse in pulses(technical))


def test_low_is_one_soft_pulse(page: WallPage) -> None:
    [low] = pulses(rendered(page, "low"))
    loudest = max(pulse.peak for pulse in pulses(rendered(page, "high")))
    assert low.peak < loudest / 2


@pytest.mark.parametrize("level", ["high", "medium", "technical", "low"])
def test_a_pulse_begins_softly_keeps_its_pitch_and_is_never_cut_off(page: WallPage, level: str) -> None:
    samples = rendered(page, level)
    assert max(map(abs, samples)) <= 1.0
    assert abs(samples[-1]) < 0.001
    frames = loudness(samples)
    for pulse in pulses(samples):
        assert 150 <= pitch(samples, pulse) <= 1000
        begins, ends = round(pulse.begins / 0.005), round(pulse.ends / 0.005)
        rising = [frames[at] for at in range(begins, begins + 4)]
        assert rising[0] < pulse.peak * 0.5
        assert rising == sorted(rising)
        assert frames[ends - 1] < pulse.peak * 0.5


def test_volume_is_heard(page: WallPage) -> None:
    full, half = rendered(page, "high", 100), rendered(page, "high", 50)
    assert max(map(abs, half)) == pytest.approx(max(map(abs, full)) / 4, rel=0.01)
    assert max(map(abs, rendered(page, "high", 0))) == 0.0
