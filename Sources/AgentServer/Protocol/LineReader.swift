import Foundation

/// Takes a stream of bytes apart into lines of a bounded length.
package struct LineReader {
  /// What was read.
  package enum Line: Hashable, Sendable {
    /// A line, without its end.
    case whole([UInt8])
    /// A line that was longer than allowed; nothing of it was kept.
    case tooLong
  }

  /// Bytes that a line may have.
  package static let bytesAtMost = 4 << 20

  private let limit: Int
  private var rest: [UInt8] = []
  private var isSkipping = false

  /// Creates a reader.
  package init(limit: Int = LineReader.bytesAtMost) { self.limit = limit }

  /// Takes bytes as they come, and gives the lines that end in them.
  package mutating func lines(in bytes: some Sequence<UInt8>) -> [Line] {
    var lines: [Line] = []
    for byte in bytes {
      if byte == 0x0A {
        lines.append(isSkipping ? .tooLong : .whole(rest))
        rest.removeAll(keepingCapacity: rest.count < 1 << 16)
        isSkipping = false
      } else if !isSkipping {
        rest.append(byte)
        if rest.count > limit {
          isSkipping = true
          rest = []
        }
      }
    }
    return lines
  }

  /// The line that the end of the stream ends, where there is one.
  package mutating func last() -> Line? {
    defer { (rest, isSkipping) = ([], false) }
    if isSkipping { return .tooLong }
    return rest.isEmpty ? nil : .whole(rest)
  }

  /// Reads a descriptor to its end.
  package static func read(_ descriptor: Int32, _ take: (Line) -> Void) {
    var reader = LineReader()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes {
        Foundation.read(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      for line in reader.lines(in: buffer[..<count]) { take(line) }
    }
    if let line = reader.last() { take(line) }
  }
}
