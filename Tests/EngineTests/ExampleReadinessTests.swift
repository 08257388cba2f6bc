import Foundation
import TestSupport
import Testing

@Suite("The example goes from 4 to 15 of 18 controls, and runs with all that was written")
struct ExampleReadinessTests {
  @Test(
    "fixes, what people write and the host's answer open all but what only time and people give",
    .timeLimit(.minutes(30))
  )
  func readiness() throws {
    let root = ProjectFolder.root
    let program = root.appending(path: ".build/debug/auditwright").path(percentEncoded: false)
    guard FileManager.default.isExecutableFile(atPath: program) else {
      print("acme-readiness is skipped: the program is not built")
      return
    }
    let process = Process()
    process.executableURL = root.appending(path: "Scripts/acme-readiness")
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
      print("acme-readiness is skipped: \(text)")
      return
    }
    #expect(process.terminationStatus == 0, "\(text)")
    for line in [
      "| Security | 2/8 passing | 7/8 passing |",
      "| Availability | 1/4 passing | 3/4 passing |",
      "| Confidentiality | 0/4 passing | 3/4 passing |",
      "| Change management | 1/2 passing | 2/2 passing |",
      "| **Overall** | **4/18 (22%)** | **15/18 (83%)** |",
      "a further run of all fixes changes nothing",
      "the health route answers 200, and 503 while the database is away",
      "from 4 to 15 of 18 controls",
    ] {
      #expect(text.contains(line), "\(line)")
    }
  }
}
