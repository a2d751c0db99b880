"""Staff, insured, bot and channel at once on two replicas that may die: some of what `python -m tests.interleavings` plays."""

import asyncio

from tests.interleavings.playing import play
from tests.support import postgres

WORLDS = 200


def test_one_speaker_and_nothing_lost_in_any_order(postgres_cluster: postgres.Cluster) -> None:
    summary = asyncio.run(play(postgres_cluster.new_database(), 20_000, WORLDS))
    assert summary.wrong == {}
    assert summary.worlds == WORLDS
    # Orders in which nobody gets into anybody's way would prove nothing.
    assert summary.refused > WORLDS
    assert summary.crashes > WORLDS // 2
