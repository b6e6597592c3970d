"""Text can be read in every theme: at least 4.5 to 1, measured on what goes to the terminal."""

import itertools

import pytest
from textual.theme import BUILTIN_THEMES

from tests.tui.conftest import WIDE, opened, press, screen_text, settled
from tests.tui.judges import failed
from tui.contrast import READABLE, contrast, is_text, readable

OWN_COLOURS = [name for name, theme in BUILTIN_THEMES.items() if theme.ansi]
"""Themes of the terminal's own colours, which only the terminal knows."""
THEMES = [name for name in BUILTIN_THEMES if name not in OWN_COLOURS]


def faint(app):
    """Return every text on the screen that has too little contrast, with its colours."""
    found = set()
    for strip in app.screen._compositor.render_strips():
        for text, style, _ in strip:
            if not is_text(text) or style is None:
                continue
            assert style.color is not None, text
            assert style.bgcolor is not None, text
            assert not style.dim, text
            pair = (tuple(style.color.triplet), tuple(style.bgcolor.triplet))
            if contrast(*pair) < READABLE:
                found.add((text.strip(), *pair))
    return found


async def faint_in_themes(pilot):
    """Return what is faint on this screen in which theme."""
    found = {}
    for theme in THEMES:
        pilot.app.theme = theme
        await pilot.pause()
        assert screen_text(pilot.app).strip()
        found[theme] = faint(pilot.app)
    return {theme: texts for theme, texts in found.items() if texts}


async def test_home_and_the_palette_can_be_read_in_every_theme(tutor):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert await faint_in_themes(pilot) == {}
        await press(pilot, "ctrl+p")
        assert await faint_in_themes(pilot) == {}


async def test_lessons_questions_and_help_can_be_read_in_every_theme(tutor):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "n", "q", "2")
        assert await faint_in_themes(pilot) == {}
        await press(pilot, "f1")
        assert await faint_in_themes(pilot) == {}


async def test_an_exercise_and_its_result_can_be_read_in_every_theme(tutor, judge, double):
    judge.verdict = failed(double)
    app = tutor()
    async with app.run_test(size=(120, 50)) as pilot:
        await opened(pilot, double)
        await press(pilot, "f4", "ctrl+s")
        assert await faint_in_themes(pilot) == {}


def test_black_on_white_has_the_contrast_that_the_standard_gives():
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


def test_any_colour_becomes_readable_on_any_other_and_a_readable_one_stays():
    steps = (0, 51, 102, 119, 153, 204, 255)
    colours = list(itertools.product(steps, repeat=3))
    for text, background in zip(colours, reversed(colours[3:] + colours[:3]), strict=True):
        mended = readable(text, background)
        assert contrast(mended, background) >= READABLE
        if contrast(text, background) >= READABLE:
            assert mended == text


def test_rules_and_curves_may_be_faint():
    assert not is_text(" ──┃▔▌⣿ ")
    assert is_text("│ x")
    assert is_text("✓")
