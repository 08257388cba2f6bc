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

  /// Routes after the change; empty when that was not tried.
  var routes: [Route] = []

  /// Where the change protects a route, in the text after it; nil when that is not known.
  func protection(of subject: String?, for check: CheckID) -> SourceLocation? {
    guard let subject,
      let route = routes.first(where: { "\($0.method) \($0.path)" == subject })
    else { return nil }
    switch check {
    case "routes-require-authentication": return route.authentication.at
    case "routes-require-authorization": return route.authorization.at
    case "object-routes-check-ownership": return route.ownership.at
    case "data-access-is-logged": return route.audit.at
    default: return nil
    }
  }

  /// The command as it is typed.
  var command: String { "auditwright fix " + names.joined(separator: " ") }
}

/// Lines of a file as a change leaves them, around a place of the file as it is.
enum ChangedLines {
  private static let linesAtMost = 16
  private static let linesAround = 2
  private static let linesBeforeRefusal = 11

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

  /// The lines around a place of the new text; nil when the change is nowhere near.
  static func around(_ place: SourceLocation, from old: [String], to new: [String]) -> Extract? {
    let end = min(place.endLine ?? place.line, place.line + linesAtMost)
    // A refusal on a line of its own says little without the tests that lead to it.
    let before = place.endLine == nil ? linesBeforeRefusal : linesAround
    let start = max(0, place.line - 1 - before)
    let lines = start..<min(new.count, max(start, end + linesAround), start + linesAtMost)
    let added = LineDifference.hunks(from: old, to: new).flatMap { hunk in
      Array(hunk.new.clamped(to: lines))
    }
    return lines.isEmpty || added.isEmpty ? nil : Extract(lines: lines, added: Set(added))
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
    guard old.isEmpty else {
      return extract(from: hunk.new.lowerBound - linesAround, through: [hunk], of: new)
    }
    // A new file is introduced by words; what it does comes after them.
    let marks = ["#", "//", "/*", "*", "--"]
    let start = new.firstIndex { line in
      let text = line.drop { $0 == " " || $0 == "\t" }
      return !text.isEmpty && !marks.contains { text.hasPrefix($0) }
    }
    return extract(from: start ?? 0, through: [hunk], of: new)
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
