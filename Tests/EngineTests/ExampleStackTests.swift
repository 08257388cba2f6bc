import Foundation
import Testing

@Suite("The example is a product that runs")
struct ExampleStackTests {
  static let example = DocumentationTests.root.appending(path: "Examples/acme")

  @Test("It has 34 routes in 23 route files")
  func routesAreCounted() throws {
    let folder = Self.example.appending(path: "src/routes")
    let files = try FileManager.default.contentsOfDirectory(
      at: folder,
      includingPropertiesForKeys: nil
    )
    let registrations = try files.map { file in
      try String(contentsOf: file, encoding: .utf8)
        .matches(of: /Router\.(get|post|put|patch|delete)\(/).count
    }
    #expect(files.count == 23)
    #expect(registrations.reduce(0, +) == 34)
  }

  @Test("It builds, starts and answers", .timeLimit(.minutes(30)))
  func itAnswers() async throws {
    let script = DocumentationTests.root.appending(path: "Scripts/acme-stack")
    let run = try Self.run(script, ["smoke", "--offline"])
    let skipped: Int32 = 77
    if run.status == skipped {
      // Node.js, PostgreSQL or their modules are not on this machine: nothing can be said here.
      print(run.output)
      return
    }
    #expect(run.status == 0, "\(run.output)")
    #expect(run.output.contains("requests answered as expected"))
  }

  private static func run(_ script: URL, _ arguments: [String]) throws -> (
    status: Int32, output: String
  ) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = script
    process.arguments = arguments
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}
