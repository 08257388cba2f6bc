/// The paths git tracks, read from its index without running git.
///
/// The entries are sorted by their bytes, so that one path, or the first under a folder, is found
/// by halving; an index of a version with shortened paths is not read.
struct TrackedPaths: Sendable {
  private static let mostBytes = 200_000_000

  private let index: [UInt8]
  private let ranges: [Range<Int>]

  init?(root: PosixFile) {
    guard
      let index = root.openFolder(Array(".git".utf8))?.openFile(Array("index".utf8))?
        .read(atMost: Self.mostBytes)
    else { return nil }
    self.init(index: index)
  }

  init?(index: [UInt8]) {
    func number(at offset: Int) -> Int {
      index[offset..<(offset + 4)].reduce(0) { $0 << 8 | Int($1) }
    }
    guard index.count >= 12, index.starts(with: Array("DIRC".utf8)) else { return nil }
    let version = number(at: 4)
    guard version == 2 || version == 3 else { return nil }
    let count = number(at: 8)
    var ranges: [Range<Int>] = []
    ranges.reserveCapacity(min(count, index.count / 62))
    var offset = 12
    for _ in 0..<count {
      guard offset + 62 < index.count else { return nil }
      let isExtended = version == 3 && index[offset + 60] & 0x40 != 0
      let start = offset + (isExtended ? 64 : 62)
      guard let end = index[start...].firstIndex(of: 0) else { return nil }
      ranges.append(start..<end)
      // Entries are padded with NUL to a multiple of eight bytes, at least one.
      offset += (end - offset + 8) & ~7
    }
    self.index = index
    self.ranges = ranges
  }

  func contains(file path: [UInt8]) -> Bool {
    guard let found = first(notBefore: path) else { return false }
    return found.elementsEqual(path)
  }

  func contains(folder path: [UInt8]) -> Bool {
    let prefix = path + [0x2F]
    guard let found = first(notBefore: prefix) else { return false }
    return found.starts(with: prefix)
  }

  private func first(notBefore path: [UInt8]) -> ArraySlice<UInt8>? {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if index[ranges[middle]].lexicographicallyPrecedes(path) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < ranges.count ? index[ranges[low]] : nil
  }
}
