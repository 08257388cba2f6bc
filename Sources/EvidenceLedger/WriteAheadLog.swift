import Foundation

/// Looks at `ledger.db-wal` before SQLite does.
///
/// Commits stand there until they are moved into the main file. SQLite takes the first frame that
/// does not fit for the begin of a write that was not finished, and forgets it and all after it
/// without a word. That is right after a crash, and wrong when a bit fell over in the middle: records
/// that were acknowledged would be gone. The two can be told apart. A commit is on the disk before
/// the next one begins, so a frame that does not fit, in a commit that others follow, is damage.
enum WriteAheadLog {
  private static let headerSize = 32
  private static let frameHeaderSize = 24
  private static let magic: UInt32 = 0x377F_0682
  private static let bytesAtMost = 1 << 30
  private static let looks = 3

  /// Refuses a ledger whose unfinished business was damaged.
  static func check(beside ledger: String) throws {
    let path = ledger + "-wal"
    // Another process may have been writing while we read: then it is whole a moment later.
    for _ in 0..<looks {
      guard (LedgerFolder.size(of: path) ?? 0) > headerSize, isDamaged(path) else { return }
      usleep(30_000)
    }
    throw LedgerFailure(
      "\(path) is damaged: records in it were acknowledged, and would be lost",
      next:
        "Put a copy of it back. To go on without them, move it away; auditwright evidence verify "
        + "then says which are missing."
    )
  }

  private static func isDamaged(_ path: String) -> Bool {
    guard let bytes = LedgerFolder.read(path, atMost: bytesAtMost), bytes.count > headerSize else {
      return false
    }
    return bytes.withUnsafeBytes { isDamaged($0) }
  }

  private static func isDamaged(_ bytes: UnsafeRawBufferPointer) -> Bool {
    // The last bit of the first number says in which order bytes are summed, and may have fallen over.
    let isBigEndian = number(bytes, at: 0) & 1 == 1
    return isDamaged(bytes, isBigEndian: isBigEndian)
      || isDamaged(bytes, isBigEndian: !isBigEndian)
  }

  private static func isDamaged(_ bytes: UnsafeRawBufferPointer, isBigEndian: Bool) -> Bool {
    let header = checksum(bytes[0..<24], from: (0, 0), isBigEndian: isBigEndian)
    let isHeaderRight =
      number(bytes, at: 0) == magic | (isBigEndian ? 1 : 0)
      && header == (number(bytes, at: 24), number(bytes, at: 28))
    let salt = isHeaderRight ? (number(bytes, at: 16), number(bytes, at: 20)) : nil
    var previous = (number(bytes, at: 24), number(bytes, at: 28))
    var hasMisfit = !isHeaderRight
    var hasCommitAfterMisfit = false
    var offset = headerSize
    let frameSize = frameHeaderSize + PageSeal.pageSize
    while offset + frameSize <= bytes.count {
      let stored = (number(bytes, at: offset + 16), number(bytes, at: offset + 20))
      let ownSalt = (number(bytes, at: offset + 8), number(bytes, at: offset + 12))
      let page = offset + frameHeaderSize
      var sum = checksum(bytes[offset..<offset + 8], from: previous, isBigEndian: isBigEndian)
      sum = checksum(bytes[page..<page + PageSeal.pageSize], from: sum, isBigEndian: isBigEndian)
      // Frames of an earlier round have another salt, and are meant to be written over.
      let fits = sum == stored && (salt ?? ownSalt) == ownSalt
      if fits, hasCommitAfterMisfit { return true }
      if fits, hasMisfit, number(bytes, at: offset + 4) != 0 { hasCommitAfterMisfit = true }
      // With the header gone, SQLite forgets everything: one commit is enough.
      if fits, !isHeaderRight, hasCommitAfterMisfit { return true }
      if !fits { hasMisfit = true }
      previous = stored
      offset += frameSize
    }
    return false
  }

  private static func number(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> UInt32 {
    UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  /// SQLite's checksum of the log: two sums over pairs of words, each with the other.
  private static func checksum(
    _ bytes: Slice<UnsafeRawBufferPointer>,
    from seed: (UInt32, UInt32),
    isBigEndian: Bool
  ) -> (UInt32, UInt32) {
    let bytes = UnsafeRawBufferPointer(rebasing: bytes)
    var (one, other) = seed
    for offset in stride(from: 0, to: bytes.count, by: 8) {
      let left = bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
      let right = bytes.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self)
      one = one &+ (isBigEndian ? UInt32(bigEndian: left) : UInt32(littleEndian: left)) &+ other
      other = other &+ (isBigEndian ? UInt32(bigEndian: right) : UInt32(littleEndian: right)) &+ one
    }
    return (one, other)
  }
}
