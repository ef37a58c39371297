"""That each floor can be missed: the attacks against made-up servers that do what a broken one does."""

import contextlib
import functools
import socket
import threading
import time
import unittest
from unittest import mock

import attacks
import hpack
import http2
from http2 import frame

SETTINGS = frame(http2.SETTINGS, 0, 0)


class MadeUpServer:
    """Answers each stream that ends with a status, or what `answer` says; grows by so much for each frame that comes."""

    def __init__(self, status=0, grows_mib=0.0, answer=None, alive=True):
        self.status, self.grows_mib, self.answer, self.alive = status, grows_mib, answer, alive
        self.rss = 30.0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.target = "nobody"
        threading.Thread(target=self._accept, daemon=True).start()

    def memory(self):
        return self.rss

    def running(self):
        return self.alive

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self.listener.accept()
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        with contextlib.suppress(OSError), connection:
            connection.sendall(SETTINGS + frame(http2.WINDOW_UPDATE, 0, 0, (1 << 30).to_bytes(4, "big")))
            data = b""
            skipped = False
            while got := connection.recv(1 << 16):
                data += got
                if not skipped and len(data) >= 24:
                    data, skipped = data[24:], True
                while skipped and len(data) >= 9 and len(data) >= 9 + int.from_bytes(data[:3], "big"):
                    length = int.from_bytes(data[:3], "big")
                    kind, flags, stream = data[3], data[4], int.from_bytes(data[5:9], "big")
                    data = data[9 + length :]
                    self.rss += self.grows_mib
                    if kind == http2.DATA and flags & http2.END_STREAM:
                        connection.sendall(self._reply(stream))

    def _reply(self, stream):
        if self.answer:
            return self.answer(stream)
        block = hpack.header(b"grpc-status", str(self.status).encode())
        return frame(http2.HEADERS, http2.END_HEADERS | http2.END_STREAM, stream, block)


def report(ok=5, sent=5):
    return {"sent": sent, "results": {"OK": ok}, "latency_ms": {"ok": {"p99": 1.0}}}


@contextlib.contextmanager
def made_up(server, good=None):
    with mock.patch.object(attacks, "good_call", lambda *_, **__: good or report()):
        yield server
    server.listener.close()


def until_all_has_come(server):
    """In place of an attack's pause: as long as the made-up server still reads."""
    sleep = time.sleep

    def wait(_):
        before = None
        while before != server.rss:
            before = server.rss
            sleep(0.2)

    return mock.patch.object(attacks.time, "sleep", wait)


def missed(figures):
    return [figure.name for figure in figures if not figure.kept]


class BombsTest(unittest.TestCase):
    def run_against(self, **made):
        with made_up(MadeUpServer(**made)) as server, mock.patch.object(attacks, "bomb_of", lambda size: bytes(size)):
            return missed(attacks.decompression_bombs(None, server))

    def test_a_server_that_takes_them_misses(self):
        self.assertEqual(len(self.run_against(status=0)), 1)

    def test_one_that_refuses_everything_misses(self):
        self.assertEqual(len(self.run_against(status=attacks.UNIMPLEMENTED)), 1)

    def test_one_that_resets_all_streams_misses(self):
        self.assertEqual(len(self.run_against(answer=lambda stream: frame(http2.RST_STREAM, 0, stream, b"\0\0\0\2"))), 2)

    def test_one_that_grows_or_dies_misses(self):
        self.assertIn("memory for them", self.run_against(grows_mib=1))
        self.assertIn("the server still runs", self.run_against(alive=False))

    def test_a_bomb_is_small_and_a_gzip_stream(self):
        bomb = attacks.bomb_of(2)
        self.assertEqual(bomb[:2], b"\x1f\x8b")
        self.assertLess(len(bomb), 10_000)
        self.assertEqual(len(attacks.zlib.decompress(bomb, 31)), 2 << 20)


class OtherAttacksTest(unittest.TestCase):
    def test_a_server_that_keeps_headers_misses(self):
        # It answers none of them, which is not waited for here as long as there.
        impatient = functools.partial(attacks.Connection, timeout_s=0.1)
        with made_up(MadeUpServer(grows_mib=1)) as server, mock.patch.object(attacks, "MIB", 16000):
            with mock.patch.object(attacks, "Connection", impatient):
                self.assertIn("many headers: memory", missed(attacks.huge_headers(None, server)))

    def test_a_server_that_serves_nobody_afterwards_misses(self):
        with made_up(MadeUpServer(), good=report(ok=0, sent=0)) as server:
            self.assertIn("calls that a good client then had answered", missed(attacks.odd_headers(None, server)))

    def test_a_connection_that_is_lost_misses(self):
        def goes(stream):
            raise OSError

        for attack in (attacks.bad_binary_metadata, attacks.poisoned_tables):
            with made_up(MadeUpServer(answer=goes)) as server:
                self.assertTrue(missed(attack(None, server)), attack)
            with made_up(MadeUpServer()) as server:
                self.assertEqual(missed(attack(None, server)), [], attack)
            with made_up(MadeUpServer(status=13)) as server:
                self.assertTrue(missed(attack(None, server)), attack)

    def test_a_server_that_hoards_misses(self):
        with made_up(MadeUpServer(grows_mib=0.1)) as server, until_all_has_come(server):
            self.assertTrue(missed(attacks.fragmented_messages(None, server, streams=2, bytes_each=2000)))
        with made_up(MadeUpServer(grows_mib=1), good=report(ok=0)) as server, until_all_has_come(server):
            self.assertEqual(len(missed(attacks.stalled_callers(None, server, count=40))), 3)

    def test_a_listener_that_is_gone_misses(self):
        def nobody(*_, **__):
            raise RuntimeError

        server = MadeUpServer(alive=False)
        server.listener.close()
        clock = iter(range(1000))
        with mock.patch.object(attacks, "good_call", nobody), mock.patch.object(attacks.time, "sleep"):
            with mock.patch.object(attacks.time, "monotonic", lambda: next(clock)):
                self.assertEqual(len(missed(attacks.exhausted_descriptors(None, server))), 3)


if __name__ == "__main__":
    unittest.main()
