import Foundation
import ReadinessModel

/// The Markdown specification of one check.
struct Spec {
  /// One case: what is known, and what the check says of it.
  struct Case {
    let title: String
    let facts: String
    /// Lines of the findings block, and the lines of the file it takes.
    let expected: [String]
    let expectedLines: Range<Int>
  }

  let file: URL
  let title: String
  let cases: [Case]

  /// Folder of the specifications.
  static var folder: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Specs")
  }

  /// The project's root.
  static var projectRoot: URL {
    folder.appendingPathComponent("../../..").standardizedFileURL
  }

  /// Identifiers of every specification there is, sorted.
  static func all() -> [CheckID] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
      .filter { $0.hasSuffix(".md") }
      .map { CheckID(rawValue: String($0.dropLast(3))) }
      .sorted()
  }

  /// Reads the specification of a check.
  init(check: CheckID) throws {
    file = Self.folder.appendingPathComponent("\(check).md")
    let lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
    var (title, heading, cases) = ("", "", [Case]())
    var facts: [String] = []
    var block: (kind: String, start: Int)?
    for (index, line) in lines.enumerated() {
      if let open = block {
        guard line == "```" else { continue }
        let content = Array(lines[open.start..<index])
        switch open.kind {
        case "facts": facts = content
        case "findings":
          let text = facts.joined(separator: "\n")
          cases.append(
            Case(
              title: heading,
              facts: text,
              expected: content,
              expectedLines: open.start..<index
            )
          )
          facts = []
        default: throw SpecError("\(file.lastPathComponent): unknown block '\(open.kind)'")
        }
        block = nil
      } else if line.hasPrefix("```") {
        block = (String(line.dropFirst(3)), index + 1)
      } else if line.hasPrefix("## ") {
        heading = String(line.dropFirst(3))
      } else if line.hasPrefix("# ") {
        title = String(line.dropFirst(2))
      }
    }
    guard block == nil, facts.isEmpty else {
      throw SpecError("\(file.lastPathComponent): '\(heading)' has facts without findings")
    }
    self.title = title
    self.cases = cases
  }

  /// Writes other findings into the file, one list of lines for each case.
  func accept(_ findings: [[String]]) throws {
    var lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
    for (item, actual) in zip(cases, findings).reversed() {
      lines.replaceSubrange(item.expectedLines, with: actual)
    }
    try lines.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
  }
}

extension Spec.Case {
  /// The facts of the case: as of 2026-11-23, and of twelve files, unless it says otherwise.
  func repositoryFacts() throws -> RepositoryFacts {
    guard case .map(var entries) = try SpecNode(yaml: facts) else {
      throw SpecError("\(title): the facts are no map")
    }
    if !entries.contains(where: { $0.key == "assessedOn" }) {
      entries.append((key: "assessedOn", value: .scalar("2026-11-23")))
    }
    if !entries.contains(where: { $0.key == "inventory" }) {
      entries.append((key: "inventory", value: .map([("files", .scalar("12"))])))
    }
    if !entries.contains(where: { $0.key == "host" }) {
      let reason = SpecNode.scalar(Observation<HostFacts>.withoutAccess)
      entries.append((key: "host", value: .map([("notObservable", reason)])))
    }
    return try SpecDecoder.decode(RepositoryFacts.self, from: .map(entries))
  }
}

extension Finding {
  /// The finding as a specification writes it.
  var specLines: [String] {
    ["\(outcome.rawValue): \(message)"] + locations.map { "  \($0)" }
  }
}
