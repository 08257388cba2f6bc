package import ReadinessModel

/// Has the application count its requests, failures and times, and report what goes wrong.
///
/// With code of its own and no new dependency: lines in CloudWatch's embedded metric format where
/// the log goes to CloudWatch, else OpenMetrics on a port of its own. Routes are named by their
/// pattern, and errors without their message, so that nothing personal is among it.
package enum CollectErrorsAndMeasurements: Fixer {
  package static let title = "Count requests, errors and times, and report what goes wrong"
  package static let aliases = ["observability", "metrics", "errors-and-metrics"]
  package static let controls: [ControlID] = ["AVL-1"]
  package static let checks: [CheckID] = ["errors-and-metrics-are-collected"]
  package static let decisions = [format]

  static let format = FixDecision(
    id: "measurements-format",
    question: "How do measurements leave the application?",
    choices: [
      .init("automatic", "As the infrastructure's code suggests: to CloudWatch, if logs go there."),
      .init("embedded", "In the log, in the embedded metric format of CloudWatch."),
      .init("open-metrics", "On a port of its own, in the format of Prometheus and OpenMetrics."),
    ],
    standard: "automatic"
  )

  package static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    guard let application = project.facts.application.value, !project.routes.isEmpty else {
      return .refusing(
        "measurements",
        because: "no route was found",
        next: "See what auditwright routes lists; a framework it does not know needs work by hand."
      )
    }
    let kinds = Set(application.telemetry.map(\.kind))
    let hasErrors = kinds.contains(.errorTracking)
    let hasMetrics = kinds.contains(.metrics) || kinds.contains(.tracing)
    guard !hasErrors || !hasMetrics else { return FixProposal() }
    var proposal = FixProposal()
    let counted = project.routes.filter { !$0.dataAccess.isEmpty || $0.purpose == .application }
    for (package, routes) in Dictionary(grouping: counted, by: \.package).sorted(by: {
      $0.key < $1.key
    }) {
      let frameworks = Set(routes.map(\.framework))
      do throws(FixObstacle) {
        guard let framework = ["express", "nestjs"].first(where: frameworks.contains) else {
          throw FixObstacle(
            "\(routes.count) routes of \(frameworks.sorted().joined(separator: " and "))",
            "measurements are written for Express and NestJS only",
            at: routes.first?.location,
            next: "Set up a library for metrics and one for errors where the application starts."
          )
        }
        let plan = try MeasurementPlan(
          project,
          package,
          routes,
          framework: framework,
          embedded: isEmbedded(answers, project)
        )
        proposal.changes += plan.changes
        proposal.followUps += plan.followUps
      } catch {
        proposal.refusals.append(error.refusal)
      }
    }
    return proposal
  }

  private static func isEmbedded(_ answers: FixAnswers, _ project: FixProject) -> Bool {
    switch answers[format] {
    case "embedded": return true
    case "open-metrics": return false
    default:
      return project.files.paths.contains { path in
        path.hasSuffix(".tf") && project.files.text(of: path)?.contains("awslogs") == true
      }
    }
  }
}
