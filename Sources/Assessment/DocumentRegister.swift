import ReadinessModel

/// Which documents say that they serve which criteria, and which of them are approved.
///
/// A document shows that something was laid down, not that it is done: it never makes a control pass.
struct DocumentRegister {
  private var byCriterion: [String: [CriterionDocument]] = [:]

  init(_ documents: [GovernanceDocument], asOf today: String) {
    var seen: Set<String> = []
    for document in documents.sorted(by: { $0.location < $1.location })
    where seen.insert(document.location.file).inserted {
      let entry = CriterionDocument(
        file: document.location.file,
        title: document.title,
        isApproved: Self.isApproved(document, asOf: today)
      )
      for id in Set(document.satisfies ?? []) { byCriterion[id, default: []].append(entry) }
    }
  }

  /// The documents of a criterion, nil for none.
  func documents(for criterion: CriterionID) -> [CriterionDocument]? {
    byCriterion[criterion.rawValue]
  }

  /// Whether a document is finished, approved by somebody else, and in date.
  static func isApproved(_ document: GovernanceDocument, asOf today: String) -> Bool {
    guard let owner = document.owner, let approver = document.approver,
      document.placeholders.isEmpty, document.awaitsApproval != true,
      plain(approver) != plain(document.author ?? owner),
      let today = CivilDay(today), let reviewed = document.reviewedOn.flatMap(CivilDay.init)
    else { return false }
    let status = (document.status ?? "approved").split { !$0.isLetter }
    guard !status.contains(where: { ["draft", "proposed", "wip", "pending"].contains($0) }) else {
      return false
    }
    if let next = document.nextReviewOn.flatMap(CivilDay.init), next < today { return false }
    return reviewed <= today && today.adding(months: -12) <= reviewed
  }

  private static func plain(_ name: String) -> String {
    name.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}
