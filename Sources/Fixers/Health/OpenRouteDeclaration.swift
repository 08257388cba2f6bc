import ReadinessModel

/// Declares in the settings that a route is open on purpose, with the reason and who answers for it.
enum OpenRouteDeclaration {
  /// The settings of a repository.
  static let path = "auditwright.yml"

  /// The change that declares a route; nil when the settings have no place for it.
  static func change(
    method: String,
    path route: String,
    in project: FixProject,
    _ answers: FixAnswers
  ) -> FixChange? {
    let owner = answers[ReportHealth.owner] ?? "<name of who answers for it>"
    let entry = [
      "- method: \(method)",
      "  path: \(route)",
      "  reason: Says whether the application can serve, and no more; probes have no credentials.",
      "  owner: \(InventoryText.scalar(owner))",
    ]
    guard let edit = edit(entry, project) else { return nil }
    return FixChange(
      title: "Declare \(method) \(route) open",
      reason:
        "Whoever reads the report is to see that it is open on purpose, and who answers for it.",
      applicability: .needsDecision(ReportHealth.owner.id),
      edits: [edit]
    )
  }

  private static func edit(_ entry: [String], _ project: FixProject) -> SourceEdit? {
    guard project.files.contains(path) else {
      let head = [
        "# Settings of Auditwright; 'auditwright init' in an empty folder explains all.",
        "version: 1", "", "# Routes meant to be open.", "public-routes:",
      ]
      let lines = head + entry.map { "  " + $0 }
      return .create(path: path, text: lines.joined(separator: "\n") + "\n")
    }
    guard let bytes = project.files.bytes(of: path),
      let text = String(validating: bytes, as: UTF8.self)
    else { return nil }
    let newline = text.contains("\r\n") ? "\r\n" : "\n"
    var offset = 0
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let content = String(decoding: line, as: UTF8.self)
      let end = offset + line.count - (line.last == 0x0D ? 1 : 0)
      guard content.hasPrefix("public-routes:") else {
        offset += line.count + 1
        continue
      }
      let value = content.dropFirst("public-routes:".count)
      let bare = value.prefix { $0 != "#" }.filter { !$0.isWhitespace }
      let indented = entry.map { newline + "  " + $0 }.joined()
      if bare == "[]", let bracket = line.firstIndex(of: 0x5B),
        let closing = line.firstIndex(of: 0x5D)
      {
        // The space before the brackets goes with them; what is said after them stays.
        let start = offset + bracket - line.startIndex
        let rest = String(
          decoding: bytes[(offset + closing - line.startIndex + 1)..<end],
          as: UTF8.self
        )
        return .replace(path: path, range: (start - 1)..<end, text: rest + indented)
      }
      guard bare.isEmpty else { return nil }
      let next = bytes[min(end + newline.utf8.count, bytes.count)...].prefix { $0 == 0x20 }.count
      let indent = String(repeating: " ", count: next)
      let isList = bytes[min(end + newline.utf8.count + next, bytes.count)...].first == 0x2D
      let gap = isList ? indent : "  "
      return .insert(path: path, at: end, text: entry.map { newline + gap + $0 }.joined())
    }
    let lines = ["", "# Routes meant to be open.", "public-routes:"] + entry.map { "  " + $0 }
    let gap = bytes.last == 0x0A || bytes.isEmpty ? "" : newline
    return .insert(
      path: path,
      at: bytes.count,
      text: gap + lines.joined(separator: newline) + newline
    )
  }
}
