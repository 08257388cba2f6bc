/// The repository's files as fixers see them: read-only, and in memory.
package struct ProjectFiles: Sendable {
  private let contents: [String: [UInt8]]
  private let others: Set<String>
  /// Paths of every file, sorted.
  package let paths: [String]

  /// Creates the view from files that were read and the paths of those that were not.
  package init(_ contents: [String: [UInt8]], otherPaths: some Sequence<String> = []) {
    self.contents = contents
    others = Set(otherPaths).subtracting(contents.keys)
    paths = (Array(contents.keys) + others).sorted()
  }

  /// The content of a file, nil when there is none or it was not read.
  package func bytes(of path: String) -> [UInt8]? { contents[path] }

  /// The text of a file, without a byte order mark; nil when it is not UTF-8.
  package func text(of path: String) -> String? {
    guard let bytes = contents[path], let text = String(validating: bytes, as: UTF8.self) else {
      return nil
    }
    return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
  }

  /// Whether the repository has a file at a path, read or not.
  package func contains(_ path: String) -> Bool {
    contents[path] != nil || others.contains(path)
  }

  /// Paths in a folder, at any depth.
  package func paths(under folder: String) -> [String] {
    folder.isEmpty ? paths : paths.filter { $0.hasPrefix(folder + "/") }
  }

  /// Whether a folder holds any file.
  package func containsFolder(_ folder: String) -> Bool {
    paths.contains { $0.hasPrefix(folder + "/") }
  }
}

/// Questions about paths that are relative and use forward slashes.
package enum ProjectPath {
  /// What precedes the last slash; empty for none.
  package static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }

  /// The last component.
  package static func name(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  /// What follows the last dot of the name; empty for none.
  package static func fileExtension(of path: String) -> String {
    let name = name(of: path)
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
    return String(name[name.index(after: dot)...])
  }

  /// Joins a folder and a name.
  package static func join(_ folder: String, _ name: String) -> String {
    folder.isEmpty ? name : folder + "/" + name
  }

  /// The way from one folder to a file, as an import writes it: `./x`, `../lib/x`.
  package static func relative(from folder: String, to path: String) -> String {
    let from = folder.split(separator: "/")
    let to = path.split(separator: "/")
    var shared = 0
    while shared < from.count, shared < to.count - 1, from[shared] == to[shared] { shared += 1 }
    let up = Array(repeating: "..", count: from.count - shared)
    let down = to[shared...].map(String.init)
    return ((up.isEmpty ? ["."] : up) + down).joined(separator: "/")
  }
}
