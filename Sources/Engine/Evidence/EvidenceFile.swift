import Foundation

/// Files that people hand in as evidence.
package enum EvidenceFile {
  private static let bytesAtMost = 1 << 30

  private static let mediaTypes = [
    "csv": "text/csv", "html": "text/html", "jpeg": "image/jpeg", "jpg": "image/jpeg",
    "json": "application/json", "jsonl": "application/jsonl", "log": "text/plain",
    "md": "text/markdown", "pdf": "application/pdf", "png": "image/png", "txt": "text/plain",
    "xml": "application/xml", "yaml": "application/yaml", "yml": "application/yaml",
    "zip": "application/zip",
  ]

  /// Reads a file whole.
  package static func read(_ path: String) throws -> [UInt8] {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw EngineFailure.record(
        problem: "\(path) is no file that can be read",
        next: "Name a regular file."
      )
    }
    guard Int(status.st_size) <= bytesAtMost else {
      throw EngineFailure.record(
        problem: "\(path) is larger than 1 GiB",
        next: "Divide it, and add each part as a record of its own."
      )
    }
    do {
      return Array(try Data(contentsOf: URL(filePath: path)))
    } catch {
      throw EngineFailure.record(
        problem: "\(path) cannot be read: \(FileTrouble.reason(of: error))",
        next: "See whether this user may read it."
      )
    }
  }

  /// What a name of a file with such content ends in, with its dot; empty when that is not known.
  static func fileExtension(of mediaType: String) -> String {
    if mediaType == "application/x-ndjson" { return ".jsonl" }
    return mediaTypes.filter { $0.value == mediaType }.keys.max().map { ".\($0)" } ?? ""
  }

  /// The media type that a file's name suggests.
  package static func mediaType(of path: String) -> String {
    mediaTypes[URL(filePath: path).pathExtension.lowercased()] ?? "application/octet-stream"
  }
}
