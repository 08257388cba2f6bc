/// A run of up to 256 hashes or entries, the unit in which logs are read: C2SP tlog-tiles.
package struct Tile: Hashable, Sendable {
  /// Hashes in a full tile.
  package static let width = 256
  /// Bytes in the largest entry that a bundle can hold.
  package static let entryBytesAtMost = 65_535

  /// What the tile holds: hashes of a level, counted in steps of 8, or entries.
  package enum Content: Hashable, Sendable {
    /// Hashes of complete subtrees of 256 to the power of the level.
    case hashes(level: Int)
    /// Entries.
    case entries
  }

  /// What it holds.
  package let content: Content
  /// Its index among its like.
  package let index: Int
  /// Hashes or entries in it, 256 unless it is the last.
  package let width: Int

  /// Creates a tile.
  package init(content: Content, index: Int, width: Int = Tile.width) {
    self.content = content
    self.index = index
    self.width = width
  }

  /// Every tile of hashes and every bundle of entries of a tree, level by level.
  package static func all(size: Int) -> [Tile] {
    var tiles = Self.row(.entries, count: size)
    var (level, count) = (0, size)
    while count > 0 {
      tiles += row(.hashes(level: level), count: count)
      (level, count) = (level + 1, count / width)
    }
    return tiles
  }

  private static func row(_ content: Content, count: Int) -> [Tile] {
    var tiles = (0..<(count / width)).map { Tile(content: content, index: $0) }
    if count % width > 0 {
      tiles.append(Tile(content: content, index: count / width, width: count % width))
    }
    return tiles
  }

  /// The complete subtrees whose hashes it holds.
  package var nodes: [NodeAddress] {
    guard case .hashes(let level) = content else { return [] }
    return (0..<width).map { NodeAddress(level: level * 8, index: index * Self.width + $0) }
  }

  /// The positions of the entries it holds.
  package var positions: Range<Int> { index * Self.width..<index * Self.width + width }

  /// Its path, for example `tile/0/x001/234` or `tile/entries/000.p/12`.
  package var path: String {
    let row =
      switch content {
      case .hashes(let level): "\(level)"
      case .entries: "entries"
      }
    var groups: [String] = []
    var rest = index
    repeat {
      let digits = "\(rest % 1000)"
      let group = String(repeating: "0", count: 3 - digits.count) + digits
      groups.append(groups.isEmpty ? group : "x" + group)
      rest /= 1000
    } while rest > 0
    let suffix = width < Self.width ? ".p/\(width)" : ""
    return "tile/\(row)/\(groups.reversed().joined(separator: "/"))\(suffix)"
  }

  /// Writes entries as a bundle; nil when one is too large for that.
  package static func bundle(_ entries: some Sequence<[UInt8]>) -> [UInt8]? {
    var bytes: [UInt8] = []
    for entry in entries {
      guard let length = UInt16(exactly: entry.count) else { return nil }
      bytes += [UInt8(length >> 8), UInt8(length & 0xFF)]
      bytes += entry
    }
    return bytes
  }

  /// Reads the entries of a bundle; nil when it is damaged.
  package static func entries(bundle bytes: [UInt8]) -> [[UInt8]]? {
    var entries: [[UInt8]] = []
    var offset = 0
    while offset < bytes.count {
      guard offset + 2 <= bytes.count else { return nil }
      let end = offset + 2 + Int(bytes[offset]) << 8 + Int(bytes[offset + 1])
      guard end <= bytes.count else { return nil }
      entries.append(Array(bytes[(offset + 2)..<end]))
      offset = end
    }
    return entries
  }
}
