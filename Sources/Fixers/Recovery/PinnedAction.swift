/// An action of a workflow at the commit of a release, which nobody can move.
struct PinnedAction {
  let name: String
  let commit: String
  let release: String

  /// What stands behind `uses:`.
  var use: String { "\(name)@\(commit) # \(release)" }

  static let checkout = PinnedAction(
    name: "actions/checkout",
    commit: "d23441a48e516b6c34aea4fa41551a30e30af803",
    release: "v6.1.0"
  )
  static let upload = PinnedAction(
    name: "actions/upload-artifact",
    commit: "b7c566a772e6b6bfb58ed0dc250532a479d7789f",
    release: "v6.0.0"
  )
  static let credentials = PinnedAction(
    name: "aws-actions/configure-aws-credentials",
    commit: "e6de054238d6b7531b4efff3b6587d9aade6a06c",
    release: "v6.2.3"
  )
  static let node = PinnedAction(
    name: "actions/setup-node",
    commit: "249970729cb0ef3589644e2896645e5dc5ba9c38",
    release: "v6.5.0"
  )
}
