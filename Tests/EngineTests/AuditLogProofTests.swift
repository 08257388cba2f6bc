import Foundation
import TestSupport
import Testing

@Suite("The example, fixed by 'auditwright fix audit-log', is proven on a real database")
struct AuditLogProofTests {
  @Test("Each route leaves a row, no denial is lost, attacks are refused or detected")
  func proof() throws {
    let root = ProjectFolder.root
    let program = root.appending(path: ".build/debug/auditwright").path(percentEncoded: false)
    guard FileManager.default.isExecutableFile(atPath: program) else {
      print("The proof of audit logging is skipped: the program is not built")
      return
    }
    let process = Process()
    process.executableURL = root.appending(path: "Scripts/acme-audit-log")
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
      print("The proof of audit logging is skipped: \(text)")
      return
    }
    #expect(process.terminationStatus == 0, "\(text)")
    #expect(text.contains("SEC-3  Audit logging of data access: failing → passing"))
    #expect(text.contains("34 of 34 routes left a row"))
    #expect(text.contains("refused or detected"))
  }
}
