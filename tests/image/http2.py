"""HTTP/2 frames by hand: what a hostile client sends, which no library would. Over plain TCP, to a loopback port."""

import socket
import struct

from hpack import Reader, header

DATA, HEADERS, RST_STREAM, SETTINGS, PING, GOAWAY, WINDOW_UPDATE, CONTINUATION = 0, 1, 3, 4, 6, 7, 8, 9
END_STREAM, ACK, END_HEADERS, PADDED, PRIORITY = 1, 1, 4, 8, 32
INITIAL_WINDOW_SIZE = 4
CANCEL = 8
FRAME_BYTES_MAX = 16384
WINDOW = 65535


def frame(kind, flags, stream, payload=b""):
    return struct.pack(">I", len(payload))[1:] + bytes([kind, flags]) + struct.pack(">I", stream) + payload


def header_frames(stream, block, flags=0):
    """A header block in as many frames as it takes; flags for the first."""
    pieces = [block[begin : begin + FRAME_BYTES_MAX] for begin in range(0, len(block), FRAME_BYTES_MAX)] or [b""]
    kinds = [HEADERS] + [CONTINUATION] * (len(pieces) - 1)
    lasts = [0] * (len(pieces) - 1) + [END_HEADERS]
    flags = [flags] + [0] * (len(pieces) - 1)
    return b"".join(frame(*head, stream, piece) for *head, piece in zip(kinds, map(int.__or__, lasts, flags), pieces))


def pseudo_headers(path, scheme=b"http"):
    fields = [(b":method", b"POST"), (b":scheme", scheme), (b":path", path.encode()), (b":authority", b"localhost")]
    return b"".join(header(name, value) for name, value in fields)


CONTENT_TYPE = header(b"content-type", b"application/grpc")


def request_headers(path, *more):
    fields = [(b"te", b"trailers"), *more]
    return pseudo_headers(path) + CONTENT_TYPE + b"".join(header(name, value) for name, value in fields)


def message(payload, compressed=False):
    """A gRPC message: one byte whether it is compressed, four for its length."""
    return bytes([compressed]) + struct.pack(">I", len(payload)) + payload


class Connection:
    """Sends whatever it is told to; of what comes back it answers pings and settings and remembers how streams ended."""

    def __init__(self, port, timeout_s=30, initial_window=WINDOW):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=timeout_s)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = b""
        self.closed = False
        self.ended = {}  # stream: "trailers", "data", "reset"; 0, the connection: "goaway"
        self.statuses = {}  # stream: its grpc-status
        self.reader = Reader()
        self.block = b""  # headers whose CONTINUATION frames have not come yet
        self.block_flags = 0
        self.send_window = {0: WINDOW}
        self.peer_window = WINDOW
        self.knows_settings = False
        settings = struct.pack(">HI", INITIAL_WINDOW_SIZE, initial_window)
        self.send(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + frame(SETTINGS, 0, 0, settings))

    def send(self, data):
        self.socket.sendall(data)

    def open(self, stream, path, *more):
        self.open_with(stream, request_headers(path, *more))

    def open_with(self, stream, block):
        self.send_window[stream] = self.peer_window
        self.send(header_frames(stream, block))

    def room(self, stream):
        """Bytes that flow control lets through at once."""
        return max(0, min(self.send_window[0], self.send_window[stream], FRAME_BYTES_MAX))

    def send_data(self, stream, data, end=False):
        """All of it, as the server's windows allow; False where it ended the stream or went before."""
        offset = 0
        try:
            while offset < len(data) and stream not in self.ended and not self.closed:
                count = min(self.room(stream), len(data) - offset)
                if count == 0:
                    self.receive()
                    continue
                last = end and offset + count == len(data)
                self.send(frame(DATA, END_STREAM if last else 0, stream, data[offset : offset + count]))
                self._use(stream, count)
                offset += count
        except OSError:
            self.closed = True
        return offset == len(data)

    def send_bytes(self, stream, count):
        """So many bytes, each in a frame of its own, as the server's windows allow; how many went."""
        one = frame(DATA, 0, stream, b"a")
        sent = 0
        try:
            while sent < count and stream not in self.ended and not self.closed:
                now = min(self.room(stream), count - sent)
                if now == 0:
                    self.receive()
                    continue
                self.send(one * now)
                self._use(stream, now)
                sent += now
        except OSError:
            self.closed = True
        return sent

    def _use(self, stream, count):
        self.send_window[0] -= count
        self.send_window[stream] -= count

    def receive(self):
        """Waits for some bytes and takes what is whole; False at the connection's end."""
        try:
            data = self.socket.recv(1 << 16)
            self.buffer += data
            self._take_frames()
        except OSError:  # the server has gone, or says nothing for too long
            data = b""
        self.closed = self.closed or not data
        return not self.closed

    def is_open(self):
        """Takes what has come and does not wait; False where the server has gone."""
        timeout = self.socket.gettimeout()
        self.socket.settimeout(0)
        try:
            while not self.closed:
                data = self.socket.recv(1 << 16)
                self.closed = not data
        except BlockingIOError:
            pass
        except OSError:
            self.closed = True
        self.socket.settimeout(timeout)
        return not self.closed

    def finish(self):
        """Sends no more, and takes what comes, without a look at it, until the server has read all and goes."""
        self.socket.shutdown(socket.SHUT_WR)
        while self.socket.recv(1 << 16):
            pass
        self.closed = True

    def wait_for_settings(self):
        """Until the server's settings have come, and have been acknowledged."""
        while not self.knows_settings and self.receive():
            pass

    def wait_for_end(self, stream):
        while stream not in self.ended and self.receive():
            pass
        return self.ended.get(stream)

    def status(self, stream):
        """The grpc-status of a stream that ends; None where it ends without, or the connection does."""
        self.wait_for_end(stream)
        return self.statuses.get(stream)

    def _take_frames(self):
        while len(self.buffer) >= 9:
            length = int.from_bytes(self.buffer[:3], "big")
            if len(self.buffer) < 9 + length:
                return
            kind, flags = self.buffer[3], self.buffer[4]
            stream = int.from_bytes(self.buffer[5:9], "big") & 0x7FFFFFFF
            payload, self.buffer = self.buffer[9 : 9 + length], self.buffer[9 + length :]
            self._take(kind, flags, stream, payload)

    def _take(self, kind, flags, stream, payload):
        if kind == PING and not flags & ACK:
            self.send(frame(PING, ACK, 0, payload))
        elif kind == SETTINGS and not flags & ACK:
            self._take_settings(payload)
        elif kind == WINDOW_UPDATE:
            self.send_window[stream] = self.send_window.get(stream, self.peer_window) + int.from_bytes(payload, "big")
        elif kind == RST_STREAM:
            self.ended.setdefault(stream, "reset")
        elif kind == HEADERS:
            begin = (1 if flags & PADDED else 0) + (5 if flags & PRIORITY else 0)
            end = len(payload) - payload[0] if flags & PADDED else len(payload)
            self.block, self.block_flags = payload[begin:end], flags
            self._take_block(flags, stream)
        elif kind == CONTINUATION:
            self.block += payload
            self._take_block(flags, stream)
        elif kind == DATA and flags & END_STREAM:
            self.ended.setdefault(stream, "data")
        elif kind == GOAWAY:
            self.ended.setdefault(0, "goaway")

    def _take_block(self, flags, stream):
        if not flags & END_HEADERS:
            return
        for name, value in self.reader.read(self.block):
            if name == b"grpc-status" and value is not None and stream not in self.ended:
                self.statuses[stream] = int(value)
        if self.block_flags & END_STREAM:
            self.ended.setdefault(stream, "trailers")

    def _take_settings(self, payload):
        for offset in range(0, len(payload), 6):
            name, value = struct.unpack(">HI", payload[offset : offset + 6])
            if name == INITIAL_WINDOW_SIZE:
                for stream in self.send_window:
                    if stream != 0:
                        self.send_window[stream] += value - self.peer_window
                self.peer_window = value
        self.send(frame(SETTINGS, ACK, 0))
        self.knows_settings = True

    def close(self):
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
