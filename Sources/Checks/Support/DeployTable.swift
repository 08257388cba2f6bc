import ReadinessModel

/// Steps that change production, and how they are approved and recorded.
struct DeployTable: Codable, Hashable, Sendable {
  /// The workflows.
  var pipeline: PipelineTable
  /// Steps that record a deployment.
  var records: [DeployRecordStep]
  /// Environments at the git host; not observable when it was not asked.
  var environments: Observation<[HostEnvironment]>
  /// The rules of branches that deployments come from.
  var release: ReleaseRules

  /// Picks the deployments out of everything that was collected.
  static func observed(in facts: RepositoryFacts) -> Observation<DeployTable> {
    facts.delivery.map { delivery in
      DeployTable(
        pipeline: PipelineTable(workflows: delivery.workflows, home: facts.pipelineHome),
        records: delivery.deployRecords,
        environments: facts.host.value?.environments.whole
          ?? .notObservable(reason: Observation<HostFacts>.withoutAccess),
        release: ReleaseRules(
          rulesets: facts.host.value?.rulesets.whole
            ?? .notObservable(reason: Observation<HostFacts>.withoutAccess),
          defaultBranch: facts.host.value?.defaultBranch ?? ""
        )
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

  /// What is known of the environment of a deployment.
  func environment(of use: PipelineTable.Use) -> EnvironmentAnswer {
    guard let name = use.job.environment else { return .none }
    switch environments {
    case .notObservable(Observation<HostFacts>.withoutAccess): return .notAsked
    case .notObservable(let reason): return .hidden(because: reason)
    case .observed(let known):
      if name.contains("${{") { return .hidden(because: "its name is computed") }
      // The host takes names of environments whatever their case.
      let found = known.first { $0.name.lowercased() == name.lowercased() }
      return found.map(EnvironmentAnswer.found) ?? .missing
    }
  }
}

/// What the git host says of the environment a job deploys to.
enum EnvironmentAnswer {
  /// The job names no environment.
  case none
  /// The host was not asked.
  case notAsked
  /// The host was asked and did not tell.
  case hidden(because: String)
  /// The host has no such environment, so the first deployment makes one without any protection.
  case missing
  /// The host has it.
  case found(HostEnvironment)
}
