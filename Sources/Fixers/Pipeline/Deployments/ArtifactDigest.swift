/// Finds the digest of what a job deploys, and hands it on.
struct ArtifactDigest {
  /// The expression that gives the digest to a later job.
  var value: String
  /// What has to change in the job for it.
  var edits: [SourceEdit]

  /// What a job needs to hand the digest on; nil where no image is pushed in it.
  static func edits(for job: DeployJob) -> ArtifactDigest? {
    guard !job.isCalled, job.entry.value.entry("outputs") == nil,
      let anchor = job.entry.value.entry("steps"), anchor.line > job.entry.line
    else { return nil }
    let steps = WorkflowText.steps(of: job.entry.value)
    guard let found = built(steps, job) ?? pushed(steps, job) else { return nil }
    let column = String(repeating: " ", count: anchor.column)
    let inner = column + String(repeating: " ", count: job.text.unit)
    let outputs = [
      column + "outputs:", inner + "digest: ${{ steps.\(found.id).outputs.digest }}",
    ]
    return ArtifactDigest(
      value: "${{ needs.\(job.key).outputs.digest }}",
      edits: [job.text.insert(outputs, before: anchor.line)] + found.edits
    )
  }

  private typealias Source = (id: String, edits: [SourceEdit])

  /// A step whose action hands out the digest of what it pushed.
  private static func built(_ steps: [YAMLItem], _ job: DeployJob) -> Source? {
    let builds = steps.filter { step in
      step.value["uses"]?.scalar?.lowercased().hasPrefix("docker/build-push-action@") == true
        && step.value["with"]?["push"]?.scalar != "false"
    }
    guard builds.count == 1, let step = builds.first else { return nil }
    if let id = step.value["id"]?.scalar { return (id, []) }
    guard let use = step.value.entry("uses") else { return nil }
    let id = free("image", steps)
    let line = String(repeating: " ", count: use.column) + "id: \(id)"
    return (id, [job.text.insert([line], before: use.lines.upperBound)])
  }

  /// A script that pushes an image whose tag names the commit.
  private static func pushed(_ steps: [YAMLItem], _ job: DeployJob) -> Source? {
    let pushing = steps.last { step in
      let script = step.value["run"].flatMap { job.text.script($0) } ?? ""
      return script.contains("docker push")
    }
    let names = steps.contains { step in
      let script = step.value["run"].flatMap { job.text.script($0) } ?? ""
      return script.contains("GITHUB_SHA") || script.contains("github.sha")
    }
    guard let step = pushing, names else { return nil }
    let id = free("artifact", steps)
    let lines = TemplateText.render(
      String(decoding: PackageResources.pipeline_digest_yml, as: UTF8.self),
      ["id": id]
    ).generatedLines
    let column = String(repeating: " ", count: step.column)
    let text = lines.map { column + $0 }
    return (id, [job.text.insert(text, before: step.lines.upperBound)])
  }

  private static func free(_ name: String, _ steps: [YAMLItem]) -> String {
    let taken = Set(steps.compactMap { $0.value["id"]?.scalar })
    return taken.contains(name) ? "deployed-\(name)" : name
  }
}
