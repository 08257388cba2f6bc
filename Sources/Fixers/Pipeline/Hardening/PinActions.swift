package import ReadinessModel

/// Pins actions to commits, where the commit is known.
///
/// Known are the commits that the repository uses already for the same version, and those of a table of
/// releases that were read from the actions' own repositories. Nothing is asked over the network, and what is
/// not known is left as it is and named.
package enum PinActions: Fixer {
  package static let title = "Pin actions to the commits of their releases"
  package static let aliases = ["pipeline", "pin-actions"]
  package static let controls: [ControlID] = ["SEC-6"]
  package static let checks: [CheckID] = ["actions-are-pinned"]
  package static let decisions: [FixDecision] = []

  package static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    let paths = project.files.paths.filter(isPipeline)
    var known = KnownActions.reviewed
    known.learn(from: paths.compactMap(project.files.text(of:)))
    var proposal = FixProposal()
    var unknown: [String: SourceLocation] = [:]
    for path in paths {
      let text: WorkflowText
      do throws(YAMLObstacle) {
        text = try WorkflowText.read(path, in: project.files)
      } catch {
        proposal.refusals.append(
          FixRefusal(
            subject: "the actions of \(path)",
            reason: "the places of its keys cannot be told: \(error.reason)",
            location: SourceLocation(file: path, line: error.line),
            next: "Pin them by hand."
          )
        )
        continue
      }
      var edits: [SourceEdit] = []
      var names: Set<String> = []
      for entry in uses(text) {
        let node = entry.value
        guard node.scalar != nil, !node.isSpecial, node.lines.count == 1,
          let use = ActionUse(value: text.text(node.range)), !use.isPinned,
          !use.reference.contains("${{"), !use.name.isEmpty
        else { continue }
        guard let release = known.release(of: use.name, at: use.reference) else {
          unknown["\(use.name)@\(use.reference)"] = text.location(entry.line)
          continue
        }
        names.insert(use.name)
        let quote =
          text.text(node.range).first.flatMap { "\"'".contains($0) ? String($0) : nil } ?? ""
        edits.append(
          .replace(
            path: path,
            range: node.range,
            text: "\(quote)\(use.name)@\(release.commit)\(quote) # \(release.tag)"
          )
        )
      }
      guard !edits.isEmpty else { continue }
      proposal.changes.append(
        FixChange(
          title: "Pin \(names.sorted().joined(separator: ", ")) in \(path)",
          reason: "A tag can be moved to other code, which then runs with the workflow's secrets.",
          applicability: .safe,
          edits: edits
        )
      )
    }
    if let first = unknown.min(by: { $0.key < $1.key }) {
      proposal.refusals.append(
        FixRefusal(
          subject: unknown.keys.sorted().joined(separator: ", "),
          reason: "the commit of the release is not known here",
          location: first.value,
          next: "Look the commit up at the action's releases, and write it with the version in a"
            + " comment; other uses of that version are then pinned as well."
        )
      )
    }
    return proposal
  }

  private static func isPipeline(_ path: String) -> Bool {
    WorkflowText.isWorkflow(path)
      || path.hasPrefix(".github/")
        && ["action.yml", "action.yaml"].contains(ProjectPath.name(of: path))
  }

  private static func uses(_ text: WorkflowText) -> [YAMLEntry] {
    text.steps.compactMap { $0.step.value.entry("uses") }
      + text.jobs.compactMap { $0.value.entry("uses") }
  }
}
