package import Collectors
package import ReadinessModel

/// Reads a record that people keep, and says with its line what is wrong with it.
package struct RecordReader {
  /// A problem with its place.
  package struct Problem: Hashable, Sendable {
    /// The line.
    package var line: Int
    /// What is wrong, in a sentence.
    package var message: String
  }

  /// What came of reading.
  package struct Reading: Sendable {
    /// The kind; nil when the file does not say one that is known.
    package var kind: RecordKind?
    /// The content.
    package var content: RecordContent
    /// What is wrong; a record with problems is not entered.
    package var problems: [Problem]
  }

  private static let placeholders = [
    "todo", "tbd", "fixme", "xxx", "lorem ipsum", "<", "your name",
  ]

  private let today: CivilDay
  private let controls: Set<ControlID>

  /// Creates a reader; `controls` are those of the profile.
  package init(today: CivilDay, controls: Set<ControlID>) {
    self.today = today
    self.controls = controls
  }

  /// Reads a file.
  package func read(_ file: RepositoryFile) throws(EngineFailure) -> Reading {
    let root: ConfigurationNode?
    do throws(ConfigurationFailure) {
      root = try YAMLReader.read(file)
    } catch {
      throw .configuration(
        file: file.path,
        line: error.location.line,
        problem: error.reason,
        next: "Compare with a draft: auditwright attest --draft access-review"
      )
    }
    var problems: [Problem] = []
    let known = RecordKind.all.map(\.name).joined(separator: ", ")
    guard let root, let name = root["kind"]?.string, let kind = RecordKind.named(name) else {
      let line = root?["kind"]?.location.line ?? 1
      problems.append(Problem(line: line, message: "The record needs a kind: one of \(known)."))
      return Reading(kind: nil, content: RecordContent(.null), problems: problems)
    }
    let fields =
      [RecordField.required("kind", .choice([kind.name]), "the kind of record")]
      + kind.fields
    let json = object(root, fields, "the record", &problems)
    let content = RecordContent(json)
    if problems.isEmpty {
      problems = kind.problems(content).map { problem in
        let entry = root.entries.first { $0.key == problem.field }
        return Problem(line: entry?.keyLocation.line ?? 1, message: problem.message)
      }
    }
    return Reading(kind: kind, content: content, problems: problems.sorted { $0.line < $1.line })
  }

  // MARK: - Values

  private func object(
    _ node: ConfigurationNode,
    _ fields: [RecordField],
    _ name: String,
    _ problems: inout [Problem]
  ) -> CanonicalJSON {
    guard case .mapping(let entries) = node.content else {
      problems.append(Problem(line: node.location.line, message: "\(name) holds fields."))
      return .null
    }
    for entry in entries where !fields.contains(where: { $0.name == entry.key }) {
      let known = fields.map(\.name).joined(separator: ", ")
      let message = "\(name) has no field '\(entry.key)'; it has \(known)."
      problems.append(Problem(line: entry.keyLocation.line, message: message))
    }
    var members: [String: CanonicalJSON?] = [:]
    for field in fields {
      guard let value = node[field.name], !value.isNull else {
        if field.isRequired {
          let message = "\(name) needs \(field.name): \(field.about)."
          problems.append(Problem(line: node.location.line, message: message))
        }
        continue
      }
      members[field.name] = self.value(value, field, &problems)
    }
    return .object(of: members)
  }

  private func value(
    _ node: ConfigurationNode,
    _ field: RecordField,
    _ problems: inout [Problem]
  ) -> CanonicalJSON {
    switch field.content {
    case .list(let fields):
      return .array(items(node, field, &problems).map { object($0, fields, field.name, &problems) })
    case .group(let fields): return object(node, fields, field.name, &problems)
    case .texts:
      return .array(
        items(node, field, &problems).map { item in
          let text = checked(item, field, &problems)
          if field.name == "controls", !controls.contains(ControlID(rawValue: text)) {
            let message = "There is no control '\(text)'; see auditwright explain."
            problems.append(Problem(line: item.location.line, message: message))
          }
          return .string(text)
        }
      )
    case .number:
      guard let number = node.int, (0...1_000_000_000).contains(number) else {
        let message = "\(field.name) takes a whole number."
        problems.append(Problem(line: node.location.line, message: message))
        return .null
      }
      return .number(Double(number))
    default:
      let text = checked(node, field, &problems)
      if let message = problem(text, field) {
        problems.append(Problem(line: node.location.line, message: message))
      }
      return .string(text)
    }
  }

  private func items(
    _ node: ConfigurationNode,
    _ field: RecordField,
    _ problems: inout [Problem]
  ) -> [ConfigurationNode] {
    guard case .sequence(let items) = node.content else {
      let message = "\(field.name) takes a list; begin each entry with '- '."
      problems.append(Problem(line: node.location.line, message: message))
      return []
    }
    return items
  }

  /// The text of a scalar, which must be written out.
  private func checked(
    _ node: ConfigurationNode,
    _ field: RecordField,
    _ problems: inout [Problem]
  ) -> String {
    guard let text = node.string, text.contains(where: { !$0.isWhitespace }) else {
      let message = "\(field.name) takes a text."
      problems.append(Problem(line: node.location.line, message: message))
      return ""
    }
    let lowered = text.lowercased()
    if let mark = Self.placeholders.first(where: { lowered == $0 || lowered.hasPrefix($0) }) {
      let message = "\(field.name) still says '\(mark)'; write what it is."
      problems.append(Problem(line: node.location.line, message: message))
    }
    return text
  }

  private func problem(_ text: String, _ field: RecordField) -> String? {
    switch field.content {
    case .day(let mayLieAhead):
      guard let day = CivilDay(text) else {
        return "\(field.name) takes a day such as 2026-03-31."
      }
      return day > today && !mayLieAhead ? "\(field.name) lies in the future." : nil
    case .moment:
      guard let moment = Moment(text) else {
        return "\(field.name) takes a time such as 2026-03-31T14:00:00Z."
      }
      return moment.day > today ? "\(field.name) lies in the future." : nil
    case .choice(let words):
      return words.contains(text)
        ? nil : "\(field.name) takes one of \(words.joined(separator: ", "))."
    case .control:
      return controls.contains(ControlID(rawValue: text)) ? nil : "There is no control '\(text)'."
    default: return nil
    }
  }
}
