import ReadinessModel

/// Reads SQL files: schemas and migrations.
enum SQLFile {
  /// Largest file that is read as SQL; larger ones are dumps of data.
  private static let mostBytes = 8_000_000

  /// Reads a file; sections and files that undo a migration are left out.
  static func read(_ file: RepositoryFile) -> FileDataModels {
    var result = FileDataModels(file: file.path)
    guard !undoes(file.path) else { return result }
    guard file.bytes.count <= mostBytes else {
      result.trouble = "larger than \(mostBytes / 1_000_000) MB"
      return result
    }
    var reader = SQLStatements(file)
    reader.read(0..<endOfForwardPart(file.bytes))
    result.changes = reader.changes
    result.statements = reader.statements
    result.functions = reader.functions
    return result
  }

  /// Whether a file undoes a migration.
  static func undoes(_ path: String) -> Bool {
    let name = PathText.name(of: path).lowercased()
    return name == "down.sql" || name.hasSuffix(".down.sql") || name.hasSuffix("_down.sql")
      || name.hasSuffix("-down.sql") || name.contains("rollback") || name.hasPrefix("undo")
  }

  /// Several tools keep both directions in one file, the way back below a marker.
  private static func endOfForwardPart(_ bytes: [UInt8]) -> Int {
    let markers = [
      "-- +goose down", "-- migrate:down", "-- +migrate down", "--//@undo", "-- @undo",
    ]
    let longest = 20
    var offset = 0
    for line in bytes.split(separator: 10, omittingEmptySubsequences: false) {
      if line.starts(with: [45, 45]) {
        let text = String(decoding: line.prefix(longest), as: UTF8.self).lowercased()
        if markers.contains(where: text.hasPrefix) { return offset }
      }
      offset += line.count + 1
    }
    return bytes.count
  }
}
