import ReadinessModel

/// Steps that change production, and how they are approved and recorded.
struct DeployTable: Codable, Hashable, Sendable {
  /// The workflows.
  var pipeline: PipelineTable
  /// Steps that record a deployment.
  var records: [DeployRecordStep]

  /// Picks the deployments out of everything that was collected.
  static func observed(in facts: RepositoryFacts) -> Observation<DeployTable> {
    facts.delivery.map { delivery in
      DeployTable(
        pipeline: PipelineTable(workflows: delivery.workflows, home: facts.pipelineHome),
        records: delivery.deployRecords
      )
    }
  }

  /// Deployments, those to environments named for trying things out left out.
  var production: [PipelineTable.Use] {
    let trials: Set<String> = [
      "staging", "stage", "dev", "development", "preview", "test", "testing", "qa", "sandbox",
      "demo", "local", "review",
    ]
    return pipeline.uses(of: [.deploy]).filter { use in
      let words = (use.job.environment ?? "").lowercased().split { !$0.isLetter }.map(String.init)
      return words.contains("production") || words.contains("prod")
        || trials.isDisjoint(with: words)
    }
  }
}
