/// What a document or register says of itself: who answers for it, and when it was looked at.
struct DocumentMetadata: Hashable {
  var owner: String?
  var approver: String?
  var version: String?
  var reviewedOn: String?
  /// Day by which it has to be looked at again.
  var nextReviewOn: String?
  /// Who wrote it.
  var author: String?
  /// What it says of how finished it is.
  var status: String?
  /// Whether it has a place for an approver that nobody filled.
  var awaitsApproval = false
  /// Identifiers of criteria it says it serves.
  var satisfies: [String] = []
  /// All pairs found, by key in lower case letters.
  var pairs: [String: String] = [:]

  private static let ownerKeys = [
    "owner", "policyowner", "documentowner", "owners", "responsible", "owneddby", "maintainer",
    "maintainedby", "ownedby", "accountable", "responsibleparty", "processowner", "dataowner",
    "confirmedby",
  ]
  private static let approverKeys = [
    "approver", "approvedby", "approval", "approvers", "signedoffby", "signedby", "authorizedby",
  ]
  private static let versionKeys = [
    "version", "revision", "rev", "documentversion", "policyversion",
  ]
  private static let nextReviewKeys = [
    "nextreview", "nextreviewdate", "nextreviewon", "nextreviewdue", "reviewdue", "reviewdueon",
  ]
  private static let authorKeys = ["author", "writtenby", "preparedby", "authors", "draftedby"]
  private static let reviewKeys = [
    "lastreviewed", "reviewed", "reviewedon", "reviewedat", "reviewdate", "lastreview",
    "lastreviewdate", "lastreviewedon", "datereviewed", "approvedon", "approvedat", "approvaldate",
    "dateapproved", "effectivedate", "effective", "effectiveon", "datelastreviewed",
    "lastapproved", "confirmedon", "approved",
  ]

  /// Reads the front matter, then the first lines of the body: tables and `Owner: …` lines.
  init(_ document: ProseDocument) {
    if let matter = document.frontMatter { take(matter) }
    let end = min(document.lines.count, document.bodyStart + 60)
    for index in document.bodyStart..<max(document.bodyStart, end) where !document.isCode[index] {
      takeLine(document.lines[index])
    }
    // Tables of changes and signatures often stand at the end.
    for index in max(end, document.lines.count - 25)..<max(end, document.lines.count) {
      takeLine(document.lines[index])
    }
    settle()
  }

  /// Reads the keys of a mapping.
  init(_ node: ConfigurationNode) {
    take(node)
    settle()
  }

  /// The value of the first of several keys.
  func value(_ keys: String...) -> String? {
    for key in keys { if let value = pairs[key] { return value } }
    return nil
  }

  private mutating func take(_ node: ConfigurationNode) {
    for entry in node.entries {
      let key = entry.key.lowercased().filter { $0.isLetter || $0.isNumber }
      if Self.isApprover(key) { awaitsApproval = true }
      if key == "satisfies" { takeCriteria(entry.value, depth: 0) }
      if let text = entry.value.string {
        add(entry.key, text)
      } else if let first = entry.value.items.first?.string {
        add(entry.key, first)
      } else if entry.key == "majorRevisions" || entry.key == "revisions" {
        let dates = entry.value.items.compactMap { $0["date"]?.string }
        if let last = dates.compactMap(CalendarDay.init).max() { add("reviewed", last.text) }
      } else {
        for inner in entry.value.entries {
          if let text = inner.value.string { add(entry.key + inner.key, text) }
        }
      }
    }
  }

  private mutating func takeLine(_ line: Substring) {
    let text = line.trimmingBlanks
    guard text.utf8.count < 300 else { return }
    if text.hasPrefix("|") {
      let cells = MarkdownTable.cells(of: text)
      if cells.count == 2 || cells.count == 3 {
        let key = ProseDocument.plain(cells[0])
        if Self.isApprover(key.lowercased().filter { $0.isLetter }) { awaitsApproval = true }
        add(key, cells[1])
      }
      return
    }
    let bare = text.drop { "-*+> :".contains($0) }
    guard let colon = bare.firstIndex(of: ":") else { return }
    let key = ProseDocument.plain(String(bare[..<colon])).replacing("_", with: " ")
    guard key.count <= 30, key.split(separator: " ").count <= 4 else { return }
    add(key, String(bare[bare.index(after: colon)...]))
  }

  private static func isApprover(_ key: String) -> Bool {
    ["approver", "approvers", "approvedby"].contains(key)
  }

  /// `[CC6.1, CC6.2]`, or lists by the name of a framework.
  private mutating func takeCriteria(_ node: ConfigurationNode, depth: Int) {
    guard depth < 3 else { return }
    let named = node.strings
    let ids = named.flatMap { $0.split { ", ;".contains($0) } }.map { $0.uppercased() }
    satisfies += ids.filter { id in
      id.count <= 8 && id.contains(".") && id.first?.isLetter == true
        && !satisfies.contains(id)
    }.prefix(60)
    for entry in node.entries { takeCriteria(entry.value, depth: depth + 1) }
  }

  private mutating func add(_ key: String, _ value: String) {
    let key = key.lowercased().filter { $0.isLetter || $0.isNumber }
    guard !key.isEmpty, pairs[key] == nil, !Placeholders.isPlaceholder(value) else { return }
    let value = ProseDocument.plain(value).trimmingBlanks
    guard !value.isEmpty, !Placeholders.isPlaceholder(value) else { return }
    pairs[key] = value
  }

  private mutating func settle() {
    owner = Self.ownerKeys.lazy.compactMap { [pairs] in pairs[$0] }.first
    approver = Self.approverKeys.lazy.compactMap { [pairs] in pairs[$0] }
      .first {
        CalendarDay($0) == nil && !["yes", "no", "true", "false"].contains($0.lowercased())
      }
    awaitsApproval = awaitsApproval && approver == nil
    author = Self.authorKeys.lazy.compactMap { [pairs] in pairs[$0] }.first
    status = pairs["status"]?.lowercased()
    nextReviewOn =
      Self.nextReviewKeys.compactMap { pairs[$0] }.compactMap(CalendarDay.init).min()?.text
    version = Self.versionKeys.lazy.compactMap { [pairs] in pairs[$0] }.first
    reviewedOn = Self.reviewKeys.compactMap { pairs[$0] }.compactMap(CalendarDay.init).max()?.text
  }
}

/// A day, read from the notations people use.
struct CalendarDay: Hashable, Comparable {
  let year: Int
  let month: Int
  let day: Int

  /// The day as `YYYY-MM-DD`.
  var text: String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(two(month))-\(two(day))"
  }

  static func < (left: Self, right: Self) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// Reads the first day a text names; nil when it names none, or one of two.
  ///
  /// A month without day counts as its first day, the earliest that can be meant.
  init?(_ text: String) {
    let text = text.lowercased().prefix(80)
    let parts = text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    for index in parts.indices {
      if let made = Self.read(parts[index...]) {
        self = made
        return
      }
    }
    return nil
  }

  private init?(year: Int, month: Int, day: Int) {
    let lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1990...2100).contains(year), (1...12).contains(month), day >= 1,
      day <= lengths[month - 1]
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  private static func read(_ parts: ArraySlice<String>) -> CalendarDay? {
    let parts = Array(parts.prefix(3))
    guard let first = parts.first else { return nil }
    let second = parts.count > 1 ? parts[1] : ""
    let third = parts.count > 2 ? parts[2] : ""
    if first.count == 4, let year = Int(first), let month = Int(second) {
      // `2026-03-12T10:00` leaves `12t10`.
      let day = Int(third.prefix { $0.isNumber })
      return CalendarDay(year: year, month: month, day: day ?? 1)
    }
    if first.count == 8, let number = Int(first) {
      return CalendarDay(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    }
    if let month = month(first), let year = Int(second), second.count == 4 {
      return CalendarDay(year: year, month: month, day: 1)
    }
    let ordinal = { (text: String) in Int(text.prefix { $0.isNumber }) }
    if let month = month(first), let day = ordinal(second), let year = Int(third), third.count == 4
    {
      return CalendarDay(year: year, month: month, day: day)
    }
    if let day = ordinal(first), let month = month(second), let year = Int(third), third.count == 4
    {
      return CalendarDay(year: year, month: month, day: day)
    }
    guard third.count == 4, let year = Int(third), let one = Int(first), let two = Int(second)
    else {
      return nil
    }
    // Days and months are told apart only where one of them can be no month.
    if one > 12 { return CalendarDay(year: year, month: two, day: one) }
    if two > 12 || one == two { return CalendarDay(year: year, month: one, day: two) }
    return nil
  }

  private static func month(_ text: String) -> Int? {
    guard text.count >= 3, text.allSatisfy(\.isLetter) else { return nil }
    let full = [
      "january", "february", "march", "april", "may", "june", "july", "august",
      "september", "october", "november", "december",
    ]
    guard let index = months.firstIndex(of: String(text.prefix(3))),
      full[index].hasPrefix(text) || text == "sept"
    else { return nil }
    return index + 1
  }
}
