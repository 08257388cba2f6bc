import ArgumentParser
import Engine
import ReadinessModel
import Reports

/// Lists the routes of a repository.
struct Routes: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List every route, and what stands before it.",
    discussion: """
      Examples:
        auditwright routes --unprotected
        auditwright routes --unaudited --path /api/customers
        auditwright routes --format csv --output routes.csv
      """
  )

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table
    case json
    case csv
  }

  @OptionGroup var source: SourceOptions
  @OptionGroup var output: OutputOptions

  @Flag(help: "Only routes that nothing protects and nobody declared public.")
  var unprotected = false

  @Flag(help: "Only routes that write no audit event.")
  var unaudited = false

  @Flag(help: "Files that are served as they are, too.")
  var staticFiles = false

  @Option(help: "Only routes of this framework.")
  var framework: String?

  @Option(
    name: .customLong("path"),
    help: "Only routes whose path begins with this."
  )
  var prefix: String?

  @Option(help: "Format of the output.")
  var format = Format.table

  func run() throws {
    let facts = try source.withEngine { try $0.facts(from: source.source) }
    guard case .observed(let application) = facts.application else {
      if case .notObservable(let reason) = facts.application {
        Terminal.complain("no routes could be read: \(reason)", next: "")
      }
      throw ExitCode(ProgramExit.nothingAssessed)
    }
    let routes = application.routes.filter(isWanted)
    switch format {
    case .table:
      let table = RoutesFormat.table(routes, width: output.width, isColored: output.isColored)
      try output.write(table)
    case .json: try output.write(RoutesFormat.json(routes))
    case .csv: try output.write(RoutesFormat.csv(routes))
    }
  }

  private func isWanted(_ route: Route) -> Bool {
    if unprotected, route.authentication.status != .unprotected { return false }
    if unaudited, route.audit.status != .unlogged { return false }
    if !staticFiles, route.purpose == .staticContent { return false }
    if let framework, route.framework != framework.lowercased() { return false }
    if let prefix, !route.path.hasPrefix(prefix) { return false }
    return true
  }
}
