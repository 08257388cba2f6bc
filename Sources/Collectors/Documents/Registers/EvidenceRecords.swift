internal import ReadinessModel

/// Reads records of things done: recovery tests, access reviews, reviews of incidents.
struct EvidenceRecords {
  let files: RepositoryFiles
  private(set) var drills: [DrillRecord] = []
  private(set) var accessReviews: [AccessReviewRecord] = []
  private(set) var incidents: [SourceLocation] = []

  init(files: RepositoryFiles) {
    self.files = files
    for file in files.files where Self.isCandidate(file) { read(file) }
  }

  /// A record and what it says of itself.
  private struct Record {
    var words: String
    var metadata: DocumentMetadata
    var text: SearchableText
    var headings: [String]
    var date: CalendarDay?
  }

  private static func isCandidate(_ file: RepositoryFile) -> Bool {
    guard ["md", "mdx", "txt", "rst", "adoc", "yml", "yaml", "json"].contains(file.fileExtension),
      file.bytes.count < 300_000, !file.path.hasPrefix(".github/")
    else { return false }
    let parts = file.path.lowercased().split(separator: "/").map(String.init)
    let folders: Set = [
      "node_modules", "fixtures", "__fixtures__", "testdata", "src", "templates", "template",
      "locales", "prisma",
    ]
    guard !parts.dropLast().contains(where: folders.contains), let name = parts.last,
      !name.hasPrefix("readme"), !name.contains("template")
    else { return false }
    let words = TopicRules.spaced(file.path)
    return hints.contains { words.contains(" " + $0) }
  }

  private static let hints = [
    "drill", "restore test", "restore tests", "dr test", "recovery test", "tabletop", "failover",
    "game day",
    "gameday", "access review", "user access review", "postmortem", "post mortem", "incident",
    "backup test",
    "restore", "recovery",
  ]

  private mutating func read(_ file: RepositoryFile) {
    guard let record = record(of: file) else { return }
    let path = TopicRules.spaced(file.path)
    if isAccessReview(path), let date = record.date {
      let reviewer = record.metadata.value(
        "reviewer",
        "reviewedby",
        "performedby",
        "signedby",
        "completedby",
        "decidedby"
      )
      accessReviews.append(
        AccessReviewRecord(
          performedOn: date.text,
          reviewer: reviewer ?? record.metadata.approver,
          location: file.start
        )
      )
    } else if let kind = drillKind(path, record) {
      drills.append(drill(kind, record, file))
    } else if isIncidentReview(path, record) {
      incidents.append(file.start)
    }
  }

  private func record(of file: RepositoryFile) -> Record? {
    let metadata: DocumentMetadata
    let text: SearchableText
    var headings: [String] = []
    var title = ""
    if let document = ProseDocument(file) {
      guard !GovernanceReader.isTemplate(document) else { return nil }
      metadata = DocumentMetadata(document)
      text = document.plainText(from: document.bodyStart, to: document.lines.count)
      headings = document.headings.map { $0.text.lowercased() }
      title = document.title
    } else {
      let isJSON = file.fileExtension == "json"
      guard let root = try? isJSON ? JSONReader.read(file) : YAMLReader.read(file) else {
        return nil
      }
      metadata = DocumentMetadata(root)
      let pairs = root.entries.map { $0.key + " " + ($0.value.string ?? "") }
      text = SearchableText(pairs.joined(separator: "\n").lowercased())
      title = root["title"]?.string ?? root["name"]?.string ?? ""
    }
    let keys = [
      "performedon", "performed", "date", "executedon", "completedon", "completed", "conductedon",
      "testdate",
      "datetime", "startedat", "start", "performedat", "reviewedon", "reviewdate", "drilldate",
      "dateperformed",
      "datecompleted", "dateofdrill", "dateoftest", "datetested",
    ]
    let stated = keys.lazy.compactMap { metadata.pairs[$0] }.compactMap(CalendarDay.init).first
    let words = TopicRules.spaced(file.path + " " + title)
    // A file of records is often named for its day.
    let date = stated ?? CalendarDay(PathText.name(of: file.path)) ?? CalendarDay(title)
    return Record(words: words, metadata: metadata, text: text, headings: headings, date: date)
  }

  private func isAccessReview(_ path: String) -> Bool {
    path.contains(" access review") && !path.contains(" policy ") && !path.contains(" procedure ")
  }

  // MARK: - Drills

  /// A record says what came out; a plan for a drill does not.
  private func drillKind(_ path: String, _ record: Record) -> String? {
    let text = record.words
    guard record.date != nil || record.metadata.value("result", "outcome", "status") != nil else {
      return nil
    }
    let isPlan = [" policy ", " plan ", " runbook ", " procedure ", " playbook "].contains(
      where: path.contains
    )
    guard !isPlan, result(of: record) != nil || minutes(in: record, Self.recoveryTime) != nil else {
      return nil
    }
    if text.contains(" tabletop ") || text.contains(" table top ") { return "tabletop" }
    if text.contains(" failover ") || text.contains(" game day ") || text.contains(" gameday ") {
      return "failover"
    }
    let isTrial = [" test", " drill", " exercise", " verification"].contains(where: text.contains)
    if isTrial,
      [" restore ", " backup ", " recovery ", " dr ", " disaster "].contains(where: text.contains)
    {
      return "restore"
    }
    return path.contains(" drills ") || path.contains(" drill ") ? "restore" : nil
  }

  private func drill(_ kind: String, _ record: Record, _ file: RepositoryFile) -> DrillRecord {
    DrillRecord(
      kind: kind,
      performedOn: record.date?.text,
      result: result(of: record),
      recoveryTimeMinutes: minutes(in: record, Self.recoveryTime),
      recoveryPointMinutes: minutes(in: record, Self.recoveryPoint),
      approver: record.metadata.approver
        ?? record.metadata.value("signedoff", "signoff", "verifiedby"),
      location: file.start
    )
  }

  private static let recoveryTime = [
    "rtoactual", "actualrto", "recoverytime", "recoverytimeactual", "timetorecover", "measuredrto",
    "rtomeasured",
    "recoverytimeminutes", "rtoactualminutes", "rtoachieved", "duration", "restoretime",
    "timetorestore", "rtominutes",
    "recoverytimemeasured", "measuredrecoverytime", "actualrecoverytime",
  ]
  private static let recoveryPoint = [
    "rpoactual", "actualrpo", "recoverypoint", "recoverypointactual", "dataage", "measuredrpo",
    "rpomeasured",
    "recoverypointminutes", "rpoactualminutes", "rpoachieved", "ageofdata", "backupage",
    "rpominutes",
    "ageofrestoreddata", "measuredrecoverypoint", "dataloss",
  ]

  private func result(of record: Record) -> String? {
    record.metadata.value(
      "result",
      "outcome",
      "testresult",
      "results",
      "conclusion",
      "status",
      "drillresult"
    )
  }

  private func minutes(in record: Record, _ keys: [String]) -> Int? {
    for key in keys {
      guard let text = record.metadata.pairs[key] else { continue }
      if let minutes = Self.minutes(text) { return minutes }
    }
    return nil
  }

  /// Reads `42`, `42 min`, `1 h 5 min`, `01:05`, `PT1H5M`; nil for what is no duration.
  static func minutes(_ text: String) -> Int? {
    let lower = text.lowercased().trimmingBlanks
    if let number = Int(lower) { return number }
    let clock = lower.split(separator: ":").map { Int($0) }
    if clock.count >= 2, let hours = clock[0], let minutes = clock[1], hours < 1_000 {
      return hours * 60 + minutes
    }
    var total = 0
    var found = false
    var digits = ""
    var unit = ""
    func add() {
      guard let number = Int(digits), number < 100_000, let first = unit.first else { return }
      switch first {
      case "d": total += number * 1_440
      case "h": total += number * 60
      case "m": total += number
      case "s": total += number >= 30 ? 1 : 0
      default: return
      }
      found = true
    }
    for character in lower.drop(while: { $0 == "p" || $0 == "t" || $0 == "~" }) + " 0" {
      if character.isNumber {
        if !unit.isEmpty {
          add()
          digits = ""
          unit = ""
        }
        digits.append(character)
      } else if character.isLetter {
        unit.append(character)
      }
    }
    return found ? total : nil
  }

  // MARK: - Incidents

  private func isIncidentReview(_ path: String, _ record: Record) -> Bool {
    let places = [
      " postmortem", " post mortem", " incidents ", " incident review", " incident report",
    ]
    guard places.contains(where: path.contains) else { return false }
    let signs = [
      "root cause", "timeline", "impact", "lessons", "action item", "resolution", "what happened",
      "follow-up", "detection",
    ]
    let headings = record.headings.joined(separator: "\n")
    let isPlan = [" policy ", " plan ", " runbook ", " procedure ", " process "].contains(
      where: path.contains
    )
    return !isPlan && signs.count { headings.contains($0) || record.text.contains($0) } >= 2
  }
}
