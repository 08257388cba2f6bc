import Foundation
import TestSupport
import Testing

@Suite("What deletes and what rehearses recovery is proven on a real database")
struct DisposalProofTests {
  @Test(
    "Old rows go, held ones stay, a kill leaves log and rows in step, the log refuses changes",
    .timeLimit(.minutes(30))
  )
  func example() throws {
    guard let text = try ProofScript.run("acme-disposal") else { return }
    #expect(text.contains("rows under hold stay, children went first, the log and the rows agree"))
    #expect(text.contains("20000 rows deleted once by two runs"))
    #expect(text.contains("the log says so, and the next run does the rest"))
    #expect(text.contains("nothing is missing from the protection"))
    #expect(text.contains("deleted, anonymised and certified; no name in the log"))
  }

  @Test("On each database layer: purged, held and erased", .timeLimit(.minutes(30)))
  func variants() throws {
    guard let text = try ProofScript.run("disposal-variants") else { return }
    for variant in DisposalVariantTests.variants { #expect(text.contains("\(variant): ")) }
  }

  @Test(
    "A good backup passes the drill; a stale, truncated, incomplete or missing one fails, and says so",
    .timeLimit(.minutes(30))
  )
  func drill() throws {
    guard let text = try ProofScript.run("restore-drill") else { return }
    #expect(text.contains("a good backup: passed"))
    #expect(text.contains("a stale backup: failed"))
    #expect(text.contains("a truncated backup: failed"))
    #expect(text.contains("a backup that lacks a row: failed"))
    #expect(text.contains("RDS: restored to a point in time"))
  }
}

/// A script that proves something with programs that may not be there.
enum ProofScript {
  /// What it prints; nil when it was skipped.
  static func run(_ script: String) throws -> String? {
    let root = ProjectFolder.root
    let program = root.appending(path: ".build/debug/auditwright").path(percentEncoded: false)
    guard FileManager.default.isExecutableFile(atPath: program) else {
      print("\(script) is skipped: the program is not built")
      return nil
    }
    let process = Process()
    process.executableURL = root.appending(path: "Scripts/\(script)")
    process.arguments = [program]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(),
      as: UTF8.self
    )
    process.waitUntilExit()
    guard process.terminationStatus != 77 else {
      print("\(script) is skipped: \(text)")
      return nil
    }
    #expect(process.terminationStatus == 0, "\(text)")
    return text
  }
}
