import ReadinessModel

/// One entry of a commit's tree.
package struct TreeEntry: Hashable, Sendable {
  /// Path relative to the listed folder, with forward slashes.
  package var path: String
  /// Its mode as git writes it, for example `100644`.
  package var mode: String
  /// Hash of its content.
  package var object: String
  /// Size in bytes.
  package var size: Int

  /// Creates a value from its parts.
  package init(path: String, mode: String, object: String, size: Int) {
    self.path = path
    self.mode = mode
    self.object = object
    self.size = size
  }
}

/// Lists the files of a commit as a walk of its checkout would, without a checkout.
///
/// What is in a commit is tracked, so that ignore files decide nothing here; everything else is
/// judged by the rules of `RepositoryWalker`.
package enum TreeListing {
  private static let mostSkips = 2_000

  private enum FolderState: Hashable {
    case open(FileOrigin)
    case closed
  }

  /// Lists entries; exclusions have the syntax of `.gitignore` lines, relative to the root.
  package static func list(
    _ entries: [TreeEntry],
    excluding exclusions: [String] = [],
    limits: WalkLimits = WalkLimits()
  ) -> RepositoryListing {
    var listing = Listing(entries, IgnoreRules(patterns: exclusions), limits)
    for entry in entries.sorted(by: { $0.path < $1.path }) { listing.add(entry) }
    listing.skipped.sort { $0.file < $1.file }
    return RepositoryListing(files: listing.files, skipped: listing.skipped)
  }

  private struct Listing {
    let exclusions: IgnoreRules
    let limits: WalkLimits
    var files: [WalkedFile] = []
    var skipped: [SkippedFile] = []
    private var folders: [String: FolderState] = ["": .open(.authored)]
    /// Names that decide what a folder is, by folder.
    private var marks: [String: Set<String>] = [:]

    private static let deciding: Set<String> = [
      "package.json", "composer.json", "go.mod", "Gemfile", "pyproject.toml", "Cargo.toml",
      "pyvenv.cfg", "ledger.db",
    ]

    init(_ entries: [TreeEntry], _ exclusions: IgnoreRules, _ limits: WalkLimits) {
      self.exclusions = exclusions
      self.limits = limits
      for entry in entries {
        let name = PathText.name(of: entry.path)
        if Self.deciding.contains(name) {
          marks[PathText.folder(of: entry.path), default: []].insert(name)
        }
      }
    }

    mutating func add(_ entry: TreeEntry) {
      guard case .open(let origin) = state(of: PathText.folder(of: entry.path)) else { return }
      let name = PathText.name(of: entry.path)
      let bytes = Array(entry.path.utf8)
      if exclusions.isIgnored(name: Array(name.utf8), path: bytes, isFolder: false) == true {
        return
      }
      switch entry.mode {
      case "120000": skip(entry.path, "a symbolic link, which is not followed", nil)
      case "160000":
        let reason = "a git repository of its own, to be scanned by itself"
        skip(entry.path, reason, FolderNames.anything)
      default: addFile(entry, origin)
      }
    }

    private mutating func addFile(_ entry: TreeEntry, _ origin: FileOrigin) {
      guard files.count < limits.files else {
        if files.count == limits.files, skipped.last?.file != "." {
          let reason =
            "the repository has more than \(limits.files) files; the rest was not listed"
          skip(".", reason, FolderNames.anything)
        }
        return
      }
      let language = SourceKind.language(ofPath: entry.path)
      if entry.size > limits.bytesPerFile, language != nil, !FolderNames.isLockFile(entry.path) {
        let reason = "larger than \(limits.bytesPerFile) bytes (it has \(entry.size))"
        skip(entry.path, reason, nil)
      }
      let isMinified = entry.path.hasSuffix(".min.js") || entry.path.hasSuffix(".min.css")
      files.append(
        WalkedFile(
          path: entry.path,
          size: entry.size,
          language: language,
          origin: isMinified ? .minified : origin
        )
      )
    }

    /// Whether the files of a folder are looked at, and who wrote them.
    private mutating func state(of folder: String) -> FolderState {
      if let known = folders[folder] { return known }
      // Parents come first; a hostile tree may be deep, so they are not visited by recursion.
      let parts = folder.split(separator: "/")
      var path = ""
      var state = FolderState.open(.authored)
      for (depth, part) in parts.enumerated() {
        let above = path
        path = path.isEmpty ? String(part) : "\(path)/\(part)"
        if let known = folders[path] {
          state = known
        } else {
          state = entered(path, named: String(part), in: above, depth: depth + 1, state)
          folders[path] = state
        }
      }
      return state
    }

    private mutating func entered(
      _ path: String,
      named name: String,
      in above: String,
      depth: Int,
      _ outer: FolderState
    ) -> FolderState {
      guard case .open(let origin) = outer else { return .closed }
      let bytes = Array(name.utf8)
      let isExcluded = exclusions.isIgnored(name: bytes, path: Array(path.utf8), isFolder: true)
      if isExcluded == true { return .closed }
      let marks = marks[path] ?? []
      if FolderNames.installed.contains(bytes) || marks.contains("pyvenv.cfg") {
        skip(path, FolderNames.installedReason, [])
        return .closed
      }
      if depth > limits.depth {
        skip(path, "nested deeper than \(limits.depth) folders", FolderNames.anything)
        return .closed
      }
      if path == ".auditwright", marks.contains("ledger.db") {
        skip(path, "the ledger of evidence", [])
        return .closed
      }
      let isBesideManifest = !(self.marks[above] ?? []).subtracting(["pyvenv.cfg", "ledger.db"])
        .isEmpty
      let mark = FolderNames.origin(ofFolder: bytes, besideManifest: isBesideManifest)
      return .open(mark ?? origin)
    }

    private mutating func skip(_ file: String, _ reason: String, _ mattersFor: [String]?) {
      guard skipped.count < mostSkips else { return }
      let kinds =
        mattersFor
        ?? SourceKind.kindsOfFact(path: file, language: SourceKind.language(ofPath: file))
      skipped.append(SkippedFile(file: file, reason: reason, mattersFor: kinds))
    }
  }
}
