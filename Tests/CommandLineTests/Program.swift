import Foundation
import TestSupport

/// The built program, run as a user runs it.
enum Program {
  struct Result {
    var code: Int32
    var output: String
    var errors: String
  }

  /// The program stands beside the bundle of tests, wherever that was built.
  static let url = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appending(path: "auditwright")

  static func run(
    _ arguments: String...,
    in folder: URL = ProjectFolder.root,
    environment: [String: String] = [:]
  ) throws -> Result {
    try run(arguments, in: folder, environment: environment)
  }

  static func run(
    _ arguments: [String],
    in folder: URL,
    environment: [String: String] = [:]
  ) throws -> Result {
    let process = Process()
    process.executableURL = url
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let kept = ["PATH", "HOME", "LD_LIBRARY_PATH"]
    process.environment = ProcessInfo.processInfo.environment
      .filter { kept.contains($0.key) }
      .merging(environment) { _, new in new }
    // Files rather than pipes, so that no amount of output can fill a buffer and stop the program.
    let streams = try TemporaryFolder(["output": "", "errors": ""])
    let output = try FileHandle(forWritingTo: streams.url.appending(path: "output"))
    let errors = try FileHandle(forWritingTo: streams.url.appending(path: "errors"))
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return Result(
      code: process.terminationStatus,
      output: try streams.read("output"),
      errors: try streams.read("errors")
    )
  }
}
