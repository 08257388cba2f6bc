import Foundation
import StoredArchives
import TestSupport
import Testing

@Suite("Archives are written in one way, and read in no other")
struct StoredArchiveTests {
  private static let day = ArchiveDay(year: 2026, month: 11, day: 23)

  private func archive(_ files: [(String, String)]) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    let writer = try StoredArchiveWriter(path: folder.path + "a.zip", day: Self.day)
    for (name, text) in files { try writer.add(name, Array(text.utf8)) }
    try writer.finish()
    try writer.publish(isPrivate: false)
    return Array(try Data(contentsOf: folder.url.appending(path: "a.zip")))
  }

  private func texts(in bytes: [UInt8]) throws -> [String: String] {
    let reader = try StoredArchiveReader(ArchiveBytes(bytes))
    return try Dictionary(
      uniqueKeysWithValues: reader.entries.map { entry in
        let content = try reader.content(of: entry, atMost: 1_000)
        return (entry.name, String(decoding: content, as: UTF8.self))
      }
    )
  }

  @Test("what was written is read")
  func roundTrip() throws {
    let bytes = try archive([("a.txt", "one"), ("b/c.txt", ""), ("b/d.txt", "four")])
    #expect(try texts(in: bytes) == ["a.txt": "one", "b/c.txt": "", "b/d.txt": "four"])
    #expect(try StoredArchiveReader(ArchiveBytes(bytes)).day == Self.day)
  }

  @Test("an archive of nothing is an archive")
  func empty() throws { #expect(try texts(in: archive([])).isEmpty) }

  @Test("the same entries give the same bytes")
  func same() throws {
    let files = [("a", "1"), ("b", "2")]
    #expect(try archive(files) == archive(files))
  }

  @Test("every byte that is changed is found, whichever bit it is")
  func everyByte() throws {
    let bytes = try archive([("a.txt", "one"), ("b/c.txt", "two"), ("d", "")])
    let whole = try texts(in: bytes)
    for position in bytes.indices {
      for bit in 0..<8 {
        var changed = bytes
        changed[position] ^= 1 << bit
        let read = try? texts(in: changed)
        // Names and contents belong to whoever lists and signs them; all else is found here.
        #expect(read == nil || read != whole, "byte \(position), bit \(bit)")
      }
    }
  }

  @Test("what is cut off or has something added is refused")
  func lengths() throws {
    let bytes = try archive([("a.txt", "one"), ("b", "two")])
    for count in bytes.indices {
      #expect(throws: (any Error).self) { try texts(in: Array(bytes[..<count])) }
    }
    #expect(throws: (any Error).self) { try texts(in: bytes + [0]) }
    #expect(throws: (any Error).self) { try texts(in: [0] + bytes) }
    #expect(throws: (any Error).self) { try texts(in: bytes + bytes) }
  }

  @Test(
    "names that could lead elsewhere are neither written nor read",
    arguments: [
      "", "/", "/etc/passwd", "../a", "a/../b", "a/..", "a//b", "a/", "./a", "a/.", "..", "a\\b",
      "C:a", "a\u{0}b", "a\nb", "a b", "ä", "a.", "a./b", String(repeating: "a", count: 241),
    ]
  )
  func names(name: String) throws {
    #expect(!ArchiveName.isSafe(name))
    #expect(throws: (any Error).self) { try archive([(name, "x")]) }
    let bytes = HostileZip([.init(name: name)]).bytes
    #expect(throws: (any Error).self) { try texts(in: bytes) }
  }

  @Test(
    "any text can be made a name",
    arguments: ["a/[id].ts", "../x", "ä b", "a%b", "x.", "a//b"]
  )
  func escapes(text: String) { #expect(ArchiveName.isSafe(ArchiveName.escaped(text))) }

  @Test("texts that differ get names that differ")
  func escapesDiffer() {
    let texts = ["[a]", "%5Ba%5D", "a b", "a%20b", "a.", "a%2E"]
    #expect(Set(texts.map(ArchiveName.escaped)).count == texts.count)
  }

  @Test("entries out of order, twice, or twice but for large letters are not written")
  func order() throws {
    #expect(throws: ArchiveFailure.unsorted("a")) { try archive([("b", ""), ("a", "")]) }
    #expect(throws: (any Error).self) { try archive([("a", ""), ("a", "")]) }
    #expect(throws: ArchiveFailure.duplicateName("a")) { try archive([("A", ""), ("a", "")]) }
  }

  @Test(
    "archives that other programs write are refused",
    arguments: [
      [HostileZip.Entry(name: "a", method: 8)], [.init(name: "a", mode: 0o120777)],
      [.init(name: "a", flags: 1)], [.init(name: "a", flags: 8)], [.init(name: "a", extra: 4)],
      [.init(name: "a"), .init(name: "a")], [.init(name: "A"), .init(name: "a")],
      [.init(name: "b"), .init(name: "a")], [.init(name: "a", claimedSize: 4_000_000_000)],
      [.init(name: "a", otherName: "b")], [.init(name: "a", time: 1)],
    ]
  )
  func others(entries: [HostileZip.Entry]) throws {
    let bytes = HostileZip(entries).bytes
    #expect(throws: (any Error).self) { try texts(in: bytes) }
  }

  @Test("the way to write a hostile archive is right: without anything odd it is read")
  func control() throws {
    #expect(try texts(in: HostileZip([.init(name: "a"), .init(name: "b")]).bytes).count == 2)
  }

  @Test("a file that was not finished leaves nothing behind")
  func unfinished() throws {
    let folder = try TemporaryFolder()
    do {
      let writer = try StoredArchiveWriter(path: folder.path + "a.zip", day: Self.day)
      try writer.add("a", [1, 2, 3])
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }
}
