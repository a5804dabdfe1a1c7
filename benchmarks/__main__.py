"""All the benchmarks, one after the other: `make bench`, or one of them with `python -m benchmarks.NAME`."""

import runpy

NAMES = ("durable_save", "sync_beside_pouchdb", "photos", "round_speed", "start_time")

for name in NAMES:
    print(f"\n## {name.replace('_', ' ')}\n", flush=True)
    runpy.run_module(f"benchmarks.{name}", run_name="__main__")
