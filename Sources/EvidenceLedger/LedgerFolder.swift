import Foundation

/// The folder of a ledger, and the only ways in which files in it are read and written.
///
/// Nothing is followed out of it: neither it nor anything that is read or written in it may be a
/// link. A file appears whole, under its name, and only when the disk has it.
struct LedgerFolder: Sendable {
  let path: String

  var ledger: String { "\(path)/ledger.db" }
  var payloads: String { "\(path)/payloads" }
  var checkpoints: String { "\(path)/checkpoints" }
  var keys: String { "\(path)/keys" }

  init(path: String) throws {
    self.path = path
    if let kind = Self.kind(of: path), kind != S_IFDIR {
      throw LedgerFailure("\(path) is no folder", next: "Move it away, and run the command again.")
    }
  }

  /// The type of what is at a path, not following a link; nil for nothing.
  static func kind(of path: String) -> mode_t? {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }

  // MARK: - Writing

  /// Makes a folder and those above it, and lets the disk know.
  static func makeFolder(_ path: String) throws {
    if kind(of: path) == S_IFDIR { return }
    let parent = URL(filePath: path).deletingLastPathComponent().path
    if kind(of: parent) == nil, parent != path { try makeFolder(parent) }
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
      throw LedgerFailure.system("made", path)
    }
    guard kind(of: path) == S_IFDIR else {
      throw LedgerFailure("\(path) is no folder", next: "Move it away, and run the command again.")
    }
    synchronizeFolder(parent)
  }

  /// Writes a file whole or not at all; when this returns, the disk has it.
  ///
  /// What is there already under the name is replaced. Files of a folder that nobody knows yet need
  /// not be durable one by one.
  static func write(
    _ bytes: some ContiguousBytes,
    to path: String,
    mode: mode_t = 0o644,
    isDurable: Bool = true
  ) throws {
    var template = Array("\(path).new-XXXXXX".utf8CString)
    let file = mkstemp(&template)
    guard file >= 0 else { throw LedgerFailure.system("written", path) }
    let temporary = String(
      decoding: template.dropLast().map { UInt8(bitPattern: $0) },
      as: UTF8.self
    )
    defer { close(file) }
    do {
      guard fchmod(file, mode) == 0 else { throw LedgerFailure.system("written", path) }
      try bytes.withUnsafeBytes { try write($0, to: file, path) }
      // The content has to be on the disk before the name: a crash in between leaves a file that
      // nobody looks for.
      guard !isDurable || fsync(file) == 0, rename(temporary, path) == 0 else {
        throw LedgerFailure.system("written", path)
      }
    } catch {
      unlink(temporary)
      throw error
    }
    if isDurable { synchronizeFolder(URL(filePath: path).deletingLastPathComponent().path) }
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, to file: Int32, _ path: String) throws
  {
    var rest = bytes[...]
    while !rest.isEmpty {
      let part = UnsafeRawBufferPointer(rebasing: rest)
      let count = Foundation.write(file, part.baseAddress, part.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw LedgerFailure.system("written", path) }
      rest = rest.dropFirst(count)
    }
  }

  /// Makes the names in a folder as durable as the files they stand for.
  static func synchronizeFolder(_ path: String) {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }

  // MARK: - Reading

  /// The bytes of a regular file; nil when there is none, it is a link, or larger than allowed.
  static func read(_ path: String, atMost limit: Int) -> [UInt8]? {
    guard kind(of: path) == S_IFREG, let handle = FileHandle(forReadingAtPath: path) else {
      return nil
    }
    defer { try? handle.close() }
    guard let data = try? handle.read(upToCount: limit + 1), data.count <= limit else {
      return size(of: path) == 0 ? [] : nil
    }
    return Array(data)
  }

  /// The size of a regular file; nil when there is none.
  static func size(of path: String) -> Int? {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  /// Names in a folder, sorted; empty when there is none.
  static func names(in path: String) -> [String] {
    guard kind(of: path) == S_IFDIR else { return [] }
    return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}
