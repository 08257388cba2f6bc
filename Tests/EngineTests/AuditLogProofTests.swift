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

  @Test(
    "Months leave daily use, are archived and dropped in time; killed, held or tampered with, they stay",
    .timeLimit(.minutes(30))
  )
  func retention() throws {
    guard let text = try run("acme-audit-retention") else { return }
    #expect(text.contains("sees nothing in the migration alone"))
    #expect(text.contains("before it is dropped: the next run goes on"))
    #expect(text.contains("a held month stays; each month that went left an event"))
    #expect(text.contains("a second run changes nothing"))
  }

  @Test("Each variant: requests and refusals leave the rows they should, and the log only grows")
  func variants() throws {
    guard let text = try run("audit-log-variants") else { return }
    for variant in AuditLogVariantTests.variants { #expect(text.contains("\(variant): ")) }
  }

  @Test(
    "Roles on each variant: everybody reaches what they may, and each refusal leaves one row",
    .timeLimit(.minutes(30))
  )
  func roles() throws {
    guard let text = try run("access-variants", ["STYLES": "concealed"]) else { return }
    for variant in [
      "express-commonjs-by-route", "express-modules-services", "express-knex", "express-typeorm",
      "express-prisma", "nest-prisma", "nest-typeorm",
    ] {
      #expect(text.contains("\(variant), concealed: 41 refusals, 41 rows"))
    }
  }

  @Test("The example answers 503 without its database, measures itself, and logs nobody's name")
  func applicationCode() throws {
    guard let text = try run("acme-application-code") else { return }
    #expect(text.contains("/healthz: 503"))
    #expect(text.contains("none names anybody"))
    #expect(text.contains("measured: 44 requests on 33 routes, 0 errors"))
  }

  /// What a script prints; nil when it was skipped.
  private func run(_ script: String, _ settings: [String: String] = [:]) throws -> String? {
    let root = ProjectFolder.root
    let program = root.appending(path: ".build/debug/auditwright").path(percentEncoded: false)
    guard FileManager.default.isExecutableFile(atPath: program) else {
      print("\(script) is skipped: the program is not built")
      return nil
    }
    let process = Process()
    process.executableURL = root.appending(path: "Scripts/\(script)")
    process.arguments = [program]
    process.environment = ProcessInfo.processInfo.environment.merging(settings) { $1 }
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
