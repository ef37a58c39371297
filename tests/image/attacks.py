"""What strangers do to a server that faces a network: each attack by hand-made frames, the server's memory beside it, and a
good client who must notice nothing."""

import gzip
import os
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../load"))

from figures import at_most, exactly, info  # noqa: E402
from load_client import LoadClient, answered, ok_latency, run_load  # noqa: E402

import http2  # noqa: E402
from http2 import Connection, frame  # noqa: E402

UNARY = "/isnad.v1.AttributionService/ExtractAttributions"
STREAM = "/isnad.v1.AttributionService/StreamExtractAttributions"
GZIP = (b"grpc-encoding", b"gzip")
MIB = 1 << 20


class Peak:
    """The most memory that a container has while this is entered, above what it had before."""

    def __init__(self, container):
        self.container = container
        self.before = container.memory()
        self.most = self.before
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def _run(self):
        while not self._end.wait(0.02):
            self.most = max(self.most, self.container.memory())

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._end.set()
        self._thread.join()
        self.most = max(self.most, self.container.memory())

    @property
    def growth(self):
        return self.most - self.before


def good_call(setup, container, **options):
    return run_load(setup, container.target, closed=1, connections=1, **options)


def bomb_of(mebibytes):
    return gzip.compress(bytes(mebibytes * MIB), compresslevel=9)


def decompression_bombs(setup, container):
    """Requests that inflate to up to half a gigabyte."""
    good_call(setup, container, seconds=1)
    refused = 0
    sizes = (1, 16, 128, 512)
    bombs = {size: http2.message(bomb_of(size), compressed=True) for size in sizes}
    with Peak(container) as peak:
        for path in (UNARY, STREAM):
            for size in sizes:
                with Connection(container.port) as connection:
                    connection.open(1, path, GZIP)
                    connection.send_data(1, bombs[size], end=True)
                    connection.wait_for_end(1)
                    refused += b"12" in connection.trailers.get(1, b"") or 1 in connection.ended
    return [
        exactly("bombs refused, unary and stream, 1 to 512 MiB", refused, 2 * len(sizes)),
        at_most("memory for them", peak.growth, 4, "MiB"),
    ]


def huge_headers(setup, container):
    """One header block of 64 MiB, in CONTINUATION frames."""
    good_call(setup, container, seconds=1)
    chunk = http2.header(b"x-filler", b"a" * 16000)
    sent = 0
    with Peak(container) as peak, Connection(container.port) as connection:
        connection.send_window[1] = 0
        try:
            connection.send(frame(http2.HEADERS, 0, 1, http2.request_headers(UNARY)))
            while sent < 64 * MIB:
                connection.send(frame(http2.CONTINUATION, 0, 1, chunk))
                sent += len(chunk)
            connection.send(frame(http2.CONTINUATION, http2.END_HEADERS, 1, chunk))
            connection.wait_for_end(1)
        except OSError:
            pass  # the server has closed the connection, as it should
    return [info("headers sent before the end", sent / MIB, "MiB"), at_most("memory for them", peak.growth, 8, "MiB")]


def reset_streams(port, count):
    headers = http2.request_headers(UNARY)
    cancel = http2.CANCEL.to_bytes(4, "big")
    done = 0
    while done < count:
        with Connection(port) as connection:
            try:
                for stream in range(1, 2 * (count - done), 2):
                    pair = frame(http2.HEADERS, http2.END_HEADERS, stream, headers)
                    connection.send(pair + frame(http2.RST_STREAM, 0, stream, cancel))
                    done += 1
            except OSError:
                done += 1  # told to go: a hostile client comes again


def rapid_resets(setup, container, connections, count=200_000):
    """Streams opened and reset at once, and a good client beside them."""
    idle = good_call(setup, container, seconds=5)
    with Peak(container) as peak:
        threads = [
            threading.Thread(target=reset_streams, args=(container.port, count // connections))
            for _ in range(connections)
        ]
        with LoadClient(setup, container.target, closed=1, connections=1, seconds=120) as client:
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            report = client.stop_calling()
    slower = ok_latency(report, "p99") / ok_latency(idle, "p99")
    return [
        at_most(f"memory for {count} resets on {connections} connections", peak.growth, 16, "MiB"),
        at_most("p99 of a good client beside them, of its own when idle", slower, 2),
        exactly("calls of the good client that failed", report["sent"] - answered(report), 0),
    ]


def bad_binary_metadata(setup, container):
    """Base64 that is none, in a -bin header: the other streams of the connection go on."""
    request = http2.message(b"\x0a\x04\x12\x02\xd8\xae")
    with Connection(container.port) as connection:
        connection.open(1, UNARY)
        connection.open(3, UNARY, (b"trace-bin", b"!not base64!"))
        connection.open(5, UNARY)
        for stream in (1, 3, 5):
            if stream not in connection.ended:
                connection.send_data(stream, request, end=True)
        good = [connection.wait_for_end(stream) for stream in (1, 5)]
        connection.wait_for_end(3)
        passed = [b"grpc-status" in connection.trailers.get(stream, b"") for stream in (1, 5)]
    return [exactly("good streams of the connection that went on", sum(map(bool, good)), 2), info("with a status", sum(passed))]


def stalled_callers(setup, container, count=1000):
    """Half of them send half a request, half take no answer."""
    good_call(setup, container, seconds=1)
    half = http2.message(bytes(32 << 10))[: 16 << 10]
    connections = []
    with Peak(container) as peak:
        for index in range(count):
            reader = index % 2
            connection = Connection(container.port, initial_window=0 if reader else http2.WINDOW)
            connection.open(1, UNARY)
            text = "قال الوزير إن العام جيد. ".encode() * 100
            article = b"\x12" + varint(len(text)) + text
            whole = http2.message(b"\x0a" + varint(len(article)) + article)
            connection.send_data(1, whole if reader else half, end=bool(reader))
            connections.append(connection)
        time.sleep(2)
        report = good_call(setup, container, seconds=5)
    for connection in connections:
        connection.close()
    return [
        at_most(f"memory for {count} stalled readers and writers", peak.growth, 64, "MiB"),
        exactly("calls of a good client beside them that failed", report["sent"] - answered(report), 0),
    ]


def varint(value):
    encoded = b""
    while value >= 128:
        encoded, value = encoded + bytes([value % 128 + 128]), value // 128
    return encoded + bytes([value])


def exhausted_descriptors(setup, container):
    """More connections than the container has descriptors, then they go. The container was made with few."""
    held = []
    for _ in range(400):
        try:
            held.append(Connection(container.port, timeout_s=1))
        except OSError:
            break
    time.sleep(1)
    for connection in held:
        connection.close()
    begin = time.monotonic()
    report = None
    while time.monotonic() - begin < 10:
        report = good_call(setup, container, seconds=1, calls_max=1)
        if answered(report) == 1:
            break
    return [
        info("connections held", len(held)),
        at_most("until it answers again", time.monotonic() - begin, 1, "s"),
        exactly("restarts of the container", container.restarts(), 0),
    ]
