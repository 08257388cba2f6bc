package import ReadinessModel

/// Lets a newer push end the run of an older one, and says of deployments that nothing ends them.
package enum LimitConcurrency: Fixer {
  package static let title = "Say which runs of a workflow may be under way at once"
  package static let aliases = ["pipeline", "limit-concurrency"]
  package static let controls: [ControlID] = ["SEC-6"]
  package static let checks: [CheckID] = []
  package static let decisions: [FixDecision] = []

  private static let endable: Set<ActivityKind> = [
    .test, .build, .lint, .staticAnalysis, .dependencyScan, .secretScan, .containerScan,
    .infrastructureScan,
  ]

  package static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    var proposal = FixProposal()
    for text in WorkflowText.all(in: project) {
      guard let workflow = PipelineHost.workflow(text.path, in: project),
        let edit = text.root.entry("concurrency").map({ spelledOut($0, text) })
          ?? ended(text, workflow)
      else { continue }
      proposal.changes.append(
        FixChange(
          title: "Say which runs of \(text.path) may be under way at once",
          reason:
            "Runs that are superseded cost time, and deployments must not overtake each other.",
          applicability: .safe,
          edits: [edit]
        )
      )
    }
    return proposal
  }

  /// A group by its name alone means that nothing is cancelled; it is said.
  private static func spelledOut(_ entry: YAMLEntry, _ text: WorkflowText) -> SourceEdit? {
    guard entry.value.scalar != nil, entry.value.lines.count == 1, !entry.value.isSpecial else {
      return nil
    }
    let blanks = String(repeating: " ", count: text.unit)
    let group = text.text(entry.value.range)
    let rest =
      text.lines.text(entry.line).utf8.count
      - (entry.value.range.upperBound - text.lines.start(entry.line))
    let comment = rest > 0 ? String(text.lines.text(entry.line).suffix(rest)) : ""
    return text.replace(
      entry.lines,
      with: [
        "concurrency:" + comment, "\(blanks)group: \(group)", "\(blanks)cancel-in-progress: false",
      ]
    )
  }

  /// Runs that only look may be ended by newer ones.
  private static func ended(_ text: WorkflowText, _ workflow: Workflow) -> SourceEdit? {
    let events = workflow.triggers.map(\.event)
    let activities = workflow.jobs.flatMap(\.activities)
    // What runs for pull requests alone changes nothing that outlives the run but a deployment.
    let looksOnly = Set(events).isSubset(of: ["pull_request", "merge_group", "schedule"])
    let kinds = looksOnly ? endable.union([.migration, .loadTest, .restoreTest]) : endable
    guard events.contains("pull_request"), !events.contains("workflow_call"),
      !activities.isEmpty, activities.allSatisfy({ kinds.contains($0.kind) }),
      text.jobs.allSatisfy({ $0.value.entry("concurrency") == nil && $0.value.entry("uses") == nil }
      ),
      let anchor = text.root.entry("permissions") ?? text.root.entry("on")
    else { return nil }
    let blanks = String(repeating: " ", count: text.unit)
    let cancels =
      Set(events) == ["pull_request"] ? "true" : "${{ github.event_name == 'pull_request' }}"
    return text.insert(
      [
        "", "concurrency:", "\(blanks)group: ${{ github.workflow }}-${{ github.ref }}",
        "\(blanks)cancel-in-progress: \(cancels)",
      ],
      before: anchor.lines.upperBound
    )
  }
}
