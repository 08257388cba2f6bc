package import ReadinessModel

/// Renders records of evidence as a list.
package struct EvidenceListFormat: Sendable {
  private let width: Int
  private let style: TerminalStyle

  /// Creates a format for a terminal of a width.
  package init(width: Int = 100, isColored: Bool = false) {
    self.width = width
    style = TerminalStyle(isColored: isColored)
  }

  /// Renders records as a JSON array; `Documentation/Schemas/evidence.schema.json` describes it.
  package static func json(_ records: [EvidenceRecord]) -> String {
    JSONValue.list(records.map { JSONValue($0.json) }).rendered()
  }

  /// Renders records as a table.
  package func render(_ records: [EvidenceRecord]) -> String {
    guard !records.isEmpty else { return "No records.\n" }
    let header = ["Record", "Received", "Kind", "Controls", "Title"]
    let rows = records.map { record in
      [
        record.id.description, record.receivedAt.description, SafeText.line(record.kind.rawValue),
        controls(of: record),
        title(of: record),
      ]
    }
    let widths = header.indices.map { column in
      ([header] + rows).map { TextWidth.of($0[column]) }.max() ?? 0
    }
    let lines =
      [style.bold(line(header, widths))] + rows.map { line($0, widths) }
    let count = records.count == 1 ? "1 record" : "\(records.count) records"
    return lines.joined(separator: "\n") + "\n\n\(count).\n"
  }

  /// The first controls, so that a record about all of them does not push the titles away.
  private func controls(of record: EvidenceRecord) -> String {
    let names = record.controls.map(\.rawValue)
    let shown = names.count > 3 ? names.prefix(2) + ["+\(names.count - 2)"] : names[...]
    return SafeText.line(shown.joined(separator: ", "))
  }

  private func title(of record: EvidenceRecord) -> String {
    let title = SafeText.line(record.title)
    return switch record.outcome {
    case .doesNotHold: title + " (does not hold)"
    case .notObservable: title + " (not observable)"
    case .holds, nil: title
    }
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    zip(cells, widths).enumerated()
      .map { index, cell in
        index == cells.count - 1 ? cell.0 : TextWidth.padded(cell.0, to: cell.1)
      }
      .joined(separator: "  ")
  }
}

extension JSONValue {
  /// Takes over a canonical value, with its order of members.
  init(_ value: CanonicalJSON) {
    switch value {
    case .null: self = .null
    case .bool(let flag): self = .boolean(flag)
    case .number(let number): self = Int(exactly: number).map { .integer($0) } ?? .number(number)
    case .string(let text): self = .text(text)
    case .array(let values): self = .list(values.map { JSONValue($0) })
    case .object(let members): self = .object(members.map { ($0.name, JSONValue($0.value)) })
    }
  }
}
