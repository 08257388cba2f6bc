import Foundation

/// Reads and writes files of a repository, never through a link and never outside it.
final class RepositoryWriter {
  private let root: Int32

  /// Opens a repository's folder.
  init(root path: String) throws {
    root = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard root >= 0 else {
      throw EngineFailure.unreadableRepository(path: path, reason: "the folder cannot be opened")
    }
  }

  deinit { close(root) }

  /// What is at a path: nil for nothing.
  func read(_ path: String) throws -> [UInt8]? {
    try withFolder(of: path) { folder, name in
      let file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      guard file >= 0 else {
        if errno == ENOENT { return nil }
        throw unwritable(path, "it is not a regular file that can be read")
      }
      defer { close(file) }
      var status = stat()
      guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
        throw unwritable(path, "it is not a regular file")
      }
      return try read(file, size: Int(status.st_size), path)
    }
  }

  /// Writes a file whole or not at all, and makes the folders above it.
  ///
  /// Returns the folders that were made, the outermost first.
  @discardableResult
  func write(_ bytes: [UInt8], to path: String) throws -> [String] {
    let made = try makeFolders(above: path)
    try withFolder(of: path) { folder, name in
      var mode = mode_t(0o644)
      var status = stat()
      if fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 {
        guard status.st_mode & S_IFMT == S_IFREG else {
          throw unwritable(path, "it is not a regular file")
        }
        mode = status.st_mode & 0o777
      }
      let temporary = ".\(name).auditwright"
      unlinkat(folder, temporary, 0)
      let file = openat(
        folder,
        temporary,
        O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
        mode
      )
      guard file >= 0 else { throw unwritable(path, reason()) }
      defer { close(file) }
      fchmod(file, mode)
      guard write(bytes, file), fsync(file) == 0 else {
        let reason = reason()
        unlinkat(folder, temporary, 0)
        throw unwritable(path, reason)
      }
      guard renameat(folder, temporary, folder, name) == 0 else {
        let reason = reason()
        unlinkat(folder, temporary, 0)
        throw unwritable(path, reason)
      }
      fsync(folder)
    }
    return made
  }

  /// Removes a file; nothing happens when it is not there.
  func remove(_ path: String) throws {
    try? withFolder(of: path) { folder, name in
      unlinkat(folder, ".\(name).auditwright", 0)
      guard unlinkat(folder, name, 0) == 0 || errno == ENOENT else {
        throw unwritable(path, reason())
      }
    }
  }

  /// Removes a folder when it is empty.
  func removeFolderIfEmpty(_ path: String) {
    try? withFolder(of: path) { folder, name in _ = unlinkat(folder, name, AT_REMOVEDIR) }
  }

  /// Names in a folder; empty when there is none.
  func names(in path: String) -> [String] {
    guard let names = try? withFolder(of: path + "/-", { folder, _ in try list(folder) }) else {
      return []
    }
    return names.sorted()
  }

  // MARK: - Folders

  private func withFolder<Value>(
    of path: String,
    _ work: (Int32, String) throws -> Value
  ) throws -> Value {
    let parts = try parts(of: path)
    var current = dup(root)
    defer { close(current) }
    for part in parts.dropLast() {
      let next = openat(current, part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      guard next >= 0 else {
        if errno == ENOENT { throw MissingFolder() }
        throw unwritable(path, "a part of it is not a folder of this repository")
      }
      close(current)
      current = next
    }
    return try work(current, parts[parts.count - 1])
  }

  private func makeFolders(above path: String) throws -> [String] {
    let parts = try parts(of: path)
    var made: [String] = []
    for depth in 1..<max(1, parts.count) {
      let folder = parts[..<depth].joined(separator: "/")
      try withFolder(of: folder) { parent, name in
        if mkdirat(parent, name, 0o755) == 0 {
          made.append(folder)
        } else if errno != EEXIST {
          throw unwritable(path, reason())
        }
      }
    }
    return made
  }

  private func parts(of path: String) throws -> [String] {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let isSafe = parts.allSatisfy { part in
      !part.isEmpty && part != "." && part != ".." && part.lowercased() != ".git"
        && !part.utf8.contains(0)
    }
    guard isSafe else { throw unwritable(path, "the path leaves the repository") }
    return parts
  }

  private struct MissingFolder: Error {}

  // MARK: - Bytes

  private func read(_ file: Int32, size: Int, _ path: String) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: size)
    var count = 0
    while count < size {
      let length = bytes.withUnsafeMutableBytes { buffer in
        pread(file, buffer.baseAddress.map { $0 + count }, size - count, off_t(count))
      }
      if length < 0, errno == EINTR { continue }
      guard length >= 0 else { throw unwritable(path, reason()) }
      if length == 0 { break }
      count += length
    }
    return Array(bytes[..<count])
  }

  private func write(_ bytes: [UInt8], _ file: Int32) -> Bool {
    var done = 0
    while done < bytes.count {
      let length = bytes.withUnsafeBytes { buffer in
        Foundation.write(file, buffer.baseAddress.map { $0 + done }, bytes.count - done)
      }
      if length < 0, errno == EINTR { continue }
      guard length > 0 else { return false }
      done += length
    }
    return true
  }

  private func list(_ folder: Int32) throws -> [String] {
    guard let stream = fdopendir(dup(folder)) else { return [] }
    defer { closedir(stream) }
    rewinddir(stream)
    guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return [] }
    var names: [String] = []
    while let record = readdir(stream) {
      let start = UnsafeRawPointer(record) + offset
      let name = String(cString: start.assumingMemoryBound(to: CChar.self))
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  private func unwritable(_ path: String, _ reason: String) -> EngineFailure {
    .unwritable(path: path, reason: reason)
  }

  private func reason() -> String { String(cString: strerror(errno)) }
}

extension RepositoryWriter {
  /// What is at a path; nil also when the folder is not there.
  func contents(of path: String) throws -> [UInt8]? {
    do {
      return try read(path)
    } catch is MissingFolder {
      return nil
    }
  }
}
