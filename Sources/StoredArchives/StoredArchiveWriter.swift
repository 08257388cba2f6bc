import Foundation

/// Writes a zip file whose entries are stored as they are, in the one way such a file can be written.
///
/// Nothing is compressed: whoever checks the file needs no decompressor, nothing can be larger than it
/// looks, and the same entries give the same bytes. The file gets its name when it is whole.
package final class StoredArchiveWriter {
  private let path: String
  private let day: ArchiveDay
  /// The file while it is being written.
  package let temporaryPath: String
  private var file: Int32
  private var offset = 0
  private var entries: [ArchiveEntry] = []
  private var names: Set<String> = []

  /// Begins a file that will be at a path, beside it and under another name.
  package init(path: String, day: ArchiveDay) throws {
    self.path = path
    self.day = day
    var template = Array("\(path).new-XXXXXX".utf8CString)
    file = mkstemp(&template)
    temporaryPath = String(
      decoding: template.dropLast().map { UInt8(bitPattern: $0) },
      as: UTF8.self
    )
    guard file >= 0 else { throw Self.failure("written", path) }
  }

  deinit {
    guard file >= 0 else { return }
    close(file)
    unlink(temporaryPath)
  }

  /// Adds an entry; names come in the order of their bytes.
  package func add(_ name: String, _ content: some Collection<UInt8>) throws {
    try add(name, parts: { try $0(Array(content)) })
  }

  /// Adds an entry whose content comes in parts.
  package func add(_ name: String, parts: (_ write: ([UInt8]) throws -> Void) throws -> Void) throws
  {
    try check(name)
    let start = offset
    let length = ArchiveEntry.localLength + name.utf8.count
    // The header is written when size and checksum are known; until then its place is kept free.
    try write([UInt8](repeating: 0, count: length))
    var checksum = CyclicChecksum()
    try parts { part in
      checksum.update(part)
      try write(part)
    }
    let entry = ArchiveEntry(
      name: name,
      size: offset - start - length,
      check: checksum.value,
      offset: start
    )
    try write(entry.localHeader(day), at: start)
    entries.append(entry)
  }

  private func check(_ name: String) throws {
    guard ArchiveName.isSafe(name) else { throw ArchiveFailure.unsafeName(name) }
    if let last = entries.last, !last.name.utf8.lexicographicallyPrecedes(name.utf8) {
      throw ArchiveFailure.unsorted(name)
    }
    guard names.insert(name.lowercased()).inserted else { throw ArchiveFailure.duplicateName(name) }
    guard entries.count < ArchiveEntry.entriesAtMost else {
      throw ArchiveFailure.tooLarge("more than \(ArchiveEntry.entriesAtMost) entries")
    }
  }

  /// Writes the directory, so that the file can be read under its temporary name.
  package func finish() throws {
    let start = offset
    for entry in entries { try write(entry.centralHeader(day)) }
    try write(
      ArchiveEntry.end(
        entries: entries.count,
        directorySize: offset - start,
        directoryOffset: start
      )
    )
    guard fchmod(file, 0o600) == 0, fsync(file) == 0 else { throw Self.failure("written", path) }
  }

  /// Gives the file its name; what was there before is replaced.
  ///
  /// A private file can be read by its owner alone.
  package func publish(isPrivate: Bool) throws {
    guard fchmod(file, isPrivate ? 0o600 : 0o644) == 0, rename(temporaryPath, path) == 0 else {
      throw Self.failure("written", path)
    }
    close(file)
    file = -1
  }

  private func write(_ bytes: [UInt8]) throws {
    guard offset + bytes.count <= ArchiveEntry.bytesAtMost else {
      throw ArchiveFailure.tooLarge("more than 4 GiB")
    }
    try write(bytes, at: offset)
    offset += bytes.count
  }

  private func write(_ bytes: [UInt8], at offset: Int) throws {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { all in
        let rest = UnsafeRawBufferPointer(rebasing: all[done...])
        return pwrite(file, rest.baseAddress, rest.count, off_t(offset + done))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.failure("written", path) }
      done += count
    }
  }

  private static func failure(_ what: String, _ path: String) -> ArchiveFailure {
    .system("\(path) could not be \(what): \(String(cString: strerror(errno)))")
  }
}
