package import ReadinessModel

/// Renders a route inventory.
package enum RoutesFormat {
  /// Renders routes as a JSON array; `Documentation/Schemas/routes.schema.json` describes it.
  package static func json(_ routes: [Route]) -> String {
    JSONValue.list(routes.map(value)).rendered()
  }

  /// Renders routes as comma-separated values with a header.
  package static func csv(_ routes: [Route]) -> String {
    let header = [
      "method", "path", "framework", "authentication", "authentication by", "authorization",
      "authorization by", "ownership", "ownership by", "audit", "audit by", "handler", "file",
      "line",
    ]
    let rows = routes.map { route in
      [route.method, route.path, route.framework]
        + [route.authentication, route.authorization, route.ownership].flatMap {
          [$0.status.rawValue, $0.by ?? ""]
        }
        + [route.audit.status.rawValue, route.audit.by ?? "", route.handler]
        + [route.location.file, "\(route.location.line)"]
    }
    return CSVText.lines([header] + rows)
  }

  /// Renders routes as a table for a terminal.
  package static func table(_ routes: [Route], width: Int = 100, isColored: Bool = false) -> String
  {
    RoutesTable(routes: routes, width: width, style: TerminalStyle(isColored: isColored)).render()
  }

  private static func value(_ route: Route) -> JSONValue {
    .object([
      ("method", .text(route.method)),
      ("path", .text(route.path)),
      ("handler", .text(route.handler)),
      ("file", .text(route.location.file)),
      ("line", .integer(route.location.line)),
      ("framework", .text(route.framework)),
      ("authentication", value(route.authentication)),
      ("authorization", value(route.authorization)),
      ("ownership", value(route.ownership)),
      ("audit", value(route.audit)),
    ])
  }

  private static func value(_ decision: AccessDecision) -> JSONValue {
    value(decision.status.rawValue, decision.by, decision.at, decision.reason)
  }

  private static func value(_ decision: AuditDecision) -> JSONValue {
    value(decision.status.rawValue, decision.by, decision.at, decision.reason)
  }

  private static func value(
    _ status: String,
    _ by: String?,
    _ at: SourceLocation?,
    _ reason: String?
  ) -> JSONValue {
    .object([
      ("status", .text(status)),
      ("by", by.map(JSONValue.text) ?? .null),
      ("at", at.map { .text("\($0)") } ?? .null),
      ("reason", reason.map(JSONValue.text) ?? .null),
    ])
  }
}

/// A table of routes, with what stands before each.
private struct RoutesTable {
  let routes: [Route]
  let width: Int
  let style: TerminalStyle

  func render() -> String {
    guard !routes.isEmpty else { return "No routes.\n" }
    let rows = routes.map(cells)
    let header = [
      "Method", "Path", "Authentication", "Authorization", "Ownership", "Audit", "Place",
    ]
    let widths = header.indices.map { column in
      let widest = ([header] + rows).map { TextWidth.of($0[column]) }.max() ?? 0
      return column == 1 ? min(widest, max(24, width - 60)) : widest
    }
    let lines =
      [style.bold(line(header, widths))]
      + zip(routes, rows).map { route, row in styled(line(row, widths), route) }
    return lines.joined(separator: "\n") + "\n\n" + summary + "\n"
  }

  private func cells(_ route: Route) -> [String] {
    [
      SafeText.line(route.method), SafeText.line(route.path), word(route.authentication.status),
      word(route.authorization.status), word(route.ownership.status),
      route.audit.status.rawValue, SafeText.line("\(route.location)"),
    ]
  }

  private func word(_ status: AccessStatus) -> String {
    switch status {
    case .protected: "yes"
    case .declaredPublic: "public"
    case .unprotected: "no"
    case .unresolved: "unresolved"
    }
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    zip(cells, widths).enumerated()
      .map { index, cell in
        index == cells.count - 1 ? cell.0 : TextWidth.padded(cell.0, to: cell.1)
      }
      .joined(separator: "  ")
  }

  private func styled(_ line: String, _ route: Route) -> String {
    switch route.authentication.status {
    case .unprotected: style.status(line, .failing)
    case .unresolved: style.status(line, .warning)
    case .protected, .declaredPublic: line
    }
  }

  private var summary: String {
    func count(_ status: AccessStatus) -> Int {
      routes.filter { $0.authentication.status == status }.count
    }
    let logged = routes.filter { $0.audit.status == .logged }.count
    let parts = [
      "\(routes.count) \(routes.count == 1 ? "route" : "routes")",
      "\(count(.protected)) behind authentication", "\(count(.declaredPublic)) public",
      "\(count(.unprotected)) unprotected", "\(count(.unresolved)) unresolved",
      "\(logged) audit logged",
    ]
    return parts.joined(separator: ", ") + "."
  }
}
