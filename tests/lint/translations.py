#!/usr/bin/env python3
"""No text of the application is without its German, and no translation lost one of the places where a value goes (%1)."""
import pathlib
import re
import sys
import xml.etree.ElementTree as tree

ROOT = pathlib.Path(__file__).resolve().parents[2]
PLACE = re.compile(r"%(?:\d|n|L\d)")


def problems(path: pathlib.Path) -> list[str]:
    found = []
    for context in tree.parse(path).getroot().iter("context"):
        name = context.findtext("name")
        for message in context.iter("message"):
            source, translation = message.findtext("source") or "", message.find("translation")
            if translation is None or translation.get("type") == "unfinished" or not "".join(translation.itertext()).strip():
                found.append(f"{path.name}: {name}: not translated: {source!r}")
            elif set(PLACE.findall(source)) != set(PLACE.findall("".join(translation.itertext()))):
                found.append(f"{path.name}: {name}: other places for values than in {source!r}")
    return found


def main() -> int:
    found = [p for path in sorted((ROOT / "translations").glob("*.ts")) for p in problems(path)]
    print("\n".join(found) if found else "translations: complete")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
