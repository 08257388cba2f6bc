package import ReadinessModel

/// Writes the inventory of what is kept: each record with the class of its fields, who answers for it
/// and for how long it is kept.
///
/// Classes are proposed from the models; owner, review and periods are for a person, and marked so.
/// An inventory that is there is added to, and otherwise left as it is.
package enum ClassifyData: Fixer {
  package static let title = "Write down what is kept, its class, and for how long"
  package static let aliases = ["data-inventory", "classification", "retention-schedule"]
  package static let controls: [ControlID] = ["CNF-1", "CNF-3"]
  package static let checks: [CheckID] = [
    "personal-data-is-classified", "data-inventory-has-an-owner", "retention-is-scheduled",
  ]
  package static let decisions = [owner] + RetentionGroup.allCases.map(\.decision)

  /// The file that is written where there is none.
  static let path = "data-inventory.yml"

  static let owner = FixDecision(
    id: "data-inventory-owner",
    question: "Who answers for the data inventory, by name or role?"
  )

  package static func objection(to answer: String, of decision: FixDecision.ID) -> String? {
    if decision == owner.id {
      let isPlain =
        answer.allSatisfy { !$0.isNewline && !"<>#\"".contains($0) } && answer.count <= 100
      return isPlain ? nil : "'\(answer)' is no name that fits on a line"
    }
    guard RetentionGroup.allCases.contains(where: { $0.decision.id == decision }) else {
      return nil
    }
    return RetentionGroup.days(answer) == nil
      ? "'\(answer)' is no period of 1 to 36500 days, such as 730 or 730 days" : nil
  }

  package static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    let subjects = InventorySubject.all(in: project)
    guard subjects.contains(where: { !$0.isStore }) else {
      return .refusing(
        "the data inventory",
        because: "no model or table was found in the code",
        next: "List what is kept in \(path) by hand: subject, class, owner and retention."
      )
    }
    let inventory = project.facts.documents.dataInventory
    // The page that says how long the audit log is kept is no inventory of the rest.
    let trails = subjects.filter { $0.group == .audit }
    let isOfMore = inventory?.entries.contains { entry in
      !trails.contains { InventoryMerge.names(entry, $0) }
    }
    let result: Result<FixChange?, FixObstacle>
    if let inventory, isOfMore == true {
      result = InventoryMerge.change(inventory, subjects, project, answers)
    } else {
      let rest = subjects.filter { subject in
        inventory?.entries.contains { InventoryMerge.names($0, subject) } != true
      }
      result = fresh(rest, project, answers)
    }
    switch result {
    case .failure(let obstacle): return FixProposal(refusals: [obstacle.refusal])
    case .success(nil): return FixProposal()
    case .success(let change?): return FixProposal(changes: [change], followUps: followUps(answers))
    }
  }

  private static func fresh(
    _ subjects: [InventorySubject],
    _ project: FixProject,
    _ answers: FixAnswers
  ) -> Result<FixChange?, FixObstacle> {
    guard !project.files.contains(path) else {
      return .failure(
        FixObstacle(
          path,
          "the file is there already, and nothing in it could be read as an inventory",
          at: SourceLocation(file: path, line: 1),
          next:
            "Write a list of entries with subject, class and retention, or move it out of the way."
        )
      )
    }
    let text = InventoryText.file(subjects, answers)
    return .success(
      FixChange(
        title: "Write down the \(subjects.count) kinds of records that are kept",
        reason:
          "Nothing says which of the data is personal or confidential, or how long it is kept.",
        applicability: .safe,
        edits: [.create(path: path, text: text)]
      )
    )
  }

  private static func followUps(_ answers: FixAnswers) -> [String] {
    var result = [
      "Have the owner of the data go through the classes, correct them, and write their name and the"
        + " day of the review: until then the inventory counts as a proposal."
    ]
    let open = RetentionGroup.allCases.filter { answers[$0.decision] == nil }
    if !open.isEmpty {
      result.append(
        "Decide how long each kind of data is kept, with whoever knows the contracts and the law of"
          + " the countries concerned, and write the numbers of days in place of the marks."
      )
    }
    return result
  }
}
