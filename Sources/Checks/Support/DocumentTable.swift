import ReadinessModel

/// Documents about some topics, and the day they are judged on.
struct DocumentTable: Codable, Hashable, Sendable {
  /// The documents, in the order of their place.
  var documents: [GovernanceDocument]
  /// The day of the assessment.
  var assessedOn: String
  /// Whether any file was read.
  var sawFiles: Bool
  /// Where a missing document belongs.
  var home: [SourceLocation]

  /// Picks documents about some topics out of everything that was collected.
  static func observed(
    _ topics: Set<DocumentTopic>,
    in facts: RepositoryFacts
  ) -> Observation<DocumentTable> {
    .observed(
      DocumentTable(
        documents: facts.documents.documents.filter { topics.contains($0.topic) }
          .sorted { $0.location < $1.location },
        assessedOn: facts.assessedOn,
        sawFiles: facts.inventory.files > 0,
        home: facts.rootManifest
      )
    )
  }
}

/// Fewest words of a document that says something.
private let wordsAtLeast = 100

extension Check {
  /// Judges whether one of the documents is written, owned and in date.
  ///
  /// `what` names the document without an article, for example `plan for incidents`.
  ///
  /// Where some documents are `decisive`, such as the plan beside a policy, only they are judged.
  static func currentDocument(
    _ table: DocumentTable,
    what: String,
    lookedFor: String,
    next: String,
    decisive: (GovernanceDocument) -> Bool = { _ in true }
  ) -> [Finding] {
    guard !table.documents.isEmpty else {
      guard table.sawFiles else { return cannotSee("No file was read") }
      return absent(
        "The repository holds no \(what)",
        belongs: table.home,
        lookedFor: lookedFor,
        next: next
      )
    }
    let deciding = table.documents.filter(decisive)
    let judged = (deciding.isEmpty ? table.documents : deciding).map {
      ($0, fault(of: $0, asOf: table.assessedOn))
    }
    let good = judged.filter { $1 == nil }.map(\.0)
    let drafts = judged.filter { $1 != nil && $0.isDraft }.map(\.0)
    if let first = good.first, let draft = drafts.first {
      return [
        finding(
          .unconfirmed,
          "\(quoted(first.title)) is owned and in date, but \(quoted(draft.title)) about the same is"
            + " still a draft",
          at: drafts.map(\.location),
          resource: draft.location.file,
          next: "Finish and approve it, or delete it."
        )
      ]
    }
    guard good.isEmpty else {
      return holds(
        "\(listed(good.map(\.title), limit: 2)) \(verb(good.count, "is", "are")) owned and in date",
        at: good.map(\.location)
      )
    }
    return judged.compactMap { document, fault in
      fault.map { fault in
        finding(
          fault.outcome,
          "\(quoted(document.title)) \(fault.text)",
          at: fault.places.isEmpty ? [document.location] : fault.places,
          resource: document.location.file,
          next: fault.next
        )
      }
    }
  }

  private static func fault(of document: GovernanceDocument, asOf today: String) -> DocumentFault? {
    if document.words < wordsAtLeast {
      return DocumentFault(
        text: "has \(counted(document.words, "word")), too few to be followed",
        next: "Write it."
      )
    }
    if !document.placeholders.isEmpty {
      return DocumentFault(
        text: "still has \(counted(document.placeholders.count, "place")) to fill in",
        places: document.placeholders,
        next: "Fill them in."
      )
    }
    if document.isDraft {
      return DocumentFault(text: "is still a draft", next: "Have it approved, and say so in it.")
    }
    guard let owner = document.owner else {
      return DocumentFault(text: "names no owner", next: "Name the person who looks after it.")
    }
    if document.awaitsApproval == true {
      return DocumentFault(
        text: "names nobody who approved it",
        next: "Have somebody else than its author approve it, and write the name."
      )
    }
    if let approver = document.approver, isSame(approver, document.author ?? owner) {
      return DocumentFault(
        outcome: .unconfirmed,
        text:
          "was approved by \(quoted(approver)), who \(document.author == nil ? "owns" : "wrote") it",
        next: "Have somebody else approve it."
      )
    }
    if let next = document.nextReviewOn, next < today, Freshness(of: next, asOf: today) != .undated
    {
      return DocumentFault(
        text: "was to be reviewed again by \(quoted(next))",
        next: "Review it, and write the day and the next one."
      )
    }
    let day = quoted(document.reviewedOn ?? "")
    switch Freshness(of: document.reviewedOn, asOf: today) {
    case .current:
      return nil
    case .stale:
      return DocumentFault(
        text: "was last reviewed on \(day), more than twelve months ago",
        next: "Review it and write the day."
      )
    case .future:
      return DocumentFault(
        outcome: .unconfirmed,
        text: "is dated \(day), which is yet to come",
        next: "Correct the day of its review."
      )
    case .undated:
      return DocumentFault(
        text: "carries no day of review that can be read",
        next: "Review it and write the day as YYYY-MM-DD."
      )
    }
  }
}

/// Whether two names are one person's.
private func isSame(_ left: String, _ right: String) -> Bool {
  let plain = { (name: String) in name.lowercased().filter { $0.isLetter || $0.isNumber } }
  return plain(left) == plain(right)
}

extension GovernanceDocument {
  /// Whether it says of itself that it is not finished.
  fileprivate var isDraft: Bool {
    let words = (status ?? "").split { !$0.isLetter }.map(String.init)
    return words.contains { ["draft", "proposed", "wip", "pending"].contains($0) }
  }
}

/// What is wrong with a document.
private struct DocumentFault {
  var outcome = Outcome.doesNotHold
  var text: String
  var places: [SourceLocation] = []
  var next: String
}
