package import ReadinessModel

/// A repository as a fixer sees it: its files, and what was found in them.
package struct FixProject: Sendable {
  /// What collectors saw.
  package let facts: RepositoryFacts
  /// The files.
  package let files: ProjectFiles
  /// What the checks found, by control; empty unless the fixer reads findings.
  package let findings: [ControlFinding]
  /// Packages of JavaScript and TypeScript by folder.
  package let packages: [String: NodePackage]
  private let library: ScriptLibrary
  let memory = ProjectMemory()

  /// Creates the view; a library that serves several views parses what they share once.
  package init(
    facts: RepositoryFacts,
    files: ProjectFiles,
    findings: [ControlFinding] = [],
    library: ScriptLibrary = ScriptLibrary()
  ) {
    self.library = library
    self.facts = facts
    self.findings = findings
    self.files = files
    var packages: [String: NodePackage] = [:]
    for path in files.paths where ProjectPath.name(of: path) == "package.json" {
      guard !path.contains("node_modules/"), let bytes = files.bytes(of: path),
        let package = NodePackage(manifest: path, bytes: bytes)
      else { continue }
      packages[package.folder] = package
    }
    self.packages = packages
  }

  /// The same repository, with what the checks found in it.
  package func with(findings: [ControlFinding]) -> FixProject {
    FixProject(self, findings: findings)
  }

  private init(_ other: FixProject, findings: [ControlFinding]) {
    (facts, files, packages, library) = (other.facts, other.files, other.packages, other.library)
    self.findings = findings
  }

  /// The application's routes; empty when none could be seen.
  package var routes: [Route] { facts.application.value?.routes ?? [] }

  /// The package a file belongs to: the nearest manifest above it.
  package func package(of path: String) -> NodePackage? {
    var folder = ProjectPath.folder(of: path)
    while true {
      if let package = packages[folder] { return package }
      if folder.isEmpty { return nil }
      folder = ProjectPath.folder(of: folder)
    }
  }

  /// Parses a file of TypeScript or JavaScript; nil when it is none, or cannot be parsed.
  package func script(_ path: String) -> ScriptSource? {
    unparsedScript(path).flatMap { $0.isParsable ? $0 : nil }
  }

  /// Takes a file of TypeScript or JavaScript, to be parsed when its tree is asked for.
  func unparsedScript(_ path: String) -> ScriptSource? {
    files.bytes(of: path).flatMap { library.script(path, $0) }
  }
}
