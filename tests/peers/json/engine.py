"""Runs mangiucugna/json_repair as Contest runs the Java engines:
  python engine.py speed DOCUMENTS SECONDS OUT
  python engine.py mend CASES ANSWERS
"""

import json
import sys
import time
from pathlib import Path

from json_repair import repair_json

NAME = "json_repair-py"


def repair(text):
    """The mended text; None if the engine refuses or fails. It says "nothing there" with an empty text."""
    try:
        mended = repair_json(text, ensure_ascii=False)
    except (ValueError, RecursionError, IndexError, TypeError, KeyError, AttributeError):
        return None
    return mended if mended and mended.strip() else None


def rate(document, seconds):
    """MB/s, bytes in and bytes out."""
    begin = time.perf_counter_ns()
    end = begin + seconds * 1e9
    runs = 0
    while True:
        repair(document.decode("utf-8")).encode("utf-8")
        runs += 1
        now = time.perf_counter_ns()
        if now >= end:
            return 1e3 * runs * len(document) / (now - begin)


def speed(documents, seconds, out):
    table = []
    for path in sorted(documents.iterdir()):
        document = path.read_bytes()
        first = repair(document.decode("utf-8"))
        figure = "refused"
        if first is not None:
            (out / f"{NAME}.{path.name}").write_text(first, encoding="utf-8")
            figure = rate(document, seconds)
        table.append(f"{NAME}\t{path.name}\t{figure}\n")
    (out / f"{NAME}.speeds").write_text("".join(table), encoding="utf-8")


def mend(cases, answers):
    with cases.open(encoding="utf-8") as lines, answers.open("w", encoding="utf-8") as out:
        for line in lines:
            text = repair(json.loads(line)["damaged"])
            out.write(json.dumps({} if text is None else {"text": text}) + "\n")


if sys.argv[1] == "speed":
    speed(Path(sys.argv[2]), float(sys.argv[3]), Path(sys.argv[4]))
else:
    mend(Path(sys.argv[2]), Path(sys.argv[3]))
