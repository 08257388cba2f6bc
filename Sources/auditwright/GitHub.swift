import ArgumentParser
import Engine
import Foundation
import ReadinessModel
import Reports

/// Asks GitHub, for reading unless something else is said.
struct GitHub: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "github",
    abstract: "Ask GitHub how the repository is set up, and what happened in it.",
    discussion: """
      The token is in GITHUB_TOKEN or GH_TOKEN, or in a file; a GitHub App's number is in \
      GITHUB_APP_ID and its key in GITHUB_APP_PRIVATE_KEY_FILE. GITHUB_API_URL names another host, \
      such as https://github.example.com/api/v3. Reading is enough for everything but --apply.

      Examples:
        auditwright github status octo/shop
        auditwright github collect octo/shop --from 2026-08-01 --to 2026-11-01 --output q3.json
        auditwright github protect octo/shop
      """,
    subcommands: [GitHubStatus.self, GitHubCollect.self, GitHubProtect.self]
  )
}

/// Options of every command that asks GitHub.
struct GitHubTarget: ParsableArguments {
  @Argument(help: "Owner and name; by default those of the folder's remote 'origin'.")
  var repository: String?

  @Option(help: "Folder of the repository.", completion: .directory)
  var path = "."

  @Option(
    name: .customLong("github-token-file"),
    help: "Take the token from FILE.",
    completion: .file()
  )
  var tokenFile: String?

  @Option(
    name: .customLong("wait"),
    help: ArgumentHelp(
      "Seconds to wait in all when GitHub limits how much may be asked.",
      valueName: "seconds"
    )
  )
  var wait = 900

  @Flag(name: .customLong("no-cache"), help: "Keep no answers for the next run.")
  var noCache = false

  @Flag(name: .shortAndLong, help: "Show no progress and no notes.")
  var quiet = false

  mutating func validate() throws {
    if !(0...86_400).contains(wait) {
      throw ValidationError("--wait takes a number of seconds from 0 to 86400.")
    }
  }

  /// Runs work with an engine and a way to GitHub, and with its progress on the terminal.
  func withHost<Value>(
    _ work: (ReadinessEngine, HostConnection) throws -> Value
  ) throws -> Value {
    let progress = ProgressLine(isQuiet: quiet)
    defer { progress.clear() }
    var context = RunContext.current()
    if noCache { context.cacheFolder = nil }
    context.progress = { progress.show($0) }
    let options = HostOptions(
      repository: repository,
      folder: path,
      tokenFile: tokenFile,
      environment: ProcessInfo.processInfo.environment,
      waitAtMost: wait
    )
    let connection = try HostConnection.open(
      options,
      cacheFolder: context.cacheFolder,
      progress: context.progress
    )
    return try work(try ReadinessEngine(context: context), connection)
  }
}

/// Says what could be read of a repository at GitHub.
struct GitHubStatus: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say what GitHub lets be read, and which permissions are lacking."
  )

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  @OptionGroup var target: GitHubTarget
  @OptionGroup var output: OutputOptions
  @Option(help: "Format of the output.") var format = Format.text

  func run() throws {
    let (facts, scopes) = try target.withHost { engine, connection in
      (try engine.hostFacts(connection), engine.hostScopes(connection))
    }
    switch format {
    case .text: try output.write(HostStatusFormat.text(facts, scopes: scopes))
    case .json: try output.write(HostStatusFormat.json(facts, scopes: scopes))
    }
  }
}

/// Writes what GitHub tells of a period.
struct GitHubCollect: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "collect",
    abstract: "Write how things stand and what happened in a period, as JSON.",
    discussion: """
      Every list says what was asked, how many pages it had, and whether it is complete; what cannot \
      be read says why. A run that was interrupted goes on from the answers it had.
      """
  )

  @OptionGroup var target: GitHubTarget
  @OptionGroup var output: OutputOptions

  @Option(help: ArgumentHelp("First day of the period, in UTC.", valueName: "yyyy-mm-dd"))
  var from: String

  @Option(
    help: ArgumentHelp("First day after the period; by default today.", valueName: "yyyy-mm-dd")
  )
  var to: String?

  mutating func validate() throws {
    guard let first = CivilDay(from) else {
      throw ValidationError("--from takes a day such as 2026-08-01, not '\(from)'.")
    }
    if let to {
      guard let end = CivilDay(to) else {
        throw ValidationError("--to takes a day such as 2026-11-01, not '\(to)'.")
      }
      if end <= first { throw ValidationError("--to must be after --from.") }
    }
  }

  func run() throws {
    let record = try target.withHost { engine, connection -> HostRecord in
      let today = CivilDay(secondsSince1970: Int(Date().timeIntervalSince1970))
      guard let first = CivilDay(from), let end = to.map(CivilDay.init) ?? today, first < end else {
        throw ValidationError("--from must be before --to.")
      }
      return try engine.hostRecord(
        connection,
        from: Moment(startOf: first),
        to: Moment(startOf: end)
      )
    }
    try output.write(try record.text)
    guard !target.quiet, output.output != nil else { return }
    let history = record.history
    Terminal.write(
      "Wrote \(history.changes.rows.count) changes, \(history.commits.rows.count) commits, "
        + "\(history.deployments.rows.count) deployments, \(history.workflowRuns.rows.count) runs and "
        + "\(history.ruleSuites.rows.count) pushes under rules.\n"
    )
    for reading in history.readings where reading.outcome != .read {
      Terminal.writeError(
        SafeText.line("Note: \(reading.part): \(reading.reason ?? reading.outcome.rawValue)") + "\n"
      )
    }
  }
}
