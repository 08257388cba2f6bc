/// The files of the repository, counted.
package struct Inventory: Codable, Hashable, Sendable {
  /// Files that belong to the repository.
  package var files: Int
  /// Their size in bytes.
  package var bytes: Int
  /// Lines in files of a known programming or configuration language.
  package var sourceLines: Int
  /// Number of files by language.
  package var languages: [String: Int]
  /// Web frameworks in use, sorted.
  package var frameworks: [String]
  /// The packages of the workspace, the root's included.
  package var packages: [WorkspacePackage]
  /// Files that were not read, with the reason.
  package var skipped: [SkippedFile]
  /// The commit checked out, nil outside a git work tree.
  package var commit: String?
  /// What the project asks to leave out, with its reason.
  package var exclusions: [SkippedFile]

  /// Creates a value from its parts.
  package init(
    files: Int,
    bytes: Int,
    sourceLines: Int,
    languages: [String: Int] = [:],
    frameworks: [String] = [],
    packages: [WorkspacePackage] = [],
    skipped: [SkippedFile] = [],
    commit: String? = nil,
    exclusions: [SkippedFile] = []
  ) {
    self.files = files
    self.bytes = bytes
    self.sourceLines = sourceLines
    self.languages = languages
    self.frameworks = frameworks
    self.packages = packages
    self.skipped = skipped
    self.commit = commit
    self.exclusions = exclusions
  }
}

/// One package of a JavaScript workspace.
package struct WorkspacePackage: Codable, Hashable, Sendable {
  /// Name in its manifest.
  package var name: String
  /// Folder, relative to the root; empty for the root.
  package var path: String
  /// The manifest.
  package var manifest: SourceLocation

  /// Creates a value from its parts.
  package init(name: String, path: String, manifest: SourceLocation) {
    self.name = name
    self.path = path
    self.manifest = manifest
  }
}

/// A file that was not read, or not whole.
package struct SkippedFile: Codable, Hashable, Sendable {
  /// Path relative to the root.
  package var file: String
  /// Why, as a clause a reader understands.
  package var reason: String
  /// The kinds of fact it might have held, for example `routes`.
  package var mattersFor: [String]

  /// Creates a value from its parts.
  package init(file: String, reason: String, mattersFor: [String] = []) {
    self.file = file
    self.reason = reason
    self.mattersFor = mattersFor
  }
}
