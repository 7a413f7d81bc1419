"""The pause of the garbage collector."""

import gc

from newsfeed._util.garbage import gc_paused


def test_what_was_made_in_a_pause_is_not_collected_at_once() -> None:
    gc.unfreeze()  # CPython 3.12 starts with frozen objects
    with gc_paused():
        made: list[list[int]] = [[]]
    assert gc.get_freeze_count() == 0
    assert not any(each is made for each in gc.get_objects(generation=0))


def test_who_keeps_the_collector_frozen_keeps_it() -> None:
    gc.freeze()
    try:
        with gc_paused():
            assert not gc.isenabled()
        assert gc.isenabled()
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
