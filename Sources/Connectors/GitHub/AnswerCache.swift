import Crypto
import Foundation
import ReadinessModel

/// Keeps the host's answers in a folder of the user's own, so that the next run only asks whether
/// they changed, which the host does not count against its limits.
///
/// Answers are private data. The folder is open to its owner only, and what is in it is never put
/// into a repository. An entry that cannot be read is as good as none.
struct AnswerCache: Sendable {
  private static let bytesAtMost = 8_000_000
  private static let daysKept = 40

  private struct Entry: Codable {
    var url: String
    var tag: String
    var link: String?
    var body: Data
  }

  private let folder: URL
  private let owner: String

  /// Opens the folder, makes it if it is not there, and drops what is old.
  init?(folder: String, owner: String, now: Moment) {
    self.folder = URL(filePath: folder, directoryHint: .isDirectory)
    self.owner = owner
    let files = FileManager.default
    do {
      try files.createDirectory(
        at: self.folder,
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700]
      )
      try files.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder)
    } catch {
      return nil
    }
    let limit = Date(
      timeIntervalSince1970: Double(now.secondsSince1970 - Self.daysKept * 86_400)
    )
    let key = URLResourceKey.contentModificationDateKey
    let entries = try? files.contentsOfDirectory(
      at: self.folder,
      includingPropertiesForKeys: [key]
    )
    for entry in entries ?? [] {
      let date = try? entry.resourceValues(forKeys: [key]).contentModificationDate
      if let date, date < limit { try? files.removeItem(at: entry) }
    }
  }

  /// What was kept of an address: its tag and the answer; nil when there is nothing.
  func recall(_ url: String) -> (tag: String, answer: GitHubAnswer)? {
    guard let data = try? Data(contentsOf: file(of: url)),
      let entry = try? PropertyListDecoder().decode(Entry.self, from: data), entry.url == url
    else { return nil }
    var headers = ["etag": entry.tag]
    headers["link"] = entry.link
    return (entry.tag, GitHubAnswer(status: 200, headers: headers, body: entry.body))
  }

  /// Keeps an answer that has a tag.
  func keep(_ answer: GitHubAnswer, of url: String) {
    guard answer.status == 200, answer.body.count <= Self.bytesAtMost,
      let tag = answer.header("etag"), tag.utf8.count <= 512,
      tag.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
    else { return }
    let entry = Entry(url: url, tag: tag, link: answer.header("link"), body: answer.body)
    let encoder = PropertyListEncoder()
    encoder.outputFormat = .binary
    guard let data = try? encoder.encode(entry) else { return }
    let file = file(of: url)
    try? data.write(to: file, options: .atomic)
    try? FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
  }

  private func file(of url: String) -> URL {
    let digest = SHA256.hash(data: Data((owner + "\n" + url).utf8))
    let name = digest.map { String(UInt16($0) | 0x100, radix: 16).dropFirst() }.joined()
    return folder.appending(path: name)
  }
}
