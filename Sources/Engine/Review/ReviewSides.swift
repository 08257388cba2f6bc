import Collectors
import ReadinessModel

/// Both sides of a change, as files in memory.
struct ReviewSides {
  /// The files that the change starts from.
  let base: RepositoryIntake
  /// The files that it leads to.
  let head: RepositoryIntake
  /// The commit that it starts from.
  let baseCommit: String
  /// What the base was asked for by.
  let baseName: String
  /// The commit that it leads to; nil for files on disk.
  let headCommit: String?
  /// What the head was asked for by.
  let headName: String
  /// The newest commit of the head, which the files on disk may go beyond.
  let tip: String
  /// Hashes of the files of each side, by path.
  let baseHashes: [String: String]
  let headHashes: [String: String]
  /// Objects of the repository.
  let objects: GitObjects

  /// Finds both sides and reads them.
  static func read(_ options: ReviewOptions, context: RunContext) throws -> ReviewSides {
    guard let tree = GitTree(root: options.path) else {
      throw EngineFailure.review(
        problem: "\(options.path) is in no git work tree that can be read",
        next: "Give the folder of a clone. In a container, git may have to be told to trust the"
          + " folder: git config --global --add safe.directory \"$PWD\""
      )
    }
    let commits = try ReviewCommits(tree, options)
    let objects = GitObjects(tree: tree)
    context.progress(.stage("Reading both sides of the change"))
    let baseEntries = try objects.entries(of: commits.base)
    let like = baseEntries.first?.object ?? commits.base
    let head: RepositoryIntake
    let headHashes: [String: String]
    if let commit = commits.head {
      let entries = try objects.entries(of: commit)
      head = try TreeIntake.read(entries, from: objects, known: [:])
      headHashes = hashes(of: entries)
    } else {
      try refuseSparse(tree)
      head = try RepositoryIntake.read(root: options.path, context: context)
      headHashes = try hashes(of: head, like: like, context)
    }
    var known: [String: [UInt8]] = [:]
    for file in head.files.files {
      if let hash = headHashes[file.path] { known[hash] = file.bytes }
    }
    return ReviewSides(
      base: try TreeIntake.read(baseEntries, from: objects, known: known),
      head: head,
      baseCommit: commits.base,
      baseName: commits.baseName,
      headCommit: commits.head,
      headName: options.head ?? "working tree",
      tip: commits.tip,
      baseHashes: hashes(of: baseEntries),
      headHashes: headHashes,
      objects: objects
    )
  }

  private static func hashes(of entries: [TreeEntry]) -> [String: String] {
    Dictionary(entries.map { ($0.path, $0.object) }, uniquingKeysWith: { a, _ in a })
  }

  private static func hashes(
    of intake: RepositoryIntake,
    like object: String,
    _ context: RunContext
  ) throws -> [String: String] {
    let files = intake.files.files
    let parts = stride(from: 0, to: files.count, by: 256).map {
      Array(files[$0..<min($0 + 256, files.count)])
    }
    let hashed = try LargeStack.map(parts, jobs: context.jobs) { part in
      part.map { ($0.path, GitObjects.hash(of: $0.bytes, like: object)) }
    }
    return Dictionary(hashed.flatMap { $0 }, uniquingKeysWith: { a, _ in a })
  }

  /// A checkout of some folders looks as if the change removed all others.
  private static func refuseSparse(_ tree: GitTree) throws {
    let answer = try? tree.run(["config", "--type=bool", "--get", "core.sparseCheckout"])
    guard answer?.hasPrefix("true") == true else { return }
    throw EngineFailure.review(
      problem: "only some folders are checked out, so the files on disk are not the whole change",
      next: "Compare commits, which needs no checkout: auditwright review --head HEAD"
    )
  }
}

/// The commits that a review is about.
struct ReviewCommits {
  /// What both sides have in common.
  let base: String
  /// What the base was asked for by.
  let baseName: String
  /// What the change leads to, nil for the files on disk.
  let head: String?
  /// The newest commit of the head.
  let tip: String

  /// Names under which the branch that changes are merged into is found, in this order.
  private static let usual = [
    "refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/remotes/origin/master",
    "refs/heads/main", "refs/heads/master", "refs/heads/trunk", "refs/heads/develop",
  ]

  init(_ tree: GitTree, _ options: ReviewOptions) throws {
    let headName = options.head ?? "HEAD"
    guard let tip = Self.commit(headName, tree) else { throw Self.unknown(headName, tree) }
    let name: String
    if let asked = options.base {
      name = asked
    } else if let usual = Self.usual.first(where: { Self.commit($0, tree) != nil }) {
      name = usual
    } else {
      throw EngineFailure.review(
        problem: "it is not known what the change is to be merged into",
        next: "Name the branch: auditwright review --base origin/main"
      )
    }
    guard let other = Self.commit(name, tree) else { throw Self.unknown(name, tree) }
    guard let common = tree.mergeBase(other, tip), !common.isEmpty else {
      throw Self.nothingInCommon(name, headName, tree)
    }
    base = common
    baseName = Self.short(name)
    head = options.head == nil ? nil : tip
    self.tip = tip
  }

  private static func commit(_ name: String, _ tree: GitTree) -> String? {
    guard !name.isEmpty, !name.hasPrefix("-") else { return nil }
    if let found = tree.commit("\(name)^{commit}") { return found }
    // A clone made for one pull request knows branches by their remote only.
    return tree.commit("refs/remotes/origin/\(name)^{commit}")
  }

  private static func short(_ name: String) -> String {
    for prefix in ["refs/remotes/", "refs/heads/"] where name.hasPrefix(prefix) {
      return String(name.dropFirst(prefix.count))
    }
    return name
  }

  private static func unknown(_ name: String, _ tree: GitTree) -> EngineFailure {
    let deeper = tree.isShallow ? " The clone is shallow: \(deepen)" : ""
    return .review(
      problem: "the clone has no commit by the name '\(name)'",
      next: "Fetch it first, for example: git fetch origin \(name).\(deeper)"
    )
  }

  private static func nothingInCommon(
    _ base: String,
    _ head: String,
    _ tree: GitTree
  ) -> EngineFailure {
    if tree.isShallow {
      return .review(
        problem:
          "the clone is shallow: the commit that '\(short(base))' and '\(head)' have in common is"
          + " not in it, so nothing can be said of the change",
        next: deepen
      )
    }
    return .review(
      problem: "'\(short(base))' and '\(head)' have no commit in common",
      next: "Name the branch that the change was made from: auditwright review --base NAME"
    )
  }

  private static let deepen =
    "Fetch the whole history: fetch-depth: 0 in actions/checkout, or git fetch --unshallow."
}
