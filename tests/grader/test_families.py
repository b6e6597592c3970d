from importlib.util import find_spec

import pytest

from grader import FAMILIES, Family


@pytest.mark.parametrize("family", FAMILIES.values(), ids=lambda family: family.name)
def test_a_family_says_what_it_is(family):
    assert FAMILIES[family.name] is family
    assert family.label
    assert family.variables["OMP_NUM_THREADS"] == "1"
    assert {name.partition(".")[0] for name in family.imports} <= set(family.packages)
    assert not set(family.blocked) & set(family.packages)


@pytest.mark.parametrize("family", FAMILIES.values(), ids=lambda family: family.name)
def test_what_a_family_imports_exists(family):
    top = {name.partition(".")[0] for name in family.imports}
    assert [name for name in top if find_spec(name) is None] == []


def test_one_host_serves_one_backend():
    backends = {family.name: family.variables.get("KERAS_BACKEND") for family in FAMILIES.values()}
    assert backends == {"torch": None, "keras-torch": "torch", "tensorflow": "tensorflow"}


def test_what_is_not_installed_is_missing():
    family = Family("made", "Made", (), ("json", "no_such_package_here"))
    assert family.missing() == ("no_such_package_here",)
