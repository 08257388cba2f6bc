import Foundation

/// One file as it was and as it becomes.
struct FileChange: Sendable {
  /// Path relative to the root.
  var path: String
  /// Its bytes before, nil when it is new.
  var before: [UInt8]?
  /// Its bytes after.
  var after: [UInt8]
}

/// Writes several files as one, and remembers how they were.
///
/// Both states of every file are on disk before the first one is touched. A run that was killed is
/// taken back by the next one; a run that ended is taken back by `undo`.
enum FixJournal {
  private static let home = ".auditwright/fixes"

  private struct Entry: Codable {
    var path: String
    var isNew: Bool
  }

  private enum State: String, Codable {
    case writing
    case done
    case undoing
  }

  private struct Record: Codable {
    var state: State
    var entries: [Entry]
    var folders: [String]
    /// Who wrote the change, where that was a language model.
    var origin: String?
  }

  /// Writes all files, or none; `origin` says who wrote them, where no fixer did.
  static func write(_ changes: [FileChange], in root: String, origin: String? = nil) throws {
    let writer = try RepositoryWriter(root: root)
    for change in changes {
      guard try writer.contents(of: change.path) == change.before else {
        throw EngineFailure.changedMeanwhile(files: [change.path])
      }
    }
    let last = runs(writer).last.flatMap { Int($0) } ?? 0
    let folder =
      "\(home)/\(String(repeating: "0", count: max(0, 4 - "\(last + 1)".count)))\(last + 1)"
    var record = Record(
      state: .writing,
      entries: changes.map { Entry(path: $0.path, isNew: $0.before == nil) },
      folders: [],
      origin: origin
    )
    if try writer.contents(of: "\(home)/.gitignore") == nil {
      try writer.write(Array("*\n".utf8), to: "\(home)/.gitignore")
    }
    for (index, change) in changes.enumerated() {
      if let before = change.before { try writer.write(before, to: "\(folder)/before-\(index)") }
      try writer.write(change.after, to: "\(folder)/after-\(index)")
    }
    try save(record, in: folder, writer)
    do {
      for change in changes {
        let made = try writer.write(change.after, to: change.path)
        guard !made.isEmpty else { continue }
        record.folders += made
        try save(record, in: folder, writer)
      }
      record.state = .done
      try save(record, in: folder, writer)
    } catch {
      try restore(folder, record, writer)
      throw error
    }
  }

  /// Takes back a run that did not end.
  static func recover(in root: String) throws {
    let writer = try RepositoryWriter(root: root)
    for run in runs(writer) {
      let folder = "\(home)/\(run)"
      guard let record = try record(in: folder, writer) else {
        // Killed before it touched anything.
        discard(folder, writer)
        continue
      }
      if record.state != .done { try restore(folder, record, writer) }
    }
  }

  /// Takes back the last run, and returns the files that it had changed.
  static func undo(in root: String) throws -> [String] {
    let writer = try RepositoryWriter(root: root)
    guard let run = runs(writer).last, let record = try record(in: "\(home)/\(run)", writer) else {
      throw EngineFailure.nothingToUndo
    }
    try restore("\(home)/\(run)", record, writer)
    return record.entries.map(\.path)
  }

  // MARK: - Restoring

  private static func restore(_ folder: String, _ record: Record, _ writer: RepositoryWriter) throws
  {
    var edited: [String] = []
    var restored: [(path: String, before: [UInt8]?)] = []
    for (index, entry) in record.entries.enumerated() {
      let before = try writer.contents(of: "\(folder)/before-\(index)")
      let after = try writer.contents(of: "\(folder)/after-\(index)")
      guard entry.isNew || before != nil else {
        throw EngineFailure.unwritable(path: entry.path, reason: "its kept copy is gone")
      }
      let now = try writer.contents(of: entry.path)
      if now == before { continue }
      if now == after { restored.append((entry.path, before)) } else { edited.append(entry.path) }
    }
    guard edited.isEmpty else { throw EngineFailure.changedMeanwhile(files: edited) }
    var record = record
    record.state = .undoing
    try save(record, in: folder, writer)
    for (path, before) in restored {
      if let before {
        try writer.write(before, to: path)
      } else {
        try writer.remove(path)
      }
    }
    for made in record.folders.reversed() { writer.removeFolderIfEmpty(made) }
    discard(folder, writer)
  }

  private static func discard(_ folder: String, _ writer: RepositoryWriter) {
    // The record goes first: without it the rest is only left-overs.
    try? writer.remove("\(folder)/journal.json")
    for name in writer.names(in: folder) { try? writer.remove("\(folder)/\(name)") }
    writer.removeFolderIfEmpty(folder)
    guard runs(writer).isEmpty else { return }
    try? writer.remove("\(home)/.gitignore")
    writer.removeFolderIfEmpty(home)
    writer.removeFolderIfEmpty(".auditwright")
  }

  // MARK: - Records

  private static func runs(_ writer: RepositoryWriter) -> [String] {
    writer.names(in: home).filter { Int($0) != nil }.sorted {
      (Int($0) ?? 0) < (Int($1) ?? 0)
    }
  }

  private static func record(in folder: String, _ writer: RepositoryWriter) throws -> Record? {
    guard let bytes = try writer.contents(of: "\(folder)/journal.json") else { return nil }
    do {
      return try JSONDecoder().decode(Record.self, from: Data(bytes))
    } catch {
      throw EngineFailure.unwritable(
        path: "\(folder)/journal.json",
        reason: "the journal is damaged"
      )
    }
  }

  private static func save(_ record: Record, in folder: String, _ writer: RepositoryWriter) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try writer.write(Array(try encoder.encode(record)), to: "\(folder)/journal.json")
  }
}
