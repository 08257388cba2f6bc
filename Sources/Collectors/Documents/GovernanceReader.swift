internal import ReadinessModel

/// Decides whether a text is a policy, plan or runbook, and reads what checks ask about it.
enum GovernanceReader {
  private static let mostSections = 60

  /// The documents a file holds: itself, and sections about topics of their own.
  static func documents(in document: ProseDocument) -> [GovernanceDocument] {
    guard !isElsewhere(document.file.path), !isAboutReporting(document) else { return [] }
    let named = namedTopics(of: document)
    let rules = named.isEmpty ? titled(document) : named
    guard !rules.isEmpty else { return [] }
    let metadata = DocumentMetadata(document)
    let text = document.plainText(from: document.bodyStart, to: document.lines.count)
    guard let main = rules.first(where: { isConvincing($0, text: text, document: document) }) else {
      return []
    }
    guard !isManualOfAProduct(text, metadata: metadata) else { return [] }
    let whole = 0..<document.lines.count
    var made = [
      self.document(document, rule: main, title: document.title, lines: whole, metadata: metadata)
    ]
    var topics: Set<DocumentTopic> = [main.topic]
    for section in sections(of: document) {
      guard
        let rule = TopicRules.topics(ofTitle: section.heading.text, name: "", folder: "").first(
          where: {
            $0.strong.contains { TopicRules.spaced(section.heading.text).contains(" " + $0 + " ") }
          }), !topics.contains(rule.topic)
      else { continue }
      let body = document.plainText(from: section.lines.lowerBound, to: section.lines.upperBound)
      guard document.words(from: section.lines.lowerBound, to: section.lines.upperBound) >= 50,
        TopicRules.hits(of: rule, in: body) >= 3
      else { continue }
      topics.insert(rule.topic)
      made.append(
        self.document(
          document,
          rule: rule,
          title: section.heading.text,
          lines: section.lines,
          metadata: metadata
        )
      )
    }
    return made
  }

  private static func document(
    _ document: ProseDocument,
    rule: TopicRule,
    title: String,
    lines: Range<Int>,
    metadata: DocumentMetadata
  ) -> GovernanceDocument {
    let headings = document.headings.filter { lines.contains($0.line) }.prefix(mostSections)
    let start = lines.lowerBound
    return GovernanceDocument(
      topic: rule.topic,
      title: title,
      owner: metadata.owner,
      approver: metadata.approver,
      version: metadata.version,
      reviewedOn: metadata.reviewedOn,
      placeholders: Placeholders.locations(in: document, from: start, to: lines.upperBound),
      words: document.words(from: max(start, document.bodyStart), to: lines.upperBound),
      sections: headings.map(\.text),
      status: metadata.status,
      author: metadata.author,
      nextReviewOn: metadata.nextReviewOn,
      awaitsApproval: metadata.awaitsApproval ? true : nil,
      satisfies: metadata.satisfies.isEmpty ? nil : metadata.satisfies,
      location: SourceLocation(file: document.file.path, line: start + 1)
    )
  }

  // MARK: - Topics

  /// Topics that the front matter names outright.
  private static func namedTopics(of document: ProseDocument) -> [TopicRule] {
    guard let name = document.frontMatter?.value(ofAnyOf: ["topic", "policy", "id"])?.string else {
      return []
    }
    return TopicRules.all.filter { $0.topic.rawValue == name.lowercased() }
  }

  private static func titled(_ document: ProseDocument) -> [TopicRule] {
    let folder = PathText.name(of: document.file.folder)
    return TopicRules.topics(ofTitle: document.title, name: document.stem, folder: folder)
  }

  /// Whether the words of a text bear out what its title says.
  ///
  /// A stub with few words is still the document about its topic, and its length tells the rest.
  private static func isConvincing(
    _ rule: TopicRule,
    text: SearchableText,
    document: ProseDocument
  ) -> Bool {
    let words = document.words(from: document.bodyStart, to: document.lines.count)
    guard words >= 10 else { return false }
    let wanted = words < 120 ? 1 : words < 300 ? 2 : 3
    guard TopicRules.hits(of: rule, in: text) >= wanted else { return false }
    switch rule.topic {
    case .recoveryRunbook, .rollbackRunbook: return hasSteps(document)
    case .postIncidentReview: return isTemplate(document)
    default: return true
    }
  }

  private static func hasSteps(_ document: ProseDocument) -> Bool {
    if document.isCode.contains(true) { return true }
    let numbered = document.lines.count { line in
      let text = line.drop { $0 == " " }
      let digits = text.prefix { $0.isNumber }
      return !digits.isEmpty && [".", ")"].contains(text.dropFirst(digits.count).first)
    }
    return numbered >= 3
  }

  static func isTemplate(_ document: ProseDocument) -> Bool {
    TopicRules.spaced(document.title + " " + document.stem).contains(" template ")
      || Placeholders.locations(in: document, from: document.bodyStart, to: document.lines.count)
        .count > 2
  }

  // MARK: - What is none

  /// Places whose texts lay nothing down for the company that keeps the repository.
  private static func isElsewhere(_ path: String) -> Bool {
    let folders: Set = [
      "node_modules", "fixtures", "__fixtures__", "testdata", "vendor", "issue_template",
      "pull_request_template", "changelogs", "blog", "locales", "i18n", "dist", "skills", "agents",
      "prompts", "seed", "seeds", "third_party", ".cursor", ".claude", "templates",
    ]
    let parts = path.lowercased().split(separator: "/").map(String.init)
    if parts.dropLast().contains(where: folders.contains) { return true }
    let name = parts.last ?? ""
    let names = [
      "changelog", "license", "licence", "readme", "contributing", "agents.md", "claude.md",
      "robots.txt", "requirements", "pull_request_template", "cmakelists",
    ]
    return names.contains { name.hasPrefix($0) }
  }

  /// Where outsiders are told how to report a vulnerability: no policy of the company.
  private static func isAboutReporting(_ document: ProseDocument) -> Bool {
    let isHome = ["", ".github", "docs"].contains(document.file.folder.lowercased())
    guard isHome, document.stem.lowercased() == "security" else { return false }
    return document.headings.contains {
      let text = $0.text.lowercased()
      return text.contains("report") || text.contains("supported versions")
        || text.contains("disclosure")
    } || document.lines.count < 30
  }

  /// A manual tells its reader where to click; a policy says who must do what.
  private static func isManualOfAProduct(_ text: SearchableText, metadata: DocumentMetadata) -> Bool
  {
    guard metadata.owner == nil, metadata.approver == nil else { return false }
    func count(_ words: [String]) -> Int {
      words.reduce(0) { total, word in total + text.count(of: word) }
    }
    let manual = count([
      "click", "navigate to", "button", "sidebar", "dashboard", "<card", "<step", "screenshot",
      "drop-down", "dropdown", " tab ", "you can ",
    ])
    let rules = count([" must ", " shall ", "responsib", "approv", " we ", "required", "policy"])
    return manual >= 4 && manual * 2 > rules
  }

  private static func sections(
    of document: ProseDocument
  ) -> [(heading: ProseDocument.Heading, lines: Range<Int>)] {
    let headings = document.headings
    return headings.indices.compactMap { index in
      let heading = headings[index]
      guard heading.level == 2 || heading.level == 1, index > 0 else { return nil }
      let next = headings[(index + 1)...].first { $0.level <= heading.level }
      return (heading, heading.line..<(next?.line ?? document.lines.count))
    }
  }
}
