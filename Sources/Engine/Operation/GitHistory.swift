/// What a clone knows of the history of its branches.
struct GitHistory {
  let folder: String

  /// Whether a branch has a commit; nil when the clone cannot tell.
  ///
  /// The branch as the host has it comes first: that is the protected one.
  func contains(_ commit: String, in branch: String) -> Bool? {
    guard
      !branch.isEmpty, !branch.hasPrefix("-"),
      branch.allSatisfy({ $0.isLetter || $0.isNumber || "/._-".contains($0) }),
      let tree = GitTree(root: folder),
      let full = tree.commit("\(commit)^{commit}"),
      let tip = tree.commit("refs/remotes/origin/\(branch)") ?? tree.commit("refs/heads/\(branch)")
    else { return nil }
    if tree.mergeBase(full, tip) == full { return true }
    // A clone without the whole history cannot say that something is not in it.
    return tree.isShallow ? nil : false
  }
}
