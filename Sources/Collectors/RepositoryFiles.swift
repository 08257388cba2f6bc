/// The files a collector may look at, found by path, name, extension or pattern.
///
/// `files` are those whose bytes were read; `paths` names every file of the repository, so that
/// the mere presence of a file can be asked about.
package struct RepositoryFiles: Sendable {
  /// The files that were read, sorted by path.
  package let files: [RepositoryFile]
  /// Paths of every file of the repository, read or not, sorted.
  package let paths: [String]
  private let indexByPath: [String: Int]
  private let indicesByName: [String: [Int]]
  private let indicesByExtension: [String: [Int]]
  private let pathSet: Set<String>

  /// Creates the set from the files read and the paths of those that were not.
  package init(_ files: [RepositoryFile], otherPaths: [String] = []) {
    let sorted = files.sorted { $0.path < $1.path }
    self.files = sorted
    pathSet = Set(sorted.map(\.path)).union(otherPaths)
    paths = otherPaths.isEmpty ? sorted.map(\.path) : pathSet.sorted()
    var byPath: [String: Int] = [:]
    var byName: [String: [Int]] = [:]
    var byExtension: [String: [Int]] = [:]
    for (index, file) in sorted.enumerated() {
      byPath[file.path] = index
      byName[file.name.lowercased(), default: []].append(index)
      byExtension[file.fileExtension, default: []].append(index)
    }
    indexByPath = byPath
    indicesByName = byName
    indicesByExtension = byExtension
  }

  /// Finds the file at a path, nil when there is none or it was not read.
  package subscript(path: String) -> RepositoryFile? {
    indexByPath[path].map { files[$0] }
  }

  /// Whether the repository has a file at a path, read or not.
  package func contains(path: String) -> Bool { pathSet.contains(path) }

  /// Finds the files with a name, whatever the case of its letters.
  package func named(_ name: String) -> [RepositoryFile] {
    (indicesByName[name.lowercased()] ?? []).map { files[$0] }
  }

  /// Finds the files with one of several extensions, given in lower case and without dot.
  package func withExtension(_ extensions: String...) -> [RepositoryFile] {
    withExtensions(extensions)
  }

  /// Finds the files with one of several extensions, given in lower case and without dot.
  package func withExtensions(_ extensions: [String]) -> [RepositoryFile] {
    extensions.flatMap { indicesByExtension[$0] ?? [] }.sorted().map { files[$0] }
  }

  /// Finds the files in a folder, at any depth.
  package func under(_ folder: String) -> [RepositoryFile] {
    files.filter { PathText.isPath($0.path, in: folder) }
  }

  /// Finds the files whose path matches a pattern such as `.github/workflows/*.yml`.
  package func matching(_ pattern: String) -> [RepositoryFile] {
    let pattern = PathPattern(pattern)
    return files.filter { pattern.matches($0.path) }
  }

  /// Finds the paths, of files read or not, that match a pattern.
  package func paths(matching pattern: String) -> [String] {
    let pattern = PathPattern(pattern)
    return paths.filter { pattern.matches($0) }
  }
}
