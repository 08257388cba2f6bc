package import ReadinessModel

/// Gives the token of each run no more rights than its jobs need, and leaves it in no checkout.
///
/// Rights are taken only where every step of a workflow is known; where one is not, the workflow is left as
/// it is and the step is named.
package enum LimitTokens: Fixer {
  package static let title = "Limit what the token of each run may do"
  package static let aliases = ["pipeline", "limit-tokens"]
  package static let controls: [ControlID] = ["SEC-6"]
  package static let checks: [CheckID] = ["workflows-resist-injection"]
  package static let decisions: [FixDecision] = []

  package static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    var proposal = FixProposal()
    for text in WorkflowText.all(in: project) {
      let jobs = text.jobs.map { (entry: $0, needs: JobNeeds($0.value, in: text, project)) }
      permissions(text, jobs, in: &proposal)
      credentials(text, jobs, in: &proposal)
    }
    return proposal
  }

  private typealias Job = (entry: YAMLEntry, needs: JobNeeds)

  // MARK: - Permissions

  private static func permissions(
    _ text: WorkflowText,
    _ jobs: [Job],
    in proposal: inout FixProposal
  ) {
    let bare = jobs.filter { $0.entry.value.entry("permissions") == nil }
    guard let declared = text.root.entry("permissions") else {
      guard !bare.isEmpty else { return }
      if let job = bare.first(where: { $0.needs.unknown != nil }) {
        proposal.refusals.append(
          FixRefusal(
            subject: "the rights of \(text.path)",
            reason: "\(job.needs.unknown ?? "") (job \(job.entry.key))",
            location: text.location(job.entry.line),
            next: "Write permissions: for each job by hand; a run says in Set up job what it has."
          )
        )
        return
      }
      guard let events = text.root.entry("on") else { return }
      var all: [String: String] = [:]
      for job in bare { all.merge(job.needs.permissions ?? [:]) { $0 == "write" ? $0 : $1 } }
      let lines = [""] + block(all, unit: text.unit)
      proposal.changes.append(
        change(
          "Limit the token in \(text.path)",
          [text.insert(lines, before: events.lines.upperBound)]
        )
      )
      return
    }
    moveDown(declared, text, jobs, bare, in: &proposal)
  }

  /// Hands rights to write to the jobs, so that one added later does not get them by accident.
  private static func moveDown(
    _ declared: YAMLEntry,
    _ text: WorkflowText,
    _ jobs: [Job],
    _ bare: [Job],
    in proposal: inout FixProposal
  ) {
    let scopes = declared.value.entries
    let writes = scopes.contains { $0.value.scalar == "write" }
    guard writes, !bare.isEmpty, !declared.value.isSpecial,
      scopes.allSatisfy({ $0.value.scalar != nil && !$0.value.isSpecial }),
      declared.line + 1 < declared.lines.upperBound
    else { return }
    var edits = [text.replace(declared.lines, with: ["permissions: {}"])]
    for job in bare {
      guard let anchor = job.entry.value.entry("runs-on") ?? job.entry.value.entry("uses"),
        anchor.line > job.entry.line
      else { return }
      let blanks = String(repeating: " ", count: anchor.column)
      let inner = blanks + String(repeating: " ", count: text.unit)
      let lines = scopes.map { scope in
        let line = text.lines.text(scope.line).drop { $0 == " " }
        let level = scope.value.scalar ?? ""
        let comment = line.contains(" #") ? "" : ActionNeeds.comment(scope.key, level)
        return inner + line + comment
      }
      edits.append(
        text.insert([blanks + "permissions:"] + lines, before: anchor.lines.upperBound)
      )
    }
    proposal.changes.append(change("Give the rights of \(text.path) to its jobs", edits))
  }

  private static func block(_ scopes: [String: String], unit: Int) -> [String] {
    guard !scopes.isEmpty else { return ["permissions: {}"] }
    let blanks = String(repeating: " ", count: unit)
    return ["permissions:"]
      + scopes.sorted { $0.key < $1.key }.map { scope, level in
        "\(blanks)\(scope): \(level)\(ActionNeeds.comment(scope, level))"
      }
  }

  private static func change(_ title: String, _ edits: [SourceEdit]) -> FixChange {
    FixChange(
      title: title,
      reason: "What a step that was turned against the repository may not do, it cannot do.",
      applicability: .safe,
      edits: edits
    )
  }

  // MARK: - Credentials

  private static func credentials(
    _ text: WorkflowText,
    _ jobs: [Job],
    in proposal: inout FixProposal
  ) {
    var edits: [SourceEdit] = []
    for job in jobs where !job.needs.usesGit {
      for step in WorkflowText.steps(of: job.entry.value) {
        guard let use = step.value.entry("uses"), use.line >= step.line, !use.value.isSpecial,
          use.value.scalar?.lowercased().hasPrefix("actions/checkout@") == true
        else { continue }
        let line = "persist-credentials: false"
        guard let with = step.value.entry("with") else {
          let blanks = String(repeating: " ", count: use.column)
          let inner = blanks + String(repeating: " ", count: text.unit)
          edits.append(
            text.insert([blanks + "with:", inner + line], before: use.lines.upperBound)
          )
          continue
        }
        let given = with.value.entries.map(\.key)
        guard let last = with.value.entries.last, last.line > with.line, !with.value.isSpecial,
          Set(given).isDisjoint(with: ["persist-credentials", "token", "ssh-key"])
        else { continue }
        let blanks = String(repeating: " ", count: last.column)
        edits.append(text.insert([blanks + line], before: last.lines.upperBound))
      }
    }
    guard !edits.isEmpty else { return }
    proposal.changes.append(
      FixChange(
        title: "Leave no credentials in the checkouts of \(text.path)",
        reason: "Whatever a later step runs or uploads could take them.",
        applicability: .safe,
        edits: edits
      )
    )
  }
}
