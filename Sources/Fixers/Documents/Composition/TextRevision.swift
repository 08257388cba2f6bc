/// Brings a text that a fixer wrote up to date, and keeps what people wrote in it.
///
/// A merge of three texts by lines: as written, as people left it, and as it would be written now.
/// The first is known by its digests alone. Where people and facts changed the same lines, the lines
/// of people stay, and the difference is told.
struct TextRevision {
  /// Lines that were not brought up to date.
  struct Difference: Hashable {
    /// The first line concerned, counted from 1.
    var line: Int
    /// What the text says.
    var says: [String]
    /// What it would say now.
    var wouldSay: [String]
  }

  /// Most lines of a text that are compared.
  static let linesAtMost = 1_500

  /// The lines that result.
  private(set) var lines: [String] = []
  /// Digests of what they were written as.
  private(set) var written: [String] = []
  /// What was left as it is.
  private(set) var differences: [Difference] = []

  /// Merges; nil when a text is too long to be compared.
  ///
  /// An approved text changes only where links move with the lines they point to: what somebody
  /// approved is not rewritten behind their back.
  init?(of old: WrittenText, to new: [String], isApproved: Bool) {
    guard old.lines.count <= Self.linesAtMost, new.count <= Self.linesAtMost,
      old.written.count <= Self.linesAtMost
    else { return nil }
    let mine = old.lines.map(WrittenText.digest)
    let theirs = new.map(WrittenText.digest)
    let inMine = Self.matches(old.written, mine)
    let inTheirs = Self.matches(old.written, theirs)
    var at = (base: 0, mine: 0, theirs: 0)
    for base in 0...old.written.count {
      let isEnd = base == old.written.count
      let mineEnd = isEnd ? mine.count : inMine[base]
      let theirsEnd = isEnd ? theirs.count : inTheirs[base]
      guard let mineEnd, let theirsEnd else { continue }
      take(
        Chunk(
          base: Array(old.written[at.base..<base]),
          mine: Array(old.lines[at.mine..<mineEnd]),
          theirs: Array(new[at.theirs..<theirsEnd])
        ),
        isApproved: isApproved
      )
      if !isEnd {
        lines.append(old.lines[mineEnd])
        written.append(old.written[base])
      }
      at = (base + 1, mineEnd + 1, theirsEnd + 1)
    }
  }

  /// Lines between two that all three texts share.
  private struct Chunk {
    var base: [String]
    var mine: [String]
    var theirs: [String]
  }

  private mutating func take(_ chunk: Chunk, isApproved: Bool) {
    let mine = chunk.mine.map(WrittenText.digest)
    let theirs = chunk.theirs.map(WrittenText.digest)
    if mine == theirs || chunk.base == theirs {
      lines += chunk.mine
      written += theirs
    } else if chunk.base == mine, !isApproved || Self.differInLinksOnly(chunk.mine, chunk.theirs) {
      lines += chunk.theirs
      written += theirs
    } else if chunk.base.count == mine.count, mine.count == theirs.count, mine.count > 1 {
      // Neighbours that kept their number are told apart line by line.
      for index in mine.indices {
        take(
          Chunk(
            base: [chunk.base[index]],
            mine: [chunk.mine[index]],
            theirs: [chunk.theirs[index]]
          ),
          isApproved: isApproved
        )
      }
    } else if let joined = Self.joined(chunk.base, mine, theirs, chunk), !isApproved {
      lines += joined
      written += theirs
    } else {
      differences.append(
        Difference(line: lines.count + 1, says: chunk.mine, wouldSay: chunk.theirs)
      )
      lines += chunk.mine
      written += chunk.base
    }
  }

  /// What both sides wrote, where one of them only wrote before or after what was there.
  private static func joined(
    _ base: [String],
    _ mine: [String],
    _ theirs: [String],
    _ chunk: Chunk
  ) -> [String]? {
    guard !base.isEmpty else { return nil }
    let added = theirs.count - base.count
    if added > 0, theirs.starts(with: base) { return chunk.mine + chunk.theirs.suffix(added) }
    if added > 0, theirs.suffix(base.count).elementsEqual(base) {
      return chunk.theirs.prefix(added) + chunk.mine
    }
    let kept = mine.count - base.count
    if kept > 0, mine.starts(with: base) { return chunk.theirs + chunk.mine.suffix(kept) }
    if kept > 0, mine.suffix(base.count).elementsEqual(base) {
      return chunk.mine.prefix(kept) + chunk.theirs
    }
    return nil
  }

  /// Whether lines say the same and point elsewhere.
  private static func differInLinksOnly(_ left: [String], _ right: [String]) -> Bool {
    left.map(withoutLinks) == right.map(withoutLinks)
  }

  /// A line with the numbers of the lines it links to left out.
  static func withoutLinks(_ line: String) -> String {
    var made = ""
    var rest = line[...]
    while let open = rest.firstIndex(of: "["), let middle = rest[open...].firstRange(of: "]("),
      let close = rest[middle.upperBound...].firstIndex(of: ")")
    {
      made += rest[..<open]
      let target = rest[middle.upperBound..<close]
      made += "(" + target.prefix { $0 != "#" } + ")"
      rest = rest[rest.index(after: close)...]
    }
    return made + rest
  }

  /// For each line of a text, the line of another that is the same, in order: the longest such list.
  private static func matches(_ left: [String], _ right: [String]) -> [Int?] {
    var lengths = [[Int]](
      repeating: [Int](repeating: 0, count: right.count + 1),
      count: left.count + 1
    )
    for row in stride(from: left.count - 1, through: 0, by: -1) {
      for column in stride(from: right.count - 1, through: 0, by: -1) {
        lengths[row][column] =
          left[row] == right[column]
          ? lengths[row + 1][column + 1] + 1
          : max(lengths[row + 1][column], lengths[row][column + 1])
      }
    }
    var found = [Int?](repeating: nil, count: left.count)
    var (row, column) = (0, 0)
    while row < left.count, column < right.count {
      if left[row] == right[column] {
        found[row] = column
        (row, column) = (row + 1, column + 1)
      } else if lengths[row + 1][column] >= lengths[row][column + 1] {
        row += 1
      } else {
        column += 1
      }
    }
    return found
  }
}
