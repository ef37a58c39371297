import socket
import struct
import threading
import unittest

import attacks
import hpack
import http2
from http2 import Connection, frame


class FakeServer:
    """Takes one connection and gives its bytes to a function."""

    def __init__(self, serve):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self._run, args=(serve,), daemon=True)
        self.thread.start()

    def _run(self, serve):
        connection, _ = self.listener.accept()
        with connection:
            serve(connection)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.listener.close()
        self.thread.join(5)


def status_block(code, reader_knows=False):
    status = hpack.reference(hpack.NEWEST) if reader_knows else hpack.indexed_header(b"grpc-status", str(code).encode())
    return hpack.reference(8) + status


class HpackTest(unittest.TestCase):
    def test_integers_of_the_standards_examples(self):
        self.assertEqual(hpack.integer(10, 5), b"\x0a")
        self.assertEqual(hpack.integer(1337, 5), b"\x1f\x9a\x0a")
        self.assertEqual(hpack.integer(127, 7), b"\x7f\x00")

    def test_reads_what_it_writes_and_remembers_what_enters(self):
        reader = hpack.Reader()
        first = hpack.header(b"a", b"b" * 300) + hpack.indexed_header(b"grpc-status", b"12") + b"\x20"
        self.assertEqual(reader.read(first), [(b"a", b"b" * 300), (b"grpc-status", b"12")])
        self.assertEqual(reader.read(hpack.reference(62)), [(b"grpc-status", b"12")])
        reader.read(hpack.indexed_header(b"x", b"y"))
        self.assertEqual(reader.read(hpack.reference(63)), [(b"grpc-status", b"12")])

    def test_passes_over_huffman_codes(self):
        self.assertEqual(hpack.Reader().read(b"\x00\x01a\x82\xff\xff"), [(b"a", None)])


class FramesTest(unittest.TestCase):
    def test_a_long_header_block_goes_on_in_continuation_frames(self):
        sent = http2.header_frames(3, b"h" * 40000, http2.END_STREAM)
        kinds, at = [], 0
        while at < len(sent):
            length = int.from_bytes(sent[at : at + 3], "big")
            kinds.append((sent[at + 3], sent[at + 4], length))
            self.assertEqual(sent[at + 5 : at + 9], b"\0\0\0\3")
            at += 9 + length
        self.assertEqual(kinds, [(http2.HEADERS, 1, 16384), (http2.CONTINUATION, 0, 16384), (http2.CONTINUATION, 4, 7232)])

    def test_a_request_has_its_pseudo_headers_first(self):
        block = http2.request_headers("/p")
        self.assertLess(block.index(b":authority"), block.index(b"content-type"))


class ConnectionTest(unittest.TestCase):
    def test_reads_the_status_of_each_stream_also_out_of_the_table(self):
        def serve(connection):
            connection.sendall(
                frame(http2.SETTINGS, 0, 0)
                + frame(http2.HEADERS, http2.END_HEADERS | http2.END_STREAM, 1, status_block(12))
                + frame(http2.HEADERS, http2.END_STREAM, 3)
                + frame(http2.CONTINUATION, http2.END_HEADERS, 3, status_block(12, reader_knows=True))
                + frame(http2.RST_STREAM, 0, 5, b"\0\0\0\2")
            )
            while connection.recv(1 << 16):
                pass

        with FakeServer(serve) as server, Connection(server.port, timeout_s=5) as connection:
            self.assertEqual([connection.status(stream) for stream in (1, 3, 5)], [12, 12, None])
            self.assertEqual(connection.ended, {1: "trailers", 3: "trailers", 5: "reset"})

    def test_sends_no_more_than_the_windows_allow(self):
        got = bytearray()

        def serve(connection):
            settings = struct.pack(">HI", http2.INITIAL_WINDOW_SIZE, 100)
            connection.sendall(frame(http2.SETTINGS, 0, 0, settings))
            connection.settimeout(1)
            try:
                while True:
                    got.extend(connection.recv(1 << 16))
            except socket.timeout:
                pass
            got.extend(b"|")
            connection.sendall(frame(http2.WINDOW_UPDATE, 0, 1, (50).to_bytes(4, "big")))
            while data := connection.recv(1 << 16):
                got.extend(data)

        with FakeServer(serve) as server, Connection(server.port, timeout_s=5) as connection:
            connection.receive()
            connection.open(1, "/p")
            self.assertTrue(connection.send_data(1, b"d" * 150, end=True))
            connection.close()
            server.thread.join(5)
        before, _, after = bytes(got).partition(b"|")
        self.assertEqual((before.count(b"d" * 100), after), (1, frame(http2.DATA, http2.END_STREAM, 1, b"d" * 50)))

    def test_finishes_when_the_server_has_read_all(self):
        got = bytearray()

        def serve(connection):
            while data := connection.recv(1 << 16):
                connection.sendall(frame(http2.RST_STREAM, 0, 1, b"\0\0\0\7"))
                got.extend(data)

        with FakeServer(serve) as server, Connection(server.port, timeout_s=5) as connection:
            connection.send(b"d" * 100_000)
            connection.finish()
            self.assertTrue(connection.closed)
            self.assertTrue(got.endswith(b"d" * 100_000))

    def test_a_server_that_goes_is_seen(self):
        with FakeServer(lambda connection: None) as server, Connection(server.port, timeout_s=5) as connection:
            self.assertIsNone(connection.status(1))
            self.assertFalse(connection.is_open())


class RequestTest(unittest.TestCase):
    def test_is_what_protocol_buffers_would_make_of_it(self):
        self.assertEqual(attacks.request_of(b"\xd8\xae"), b"\x0a\x04\x12\x02\xd8\xae")
        self.assertEqual(attacks.request_of(b"a" * 200)[:6], b"\x0a\xcb\x01\x12\xc8\x01")


if __name__ == "__main__":
    unittest.main()
