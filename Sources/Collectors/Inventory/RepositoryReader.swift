package import ReadinessModel

/// Reads files that a walk listed; safe to use from several tasks at once.
///
/// Every component of a path is opened without following links, so that a folder swapped for a
/// link between walk and read leads nowhere.
package final class RepositoryReader: Sendable {
  private let root: PosixFile
  private let limits: WalkLimits

  /// Opens a repository.
  package init(root: String, limits: WalkLimits = WalkLimits()) throws(WalkFailure) {
    guard let folder = PosixFile.openRoot(root) else { throw .unreadableRoot(root) }
    self.root = folder
    self.limits = limits
  }

  /// Reads one file; nil when it is too large, gone or not a regular file.
  package func bytes(of path: String) -> [UInt8]? {
    var cursor = FolderCursor(root: root)
    return cursor.bytes(of: path, limit: limits.bytesPerFile)
  }

  /// Splits files, in order of their paths, into parts to be read one by one or at the same time;
  /// what would go past the memory allowed is left out and recorded.
  package func parts(
    of files: [WalkedFile],
    count: Int,
    totalBytes: Int = 1_000_000_000
  ) -> (parts: [[WalkedFile]], skipped: [SkippedFile]) {
    let (wanted, beyond) = split(files.sorted { $0.path < $1.path }, totalBytes: totalBytes)
    let size = max(1, min(200, wanted.count / max(1, count * 4) + 1))
    let parts = stride(from: 0, to: wanted.count, by: size).map {
      Array(wanted[$0..<min($0 + size, wanted.count)])
    }
    return (parts, beyond)
  }

  private func split(
    _ files: [WalkedFile],
    totalBytes: Int
  ) -> (wanted: [WalkedFile], beyond: [SkippedFile]) {
    var total = 0
    var wanted: [WalkedFile] = []
    var beyond: [SkippedFile] = []
    // The walk has already recorded what is too large by itself.
    for file in files where file.size <= limits.bytesPerFile {
      total += file.size
      if total <= totalBytes {
        wanted.append(file)
      } else {
        beyond.append(skip(file, "the files before it fill the memory allowed"))
      }
    }
    return (wanted, beyond)
  }

  /// Reads files in the order given.
  ///
  /// Binary files are left out in silence; what should have been read and could not is recorded.
  package func read(
    _ chunk: [WalkedFile]
  ) -> (files: [RepositoryFile], skipped: [SkippedFile]) {
    var cursor = FolderCursor(root: root)
    var files: [RepositoryFile] = []
    var skipped: [SkippedFile] = []
    for file in chunk {
      guard let bytes = cursor.bytes(of: file.path, limit: limits.bytesPerFile) else {
        skipped.append(skip(file, "the file cannot be read"))
        continue
      }
      if !SourceKind.isBinary(bytes) {
        files.append(RepositoryFile(path: file.path, bytes: bytes))
      } else if !SourceKind.kindsOfFact(path: file.path, language: file.language).isEmpty {
        skipped.append(skip(file, "binary content under the name of a text file"))
      }
    }
    return (files, skipped)
  }

  private func skip(_ file: WalkedFile, _ reason: String) -> SkippedFile {
    let kinds = SourceKind.kindsOfFact(path: file.path, language: file.language)
    return SkippedFile(file: file.path, reason: reason, mattersFor: kinds)
  }
}

/// Opens files one after another and keeps the folder of the last one open.
private struct FolderCursor {
  let root: PosixFile
  private var folderPath = ""
  private var folder: PosixFile

  init(root: PosixFile) {
    self.root = root
    folder = root
  }

  mutating func bytes(of path: String, limit: Int) -> [UInt8]? {
    let wanted = PathText.folder(of: path)
    if wanted != folderPath {
      guard let opened = open(wanted) else { return nil }
      folder = opened
      folderPath = wanted
    }
    let name = PathText.name(of: path)
    guard name != "..", let file = folder.openFile(Array(name.utf8)), let size = file.regularSize,
      size <= limit
    else { return nil }
    return file.read(atMost: limit)
  }

  private func open(_ path: String) -> PosixFile? {
    var current = root
    for part in path.utf8.split(separator: 0x2F) {
      guard !part.elementsEqual("..".utf8), let next = current.openFolder(Array(part)) else {
        return nil
      }
      current = next
    }
    return current
  }
}
