import EvidenceLedger
import Foundation
import ReadinessModel
import TestSupport

/// Lets single bits fall over, anywhere in a ledger's folder, and looks whether that is found.
enum Flipping {
  static func run(folder: String, count: Int, seed: UInt64) throws {
    let ledger = try Ledger.open(at: folder, mode: .appending)
    guard ledger.verify().holds else {
      throw LedgerFailure("\(folder) does not verify to begin with", next: "")
    }
    try ledger.close()
    let files = try names(under: folder)
    let sizes = try files.map { try Data(contentsOf: URL(filePath: "\(folder)/\($0)")).count }
    var generator = SeededGenerator(seed: seed)
    var tally: [String: (flips: Int, found: Int)] = [:]
    for _ in 0..<count {
      // Every byte of every file is as likely as any other.
      var position = Int.random(in: 0..<sizes.reduce(0, +), using: &generator)
      var index = 0
      while position >= sizes[index] {
        position -= sizes[index]
        index += 1
      }
      let bit = UInt8(1) << UInt8.random(in: 0..<8, using: &generator)
      let part = String(files[index].prefix { $0 != "/" })
      try flip("\(folder)/\(files[index])", at: position, bit)
      let isFound = isFound(in: folder)
      try flip("\(folder)/\(files[index])", at: position, bit)
      if !isFound { Exercise.say("not found: \(files[index]), byte \(position), bit \(bit)") }
      let (flips, found) = tally[part] ?? (0, 0)
      tally[part] = (flips + 1, found + (isFound ? 1 : 0))
      for suffix in ["-wal", "-shm"] { unlink("\(folder)/ledger.db\(suffix)") }
    }
    for (part, (flips, found)) in tally.sorted(by: { $0.key < $1.key }) {
      Exercise.say("\(part): \(found) of \(flips) found")
    }
    let found = tally.values.reduce(0) { $0 + $1.found }
    Exercise.say("all: \(found) of \(count) found")
    if found < count { exit(1) }
  }

  /// Whether opening refuses or verifying complains; nothing is written to a damaged ledger.
  private static func isFound(in folder: String) -> Bool {
    guard let ledger = try? Ledger.open(at: folder, mode: .reading) else { return true }
    let report = ledger.verify()
    try? ledger.close()
    return !report.holds
  }

  private static func names(under folder: String) throws -> [String] {
    let all = FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []
    return all.sorted().filter { name in
      var isFolder: ObjCBool = false
      let isThere = FileManager.default.fileExists(
        atPath: "\(folder)/\(name)",
        isDirectory: &isFolder
      )
      let isPassing =
        name.hasSuffix("-shm") || name.hasSuffix("-wal") || name.contains(".new-")
        || name == ".gitignore"
      return isThere && !isFolder.boolValue && !isPassing
    }
  }

  private static func flip(_ path: String, at position: Int, _ bit: UInt8) throws {
    let file = try FileHandle(forUpdating: URL(filePath: path))
    defer { try? file.close() }
    try file.seek(toOffset: UInt64(position))
    guard let byte = try file.read(upToCount: 1)?.first else { return }
    try file.seek(toOffset: UInt64(position))
    try file.write(contentsOf: Data([byte ^ bit]))
  }
}
