import Foundation

/// The file that keeps a cache between runs.
///
/// The layout: a line that names format and program, then for each entry the lengths of name and
/// content (8 bytes each, least significant first), name, digest and content, and at the end the
/// digest of all before it. A file that is not exactly that is as good as none. It is replaced
/// whole, so that of two runs at once the later wins and neither reads half of the other's.
struct ScanCacheFile: Sendable {
  private let path: String
  private let opening: [UInt8]

  /// The largest file that is read or written, in bytes.
  private static let limit = 256 << 20

  /// Finds the file for a repository; nil when the running program cannot be told from others.
  init?(folder: String, root: String) {
    guard let program = Self.program() else { return nil }
    let place = URL(filePath: root).standardizedFileURL.resolvingSymlinksInPath().path
    path = folder + "/" + ContentDigest(of: [place]).text.prefix(32) + ".cache"
    opening = Array("auditwright scan cache 1 \(program)\n".utf8)
  }

  /// The running program by its file, so that another build never trusts what this one kept.
  private static func program() -> String? {
    guard let executable = Bundle.main.executablePath else { return nil }
    var status = stat()
    guard stat(executable, &status) == 0 else { return nil }
    #if os(Linux)
      let changed = status.st_mtim
    #else
      let changed = status.st_mtimespec
    #endif
    return "\(ReadinessEngine.version) \(status.st_ino) \(status.st_size) "
      + "\(changed.tv_sec).\(changed.tv_nsec)"
  }

  // MARK: - Reading

  func read() -> [String: ScanCache.Entry] {
    guard let data = FileManager.default.contents(atPath: path), data.count <= Self.limit else {
      return [:]
    }
    let bytes = [UInt8](data)
    let end = bytes.count - ContentDigest.length
    guard end >= opening.count, bytes.starts(with: opening),
      ContentDigest(of: Array(bytes[..<end])).bytes[...] == bytes[end...]
    else { return [:] }
    var entries: [String: ScanCache.Entry] = [:]
    var cursor = opening.count
    func take(_ count: Int) -> ArraySlice<UInt8>? {
      guard count >= 0, count <= end - cursor else { return nil }
      defer { cursor += count }
      return bytes[cursor..<cursor + count]
    }
    while cursor < end {
      guard let nameLength = take(8).flatMap(Self.number),
        let contentLength = take(8).flatMap(Self.number),
        let name = take(nameLength),
        let digest = take(ContentDigest.length).flatMap({ ContentDigest(stored: $0) }),
        let content = take(contentLength)
      else { return [:] }
      entries[String(decoding: name, as: UTF8.self)] = ScanCache.Entry(
        digest: digest,
        content: Array(content)
      )
    }
    return entries
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
    Int(exactly: bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }

  // MARK: - Writing

  func write(_ entries: [String: ScanCache.Entry]) {
    var bytes = opening
    for (name, entry) in entries.sorted(by: { $0.key < $1.key }) {
      let name = Array(name.utf8)
      for length in [name.count, entry.content.count] {
        withUnsafeBytes(of: UInt64(length).littleEndian) { bytes.append(contentsOf: $0) }
      }
      bytes += name
      bytes += entry.digest.bytes
      bytes += entry.content
    }
    bytes += ContentDigest(of: bytes).bytes
    guard bytes.count <= Self.limit else { return }
    let folder = URL(filePath: path).deletingLastPathComponent()
    try? FileManager.default.createDirectory(
      at: folder,
      withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700]
    )
    try? Data(bytes).write(to: URL(filePath: path), options: .atomic)
  }
}
