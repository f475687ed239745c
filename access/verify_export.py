"""Whether an export of Kring's log is whole. Needs Python and nothing else: no Kring, no database, no network.

    python verify_export.py log.jsonl [NUMBER:HASH …]

Each text of the file is a line of the log, the hash of a line that is another agency's, or a seal over what stands
before it. NUMBER:HASH is a seal as it was told when it was made; name one to know that the chain was not made anew.
"""

import hashlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path


def faults(texts: Iterable[bytes], known: dict[int, str] | None = None) -> list[str]:
    """What is wrong with an export, a sentence each; empty when it is whole."""
    found, known, lines = [], dict(known or {}), []
    number, ends, previous = 0, 0, "0" * 64
    for text in (raw.rstrip(b"\r\n") for raw in texts):
        try:
            held = json.loads(text)
            if isinstance(held, str):
                lines.append(bytes.fromhex(held))
            elif "seal" not in held:
                lines.append(hashlib.sha256(text).digest())
            else:
                itself = hashlib.sha256(text).hexdigest()
                if (held["seal"], held["begins"], held["previous"]) != (number + 1, ends, previous):
                    found.append(f"seal {held['seal']}: does not follow on seal {number}, or that seal was changed")
                if known.pop(held["seal"], itself) != itself:
                    found.append(f"seal {held['seal']}: is not the one that was told")
                if len(lines) != held["count"]:
                    found.append(f"seal {held['seal']}: {len(lines)} lines where {held['count']} were sealed")
                elif hashlib.sha256(b"".join(lines)).hexdigest() != held["lines"]:
                    found.append(f"seal {held['seal']}: a line was changed or moved")
                number, ends, previous, lines = held["seal"], held["ends"], itself, []
        except (ValueError, KeyError, TypeError):
            found.append(f"after seal {number}: a text that is neither a line nor a seal")
    if lines:
        found.append(f"after seal {number}: {len(lines)} lines under no seal")
    return found + [f"seal {gone}: is not in the file" for gone in known]


def main(arguments: list[str]) -> int:
    """Print what is wrong; 0 when the export is whole, 1 when it is not."""
    if not arguments:
        sys.stderr.write(__doc__)
        return 2
    known = {int(one.partition(":")[0]): one.partition(":")[2] for one in arguments[1:]}
    with Path(arguments[0]).open("rb") as file:
        found = faults(file, known)
    sys.stdout.write("\n".join(found or ["The log is as it was sealed."]) + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
