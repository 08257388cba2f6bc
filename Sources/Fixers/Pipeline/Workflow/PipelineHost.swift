import ReadinessModel

/// Says whether the pipeline of a repository is one that can be written for.
enum PipelineHost {
  private static let others: [(path: String, name: String)] = [
    (".gitlab-ci.yml", "GitLab CI"), (".circleci/config.yml", "CircleCI"),
    ("azure-pipelines.yml", "Azure Pipelines"), ("Jenkinsfile", "Jenkins"),
    ("bitbucket-pipelines.yml", "Bitbucket Pipelines"), (".travis.yml", "Travis CI"),
    (".drone.yml", "Drone"), (".buildkite/pipeline.yml", "Buildkite"),
    (".woodpecker.yml", "Woodpecker"),
  ]

  /// Why nothing is written: the pipeline runs at another host, or was not read.
  static func obstacle(in project: FixProject, _ subject: String) -> FixRefusal? {
    if case .notObservable(let reason) = project.facts.delivery {
      return FixRefusal(
        subject: subject,
        reason: "the pipeline could not be read: \(reason)",
        next: "See what auditwright facts says of it."
      )
    }
    guard !project.files.paths.contains(where: WorkflowText.isWorkflow),
      !project.files.containsFolder(".github"),
      let other = others.first(where: { project.files.contains($0.path) })
    else { return nil }
    return FixRefusal(
      subject: subject,
      reason: "\(other.path) runs at \(other.name), and only GitHub Actions are written for",
      location: SourceLocation(file: other.path, line: 1),
      next: "Add the same steps to \(other.path) by hand; a failing one has to fail the pipeline."
    )
  }

  /// A path for a new workflow that no file has.
  static func freePath(_ names: [String], in project: FixProject) -> String {
    let paths = names.map { ".github/workflows/\($0).yml" }
    return paths.first { path in
      !project.files.contains(path)
        && !project.files.contains(String(path.dropLast(3)) + "yaml")
    } ?? ".github/workflows/\(names[0])-auditwright.yml"
  }

  /// The workflow of facts that a file is.
  static func workflow(_ path: String, in project: FixProject) -> Workflow? {
    project.facts.delivery.value?.workflows.first { $0.path == path }
  }
}
