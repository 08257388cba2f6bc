import ReadinessModel

/// Enters a route in the list of routes that anybody may use, where access by role keeps one.
///
/// A route that is in neither list keeps such an application from starting.
enum OpenRouteList {
  /// What precedes the entries, in every language that access by role writes.
  private static let heads = ["publicRoutes: string[] = [", "publicRoutes = ["]

  /// The edits that enter a route, named by method and path; none where there is no such list, or
  /// the route is in it.
  static func edits(entering route: String, package: String, of project: FixProject) -> [SourceEdit]
  {
    for path in project.files.paths(under: package) {
      guard project.package(of: path)?.folder ?? "" == package,
        ["ts", "js", "mjs", "cjs"].contains(ProjectPath.fileExtension(of: path)),
        let bytes = project.files.bytes(of: path),
        let text = String(validating: bytes, as: UTF8.self), text.contains("publicRoutes"),
        text.contains("policies"), let list = entries(in: text)
      else { continue }
      return [edit(of: path, text, list, route)].compactMap(\.self)
    }
    return []
  }

  /// Where the entries stand, the brackets left out.
  private static func entries(in text: String) -> Range<String.Index>? {
    for head in heads {
      guard let start = text.firstRange(of: head)?.upperBound,
        let end = text[start...].firstIndex(of: "]")
      else { continue }
      return start..<end
    }
    return nil
  }

  private static func edit(
    of path: String,
    _ text: String,
    _ list: Range<String.Index>,
    _ route: String
  ) -> SourceEdit? {
    let body = text[list]
    let quote: Character = body.contains("\"") ? "\"" : "'"
    guard !body.contains("\(quote)\(route)\(quote)") else { return nil }
    let lines = body.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard lines.count > 1 else {
      let separator = body.isEmpty ? "" : ", "
      let offset = text.utf8.distance(from: text.startIndex, to: list.upperBound)
      return .insert(path: path, at: offset, text: "\(separator)\(quote)\(route)\(quote)")
    }
    // The entries are sorted, one on each line.
    let next = lines.dropFirst().first { line in
      let name = line.drop { $0 == " " || $0 == "\t" }
      return name.isEmpty || String(name) > "\(quote)\(route)\(quote)"
    }
    let at = next?.startIndex ?? list.upperBound
    let indent = lines[1].prefix { $0 == " " || $0 == "\t" }
    let end = body.contains("\r\n") ? "\r\n" : "\n"
    return .insert(
      path: path,
      at: text.utf8.distance(from: text.startIndex, to: at),
      text: "\(indent)\(quote)\(route)\(quote),\(end)"
    )
  }

  /// The change that enters a route in the list; nil where there is nothing to enter.
  static func change(
    entering route: String,
    package: String,
    of project: FixProject
  ) -> FixChange? {
    let edits = edits(entering: route, package: package, of: project)
    guard !edits.isEmpty else { return nil }
    return FixChange(
      title: "Let anybody use \(route)",
      reason: "Access by role refuses routes that it does not know, and an application that has one"
        + " does not start.",
      applicability: .safe,
      edits: edits
    )
  }
}
