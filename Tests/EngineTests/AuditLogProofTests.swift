import Foundation
import TestSupport
import Testing

@Suite("What 'auditwright fix audit-log rbac' writes is proven on a real database")
struct AuditLogProofTests {
  @Test("Each route leaves a row, roles see their own, no denial is lost, attacks are detected")
  func example() throws {
    guard let text = try run("acme-audit-log") else { return }
    #expect(text.contains("SEC-2 and SEC-3 turned green and nothing else changed colour"))
    #expect(text.contains("34 of 34 routes left a row"))
    #expect(text.contains("refusals, equal byte for byte, each in the audit log with its reason"))
    #expect(text.contains("refused or detected"))
  }

  @Test("Each variant: requests and refusals leave the rows they should, and the log only grows")
  func variants() throws {
    guard let text = try run("audit-log-variants") else { return }
    for variant in AuditLogVariantTests.variants { #expect(text.contains("\(variant): ")) }
  }

  /// What a script prints; nil when it was skipped.
  private func run(_ script: String) throws -> String? {
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
