/// Fingerprints of lines that stay the same when lines above them come and go.
///
/// GitHub follows a result from commit to commit by this hash, so it must be computed exactly as
/// its own tools do: a rolling hash over a window of 100 UTF-16 units from the line's first
/// character on, without spaces and tabs, followed by the number of times it has occurred.
package struct LineFingerprints: Sendable {
  private static let window = 100
  private static let base: UInt64 = 37
  private static let highest = (0..<window).reduce(into: UInt64(1)) { power, _ in power &*= base }

  private var units = [UInt64](repeating: 0, count: window)
  private var lineAt = [Int](repeating: 0, count: window)
  private var hash: UInt64 = 0
  private var index = 0
  private var counts: [UInt64: Int] = [:]
  private var fingerprints: [Int: String] = [:]

  /// Computes the fingerprints of a text.
  package init(of text: String) {
    var line = 0
    var isLineStart = true
    var previousWasReturn = false
    func isSkipped(_ unit: UInt16) -> Bool {
      unit == 0x20 || unit == 0x09 || (previousWasReturn && unit == 0x0A)
    }
    for unit in text.utf16 + [0xFFFF] {
      if isSkipped(unit) {
        previousWasReturn = false
        continue
      }
      previousWasReturn = unit == 0x0D
      finishOldest()
      if isLineStart {
        isLineStart = false
        line += 1
        lineAt[index] = line
      }
      let normal: UInt16 = unit == 0x0D ? 0x0A : unit
      if normal == 0x0A { isLineStart = true }
      push(UInt64(normal))
    }
    for _ in 0..<Self.window {
      finishOldest()
      push(0)
    }
  }

  /// The fingerprint of a line, from 1; nil past the end.
  package subscript(line: Int) -> String? { fingerprints[line] }

  /// The fingerprints in order of their lines.
  package var all: [String] { fingerprints.sorted { $0.key < $1.key }.map(\.value) }

  private mutating func finishOldest() {
    let line = lineAt[index]
    guard line > 0 else { return }
    counts[hash, default: 0] += 1
    fingerprints[line] = String(hash, radix: 16) + ":\(counts[hash] ?? 1)"
    lineAt[index] = 0
  }

  private mutating func push(_ unit: UInt64) {
    let oldest = units[index]
    units[index] = unit
    hash = Self.base &* hash &+ unit &- Self.highest &* oldest
    index = (index + 1) % Self.window
  }
}
