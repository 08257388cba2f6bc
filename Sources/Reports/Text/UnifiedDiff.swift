/// The difference of two texts, in the form that `patch` reads.
package enum UnifiedDiff {
  /// One line of a difference.
  package enum Line: Hashable, Sendable {
    /// Stands in both texts.
    case same(String)
    /// Stands in the old text only.
    case removed(String)
    /// Stands in the new text only.
    case added(String)
  }

  /// The difference of a file, as lines; empty when nothing differs.
  ///
  /// `before` is nil for a new file.
  package static func of(
    _ path: String,
    before: String?,
    after: String,
    context: Int = 3
  ) -> [String] {
    guard before != after else { return [] }
    let lines = difference(from: split(before ?? ""), to: split(after))
    var result = [
      before == nil ? "--- /dev/null" : "--- a/\(path)",
      "+++ b/\(path)",
    ]
    for range in hunks(in: lines, context: context) { result += hunk(lines, range) }
    return result
  }

  /// Splits a text into lines; each keeps its line break, so that a missing last one shows.
  private static func split(_ text: String) -> [Substring] {
    var lines: [Substring] = []
    var rest = text[...]
    while let end = rest.utf8.firstIndex(of: 0x0A) {
      let next = rest.utf8.index(after: end)
      lines.append(rest[rest.startIndex..<next])
      rest = rest[next...]
    }
    if !rest.isEmpty { lines.append(rest) }
    return lines
  }

  // MARK: - Difference

  /// What both share at either end is set aside; the rest is compared by shortest edit script.
  private static func difference(from old: [Substring], to new: [Substring]) -> [Line] {
    let equal = { (left: Substring, right: Substring) in left.utf8.elementsEqual(right.utf8) }
    var start = 0
    while start < old.count, start < new.count, equal(old[start], new[start]) { start += 1 }
    var end = 0
    while end < old.count - start, end < new.count - start,
      equal(old[old.count - 1 - end], new[new.count - 1 - end])
    {
      end += 1
    }
    let middle = shortest(
      Array(old[start..<(old.count - end)]),
      Array(new[start..<(new.count - end)])
    )
    return old[..<start].map { .same(String($0)) } + middle
      + old[(old.count - end)...].map { .same(String($0)) }
  }

  private static let mostEdits = 2_000

  /// Myers' greedy algorithm; beyond a number of edits everything is replaced.
  private static func shortest(_ old: [Substring], _ new: [Substring]) -> [Line] {
    let replaced = old.map { Line.removed(String($0)) } + new.map { Line.added(String($0)) }
    guard !old.isEmpty, !new.isEmpty else { return replaced }
    let old = old.map { Array($0.utf8) }
    let new = new.map { Array($0.utf8) }
    let limit = min(old.count + new.count, mostEdits)
    var reach = [1: 0]
    var trail: [[Int: Int]] = []
    for edits in 0...limit {
      trail.append(reach)
      for diagonal in stride(from: -edits, through: edits, by: 2) {
        let above = reach[diagonal + 1] ?? -1
        let left = reach[diagonal - 1] ?? -1
        var x = diagonal == -edits || (diagonal != edits && left < above) ? above : left + 1
        var y = x - diagonal
        while x >= 0, y >= 0, x < old.count, y < new.count, old[x] == new[y] {
          x += 1
          y += 1
        }
        reach[diagonal] = x
        if x >= old.count, y >= new.count { return retrace(trail, old, new) }
      }
    }
    return replaced
  }

  private static func retrace(_ trail: [[Int: Int]], _ old: [[UInt8]], _ new: [[UInt8]]) -> [Line] {
    var lines: [Line] = []
    var (x, y) = (old.count, new.count)
    for edits in stride(from: trail.count - 1, through: 0, by: -1) {
      let reach = trail[edits]
      let diagonal = x - y
      let above = reach[diagonal + 1] ?? -1
      let left = reach[diagonal - 1] ?? -1
      let isDown = diagonal == -edits || (diagonal != edits && left < above)
      let previous = isDown ? diagonal + 1 : diagonal - 1
      let fromX = edits == 0 ? 0 : (reach[previous] ?? 0)
      let fromY = edits == 0 ? 0 : fromX - previous
      while x > fromX, y > fromY {
        x -= 1
        y -= 1
        lines.append(.same(String(decoding: old[x], as: UTF8.self)))
      }
      guard edits > 0 else { break }
      if isDown, y > 0 {
        y -= 1
        lines.append(.added(String(decoding: new[y], as: UTF8.self)))
      } else if x > 0 {
        x -= 1
        lines.append(.removed(String(decoding: old[x], as: UTF8.self)))
      }
    }
    return lines.reversed()
  }

  // MARK: - Hunks

  private static func hunks(in lines: [Line], context: Int) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for (index, line) in lines.enumerated() {
      if case .same = line { continue }
      let start = max(0, index - context)
      let end = min(lines.count, index + context + 1)
      if let last = ranges.last, start <= last.upperBound {
        ranges[ranges.count - 1] = last.lowerBound..<end
      } else {
        ranges.append(start..<end)
      }
    }
    return ranges
  }

  private static func hunk(_ lines: [Line], _ range: Range<Int>) -> [String] {
    let (oldStart, newStart) = counts(lines[..<range.lowerBound])
    let (oldCount, newCount) = counts(lines[range])
    let place = { (start: Int, count: Int) in
      let first = count == 0 ? start : start + 1
      return count == 1 ? "\(first)" : "\(first),\(count)"
    }
    var result = ["@@ -\(place(oldStart, oldCount)) +\(place(newStart, newCount)) @@"]
    for line in lines[range] {
      switch line {
      case .same(let text): append(" ", text, to: &result)
      case .removed(let text): append("-", text, to: &result)
      case .added(let text): append("+", text, to: &result)
      }
    }
    return result
  }

  private static func append(_ mark: String, _ text: String, to result: inout [String]) {
    if text.utf8.last == 0x0A {
      result.append(mark + String(decoding: text.utf8.dropLast(), as: UTF8.self))
    } else {
      result += [mark + text, "\\ No newline at end of file"]
    }
  }

  private static func counts(_ lines: ArraySlice<Line>) -> (old: Int, new: Int) {
    var (old, new) = (0, 0)
    for line in lines {
      if case .added = line {} else { old += 1 }
      if case .removed = line {} else { new += 1 }
    }
    return (old, new)
  }
}
