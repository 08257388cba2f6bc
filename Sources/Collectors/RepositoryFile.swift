package import ReadinessModel

/// One file of the repository, with its bytes.
package struct RepositoryFile: Sendable {
  /// Path relative to the repository's root, with forward slashes.
  package let path: String
  /// The file's content.
  package let bytes: [UInt8]
  /// Lines and columns of byte offsets.
  package let lines: LineIndex

  /// Creates a file from its path and content.
  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    self.lines = LineIndex(path: path, bytes: bytes)
  }

  /// Creates a file from its path and text.
  package init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  /// The content as text, without a byte order mark; bytes that are not UTF-8 are replaced.
  ///
  /// Decoded at each call: keep the result where it is used twice.
  package var text: String {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    return String(decoding: bytes[start...], as: UTF8.self)
  }

  /// The last component of the path.
  package var name: String { PathText.name(of: path) }
  /// What follows the last dot of the name, in lower case; empty for none.
  package var fileExtension: String { PathText.fileExtension(of: path) }
  /// The folder that holds the file; empty for the root.
  package var folder: String { PathText.folder(of: path) }
  /// The file's first line.
  package var start: SourceLocation { SourceLocation(file: path, line: 1) }

  /// Converts a byte offset to a place.
  package func location(atByte offset: Int, through end: Int? = nil) -> SourceLocation {
    lines.location(atByte: offset, through: end)
  }
}

/// Questions about paths that are relative and use forward slashes.
package enum PathText {
  /// The last component.
  package static func name(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: 0x2F) else { return path }
    return String(path[path.utf8.index(after: slash)...])
  }

  /// What precedes the last slash; empty for none.
  package static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: 0x2F) else { return "" }
    return String(path[..<slash])
  }

  /// What follows the last dot of the name, in lower case; empty for none and for `.name`.
  package static func fileExtension(of path: String) -> String {
    let name = name(of: path)
    guard let dot = name.utf8.lastIndex(of: 0x2E), dot != name.startIndex else { return "" }
    return name[name.utf8.index(after: dot)...].lowercased()
  }

  /// Joins a folder and a relative path, resolving `.` and `..`; nil when it leaves the root.
  package static func join(_ folder: String, _ relative: String) -> String? {
    var parts = folder.split(separator: "/")
    for part in relative.split(separator: "/") {
      switch part {
      case ".": continue
      case "..":
        guard parts.popLast() != nil else { return nil }
      default: parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }

  /// Whether a path lies in a folder, at any depth; every path lies in the root, `""`.
  package static func isPath(_ path: String, in folder: String) -> Bool {
    if folder.isEmpty { return true }
    guard path.utf8.count > folder.utf8.count, path.hasPrefix(folder) else { return false }
    return path.utf8[path.utf8.index(path.startIndex, offsetBy: folder.utf8.count)] == 0x2F
  }
}
