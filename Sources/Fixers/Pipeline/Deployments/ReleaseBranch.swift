import ReadinessModel

/// Lets a workflow deploy from a release branch, and from nothing else.
enum ReleaseBranch {
  /// The edits; none when it does so already.
  static func edits(
    for job: DeployJob,
    branch: String
  ) -> Result<[SourceEdit], FixObstacle> {
    guard !job.isCalled else {
      return .failure(obstacle(job, "the job stands in a workflow that others call"))
    }
    let triggers = job.workflow.triggers
    guard let push = triggers.first(where: { $0.event == "push" }) else {
      return .failure(obstacle(job, "no push to a branch starts it"))
    }
    guard let node = job.text.root["on"] else {
      return .failure(obstacle(job, "no push to a branch starts it"))
    }
    if let pushed = node["push"], pushed["tags"] != nil, pushed["branches"] == nil {
      return .failure(obstacle(job, "a tag starts it, and a tag comes with no pull request"))
    }
    var edits: [SourceEdit] = []
    if !push.branches.isEmpty, !push.branches.contains(branch) {
      guard let edit = trigger(job, node["push"]?["branches"], branch) else {
        return .failure(obstacle(job, "the branches that start it cannot be changed in place"))
      }
      edits.append(edit)
    }
    let wanted = "github.ref == 'refs/heads/\(branch)'"
    if job.job.condition?.contains(wanted) != true {
      guard let edit = condition(job, wanted) else {
        return .failure(obstacle(job, "its condition cannot be changed in place"))
      }
      edits.append(edit)
    }
    return .success(edits)
  }

  /// Puts the release branch in the place of the one that started deployments, or beside it where
  /// other jobs need that.
  private static func trigger(_ job: DeployJob, _ node: YAMLNode?, _ branch: String) -> SourceEdit?
  {
    let others = job.text.jobs.contains { $0.key != job.entry.key }
    switch node?.content {
    case .list(let words):
      guard let last = words.last else { return nil }
      if words.count == 1, !others {
        return .replace(path: job.text.path, range: last.range, text: branch)
      }
      return .insert(path: job.text.path, at: last.range.upperBound, text: ", \(branch)")
    case .sequence(let items):
      guard let last = items.last else { return nil }
      if items.count == 1, !others {
        return .replace(path: job.text.path, range: last.value.range, text: branch)
      }
      let line = String(repeating: " ", count: last.column) + "- " + branch
      return job.text.insert([line], before: last.lines.upperBound)
    case .scalar where !others:
      return node.map { .replace(path: job.text.path, range: $0.range, text: branch) }
    default: return nil
    }
  }

  private static func condition(_ job: DeployJob, _ wanted: String) -> SourceEdit? {
    guard let entry = job.entry.value.entry("if") else {
      guard let anchor = job.entry.value.entries.first, anchor.line > job.entry.line else {
        return nil
      }
      let line = String(repeating: " ", count: anchor.column) + "if: " + wanted
      return job.text.insert([line], before: anchor.line)
    }
    guard let text = entry.value.scalar, entry.value.lines.count == 1, !text.contains("${{"),
      !text.contains(" #")
    else { return nil }
    // What named the branch that was deployed from names the release branch now.
    for old in [job.branch, "main", "master"].compactMap({ $0 }) {
      for quote in ["'refs/heads/\(old)'"] where text.contains(quote) {
        let changed = job.text.text(entry.value.range)
          .replacing(quote, with: "'\(wanted.split(separator: "'")[1])'")
        return .replace(path: job.text.path, range: entry.value.range, text: changed)
      }
    }
    let isQuoted = job.text.text(entry.value.range) != text
    guard !isQuoted else { return nil }
    return .replace(path: job.text.path, range: entry.value.range, text: "\(wanted) && (\(text))")
  }

  private static func obstacle(_ job: DeployJob, _ reason: String) -> FixObstacle {
    FixObstacle(
      "deploying \(job.job.id) in \(job.workflow.path) from a release branch",
      reason,
      at: job.text.location(job.entry.line),
      next: "Start it by pushes to the release branch, and let it run for no other."
    )
  }
}
