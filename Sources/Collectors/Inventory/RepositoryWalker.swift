package import ReadinessModel

/// How far a walk goes.
package struct WalkLimits: Sendable, Hashable {
  /// Most files listed.
  package var files: Int
  /// Deepest folder entered, counted from the root.
  package var depth: Int
  /// Most entries of one folder looked at.
  package var entriesPerFolder: Int
  /// Size in bytes above which a file is not read.
  package var bytesPerFile: Int

  /// Creates limits; the defaults hold for the largest repositories people work in.
  package init(
    files: Int = 300_000,
    depth: Int = 100,
    entriesPerFolder: Int = 50_000,
    bytesPerFile: Int = 2_000_000
  ) {
    self.files = files
    self.depth = depth
    self.entriesPerFolder = entriesPerFolder
    self.bytesPerFile = bytesPerFile
  }
}

/// Why nothing of a repository could be listed.
package enum WalkFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The root is not a folder that can be opened.
  case unreadableRoot(String)

  /// What happened, and what to do.
  package var description: String {
    switch self {
    case .unreadableRoot(let path):
      "cannot open the folder '\(path)': check the path and its rights"
    }
  }
}

/// What a walk found.
package struct RepositoryListing: Sendable {
  /// Files that belong to the repository and can be read, sorted by path.
  package var files: [WalkedFile]
  /// What was left out and why, sorted by path.
  package var skipped: [SkippedFile]
}

/// Lists the files of a repository without reading any but its ignore files.
///
/// Links are never followed, so no path leads out of the repository or in circles; `.git` is read
/// for the list of tracked files alone, because a file that git tracks belongs to the repository
/// even where a rule ignores it.
package enum RepositoryWalker {
  /// Walks a folder.
  ///
  /// Exclusions have the syntax of `.gitignore` lines, relative to the root.
  package static func walk(
    root: String,
    excluding exclusions: [String] = [],
    limits: WalkLimits = WalkLimits()
  ) throws(WalkFailure) -> RepositoryListing {
    guard let folder = PosixFile.openRoot(root) else { throw .unreadableRoot(root) }
    var walk = Walk(limits: limits, exclusions: IgnoreRules(patterns: exclusions))
    walk.tracked = TrackedPaths(root: folder)
    var rules: [IgnoreRules] = []
    if let bytes = folder.openFolder(Array(".git".utf8))?.openFolder(Array("info".utf8))?
      .openFile(Array("exclude".utf8))?.read(atMost: Walk.mostIgnoreBytes)
    {
      rules.append(IgnoreRules(bytes))
    }
    walk.visit(folder, at: Walk.Place(rules: rules))
    walk.files.sort { $0.path < $1.path }
    walk.skipped.sort { $0.file < $1.file }
    return RepositoryListing(files: walk.files, skipped: walk.skipped)
  }
}

/// The state of one walk.
private struct Walk {
  static let mostIgnoreBytes = 500_000
  private static let mostSkips = 2_000

  let limits: WalkLimits
  let exclusions: IgnoreRules
  var tracked: TrackedPaths?
  var files: [WalkedFile] = []
  var skipped: [SkippedFile] = []
  private var limitReported = false

  init(limits: WalkLimits, exclusions: IgnoreRules) {
    self.limits = limits
    self.exclusions = exclusions
  }

  /// Where the walk stands.
  struct Place {
    var path: [UInt8] = []
    var depth = 0
    var origin = FileOrigin.authored
    var rules: [IgnoreRules] = []
    /// Whether a rule ignores the folder, so that only what git tracks belongs to it.
    var onlyTracked = false
  }

  mutating func visit(_ folder: PosixFile, at place: Place) {
    guard let listed = folder.entries(atMost: limits.entriesPerFolder) else {
      skip(place.path, "the folder cannot be listed", mattersFor: FolderNames.anything)
      return
    }
    if !listed.isComplete {
      skip(
        place.path,
        "the folder has more entries than are looked at",
        mattersFor: FolderNames.anything
      )
    }
    let names = Set(listed.entries.map(\.name))
    if isForeign(names, at: place) { return }
    var place = place
    if names.contains(FolderNames.ignore),
      let bytes = folder.openFile(FolderNames.ignore)?.read(atMost: Self.mostIgnoreBytes)
    {
      let own = IgnoreRules(bytes, prefixLength: place.path.isEmpty ? 0 : place.path.count + 1)
      if !own.isEmpty { place.rules.append(own) }
    }
    let hasManifest = !names.isDisjoint(with: FolderNames.manifests)
    let entries = listed.entries.sorted { $0.name.lexicographicallyPrecedes($1.name) }
    for entry in entries where entry.name != FolderNames.git {
      guard files.count < limits.files else {
        reportFileLimit(place.path)
        return
      }
      look(at: entry, in: folder, place, hasManifest: hasManifest)
    }
  }

  /// Whether a folder is somebody else's; says so in the list of what was left out.
  private mutating func isForeign(_ names: Set<[UInt8]>, at place: Place) -> Bool {
    guard place.depth > 0 else { return false }
    // Where a submodule was not fetched there is an empty folder, which git tracks like a file.
    if names.contains(FolderNames.git) || tracked?.contains(file: place.path) == true {
      let reason = "a git repository of its own, to be scanned by itself"
      skip(place.path, reason, mattersFor: FolderNames.anything)
      return true
    }
    if names.contains(FolderNames.virtualEnvironment) {
      skip(place.path, FolderNames.installedReason, mattersFor: [])
      return true
    }
    // What was recorded of the repository is not part of it.
    if place.path == FolderNames.ledgerFolder, names.contains(FolderNames.ledger) {
      skip(place.path, "the ledger of evidence", mattersFor: [])
      return true
    }
    return false
  }

  private mutating func look(
    at entry: PosixFile.Entry,
    in folder: PosixFile,
    _ place: Place,
    hasManifest: Bool
  ) {
    let path = place.path.isEmpty ? entry.name : place.path + [0x2F] + entry.name
    let isFolder = entry.kind == .folder
    let isIgnored = place.onlyTracked || isIgnored(entry, path: path, rules: place.rules)
    if isIgnored, !isTracked(path, isFolder: isFolder) { return }
    if exclusions.isIgnored(name: entry.name, path: path, isFolder: isFolder) == true { return }
    switch entry.kind {
    case .folder:
      var inner = place
      inner.path = path
      inner.depth += 1
      inner.onlyTracked = isIgnored
      let mark = FolderNames.origin(ofFolder: entry.name, besideManifest: hasManifest)
      inner.origin = mark ?? place.origin
      enter(entry, in: folder, at: inner)
    case .file: add(entry, in: folder, path: path, origin: place.origin)
    case .link: skip(path, "a symbolic link, which is not followed")
    case .other: skip(path, "neither a file nor a folder", mattersFor: [])
    }
  }

  private mutating func enter(_ entry: PosixFile.Entry, in folder: PosixFile, at place: Place) {
    if FolderNames.installed.contains(entry.name) {
      skip(place.path, FolderNames.installedReason, mattersFor: [])
    } else if place.depth > limits.depth {
      let reason = "nested deeper than \(limits.depth) folders"
      skip(place.path, reason, mattersFor: FolderNames.anything)
    } else if let inner = folder.openFolder(entry.name) {
      visit(inner, at: place)
    } else {
      skip(place.path, "the folder cannot be opened", mattersFor: FolderNames.anything)
    }
  }

  private mutating func add(
    _ entry: PosixFile.Entry,
    in folder: PosixFile,
    path bytes: [UInt8],
    origin: FileOrigin
  ) {
    guard let path = String(validating: bytes, as: UTF8.self) else {
      skip(bytes, "its name is not UTF-8")
      return
    }
    guard let size = folder.status(of: entry.name)?.size else { return }
    let language = SourceKind.language(ofPath: path)
    if size > limits.bytesPerFile {
      // What no collector would read anyway, such as images, is not worth a word.
      if language != nil, !FolderNames.isLockFile(path) {
        skip(bytes, "larger than \(limits.bytesPerFile) bytes (it has \(size))")
      }
    }
    let isMinified = path.hasSuffix(".min.js") || path.hasSuffix(".min.css")
    files.append(
      WalkedFile(
        path: path,
        size: size,
        language: language,
        origin: isMinified ? .minified : origin
      )
    )
  }

  private func isIgnored(_ entry: PosixFile.Entry, path: [UInt8], rules: [IgnoreRules]) -> Bool {
    for rule in rules.reversed() {
      let verdict = rule.isIgnored(name: entry.name, path: path, isFolder: entry.kind == .folder)
      if let verdict { return verdict }
    }
    return false
  }

  private func isTracked(_ path: [UInt8], isFolder: Bool) -> Bool {
    guard let tracked else { return false }
    return isFolder ? tracked.contains(folder: path) : tracked.contains(file: path)
  }

  private mutating func reportFileLimit(_ path: [UInt8]) {
    guard !limitReported else { return }
    limitReported = true
    skip(
      path,
      "the repository has more than \(limits.files) files; the rest was not listed",
      mattersFor: FolderNames.anything
    )
  }

  private mutating func skip(_ path: [UInt8], _ reason: String, mattersFor: [String]? = nil) {
    guard skipped.count < Self.mostSkips else { return }
    let file = path.isEmpty ? "." : String(decoding: path, as: UTF8.self)
    let kinds =
      mattersFor
      ?? SourceKind.kindsOfFact(path: file, language: SourceKind.language(ofPath: file))
    skipped.append(SkippedFile(file: file, reason: reason, mattersFor: kinds))
  }
}

/// Names with a meaning to the walk.
enum FolderNames {
  static let anything = ["routes", "data", "infrastructure", "pipeline", "documents"]
  static let installedReason = "installed dependencies, not the repository's own files"
  static let git = Array(".git".utf8)
  static let ignore = Array(".gitignore".utf8)
  static let ledgerFolder = Array(".auditwright".utf8)
  static let ledger = Array("ledger.db".utf8)
  static let virtualEnvironment = Array("pyvenv.cfg".utf8)
  static let installed = Set(
    [
      "node_modules", "bower_components", "jspm_packages", "__pycache__", ".terraform",
      ".pnpm-store", ".hg", ".svn",
    ].map { Array($0.utf8) }
  )
  static let manifests = Set(
    ["package.json", "composer.json", "go.mod", "Gemfile", "pyproject.toml", "Cargo.toml"]
      .map { Array($0.utf8) }
  )
  private static let outputs = Set(
    [".next", ".nuxt", ".output", ".svelte-kit", ".vercel", ".turbo", "storybook-static"]
      .map { Array($0.utf8) }
  )

  /// Says who wrote the files of a folder by its name.
  ///
  /// `vendor` and `dist` mean what they usually mean only beside a manifest: elsewhere they may
  /// well be a part of the product, for example the code that looks after vendors.
  static func origin(ofFolder name: [UInt8], besideManifest: Bool) -> FileOrigin? {
    if outputs.contains(name) { return .generated }
    guard besideManifest else { return nil }
    switch String(decoding: name, as: UTF8.self) {
    case "vendor", "third_party": return .vendored
    case "dist", "coverage": return .generated
    default: return nil
    }
  }

  static func isLockFile(_ path: String) -> Bool {
    let name = PathText.name(of: path)
    return name.hasSuffix(".lock") || name.hasSuffix("-lock.json") || name.hasSuffix("-lock.yaml")
  }
}
