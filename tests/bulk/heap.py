"""A heap of articles made of the project's golden ones, again and again, each time with another number at its end."""

import glob
import itertools
import json
import os

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def is_refused(place):
    """Every hundredth article has no text, every thousandth line is no JSON."""
    return place % 100 == 50 or place % 1000 == 999


def write_heap(path, count):
    texts = []
    for name in sorted(glob.glob(os.path.join(ROOT, "tests/golden/articles/*.txt"))):
        with open(name, encoding="utf-8") as article:
            texts.append(article.read())
    with open(path, "w", encoding="utf-8") as heap:
        for place, text in zip(range(count), itertools.cycle(texts)):
            if place % 1000 == 999:
                heap.write("{no JSON\n")
                continue
            text = "" if is_refused(place) else f"{text}\n{place}"
            heap.write(json.dumps({"id": str(place), "text": text, "ignored": True}, ensure_ascii=False) + "\n")


def write_hostile_heap(path):
    """Lines that want memory: as long as they may be, longer, deep, and full of values that nobody asked for."""
    most = 16 << 20
    lines = [
        '{"id": "long", "text": "' + "a" * (most - 26) + '"}',
        '{"id": "too long", "text": "' + "a" * (4 * most) + '"}',
        '{"id": "deep", "text": "a", "x": ' + "[" * (most // 2 - 20) + "]" * (most // 2 - 20) + "}",
        '{"id": "wide", "text": "a", "x": [' + "0," * (most // 2 - 20) + "0]}",
        "[" * most,
    ]
    with open(path, "w", encoding="utf-8") as heap:
        for line in lines * 4:
            heap.write(line + "\n")


def lines_of(path):
    with open(path, "rb") as lines:
        return lines.read().splitlines(keepends=True)


def parts_wanted(whole, count, shards):
    """What each shard has to hold of the whole, as {name: bytes}."""
    wanted = {}
    for suffix, refused in ((".jsonl", False), (".errors", True)):
        lines = lines_of(os.path.join(whole, f"part-0-of-1{suffix}"))
        places = [place for place in range(count) if is_refused(place) == refused]
        if len(lines) != len(places):
            raise RuntimeError(f"{len(lines)} lines in {suffix}, {len(places)} expected")
        for index in range(shards):
            part = [line for place, line in zip(places, lines) if place % shards == index]
            wanted[f"part-{index}-of-{shards}{suffix}"] = b"".join(part)
    return wanted
