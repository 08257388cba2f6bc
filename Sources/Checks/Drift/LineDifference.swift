/// Which lines of a text became which lines of another.
///
/// Lines that occur once on both sides are what people mean by "the same line", so they are found
/// first (patience difference); what is left between them is compared by longest common
/// subsequence while it is small, and taken as replaced when it is not.
package enum LineDifference {
  /// A run of lines that differs, counted from 0; one of both ranges may be empty.
  package struct Hunk: Hashable, Sendable {
    /// Lines that are gone.
    package var old: Range<Int>
    /// Lines that are new.
    package var new: Range<Int>
  }

  /// Largest number of pairs of lines that are compared one by one.
  private static let mostPairs = 1_000_000

  private struct Block {
    var old: Range<Int>
    var new: Range<Int>
  }

  /// Finds the runs that differ, in order.
  package static func hunks(from old: [String], to new: [String]) -> [Hunk] {
    var numbers: [String: Int] = [:]
    func number(_ line: String) -> Int {
      if let known = numbers[line] { return known }
      numbers[line] = numbers.count
      return numbers.count - 1
    }
    let (left, right) = (old.map(number), new.map(number))
    var changed: [Hunk] = []
    var open = [Block(old: 0..<left.count, new: 0..<right.count)]
    while let block = open.popLast() {
      let inner = trimmed(block, left, right)
      if inner.old.isEmpty || inner.new.isEmpty {
        if !inner.old.isEmpty || !inner.new.isEmpty {
          changed.append(Hunk(old: inner.old, new: inner.new))
        }
        continue
      }
      let anchors = anchors(in: inner, left, right)
      if !anchors.isEmpty {
        open += divided(inner, at: anchors)
      } else if inner.old.count <= mostPairs / max(1, inner.new.count) {
        changed += compared(inner, left, right)
      } else {
        changed.append(Hunk(old: inner.old, new: inner.new))
      }
    }
    changed.sort { ($0.old.lowerBound, $0.new.lowerBound) < ($1.old.lowerBound, $1.new.lowerBound) }
    return joined(changed)
  }

  private static func trimmed(_ block: Block, _ left: [Int], _ right: [Int]) -> Block {
    var (old, new) = (block.old, block.new)
    while let a = old.first, let b = new.first, left[a] == right[b] {
      old = (a + 1)..<old.upperBound
      new = (b + 1)..<new.upperBound
    }
    while let a = old.last, let b = new.last, left[a] == right[b] {
      old = old.lowerBound..<a
      new = new.lowerBound..<b
    }
    return Block(old: old, new: new)
  }

  /// Pairs of lines that occur once on either side, as many as keep their order.
  private static func anchors(
    in block: Block,
    _ left: [Int],
    _ right: [Int]
  ) -> [(old: Int, new: Int)] {
    func once(_ lines: [Int], _ range: Range<Int>) -> [Int: Int] {
      var places: [Int: Int] = [:]
      for index in range { places[lines[index]] = places[lines[index]] == nil ? index : -1 }
      return places.filter { $0.value >= 0 }
    }
    let (before, after) = (once(left, block.old), once(right, block.new))
    let pairs = before.compactMap { line, old in after[line].map { (old: old, new: $0) } }
      .sorted { $0.old < $1.old }
    return longestRising(pairs)
  }

  /// The longest run of pairs whose second places rise too.
  private static func longestRising(_ pairs: [(old: Int, new: Int)]) -> [(old: Int, new: Int)] {
    var tails: [Int] = []
    var previous = [Int](repeating: -1, count: pairs.count)
    for (index, pair) in pairs.enumerated() {
      var (low, high) = (0, tails.count)
      while low < high {
        let middle = (low + high) / 2
        if pairs[tails[middle]].new < pair.new { low = middle + 1 } else { high = middle }
      }
      if low > 0 { previous[index] = tails[low - 1] }
      if low == tails.count { tails.append(index) } else { tails[low] = index }
    }
    var result: [(old: Int, new: Int)] = []
    var at = tails.last ?? -1
    while at >= 0 {
      result.append(pairs[at])
      at = previous[at]
    }
    return result.reversed()
  }

  private static func divided(_ block: Block, at anchors: [(old: Int, new: Int)]) -> [Block] {
    var blocks: [Block] = []
    var (old, new) = (block.old.lowerBound, block.new.lowerBound)
    for anchor in anchors {
      blocks.append(Block(old: old..<anchor.old, new: new..<anchor.new))
      (old, new) = (anchor.old + 1, anchor.new + 1)
    }
    blocks.append(Block(old: old..<block.old.upperBound, new: new..<block.new.upperBound))
    return blocks
  }

  private static func compared(_ block: Block, _ left: [Int], _ right: [Int]) -> [Hunk] {
    let (rows, columns) = (block.old.count, block.new.count)
    var lengths = [Int32](repeating: 0, count: (rows + 1) * (columns + 1))
    for row in stride(from: rows - 1, through: 0, by: -1) {
      for column in stride(from: columns - 1, through: 0, by: -1) {
        let at = row * (columns + 1) + column
        lengths[at] =
          left[block.old.lowerBound + row] == right[block.new.lowerBound + column]
          ? lengths[at + columns + 2] + 1
          : max(lengths[at + columns + 1], lengths[at + 1])
      }
    }
    var hunks: [Hunk] = []
    var (row, column) = (0, 0)
    var start: (row: Int, column: Int) = (0, 0)
    func close() {
      guard start.row < row || start.column < column else { return }
      hunks.append(
        Hunk(
          old: block.old.lowerBound + start.row..<block.old.lowerBound + row,
          new: block.new.lowerBound + start.column..<block.new.lowerBound + column
        )
      )
    }
    while row < rows, column < columns {
      if left[block.old.lowerBound + row] == right[block.new.lowerBound + column] {
        close()
        (row, column) = (row + 1, column + 1)
        start = (row, column)
      } else if lengths[(row + 1) * (columns + 1) + column]
        >= lengths[row * (columns + 1) + column + 1]
      {
        row += 1
      } else {
        column += 1
      }
    }
    (row, column) = (rows, columns)
    close()
    return hunks
  }

  /// Joins runs that touch.
  private static func joined(_ hunks: [Hunk]) -> [Hunk] {
    var result: [Hunk] = []
    for hunk in hunks {
      if let last = result.last, last.old.upperBound == hunk.old.lowerBound,
        last.new.upperBound == hunk.new.lowerBound
      {
        result[result.count - 1] = Hunk(
          old: last.old.lowerBound..<hunk.old.upperBound,
          new: last.new.lowerBound..<hunk.new.upperBound
        )
      } else {
        result.append(hunk)
      }
    }
    return result
  }
}
