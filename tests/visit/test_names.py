def test_what_is_too_long_for_a_name_is_like_none():
    """Each sign of a name gives a key as long as the name."""
    from jiedai.visit.names import LONGEST, alike

    fits = ["吴" * (LONGEST - 1) + "钢", "吴" * (LONGEST - 1) + "刚"]
    assert list(alike(fits)) == [tuple(fits)]
    assert list(alike([f"吴{name}" for name in fits])) == []
