/// Writes a record to be filled in, with what each field is for.
///
/// It holds no answers: what a person states is theirs to write.
package struct RecordDraft: Sendable {
  private let kind: RecordKind

  /// Creates a draft of a kind.
  package init(of kind: RecordKind) { self.kind = kind }

  /// The draft's text, in YAML.
  package var text: String {
    ["# \(kind.about)", "# Fill it in, then: auditwright attest FILE", "kind: \(kind.name)"]
      .joined(separator: "\n") + "\n" + lines(kind.fields, indent: "").joined(separator: "\n")
      + "\n"
  }

  private func lines(_ fields: [RecordField], indent: String) -> [String] {
    fields.flatMap { field -> [String] in
      let name = "\(indent)\(field.isRequired ? "" : "# ")\(field.name):"
      let about = "  # \(field.about)"
      switch field.content {
      case .list(let inner):
        return [name + about] + item(inner, indent: indent + "  ", isOff: !field.isRequired)
      case .group(let inner):
        return [name + about] + lines(inner, indent: indent + "  ")
      case .texts: return ["\(name) []\(about)"]
      default: return [name + about]
      }
    }
  }

  private func item(_ fields: [RecordField], indent: String, isOff: Bool) -> [String] {
    lines(fields, indent: indent + "  ").enumerated().map { index, line in
      guard index == 0 else { return line }
      return indent + "- " + line.dropFirst(indent.count + 2)
    }
  }
}
