"""What strangers do to a server that faces a network: each attack by hand-made frames, the server's memory beside it, and a
good client who must notice nothing."""

import os
import sys
import threading
import time
import zlib

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../load"))

from figures import at_least, at_most, exactly, info  # noqa: E402
from load_client import LoadClient, answered, ok_latency, run_load  # noqa: E402

import hpack  # noqa: E402
import http2  # noqa: E402
from http2 import Connection, frame  # noqa: E402

UNARY = "/isnad.v1.AttributionService/ExtractAttributions"
STREAM = "/isnad.v1.AttributionService/StreamExtractAttributions"
GZIP = (b"grpc-encoding", b"gzip")
MIB = 1 << 20
OK, UNIMPLEMENTED = 0, 12


def varint(value):
    encoded = b""
    while value >= 128:
        encoded, value = encoded + bytes([value % 128 + 128]), value // 128
    return encoded + bytes([value])


def request_of(text):
    """A request's bytes: its field 1 is the article, whose field 2 is the text."""
    article = b"\x12" + varint(len(text)) + text
    return b"\x0a" + varint(len(article)) + article


SMALL = http2.message(request_of("خبر".encode()))


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
            try:
                self.most = max(self.most, self.container.memory())
            except OSError:
                return  # the server has died, which __exit__ finds too

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


def warm_up(setup, container):
    """What the first calls take stays, and is nobody's attack."""
    return good_call(setup, container, seconds=1)


def unharmed(setup, container):
    """That the server lives and serves."""
    report = good_call(setup, container, seconds=1)
    return [
        exactly("the server still runs", int(container.running()), 1),
        at_least("calls that a good client then had answered", answered(report), 1),
    ]


def bomb_of(mebibytes):
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)  # 31: with gzip's head
    nothing = bytes(MIB)
    return b"".join(packer.compress(nothing) for _ in range(mebibytes)) + packer.flush()


def decompression_bombs(setup, container):
    """Requests that inflate to up to half a gigabyte."""
    warm_up(setup, container)
    sizes = (1, 16, 128, 512)
    bombs = [http2.message(bomb_of(size), compressed=True) for size in sizes]

    def status_of(path, data, *more):
        with Connection(container.port) as connection:
            connection.open(1, path, *more)
            connection.send_data(1, data, end=True)
            return connection.status(1)

    plain = [status_of(path, SMALL) for path in (UNARY, STREAM)]
    with Peak(container) as peak:
        statuses = [status_of(path, bomb, GZIP) for path in (UNARY, STREAM) for bomb in bombs]
    return [
        exactly("calls without compression that are answered, unary and stream", plain.count(OK), 2),
        exactly("bombs refused, unary and stream, 1 to 512 MiB", statuses.count(UNIMPLEMENTED), len(statuses)),
        at_most("memory for them", peak.growth, 4, "MiB"),
        *unharmed(setup, container),
    ]


def send_headers(port, pieces, count, acknowledge):
    """A header block that goes on for so many pieces, as far as the server takes it; MiB that went."""
    sent = 0
    try:
        with Connection(port) as connection:
            if acknowledge:
                connection.wait_for_settings()
            connection.send(frame(http2.HEADERS, 0, 1, http2.request_headers(UNARY)))
            for piece in [*pieces[:-1], *(pieces[-1:] * count)]:
                connection.send(frame(http2.CONTINUATION, 0, 1, piece))
                sent += len(piece)
            connection.send(frame(http2.CONTINUATION, http2.END_HEADERS, 1))
            connection.wait_for_end(1)
    except OSError:
        pass  # the server has closed the connection, as it should
    return sent / MIB


def huge_headers(setup, container):
    """Header blocks of 64 MiB in CONTINUATION frames: many headers, one endless value, one endless integer; by peers that have
    acknowledged the server's limits and by some that never do."""
    warm_up(setup, container)
    count = 64 * MIB // 16000
    blocks = {
        "many headers": [hpack.header(b"x-filler", b"a" * 15900)],
        "one value": [b"\x00" + hpack.integer(8, 7) + b"x-filler" + hpack.integer(64 * MIB, 7), b"a" * 16000],
        "one integer": [b"\x00\x7f", b"\x80" * 16000],
    }
    before = container.memory()
    figures = []
    for name, pieces in blocks.items():
        for acknowledge in (True, False):
            case = name if acknowledge else f"{name}, settings never acknowledged"
            with Peak(container) as peak:
                sent = send_headers(container.port, pieces, count, acknowledge)
            figures += [info(f"{case}: sent", sent, "MiB"), at_most(f"{case}: memory", peak.growth, 8, "MiB")]
    return [
        *figures,
        info("memory that stays of all of them", container.memory() - before, "MiB"),
        *unharmed(setup, container),
    ]


def odd_headers(setup, container):
    """Headers that old versions end the process at, each in front of more than eight kilobytes of others."""
    rest = hpack.header(b"te", b"trailers") + hpack.header(b"x-filler", b"a" * 9000)
    usual = http2.pseudo_headers(UNARY) + http2.CONTENT_TYPE
    blocks = [
        usual + hpack.header(b"te", b"x") + rest,
        http2.pseudo_headers(UNARY, scheme=b"x") + http2.CONTENT_TYPE + rest,
        usual + hpack.header(b"grpclb_client_stats", b"x") + rest,
    ]
    for block in blocks:
        with Connection(container.port) as connection:
            connection.open_with(1, block)
            connection.send_data(1, SMALL, end=True)
            connection.wait_for_end(1)
    return [info("kinds of odd headers", len(blocks)), *unharmed(setup, container)]


def reset_streams(port, count):
    headers = http2.request_headers(UNARY)
    cancel = http2.CANCEL.to_bytes(4, "big")
    done = 0
    while done < count:
        with Connection(port, timeout_s=60) as connection:
            try:
                for stream in range(1, 2 * (count - done), 2):
                    pair = frame(http2.HEADERS, http2.END_HEADERS, stream, headers)
                    connection.send(pair + frame(http2.RST_STREAM, 0, stream, cancel))
                    done += 1
                connection.finish()  # or what the server has not read yet would go with the connection
            except OSError:
                done += 1  # told to go: a hostile client comes again


def rapid_resets(setup, container, connections, count=200_000):
    """Streams opened and reset at once, and a good client beside them."""
    idle = good_call(setup, container, seconds=5)
    failures = []

    def attack():
        # It shares the machine with the server and the good client, which strangers do not: it takes what they leave.
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 19)
        try:
            reset_streams(container.port, count // connections)
        except OSError as problem:
            failures.append(problem)  # nobody takes connections any more

    with Peak(container) as peak:
        threads = [threading.Thread(target=attack) for _ in range(connections)]
        with LoadClient(setup, container.target, closed=1, connections=1, seconds=120) as client:
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            report = client.stop_calling()
    slower = ok_latency(report, "p99") / ok_latency(idle, "p99") if answered(report) else float("inf")
    return [
        exactly("attackers that found no server", len(failures), 0),
        at_most(f"memory for {count} resets on {connections} connections", peak.growth, 16, "MiB"),
        at_least("calls of a good client beside them that were answered", answered(report), 1),
        at_most("its p99, of its own when idle", slower, 2),
        exactly("its calls that failed", report["sent"] - answered(report), 0),
    ]


def bad_binary_metadata(setup, container):
    """Base64 that is none, in a -bin header: the other streams of the connection go on."""
    with Connection(container.port) as connection:
        connection.open(1, UNARY)
        connection.open(3, UNARY, (b"trace-bin", b"!not base64!"))
        connection.open(5, UNARY)
        for stream in (1, 3, 5):
            connection.send_data(stream, SMALL, end=True)
        statuses = {stream: connection.status(stream) for stream in (1, 3, 5)}
    good = [statuses[1], statuses[5]]
    bad = "none" if statuses[3] is None else statuses[3]
    return [
        exactly("good streams of the connection that were answered", good.count(OK), 2),
        info("status of the bad one", bad),
        *unharmed(setup, container),
    ]


def poisoned_tables(setup, container):
    """A faulty header in front of one that enters the connection's table: the next call refers to it and is answered."""
    enters = hpack.indexed_header(b"te", b"trailers")
    usual = http2.pseudo_headers(UNARY) + http2.CONTENT_TYPE
    faults = {
        "base64 that is none": hpack.header(b"trace-bin", b"!not base64!"),
        "headers past their limit": hpack.header(b"x-filler", b"a" * 15900) * 2,
    }
    figures = []
    for name, fault in faults.items():
        with Connection(container.port) as connection:
            connection.open_with(1, usual + fault + enters)
            connection.open_with(3, usual + hpack.reference(hpack.NEWEST))
            connection.send_data(3, SMALL, end=True)
            status = connection.status(3)
        figures.append(exactly(f"status of the call behind {name}", -1 if status is None else status, OK))
    return [*figures, *unharmed(setup, container)]


def stalled_callers(setup, container, count=1000):
    """Half of them send half a request, half take no answer."""
    warm_up(setup, container)
    half = http2.message(bytes(32 << 10))[: 16 << 10]
    whole = http2.message(request_of("قال الوزير إن العام جيد. ".encode() * 100))
    connections = []
    try:
        with Peak(container) as peak:
            for index in range(count):
                takes_nothing = index % 2 == 1
                connection = Connection(container.port, initial_window=0 if takes_nothing else http2.WINDOW)
                connections.append(connection)
                connection.open(1, UNARY)
                connection.send_data(1, whole if takes_nothing else half, end=takes_nothing)
            time.sleep(2)
            report = good_call(setup, container, seconds=5)
        still_there = sum(connection.is_open() for connection in connections)
    finally:
        for connection in connections:
            connection.close()
    return [
        info("of them still connected", still_there),
        at_most(f"memory for {count} stalled readers and writers", peak.growth, 64, "MiB"),
        at_least("calls of a good client beside them that were answered", answered(report), 1),
        exactly("its calls that failed", report["sent"] - answered(report), 0),
    ]


def fragmented_messages(setup, container, streams=100, bytes_each=32 << 10):
    """Half-sent messages in frames of one byte, on as many streams as a connection may have."""
    warm_up(setup, container)
    sent = 0
    with Peak(container) as peak, Connection(container.port) as connection:
        for stream in range(1, 2 * streams, 2):
            connection.open(stream, UNARY)
            connection.send_data(stream, http2.message(bytes(2 * bytes_each))[:5])
            sent += connection.send_bytes(stream, bytes_each)
        time.sleep(1)
    return [
        info("bytes sent, each in a frame of its own", sent / MIB, "MiB"),
        at_most("memory for them", peak.growth, 16, "MiB"),
        *unharmed(setup, container),
    ]


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
    calls = 0
    while not calls and time.monotonic() - begin < 10:
        try:
            calls = answered(good_call(setup, container, seconds=1, calls_max=1, connect_seconds=1))
        except RuntimeError:
            pass  # nobody takes the connection yet
    recovered_s = time.monotonic() - begin if calls else float("inf")
    return [
        at_least("connections held", len(held), 256),
        at_most("until it answers again", recovered_s, 1, "s"),
        exactly("the server still runs", int(container.running()), 1),
    ]
