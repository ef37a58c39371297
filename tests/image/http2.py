"""HTTP/2 frames by hand: what a hostile client sends, which no library would. Over plain TCP, to a loopback port."""

import socket
import struct

DATA, HEADERS, RST_STREAM, SETTINGS, PING, GOAWAY, WINDOW_UPDATE, CONTINUATION = 0, 1, 3, 4, 6, 7, 8, 9
END_STREAM, ACK, END_HEADERS = 1, 1, 4
CANCEL = 8
FRAME_BYTES_MAX = 16384
WINDOW = 65535


def frame(kind, flags, stream, payload=b""):
    return struct.pack(">I", len(payload))[1:] + bytes([kind, flags]) + struct.pack(">I", stream) + payload


def integer(value, prefix_bits):
    """RFC 7541, 5.1: an integer whose prefix has so many bits."""
    most = (1 << prefix_bits) - 1
    if value < most:
        return bytes([value])
    encoded, value = bytes([most]), value - most
    while value >= 128:
        encoded, value = encoded + bytes([value % 128 + 128]), value // 128
    return encoded + bytes([value])


def header(name, value):
    """A literal that enters no table, without Huffman coding."""
    return b"\x00" + integer(len(name), 7) + name + integer(len(value), 7) + value


def request_headers(path, *more):
    fields = [
        (b":method", b"POST"),
        (b":scheme", b"http"),
        (b":path", path.encode()),
        (b":authority", b"localhost"),
        (b"te", b"trailers"),
        (b"content-type", b"application/grpc"),
        *more,
    ]
    return b"".join(header(name, value) for name, value in fields)


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
        self.ended = {}  # stream: "headers", "reset"
        self.trailers = {}  # stream: header blocks as they came
        self.send_window = {0: WINDOW}
        self.peer_window = WINDOW
        settings = struct.pack(">HI", 4, initial_window)
        self.send(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + frame(SETTINGS, 0, 0, settings))

    def send(self, data):
        self.socket.sendall(data)

    def open(self, stream, path, *more, flags=END_HEADERS):
        self.send_window[stream] = self.peer_window
        self.send(frame(HEADERS, flags, stream, request_headers(path, *more)))

    def room(self, stream):
        """Bytes that flow control lets through at once."""
        return max(0, min(self.send_window[0], self.send_window[stream], FRAME_BYTES_MAX))

    def send_data(self, stream, data, end=False):
        """All of it, as the server's windows allow; False where it ended the stream before."""
        offset = 0
        while offset < len(data) and stream not in self.ended and not self.closed:
            count = min(self.room(stream), len(data) - offset)
            if count == 0:
                self.receive()
                continue
            last = end and offset + count == len(data)
            self.send(frame(DATA, END_STREAM if last else 0, stream, data[offset : offset + count]))
            self.send_window[0] -= count
            self.send_window[stream] -= count
            offset += count
        return offset == len(data)

    def receive(self):
        """Waits for some bytes and takes what is whole; False at the connection's end."""
        try:
            data = self.socket.recv(1 << 16)
        except (ConnectionError, socket.timeout):
            data = b""
        if not data:
            self.closed = True
            return False
        self.buffer += data
        self._take_frames()
        return True

    def wait_for_end(self, stream):
        while stream not in self.ended and self.receive():
            pass
        return self.ended.get(stream)

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
            self.trailers[stream] = self.trailers.get(stream, b"") + payload
            if flags & END_STREAM:
                self.ended.setdefault(stream, "headers")
        elif kind == GOAWAY:
            self.ended.setdefault(0, "goaway")

    def _take_settings(self, payload):
        for offset in range(0, len(payload), 6):
            name, value = struct.unpack(">HI", payload[offset : offset + 6])
            if name == 4:
                for stream in self.send_window:
                    if stream != 0:
                        self.send_window[stream] += value - self.peer_window
                self.peer_window = value
        self.send(frame(SETTINGS, ACK, 0))

    def close(self):
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
