extension Workflow {
  /// The one branch that a job of the workflow can run for, nil when it can for others.
  package func onlyBranch(of job: PipelineJob) -> String? {
    if let condition = job.condition?.filter({ !$0.isWhitespace }), !condition.contains("||"),
      let open = condition.firstRange(of: "github.ref=='refs/heads/"),
      !condition[..<open.lowerBound].hasSuffix("!"),
      let close = condition[open.upperBound...].firstIndex(of: "'")
    {
      return String(condition[open.upperBound..<close])
    }
    guard triggers.count == 1, triggers[0].event == "push", triggers[0].branches.count == 1,
      let branch = triggers[0].branches.first,
      !branch.contains(where: { "*?[!+".contains($0) })
    else { return nil }
    return branch
  }

  /// The one branch that a job can run for, where it is not the one that work is merged into; empty
  /// `defaultBranch` for one that is not known.
  package func releaseBranch(of job: PipelineJob, defaultBranch: String) -> String? {
    guard let branch = onlyBranch(of: job), branch != defaultBranch,
      !["main", "master", "trunk", "develop"].contains(branch)
    else { return nil }
    return branch
  }
}
