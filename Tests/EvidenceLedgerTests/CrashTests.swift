import EvidenceLedger
import Foundation
import ReadinessModel
import TestSupport
import Testing

@Suite("Processes that die or run out of room lose nothing that was acknowledged")
struct CrashTests {
  private static let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appending(path: "exercise").path

  /// A process that appends to a ledger and writes down what was acknowledged.
  private final class Writer {
    private let process = Process()
    private let output: URL
    let errors: URL

    init(ledger: String, name: String, in folder: TemporaryFolder, limit: Int? = nil) throws {
      output = folder.url.appending(path: "\(name).acknowledged")
      errors = folder.url.appending(path: "\(name).errors")
      for file in [output, errors] { try Data().write(to: file) }
      process.executableURL = URL(filePath: "/bin/sh")
      let limit = limit.map { "ulimit -f \($0) && " } ?? ""
      process.arguments = ["-c", "\(limit)exec \"$0\" append \"$1\" \"$2\"", program, ledger, name]
      process.standardOutput = try FileHandle(forWritingTo: output)
      process.standardError = try FileHandle(forWritingTo: errors)
      try process.run()
    }

    func kill() {
      Foundation.kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }

    func waitUntilItEnds() -> Int32 {
      process.waitUntilExit()
      return process.terminationStatus
    }

    func acknowledged() throws -> [String] {
      // What stands behind the last line break was not heard by anybody.
      String(decoding: try Data(contentsOf: output), as: UTF8.self)
        .split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }
  }

  private static func expectIntact(_ path: String, holds acknowledged: [String]) throws {
    let ledger = try Ledger.open(at: path, mode: .appending)
    let report = ledger.verify()
    #expect(report.holds, "\(report.problems)")
    let there = Set(try ledger.records().map { "\($0.id)\t\($0.title)" })
    let lost = acknowledged.filter { !there.contains($0) }
    #expect(lost.isEmpty, "\(lost)")
    try ledger.close()
  }

  @Test("forty kills of four writers at random moments")
  func kills() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "ledger"
    var generator = SeededGenerator(seed: 11)
    var acknowledged: [String] = []
    for round in 0..<10 {
      let writers = try (0..<4).map { number in
        try Writer(ledger: path, name: "writer-\(round)-\(number)", in: folder)
      }
      usleep(UInt32.random(in: 5_000...150_000, using: &generator))
      for writer in writers.shuffled(using: &generator) {
        usleep(UInt32.random(in: 0...10_000, using: &generator))
        writer.kill()
      }
      acknowledged += try writers.flatMap { try $0.acknowledged() }
      if LedgerFixture.exists(path) { try Self.expectIntact(path, holds: acknowledged) }
    }
    #expect(!acknowledged.isEmpty)
  }

  @Test(
    "a disk without room is told, and what was acknowledged is there",
    arguments: [40, 64, 200]
  )
  func fullDisk(limit: Int) throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "ledger"
    let writer = try Writer(ledger: path, name: "writer", in: folder, limit: limit)
    #expect(writer.waitUntilItEnds() == 1)
    let errors = String(decoding: try Data(contentsOf: writer.errors), as: UTF8.self)
    #expect(errors.contains("ledger"), "\(errors)")
    let acknowledged = try writer.acknowledged()
    guard LedgerFixture.exists(path) else { return }
    try Self.expectIntact(path, holds: acknowledged)
    // Once there is room again, it goes on by itself.
    let next = try Writer(ledger: path, name: "next", in: folder)
    usleep(300_000)
    next.kill()
    try Self.expectIntact(path, holds: acknowledged + (try next.acknowledged()))
  }
}
