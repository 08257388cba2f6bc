/// The words and the script that go with an export.
enum ExportTexts {
  static func guide(origin: String) -> String {
    """
    # Evidence of \(origin)

    | Here | What it is |
    |---|---|
    | `records.jsonl` | the records, one on each line, in order: `EV-1` is the first |
    | `payloads/` | the content that records name, by its SHA-256: `payloads/ab/cdef…` |
    | `checkpoint`, `checkpoints/` | how many records there were and the root of their tree, signed; the last one, and all |
    | `keys/` | the public keys of those who signed; compare them with what you were given another way |
    | `proofs/` | for each record, that it is in the tree of the last checkpoint |
    | `tile/` | the tree, for programs that read logs |
    | `MISSING.txt` | only there when something could not be exported |

    ## Verify it

    `python3 verify.py` does all of it; it needs Python 3.8 and, for the signatures, OpenSSL 3. By
    hand:

    1. A payload's name is its digest: `sha256sum payloads/ab/cdef…`.
    2. A record's hash is the SHA-256 of a zero byte and its line, without the line break:
       `(printf '\\0'; sed -n 1p records.jsonl | tr -d '\\n') | sha256sum`.
    3. Two neighbours make a node: the SHA-256 of a byte 1, the left hash and the right one. The node
       over all records is the root, the third line of the checkpoint in base64; the second line is
       their number. Where the number is no power of two, the largest one below it goes to the left
       (RFC 6962, section 2.1).
    4. The text above the checkpoint's empty line is signed with Ed25519. After the key's name stand, in
       base64, four bytes that name the key and the signature (C2SP signed-note). The second signature
       has eight bytes more, the time of signing, and is of the lines `cosignature/v1`, `time …` and
       the text (C2SP tlog-cosignature).

    The signatures show that the holder of the key knew these records in this order, no later than they
    reached you. They do not show that what a record says is true, nor who holds the key: that takes
    the people, and a copy of a checkpoint that was kept somewhere else at the time.

    """
  }

  static let verifier = #"""
    #!/usr/bin/env python3
    """Checks an export of evidence against itself, and its signatures with OpenSSL."""
    import base64, hashlib, json, pathlib, shutil, subprocess, sys, tempfile

    home = pathlib.Path(__file__).resolve().parent
    problems = []
    sha = lambda data: hashlib.sha256(data).digest()


    def roots(leaves, sizes):
        """The roots of RFC 6962's trees of these sizes: complete subtrees, folded from the right."""
        stack, found = [], {}
        for count in range(len(leaves) + 1):
            if count in sizes:
                folded = stack[-1][1] if stack else sha(b"")
                for _, left in reversed(stack[:-1]):
                    folded = sha(b"\x01" + left + folded)
                found[count] = folded
            if count < len(leaves):
                size, node = 1, leaves[count]
                while stack and stack[-1][0] == size:
                    node, size = sha(b"\x01" + stack.pop()[1] + node), size * 2
                stack.append((size, node))
        return found


    def keys():
        """Public keys by name and number, with the kind of their signatures."""
        found = {}
        for file in sorted((home / "keys").glob("*.vkey")):
            for line in file.read_text().split():
                name, number, key = line.split("+", 2)
                key = base64.b64decode(key)
                if sha(name.encode() + b"\n" + key)[:4].hex() != number:
                    problems.append(f"{file.name}: the number does not fit the key")
                found[name, bytes.fromhex(number)] = key[0], key[1:]
        return found


    def is_signed(text, signature, key):
        # An Ed25519 key is a fixed beginning and 32 bytes (RFC 8410).
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            (folder / "key").write_bytes(bytes.fromhex("302a300506032b6570032100") + key)
            (folder / "text").write_bytes(text)
            (folder / "signature").write_bytes(signature)
            command = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-rawin"]
            command += ["-inkey", folder / "key", "-in", folder / "text"]
            command += ["-sigfile", folder / "signature"]
            return subprocess.run(command, capture_output=True).returncode == 0


    def check_note(name, note, known):
        """Size and root of a checkpoint whose signatures are right."""
        text, _, signatures = note.rpartition(b"\n\n")
        text += b"\n"
        right = 0
        for line in signatures.decode().splitlines():
            _, who, value = line.split(" ")
            value = base64.b64decode(value)
            kind, key = known.get((who, value[:4]), (None, None))
            if kind == 1:
                message, signature = text, value[4:]
            elif kind == 4:
                time = int.from_bytes(value[4:12], "big")
                message, signature = b"cosignature/v1\ntime %d\n" % time + text, value[12:]
            else:
                problems.append(f"{name}: signed with a key that is not in keys/")
                continue
            if shutil.which("openssl") is None:
                problems.append(f"{name}: OpenSSL is not there, so the signature was not checked")
            elif is_signed(message, signature, key):
                right += 1
            else:
                problems.append(f"{name}: the signature by {who} is wrong")
        if right == 0:
            problems.append(f"{name}: nobody who is known has signed it")
        _, size, value = text.decode().splitlines()[:3]
        return int(size), base64.b64decode(value)


    def check_proof(file, leaves, tree):
        lines, _, note = file.read_bytes().partition(b"\n\n")
        lines = lines.decode().splitlines()
        index, path = int(lines[1].split()[1]), [base64.b64decode(line) for line in lines[2:]]
        size = int(note.decode().splitlines()[1])
        node, position, last = leaves[index], index, size - 1
        for sibling in path:
            if position % 2 or position == last:
                node = sha(b"\x01" + sibling + node)
                while position % 2 == 0 and position:
                    position, last = position // 2, last // 2
            else:
                node = sha(b"\x01" + node + sibling)
            position, last = position // 2, last // 2
        if last != 0 or node != tree or file.name != f"EV-{index + 1}.tlog-proof":
            problems.append(f"{file.name}: it does not lead to the signed root")
        if note != (home / "checkpoint").read_bytes():
            problems.append(f"{file.name}: it ends in another checkpoint")


    lines = (home / "records.jsonl").read_bytes().split(b"\n")[:-1]
    leaves = [sha(b"\x00" + line) for line in lines]
    named = {}
    for index, line in enumerate(lines):
        record = json.loads(line)
        if record["id"] != f"EV-{index + 1}":
            problems.append(f"line {index + 1} calls itself {record['id']}")
        if "payload" in record:
            named[record["payload"]["sha256"]] = record["id"]
    for digest, who in named.items():
        file = home / "payloads" / digest[:2] / digest[2:]
        if not file.is_file():
            problems.append(f"{who}: its payload is missing")
        elif sha(file.read_bytes()).hex() != digest:
            problems.append(f"{who}: its payload is not what was recorded")
    known = keys()
    covered = -1
    files = sorted((home / "checkpoints").glob("*.checkpoint")) + [home / "checkpoint"]
    files = files if (home / "checkpoint").is_file() else []
    notes = {file: check_note(file.name, file.read_bytes(), known) for file in files}
    there = roots(leaves, {size for size, _ in notes.values()})
    for file, (size, tree) in notes.items():
        if size > len(leaves):
            problems.append(f"{file.name}: {size} records were signed, {len(leaves)} are here")
        elif there[size] != tree:
            problems.append(f"{file.name}: the first {size} records are not those that were signed")
        else:
            covered = max(covered, size)
    for file in sorted((home / "proofs").glob("*.tlog-proof")):
        check_proof(file, leaves, tree)
    if covered < 0:
        problems.append("no checkpoint vouches for these records")
    for problem in problems:
        print("wrong:", problem)
    print(f"{len(lines)} records, {len(named)} payloads, {max(covered, 0)} records signed for")
    print("everything fits" if not problems else "NOT everything fits")
    sys.exit(1 if problems else 0)

    """#
}
