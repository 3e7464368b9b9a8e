"""Two hundred small snapshots, exported, and asked what docs/scale.md asks: by the engine as by the command line.

    python tests/scale/run.py [--engine duckdb|spark] [--update]

LEAKSCOPE names the program, built with the feature `parquet`. The queries are those of docs/scale.md, and so are their answers;
--update writes the answers there anew. What is needed: requirements.txt, for Spark requirements-spark.txt and Java 17.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import command_line
import engines
import fleet

DOCUMENT = Path(__file__).parents[2] / "docs" / "scale.md"
#: A query of the document, and its answer.
QUERY = re.compile(r"```sql\n(SELECT.*?|WITH.*?)```\n\n```text\n(.*?)```", re.DOTALL)


def as_text(columns, rows):
    """An answer as the document shows it."""
    cell = lambda value: "–" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    lines = [columns, *([cell(value) for value in row] for row in rows)]
    return "".join(" | ".join(line) + "\n" for line in lines)


def export(program, files, folder):
    for pod, of_pod in files.items():
        subprocess.run([program, "export", *of_pod, "--to", folder / f"pod={pod}"], check=True)


def ask(engine, program, folder):
    """The document with the engine's answers, and how many differ from the command line's."""
    files = fleet.write(folder / "snapshots")
    start = time.monotonic()
    export(program, files, folder / "fleet")
    print(f"{sum(map(len, files.values()))} snapshots exported in {time.monotonic() - start:.1f} s")
    query, cli, failed = engine(folder / "fleet"), command_line.CommandLine(program, files), 0
    text, answers = DOCUMENT.read_text(), iter(command_line.ANSWERS)

    def answer(match):
        nonlocal failed
        expected = next(answers)
        columns, rows = query(match[1])
        same = rows == expected(cli)
        failed += not same
        print(f"{'ok' if same else 'DIFFERENT'}: {expected.__name__}, {len(rows)} rows")
        if not same:
            print(f"the engine:\n{rows}\nthe command line:\n{expected(cli)}")
        return f"```sql\n{match[1]}```\n\n```text\n{as_text(columns, rows)}```"

    renewed = QUERY.sub(answer, text)
    if next(answers, None):
        sys.exit(f"{DOCUMENT} has too few queries")
    return text, renewed, failed


def main():
    options = argparse.ArgumentParser(description="the queries of docs/scale.md")
    options.add_argument("--engine", choices=["duckdb", "spark"], default="duckdb")
    options.add_argument("--update", action="store_true", help="write the answers to docs/scale.md")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="leakscope-scale-") as folder:
        engine = getattr(engines, chosen.engine)
        text, renewed, failed = ask(engine, os.environ["LEAKSCOPE"], Path(folder))
    if failed:
        sys.exit(f"{failed} answers are not the command line's")
    if chosen.update:
        DOCUMENT.write_text(renewed)
    elif text != renewed:
        sys.exit(f"{DOCUMENT} has other answers: run with --update and look at the difference")


main()
