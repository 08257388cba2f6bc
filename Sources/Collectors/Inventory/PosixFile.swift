#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// An open file or folder, closed with the last reference.
final class PosixFile: Sendable {
  /// What an entry of a folder is, without following links.
  enum Kind: Sendable {
    case file
    case folder
    case link
    case other
  }

  /// One entry of a folder.
  struct Entry: Sendable {
    var name: [UInt8]
    var kind: Kind
  }

  private let descriptor: Int32

  private init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Opens a folder by a path the user gave; the path itself may be a link.
  static func openRoot(_ path: String) -> PosixFile? {
    let descriptor = openat(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    return descriptor < 0 ? nil : PosixFile(descriptor: descriptor)
  }

  /// Opens a folder in this one, never through a link.
  func openFolder(_ name: [UInt8]) -> PosixFile? {
    open(name, flags: O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
  }

  /// Opens a file in this folder, never through a link and never waiting for a peer.
  func openFile(_ name: [UInt8]) -> PosixFile? {
    open(name, flags: O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
  }

  private func open(_ name: [UInt8], flags: Int32) -> PosixFile? {
    let opened = (name + [0]).withUnsafeBytes { bytes in
      bytes.withMemoryRebound(to: CChar.self) { text -> Int32 in
        guard let start = text.baseAddress else { return -1 }
        return openat(descriptor, start, flags)
      }
    }
    return opened < 0 ? nil : PosixFile(descriptor: opened)
  }

  /// Size of this file when it is a regular one.
  var regularSize: Int? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  /// Reads at most a number of bytes from the beginning; nil when reading fails.
  func read(atMost limit: Int) -> [UInt8]? {
    guard let size = regularSize else { return nil }
    let capacity = min(size, limit)
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      count = 0
      while count < capacity {
        let rest = UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[count...]
        )
        let length = pread(descriptor, rest.baseAddress, rest.count, off_t(count))
        if length < 0, errno == EINTR { continue }
        if length < 0 { failed = true }
        if length <= 0 { break }
        count += length
      }
    }
    return failed ? nil : bytes
  }

  /// Kind and size of an entry, without following links; nil when it is gone.
  func status(of name: [UInt8]) -> (kind: Kind, size: Int)? {
    var status = stat()
    let result = (name + [0]).withUnsafeBytes { bytes in
      bytes.withMemoryRebound(to: CChar.self) { text -> Int32 in
        guard let start = text.baseAddress else { return -1 }
        return fstatat(descriptor, start, &status, AT_SYMLINK_NOFOLLOW)
      }
    }
    guard result == 0 else { return nil }
    let kind: Kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
    return (kind, Int(status.st_size))
  }

  /// Lists the folder, at most a number of entries; nil when it cannot be listed.
  func entries(atMost limit: Int) -> (entries: [Entry], isComplete: Bool)? {
    let copy = dup(descriptor)
    guard copy >= 0 else { return nil }
    guard let stream = fdopendir(copy) else {
      close(copy)
      return nil
    }
    defer { closedir(stream) }
    rewinddir(stream)
    guard let nameOffset = MemoryLayout<dirent>.offset(of: \.d_name) else { return nil }
    var entries: [Entry] = []
    while let record = readdir(stream) {
      let start = UnsafeRawPointer(record) + nameOffset
      let length = strlen(start.assumingMemoryBound(to: CChar.self))
      let name = [UInt8](UnsafeRawBufferPointer(start: start, count: length))
      if name == [0x2E] || name == [0x2E, 0x2E] { continue }
      if entries.count == limit { return (entries, false) }
      entries.append(Entry(name: name, kind: kind(of: record, name: name)))
    }
    return (entries, true)
  }

  private func kind(of record: UnsafeMutablePointer<dirent>, name: [UInt8]) -> Kind {
    switch Int(record.pointee.d_type) {
    case Int(DT_REG): .file
    case Int(DT_DIR): .folder
    case Int(DT_LNK): .link
    case Int(DT_UNKNOWN): status(of: name)?.kind ?? .other
    default: .other
    }
  }
}
