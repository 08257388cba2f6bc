import Foundation

/// The bytes of an archive, in memory or in a file.
package final class ArchiveBytes {
  private enum Place {
    case memory([UInt8])
    case file(Int32)
  }

  /// How many there are.
  package let count: Int
  private let place: Place

  /// Takes bytes that are in memory.
  package init(_ bytes: [UInt8]) {
    place = .memory(bytes)
    count = bytes.count
  }

  /// Opens a regular file.
  package init(file path: String) throws {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else {
      throw ArchiveFailure.system("\(path) cannot be read: \(String(cString: strerror(errno)))")
    }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(file)
      throw ArchiveFailure.system("\(path) is no file that can be read")
    }
    place = .file(file)
    count = Int(status.st_size)
  }

  deinit { if case .file(let file) = place { close(file) } }

  /// Reads so many bytes from a place on; throws when they are not all there.
  package func read(_ length: Int, at offset: Int) throws -> [UInt8] {
    guard offset >= 0, length >= 0, offset <= count, length <= count - offset else {
      throw ArchiveFailure.malformed("it is cut off")
    }
    switch place {
    case .memory(let bytes): return Array(bytes[offset..<(offset + length)])
    case .file(let file):
      var bytes = [UInt8](repeating: 0, count: length)
      var done = 0
      while done < length {
        let read = bytes.withUnsafeMutableBytes { all in
          let rest = UnsafeMutableRawBufferPointer(rebasing: all[done...])
          return pread(file, rest.baseAddress, rest.count, off_t(offset + done))
        }
        if read < 0, errno == EINTR { continue }
        guard read > 0 else { throw ArchiveFailure.malformed("it is cut off") }
        done += read
      }
      return bytes
    }
  }
}
