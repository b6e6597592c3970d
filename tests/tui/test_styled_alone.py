"""A widget that is styled alone may be so: no rule styles what is inside it by its classes."""

from textual.css.model import CombinatorType, SelectorType

from tests.tui.conftest import WIDE, opened
from tui.widgets.styled_alone import StyledAlone


def compounds(selectors):
    """Return the parts of a selector between its spaces and arrows."""
    found = []
    for selector in selectors:
        if selector.combinator is not CombinatorType.SAME or not found:
            found.append([])
        found[-1].append(selector)
    return found


def subclasses(kind):
    return {kind}.union(*(subclasses(below) for below in kind.__subclasses__()))


def looks_at_state(compound, types, ids):
    """Whether a part of a selector is about a class of one of these widgets."""
    is_one = any(
        (part.type is SelectorType.TYPE and part.name in types) or (part.type is SelectorType.ID and part.name in ids)
        for part in compound
    )
    state = any(part.type is SelectorType.CLASS or "hover" in part.pseudo_classes for part in compound)
    return is_one and state


def offending(stylesheet, types, ids):
    return [
        rule.selector_names
        for rule in stylesheet.rules
        for selector_set in rule.selector_set
        for compound in compounds(selector_set.selectors)[:-1]
        if looks_at_state(compound, types, ids)
    ]


async def test_no_rule_styles_what_is_inside_by_a_class_of_what_is_styled_alone(tutor, double):
    app = tutor()
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot, double)
        alone = [widget for widget in screen.walk_children() if isinstance(widget, StyledAlone)]
        types, ids = {type(widget).__name__ for widget in alone}, {widget.id for widget in alone if widget.id}
        assert {"VerdictPanel", "Panes", "EditorPane", "TaskPane"} <= types
        types |= {kind.__name__ for kind in subclasses(StyledAlone)}
        assert offending(app.stylesheet, types, ids) == []
        app.stylesheet.add_source("VerdictPanel.-passed > StatusLine { color: red; }")
        assert len(offending(app.stylesheet, types, ids)) == 1
