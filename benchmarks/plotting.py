"""What charts of 100,000 articles take, in time and in JSON.

Run it by hand, in an environment with the extra `plot`:

    python benchmarks/plotting.py
"""

from statistics import median
from time import perf_counter

import altair  # noqa: F401  # whose import is not measured
from samples import invented

from newsfeed import Feed

COUNT, TIMES = 100_000, 5

if __name__ == "__main__":
    plot = Feed(invented(number) for number in range(COUNT)).plot
    print("| chart | seconds | bytes of JSON |\n|---|--:|--:|")
    for name in ("timeline", "providers", "topics", "quality", "related"):
        seconds = []
        for _ in range(TIMES):
            start = perf_counter()
            chart = getattr(plot, name)()
            seconds.append(perf_counter() - start)
        print(f"| `{name}()` | {median(seconds):.2f} | {len(chart.to_json()):,} |")
