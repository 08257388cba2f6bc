import Foundation
import Testing

/// A folder that exists as long as the value does.
final class ScratchRepository {
  let root: String

  init() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("repository-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    root = folder.path
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func write(_ path: String, _ text: String = "") throws {
    try write(path, Data(text.utf8))
  }

  func write(_ path: String, _ data: Data) throws {
    let url = URL(fileURLWithPath: root).appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try data.write(to: url)
  }

  func link(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: root + "/" + path,
      withDestinationPath: target
    )
  }

  /// Writes a file of a size without using the disk for it.
  func writeSparse(_ path: String, size: UInt64) throws {
    try write(path, "")
    let handle = try #require(FileHandle(forWritingAtPath: root + "/" + path))
    try handle.truncate(atOffset: size)
    try handle.close()
  }
}
