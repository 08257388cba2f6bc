import ArgumentParser
import Engine
import Foundation
import ReadinessModel

/// Options of every command that looks at a repository.
struct SourceOptions: ParsableArguments {
  @Argument(help: "Folder of the repository.", completion: .directory)
  var path = "."

  @Option(
    help: "Start from the facts in FILE, written by 'auditwright facts', instead of a folder.",
    completion: .file(extensions: ["json"])
  )
  var facts: String?

  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp("Judge dates as of this day.", valueName: "yyyy-mm-dd")
  )
  var asOf: String?

  @Option(help: "Threads to work on; by default one for each core.")
  var jobs: Int?

  @Flag(
    name: .customLong("no-cache"),
    help: "Look at every file anew; keep nothing for the next run."
  )
  var noCache = false

  @Flag(name: .shortAndLong, help: "Show no progress and no notes.")
  var quiet = false

  mutating func validate() throws {
    if let jobs, !(1...256).contains(jobs) {
      throw ValidationError("--jobs takes a number from 1 to 256.")
    }
    if let asOf, CivilDay(asOf) == nil {
      throw ValidationError("--as-of takes a day such as 2026-11-23, not '\(asOf)'.")
    }
  }

  var source: FactSource { facts.map(FactSource.file) ?? .repository(path: path) }

  /// Runs work with an engine, and with its progress on the terminal.
  func withEngine<Value>(
    github: GitHubOptions? = nil,
    key: String? = nil,
    _ work: (ReadinessEngine) throws -> Value
  ) throws -> Value {
    let progress = ProgressLine(isQuiet: quiet)
    defer { progress.clear() }
    var context = RunContext.current()
    if let asOf { context.today = asOf }
    if let jobs { context.jobs = jobs }
    if noCache { context.cacheFolder = nil }
    if let key { context.signer.keyFile = key }
    context.progress = { progress.show($0) }
    context.host = try github?.connection(
      folder: path,
      cacheFolder: context.cacheFolder,
      progress: context.progress
    )
    return try work(try ReadinessEngine(context: context))
  }
}

/// Where output goes.
struct OutputOptions: ParsableArguments {
  @Option(name: .shortAndLong, help: "Write to FILE instead of the terminal.", completion: .file())
  var output: String?

  @Flag(name: .customLong("no-color"), help: "Use no colour; so does the variable NO_COLOR.")
  var noColor = false

  var width: Int { output == nil ? Terminal.width : 100 }
  var isColored: Bool { output == nil && Terminal.isColored(unless: noColor) }

  /// Whether something stands at a path that is no file, such as a device, a pipe or a socket.
  private static func isSpecial(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    return status.st_mode & S_IFMT != S_IFREG && status.st_mode & S_IFMT != S_IFDIR
  }

  /// Writes the text whole or not at all.
  func write(_ text: String) throws { try write(Data(text.utf8)) }

  /// Writes the bytes whole or not at all.
  func write(_ data: Data) throws {
    guard let output else { return Terminal.write(data) }
    do {
      // A device or a pipe is written to; replaced by a file, it would be gone.
      try data.write(to: URL(filePath: output), options: Self.isSpecial(output) ? [] : .atomic)
    } catch {
      throw EngineFailure.unwritable(path: output, reason: FileTrouble.reason(of: error))
    }
  }
}
