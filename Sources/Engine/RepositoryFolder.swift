/// The folder of a repository, for reading and writing single files in it.
///
/// Paths are relative and stay inside: absolute ones, those with `..`, and those that lead through a
/// link are refused, however they are written.
package struct RepositoryFolder: Sendable {
  /// The folder's path.
  package let path: String

  /// Creates a value for a folder; it is opened anew for each use.
  package init(path: String) { self.path = path }

  /// Reads a file whole.
  package func read(_ name: String) throws -> [UInt8] {
    let writer = try writer(for: name)
    do {
      if let bytes = try writer.contents(of: name) { return bytes }
    } catch {
      throw EngineFailure.outside(path: name)
    }
    throw EngineFailure.record(
      problem: "there is no file \(name)",
      next: "Name a file by its path in the repository."
    )
  }

  /// Writes a file that is not there yet.
  package func create(_ name: String, with bytes: [UInt8]) throws {
    let writer = try writer(for: name)
    let isThere: Bool
    do {
      isThere = try writer.contents(of: name) != nil
    } catch {
      throw EngineFailure.outside(path: name)
    }
    guard !isThere else { throw EngineFailure.alreadyThere(path: name) }
    try writer.write(bytes, to: name)
  }

  private func writer(for name: String) throws -> RepositoryWriter {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    let isInside = parts.allSatisfy { part in
      !part.isEmpty && part != "." && part != ".." && part.lowercased() != ".git"
        && !part.utf8.contains(0)
    }
    guard isInside else { throw EngineFailure.outside(path: name) }
    return try RepositoryWriter(root: path)
  }
}
