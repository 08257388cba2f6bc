import Engine
import Fixers
import Foundation
import ReadinessModel
import TestSupport
import Testing

/// Each folder of `Tests/FixersTests/Fixtures/FieldEncryption` is a project before and after.
///
/// `after` holds the files that were written or changed. UPDATE_SNAPSHOTS=1 accepts what is made now.
@Suite("Fields are encrypted in the language, module system and style of each project")
struct FieldEncryptionTests {
  static let variants = ["typeorm", "typeorm-awkward", "prisma", "prisma-modules"]
  private static let fixers: [any Fixer.Type] = [EncryptSensitiveFields.self]

  @Test(
    "Written as accepted, proven by a rescan, unchanged by a second run, taken back to the byte",
    arguments: variants
  )
  func proof(_ variant: String) throws {
    let (copy, engine) = try Self.copied(variant)
    let path = copy.path
    let applied = try engine.applyFix(to: path, fixers: Self.fixers)
    #expect(applied.isApplied, "\(applied.problems)")
    try compare(applied.files, with: Self.folder(variant).appending(path: "after"))
    let served = applied.checks.filter(\.isServed)
    #expect(served.count == 1)
    // What a query looks for stays, and is said to.
    let refusals = applied.fixers.flatMap(\.refusals)
    #expect(
      served.allSatisfy { $0.before == .doesNotHold && ($0.after == .holds) == refusals.isEmpty },
      "\(served) \(refusals)"
    )

    let second = try engine.previewFix(of: path, fixers: Self.fixers)
    #expect(second.files.isEmpty)
    #expect(second.fixers.flatMap(\.refusals) == refusals)

    _ = try engine.undoFix(in: path)
    #expect(
      try Self.files(in: copy.url) == Self.files(in: Self.folder(variant).appending(path: "before"))
    )
  }

  @Test("What cannot be encrypted is refused with the reason and the place")
  func refusals() throws {
    let (copy, engine) = try Self.copied("refused")
    let preview = try engine.previewFix(of: copy.path, fixers: Self.fixers)
    #expect(preview.files.isEmpty)
    let lines = preview.fixers.flatMap(\.refusals).map { refusal in
      let place = refusal.location.map { "\($0.file):\($0.line)" } ?? "-"
      return "\(refusal.subject) at \(place): \(refusal.reason)"
    }
    let accepted = Self.folder("refused").appending(path: "refusals.txt")
    let text = lines.sorted().joined(separator: "\n") + "\n"
    if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] == "1" {
      try Data(text.utf8).write(to: accepted)
    }
    #expect(text == (try String(contentsOf: accepted, encoding: .utf8)))
  }

  @Test("Where the library offers no place for it, the code is shown and nothing is written")
  func shown() throws {
    let (copy, engine) = try Self.copied("shown")
    let preview = try engine.previewFix(of: copy.path, fixers: Self.fixers)
    #expect(preview.files.isEmpty)
    let changes = preview.fixers.flatMap(\.changes)
    #expect(changes.map(\.applicability) == ["display-only"])
    #expect(changes.first?.title.contains("patients.diagnosis") == true)
    #expect(changes.first?.suggestions.first?.contains("createCipheriv('aes-256-gcm'") == true)
  }

  // MARK: - Folders

  private struct Copy {
    let folder: TemporaryFolder
    let url: URL
    var path: String { url.path(percentEncoded: false) }
  }

  private static func copied(_ variant: String) throws -> (Copy, ReadinessEngine) {
    let folder = try TemporaryFolder()
    let url = URL(filePath: folder.path).appending(path: "project")
    try FileManager.default.copyItem(at: Self.folder(variant).appending(path: "before"), to: url)
    let engine = try ReadinessEngine(context: RunContext(today: "2026-11-23", jobs: 1))
    return (Copy(folder: folder, url: url), engine)
  }

  private func compare(_ files: [FilePatch], with accepted: URL) throws {
    let accepts = ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] == "1"
    if accepts { try? FileManager.default.removeItem(at: accepted) }
    for file in files where accepts {
      let place = accepted.appending(path: file.path)
      try FileManager.default.createDirectory(
        at: place.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try Data(file.after.utf8).write(to: place)
    }
    let expected = try Self.files(in: accepted)
    #expect(expected.keys.sorted() == files.map(\.path).sorted())
    for file in files {
      let isSame = expected[file.path] == Data(file.after.utf8)
      #expect(isSame, "\(file.path) is not as accepted; see git diff after UPDATE_SNAPSHOTS=1")
    }
  }

  /// The content of every file in a folder, by path.
  private static func files(in folder: URL) throws -> [String: Data] {
    var files: [String: Data] = [:]
    let root = folder.path(percentEncoded: false)
    for name in try FileManager.default.subpathsOfDirectory(atPath: root) {
      var isFolder: ObjCBool = false
      let place = folder.appending(path: name)
      let path = place.path(percentEncoded: false)
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
        !isFolder.boolValue
      else { continue }
      files[name] = try Data(contentsOf: place)
    }
    return files
  }

  private static func folder(_ variant: String) -> URL {
    ProjectFolder.root.appending(path: "Tests/FixersTests/Fixtures/FieldEncryption/\(variant)")
  }
}
