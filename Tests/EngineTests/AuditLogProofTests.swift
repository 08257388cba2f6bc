import Foundation
import TestSupport
import Testing

@Suite("The example, fixed by 'auditwright fix audit-log rbac', is proven on a real database")
struct AuditLogProofTests {
  @Test("Each route leaves a row, roles see their own, no denial is lost, attacks are detected")
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
    #expect(text.contains("SEC-2 and SEC-3 turned green and nothing else changed colour"))
    #expect(text.contains("34 of 34 routes left a row"))
    #expect(text.contains("refusals, equal byte for byte, each in the audit log with its reason"))
    #expect(text.contains("refused or detected"))
  }
}
