"""HTTP/2's header compression (RFC 7541) by hand: to write header blocks that no library would, and to read what a server
answers. Huffman codes are passed over: gRPC writes none in the headers that are asked for here."""

STATIC_ENTRIES = 61


def integer(value, prefix_bits, first=0):
    """5.1: an integer whose prefix has so many bits of a byte, the others of which are those of `first`."""
    most = (1 << prefix_bits) - 1
    if value < most:
        return bytes([first | value])
    encoded, value = bytes([first | most]), value - most
    while value >= 128:
        encoded, value = encoded + bytes([value % 128 + 128]), value // 128
    return encoded + bytes([value])


def _literal(first, name, value):
    return bytes([first]) + integer(len(name), 7) + name + integer(len(value), 7) + value


def header(name, value):
    """6.2.2: a literal that enters no table."""
    return _literal(0x00, name, value)


def indexed_header(name, value):
    """6.2.1: a literal that enters the dynamic table; the newest entry has the index 62."""
    return _literal(0x40, name, value)


def reference(index):
    """6.1: a whole header out of a table."""
    return integer(index, 7, 0x80)


NEWEST = STATIC_ENTRIES + 1


class Reader:
    """Reads the header blocks of one connection, in their order. Entries of the static table have no names here; what is
    evicted from the dynamic one is kept, as nobody refers to it any more."""

    def __init__(self):
        self._entries = []  # the newest first

    def read(self, block):
        """[(name, value)]; None where a name or a value is not known."""
        fields = []
        at = 0
        while at < len(block):
            first = block[at]
            if first & 0x80:
                index, at = self._integer(block, at, 7)
                fields.append(self._entry(index))
            elif first & 0xE0 == 0x20:  # another size of the table
                _, at = self._integer(block, at, 5)
            else:
                enters = first & 0xC0 == 0x40
                index, at = self._integer(block, at, 6 if enters else 4)
                name = self._entry(index)[0] if index else None
                if not index:
                    name, at = self._text(block, at)
                value, at = self._text(block, at)
                fields.append((name, value))
                if enters:
                    self._entries.insert(0, (name, value))
        return fields

    def _entry(self, index):
        if index <= STATIC_ENTRIES:
            return (None, None)
        return self._entries[index - NEWEST]

    @staticmethod
    def _integer(block, at, prefix_bits):
        most = (1 << prefix_bits) - 1
        value = block[at] & most
        at += 1
        if value < most:
            return value, at
        shift = 0
        while True:
            byte = block[at]
            at += 1
            value += (byte & 0x7F) << shift
            shift += 7
            if byte < 128:
                return value, at

    def _text(self, block, at):
        huffman = block[at] & 0x80
        length, at = self._integer(block, at, 7)
        return (None if huffman else bytes(block[at : at + length])), at + length
