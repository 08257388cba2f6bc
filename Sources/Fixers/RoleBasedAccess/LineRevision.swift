/// Changes lines of a text that was generated once, where they are still as they were.
struct LineRevision {
  /// Lines that give way to others, between lines that stay.
  struct Hunk: Hashable {
    var before: String?
    var old: [String]
    var new: [String]
    var after: String?
  }

  /// The hunks that lead from one text to another.
  static func hunks(from old: String, to new: String) -> [Hunk] {
    let left = lines(of: old)
    let right = lines(of: new)
    guard left != right, left.count < 2_000, right.count < 2_000 else { return [] }
    // The length of the longest common rest, from each pair of lines on.
    var rest = Array(
      repeating: Array(repeating: 0, count: right.count + 1),
      count: left.count + 1
    )
    for i in left.indices.reversed() {
      for j in right.indices.reversed() {
        rest[i][j] =
          left[i] == right[j] ? rest[i + 1][j + 1] + 1 : max(rest[i + 1][j], rest[i][j + 1])
      }
    }
    var hunks: [Hunk] = []
    var open: Hunk?
    var (i, j) = (0, 0)
    while i < left.count || j < right.count {
      if i < left.count, j < right.count, left[i] == right[j] {
        if var hunk = open {
          hunk.after = left[i]
          hunks.append(hunk)
          open = nil
        }
        (i, j) = (i + 1, j + 1)
        continue
      }
      var hunk = open ?? Hunk(before: i > 0 ? left[i - 1] : nil, old: [], new: [], after: nil)
      let takesLeft = j >= right.count || i < left.count && rest[i + 1][j] >= rest[i][j + 1]
      if takesLeft {
        hunk.old.append(left[i])
        i += 1
      } else {
        hunk.new.append(right[j])
        j += 1
      }
      open = hunk
    }
    if let hunk = open { hunks.append(hunk) }
    return hunks
  }

  /// Where a hunk belongs in a text: the lines it replaces, nil where they are not as they were, or
  /// are there more than once.
  static func place(of hunk: Hunk, in lines: [String]) -> Range<Int>? {
    let wanted = [hunk.before].compactMap(\.self) + hunk.old + [hunk.after].compactMap(\.self)
    guard !wanted.isEmpty, lines.count >= wanted.count else { return nil }
    let found = (0...(lines.count - wanted.count)).filter { start in
      lines[start..<(start + wanted.count)].elementsEqual(wanted)
    }
    guard found.count == 1 else { return nil }
    let start = found[0] + (hunk.before == nil ? 0 : 1)
    return start..<(start + hunk.old.count)
  }

  /// Where a person should look for a hunk that has no place: its first line that is there, or 1.
  static func line(near hunk: Hunk, in lines: [String]) -> Int {
    for text in hunk.old + [hunk.before, hunk.after].compactMap(\.self)
    where text.count > 3 {
      if let index = lines.firstIndex(of: text) { return index + 1 }
      // A line that was changed by hand still begins alike.
      let head = text.prefix { $0 != "{" && $0 != "=" && $0 != "[" }
      if head.count > 5, let index = lines.firstIndex(where: { $0.hasPrefix(head) }) {
        return index + 1
      }
    }
    return 1
  }

  static func lines(of text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasSuffix("\r") ? String(line.dropLast()) : String(line)
    }
  }
}
