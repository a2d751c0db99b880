"""`python -m tests.interleavings`: two replicas, an insured, two members of staff and a bot in thousands of random orders."""

import argparse
import asyncio
import logging
import sys

from tests.interleavings.playing import play
from tests.support import postgres


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.interleavings", description=__doc__)
    parser.add_argument("--worlds", type=int, default=10_000, help="conversations to play (default 10,000)")
    parser.add_argument(
        "--seed", type=int, default=1, help="the first world's seed; each next one has the next"
    )
    options = parser.parse_args()
    programs = postgres.binaries()
    if programs is None:
        print("PostgreSQL's server programs are not installed.", file=sys.stderr)
        return 2
    logging.disable(logging.CRITICAL)
    cluster = postgres.Cluster(programs)
    cluster.start()
    try:
        summary = asyncio.run(play(cluster.new_database(), options.seed, options.worlds))
    finally:
        cluster.stop()
    for seed, wrong in sorted(summary.wrong.items()):
        print(f"seed {seed}: {'; '.join(wrong)}")
    print(
        f"{summary.worlds} worlds, {summary.deeds} deeds ({summary.refused} refused), {summary.crashes} crashes, "
        f"{summary.stored} messages stored, {summary.delivered} sent to chats, {summary.seconds:.0f} s: "
        f"{len(summary.wrong)} worlds went wrong"
    )
    return 1 if summary.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
