#!/usr/bin/env python3
"""Checks an auditor's package with Python 3.8 alone: no Auditwright, no OpenSSL, no network.

    python3 verify.py PACKAGE [KEY]

PACKAGE is the zip file, or the folder it was unpacked to. KEY is a file with the public key that you
were given another way (.vkey or .pem); without one, the key comes out of the package itself.
"""
import base64, hashlib, json, os, re, struct, sys, zlib

MANIFEST, SIGNATURE = "manifest.json", "manifest.dsse.json"
STATEMENT = "https://in-toto.io/Statement/v1"
PACKAGE = "urn:auditwright:evidence-package:v1"


class Wrong(Exception):
    """What does not fit."""


def need(holds, words):
    if not holds:
        raise Wrong(words)


def sha(data):
    return hashlib.sha256(data).digest()


# Ed25519 (RFC 8032, section 5.1): points are (X, Y, Z, T) with x = X/Z, y = Y/Z, x*y = T/Z.
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def add(a, b):
    m, n = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = n - m, d - c, d + c, n + m
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number, point):
    result = (0, 1, 1, 0)
    while number:
        if number & 1:
            result = add(result, point)
        point, number = add(point, point), number >> 1
    return result


def point(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if (x * x - square) % P == 0 else x * ROOT % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_signed(message, signature, key):
    if len(signature) != 64 or len(key) != 32:
        return False
    a, r, s = point(key), point(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    left, right = times(s, BASE), add(r, times(h, a))
    return all((left[i] * right[2] - right[i] * left[2]) % P == 0 for i in (0, 1))


# The container: a zip in which nothing can be chosen but names, contents and one day.
class Zip:
    def __init__(self, file):
        self.file, self.entries, self.day = file, {}, None
        size = file.seek(0, 2)
        need(size >= 22, "it is too short")
        file.seek(size - 22)
        end = file.read(22)
        count, length, start = struct.unpack_from("<H2L", end, 10)
        same = struct.pack("<L4H2LH", 0x06054B50, 0, 0, count, count, length, start, 0)
        need(end == same and start + length + 22 == size, "it does not end as it should")
        file.seek(start)
        directory, at, offset, last = file.read(length), 0, 0, b""
        for _ in range(count):
            need(len(directory) - at >= 46, "its directory is cut off")
            day, crc = struct.unpack_from("<HL", directory, at + 14)
            size, name_length = struct.unpack_from("<LH", directory, at + 24)
            name = directory[at + 46:at + 46 + name_length]
            self.day = day if self.day is None else self.day
            common = struct.pack("<5H3L2H", 10, 0, 0, 0, self.day, crc, size, size, len(name), 0)
            header = struct.pack("<LH", 0x02014B50, 0x031E) + common
            header += struct.pack("<3H2L", 0, 0, 0, 0o100644 << 16, offset) + name
            need(directory[at:at + len(header)] == header, "an entry is not written as it should be")
            file.seek(offset)
            header = struct.pack("<L", 0x04034B50) + common + name
            need(file.read(len(header)) == header, "an entry is not written as it should be")
            need(name > last, "entries are not in order, or one is there twice")
            self.entries[name.decode("ascii", "replace")] = (offset + len(header), size, crc)
            at, offset, last = at + 46 + len(name), offset + len(header) + size, name
        need(at == length and offset == start, "something stands between its entries")

    def parts(self, name):
        offset, size, expected = self.entries[name]
        self.file.seek(offset)
        crc = 0
        while size:
            part = self.file.read(min(size, 1 << 20))
            need(part, "it is cut off")
            crc, size = zlib.crc32(part, crc), size - len(part)
            yield part
        need(crc == expected, f"{name} is damaged")


class Folder:
    def __init__(self, path):
        self.path, self.entries, self.day = path, {}, None
        for where, folders, files in os.walk(path):
            folders[:] = [name for name in folders if name != "__pycache__"]
            for name in folders + files:
                file = os.path.join(where, name)
                need(not os.path.islink(file), f"{file} is a link")
            for name in files:
                file = os.path.join(where, name)
                self.entries[os.path.relpath(file, path).replace(os.sep, "/")] = file

    def parts(self, name):
        with open(self.entries[name], "rb") as file:
            while part := file.read(1 << 20):
                yield part


def read(source, name):
    need(name in source.entries, f"{name} is missing")
    return b"".join(source.parts(name))


def once(pairs):
    need(len({name for name, _ in pairs}) == len(pairs), "a name is there twice in JSON")
    return dict(pairs)


def parse(data):
    return json.loads(data.decode("utf-8"), object_pairs_hook=once)


def public_key(text):
    """The 32 bytes of a key, from PEM or from a line name+number+base64."""
    if text.startswith("-----BEGIN PUBLIC KEY-----"):
        data = base64.b64decode("".join(text.split("\n")[1:-2]))
        need(data[:12].hex() == "302a300506032b6570032100", "it is no Ed25519 key")
        return data[12:]
    return base64.b64decode(text.split()[0].split("+", 2)[2])[1:]


def key_id(key):
    text = '{"keytype":"ed25519","keyval":{"public":"%s"},"scheme":"ed25519"}' % key.hex()
    return sha(text.encode()).hex()


def check_manifest(source, keys):
    """The manifest, when it is signed by one of the keys and names every file and no other."""
    raw, signed = read(source, MANIFEST), read(source, SIGNATURE)
    envelope = parse(signed)
    payload = base64.b64decode(envelope["payload"])
    signatures = []
    for entry in envelope["signatures"]:
        value = base64.b64decode(entry["sig"])
        text = "DSSEv1 28 application/vnd.in-toto+json %d " % len(payload)
        key = next((k for k in keys if key_id(k) == entry["keyid"]), None)
        need(key, "the manifest is signed with a key that is not known here")
        need(is_signed(text.encode() + payload, value, key), "the signature of the manifest is wrong")
        signatures.append('{"keyid":"%s","sig":"%s"}' % (key_id(key), base64.b64encode(value).decode()))
    need(signatures, "nobody signed the manifest")
    same = '{"payload":"%s","payloadType":"application/vnd.in-toto+json","signatures":[%s]}\n' % (
        base64.b64encode(payload).decode(), ",".join(signatures))
    need(signed == same.encode(), f"{SIGNATURE} is not written as it should be")
    statement = parse(payload)
    subject = [{"name": MANIFEST, "digest": {"sha256": sha(raw).hex()}}]
    need(statement["_type"] == STATEMENT and statement["predicateType"] == PACKAGE
         and statement["subject"] == subject, "the signature is not of this manifest")
    manifest = parse(raw)
    names = {file["path"] for file in manifest["files"]} | {MANIFEST, SIGNATURE}
    need(len(names) == len(manifest["files"]) + 2, "the manifest names a file twice")
    for name in sorted(set(source.entries) - names):
        raise Wrong(f"{name} is in the package and not in the manifest")
    for name in sorted(names):
        parts = re.fullmatch(r"[A-Za-z0-9._%@+=,~-]+(/[A-Za-z0-9._%@+=,~-]+)*", name)
        need(parts and not re.search(r"\.(/|$)", name), f"{name!r} is no name of a file")
        need(name in source.entries, f"{name} is missing")
    year, month, day = map(int, manifest["assessedOn"].split("-"))
    need(source.day in (None, (year - 1980) << 9 | month << 5 | day), "its files have another day")
    for file in manifest["files"]:
        digest, size = hashlib.sha256(), 0
        for part in source.parts(file["path"]):
            digest.update(part)
            size += len(part)
        need((digest.hexdigest(), size) == (file["sha256"], file["bytes"]),
             f"{file['path']} is not what the manifest says")
    return manifest


def climb(proof, start, position, last, both):
    """The roots that a proof of RFC 9162 leads to, from the right border and from all of the tree."""
    left = right = start
    for sibling in proof:
        need(last > 0, "a proof is too long")
        if position % 2 or position == last:
            left, right = sha(b"\1" + sibling + left), sha(b"\1" + sibling + right)
            while position % 2 == 0 and position:
                position, last = position // 2, last // 2
        else:
            right = sha(b"\1" + right + sibling)
            left = left if both else right
        position, last = position // 2, last // 2
    need(last == 0, "a proof is too short")
    return left, right


def check_note(name, data, keys):
    """Origin, size and root of a checkpoint that is signed with one of the keys."""
    text, _, lines = data.rpartition(b"\n\n")
    text, right = text + b"\n", 0
    for line in lines.decode().splitlines():
        dash, who, value = line.split(" ")
        value = base64.b64decode(value)
        for key in keys:
            for kind, skip in ((1, 4), (4, 12)):
                if sha(who.encode() + b"\n" + bytes([kind]) + key)[:4] == value[:4]:
                    time = b"cosignature/v1\ntime %d\n" % int.from_bytes(value[4:12], "big")
                    message = text if kind == 1 else time + text
                    need(is_signed(message, value[skip:], key), f"the signature in {name} is wrong")
                    right += 1
    need(right, f"nobody whose key is known signed {name}")
    origin, size, root = text.decode().splitlines()[:3]
    return origin, int(size), base64.b64decode(root)


def check_ledger(source, ledger, keys):
    """Every record, proof and checkpoint against the root that was signed."""
    leaves = [base64.b64decode(line) for line in read(source, "ledger/leaves.txt").split()]
    lines = read(source, "ledger/records.jsonl").split(b"\n")[:-1]
    need(len(leaves) == len(lines) == ledger["size"], "records and leaves differ in number")
    for leaf, line in zip(leaves, lines):
        named = json.loads(line).get("leafHash")
        found = base64.b64decode(named) if named else sha(b"\0" + line)
        need(found == leaf, "a record is not the one that was signed")
    whole = read(source, "ledger/checkpoint")
    origin, size, root = check_note("ledger/checkpoint", whole, keys)
    expected = (ledger["origin"], ledger["size"], ledger["root"])
    need((origin, size, base64.b64encode(root).decode()) == expected, "the last checkpoint is another")
    roots, stack = {}, []
    notes = {name: check_note(name, read(source, name), keys)
             for name in sorted(source.entries) if name.startswith("ledger/checkpoints/")}
    sizes = {note[1] for note in notes.values()} | {size}
    for count in range(len(leaves) + 1):
        if count in sizes:
            folded = stack[-1][1] if stack else sha(b"")
            for _, left in reversed(stack[:-1]):
                folded = sha(b"\1" + left + folded)
            roots[count] = folded
        if count < len(leaves):
            width, node = 1, leaves[count]
            while stack and stack[-1][0] == width:
                node, width = sha(b"\1" + stack.pop()[1] + node), width * 2
            stack.append((width, node))
    need(roots[size] == root, "the records are not those that were signed")
    for name, note in notes.items():
        need(note[0] == origin and roots.get(note[1]) == note[2], f"{name} is of other records")
    proofs = [name for name in source.entries if name.startswith("ledger/proofs/")]
    for name in proofs:
        head, _, note = read(source, name).partition(b"\n\n")
        head = head.decode().splitlines()
        index, path = int(head[1].split()[1]), [base64.b64decode(line) for line in head[2:]]
        need(note == whole and name == f"ledger/proofs/EV-{index + 1}.tlog-proof", f"{name} is of another")
        need(climb(path, leaves[index], index, size - 1, False)[1] == root, f"{name} proves nothing")
    grown = parse(read(source, "ledger/consistency.json"))
    for step in grown:
        old, new = step["from"], step["to"]
        path = [base64.b64decode(line) for line in step["hashes"]]
        power = old & (old - 1) == 0
        start = roots[old] if power else path.pop(0)
        shift = (old & -old).bit_length() - 1
        found = climb(path, start, (old - 1) >> shift, (new - 1) >> shift, True) if old != new else (root, root)
        need(found == (roots[old], roots[new]) or old == new, f"the log did not only grow from {old} to {new}")
    return len(lines), len(proofs), len(notes)


def check(source, pinned=None):
    """Everything; gives what to tell, or throws what is wrong."""
    names = sorted(name for name in source.entries if re.fullmatch(r"keys/[^/]+\.vkey", name))
    own = [public_key(read(source, name).decode()) for name in names]
    trusted = [pinned] if pinned else own
    manifest = check_manifest(source, trusted)
    counts = (0, 0, 0)
    if manifest.get("ledger"):
        counts = check_ledger(source, manifest["ledger"], own + trusted)
    return manifest, counts


def main(arguments):
    try:
        if not 2 <= len(arguments) <= 3:
            print(__doc__.strip())
            return 2
        path = arguments[1]
        pinned = public_key(open(arguments[2]).read()) if len(arguments) == 3 else None
        source = Folder(path) if os.path.isdir(path) else Zip(open(path, "rb"))
        manifest, (records, proofs, checkpoints) = check(source, pinned)
    except Wrong as error:
        print(f"NOT AS IT WAS SIGNED: {error}")
        return 1
    except OSError as error:
        print(f"It cannot be read: {error}")
        return 5
    except (ArithmeticError, AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError,
            struct.error) as error:
        print(f"NOT AS IT WAS SIGNED: it cannot be understood ({type(error).__name__})")
        return 1
    print(f"{manifest['repository']}, {manifest['kind']} package as of {manifest['assessedOn']}")
    print(f"{len(manifest['files'])} files, {records} records with {proofs} proofs, {checkpoints} checkpoints")
    print("EVERYTHING FITS: the files are those that were signed, and no others.")
    if pinned:
        print("Signed with the key that you gave.")
    else:
        print("The key came out of the package: this shows that it is whole, not who made it.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
