import Checks
import Fixers
import ReadinessModel

/// What a command would change, as text before and after, and how far that is known to work.
struct FixIllustration: Sendable {
  /// Names as the command takes them.
  var names: [String]
  /// Files as they are and as they become.
  var files: [String: (before: [UInt8]?, after: [UInt8])]
  /// How far the change is known to work.
  var proof: SecurityFix.Proof
  /// Questions that have to be answered first.
  var questions: [String]
  /// Findings that are left after the change; nil when that was not tried.
  var findings: [Finding]?

  /// The command as it is typed.
  var command: String { "auditwright fix " + names.joined(separator: " ") }
}

/// Lines of a file as a change leaves them, around a place of the file as it is.
enum ChangedLines {
  private static let linesAtMost = 16
  private static let linesAround = 2

  /// A range of lines of the new text, and which of them are new; lines are counted from 0.
  struct Extract: Hashable {
    var lines: Range<Int>
    var added: Set<Int>
  }

  /// The lines around a place; nil when the change is nowhere near.
  static func near(_ place: SourceLocation, from old: [String], to new: [String]) -> Extract? {
    let hunks = LineDifference.hunks(from: old, to: new)
    let first = place.line - 1
    let last = max(first, (place.endLine ?? place.line) - 1)
    let reach = (first - 2)...(last + 2)
    let near = hunks.filter { hunk in
      hunk.old.isEmpty
        ? reach.contains(hunk.old.lowerBound)
        : hunk.old.lowerBound <= reach.upperBound && reach.lowerBound < hunk.old.upperBound
    }
    guard let nearest = near.first else { return nil }
    let shift = hunks.prefix { $0.old.lowerBound < first && $0 != nearest }
      .reduce(0) { $0 + $1.new.count - $1.old.count }
    let start = min(first + shift, nearest.new.lowerBound - linesAround)
    return extract(from: start, through: near, of: new)
  }

  /// The first lines that change, for a reader who is told that the place itself stays as it is.
  static func first(from old: [String], to new: [String]) -> Extract? {
    let hunks = LineDifference.hunks(from: old, to: new)
    // What is brought in at the top says less than what is done with it.
    let telling = hunks.filter { hunk in
      new[hunk.new].contains { line in
        let text = line.drop { $0 == " " || $0 == "\t" }
        return !text.isEmpty && !text.hasPrefix("import ") && !text.contains("require(")
      }
    }
    guard let hunk = telling.first ?? hunks.first else { return nil }
    return extract(from: hunk.new.lowerBound - linesAround, through: [hunk], of: new)
  }

  private static func extract(
    from start: Int,
    through hunks: [LineDifference.Hunk],
    of new: [String]
  ) -> Extract? {
    let start = max(0, start)
    let most = min(new.count, start + linesAtMost)
    // What the change adds has to be in sight, even where the place is long.
    let end = hunks.reduce(start) { reached, hunk in
      hunk.new.lowerBound < most ? max(reached, hunk.new.upperBound + linesAround) : reached
    }
    let lines = start..<min(most, max(start, end))
    guard !lines.isEmpty else { return nil }
    let added = Set(hunks.flatMap { Array($0.new.clamped(to: lines)) })
    return Extract(lines: lines, added: added)
  }
}
