import ReadinessModel

/// What is known about a repository, by the names that the texts of documents use.
///
/// A name that is not in the book is not known, and a sentence that needs it is not written.
struct FactBook: Sendable {
  private var facts: [String: DocumentFact] = [:]
  private var lists: [String: [FactRow]] = [:]

  /// Most rows of a list that a document shows.
  static let rowsAtMost = 60

  /// Creates an empty book.
  init() {}

  /// The fact of a name, nil when it is not known.
  subscript(_ name: String) -> DocumentFact? {
    get { facts[name] }
    set { facts[name] = newValue }
  }

  /// The rows of a list; none when nothing is known.
  subscript(list name: String) -> [FactRow] {
    get { lists[name] ?? [] }
    set { lists[name] = newValue.isEmpty ? nil : Array(newValue.prefix(Self.rowsAtMost)) }
  }

  /// Whether a fact or a list of that name is known.
  func knows(_ name: String) -> Bool { facts[name] != nil || lists[name] != nil }

  /// Writes down how many there are, when there are any, and where.
  mutating func count(
    _ name: String,
    _ number: Int,
    of noun: String = "",
    plural: String? = nil,
    at places: [SourceLocation] = []
  ) {
    guard number > 0 else { return }
    facts[name] = DocumentFact(
      noun.isEmpty ? "\(number)" : Phrase.counted(number, noun, plural),
      at: places
    )
  }
}

/// Small words of English.
enum Phrase {
  /// `1 route`, `3 routes`.
  static func counted(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(number) \(number == 1 ? noun : plural ?? noun + "s")"
  }

  /// `a`, `a and b`, `a, b and c`, and how many more when there are too many.
  static func listed(_ names: [String], limit: Int = 8) -> String {
    let shown = names.prefix(names.count > limit ? limit - 1 : limit)
    let rest = names.count - shown.count
    let all = shown + (rest > 0 ? ["\(rest) more"] : [])
    guard let last = all.last, all.count > 1 else { return all.first ?? "" }
    return all.dropLast().joined(separator: ", ") + " and " + last
  }

  /// Writes a time in the largest unit that divides it.
  static func duration(seconds: Int) -> String {
    let units = [
      (31_536_000, "year"), (86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"),
    ]
    for (size, name) in units where seconds >= size && seconds % size == 0 {
      return counted(seconds / size, name)
    }
    return counted(seconds, "second")
  }

  /// Reads a lifetime as libraries write it: `8h`, `15 minutes`, `3600`; nil when it is none.
  ///
  /// A bare number counts seconds, as in the libraries that sign tokens.
  static func lifetime(_ written: String) -> String? {
    let text = written.lowercased().split(separator: " ").joined()
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits), number > 0, number < 1_000_000_000 else { return nil }
    let factor: Int
    switch text.dropFirst(digits.count) {
    case "", "s", "sec", "secs", "second", "seconds": factor = 1
    case "m", "min", "mins", "minute", "minutes": factor = 60
    case "h", "hr", "hrs", "hour", "hours": factor = 3_600
    case "d", "day", "days": factor = 86_400
    case "w", "week", "weeks": factor = 604_800
    case "y", "yr", "year", "years": factor = 31_536_000
    default: return nil
    }
    let (seconds, isTooLong) = number.multipliedReportingOverflow(by: factor)
    return isTooLong ? nil : duration(seconds: seconds)
  }
}
