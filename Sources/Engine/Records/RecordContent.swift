package import ReadinessModel

/// The content of a record, with ways to get at it for those who judge it.
package struct RecordContent: Sendable {
  /// The content, in the form that is signed.
  package let json: CanonicalJSON

  /// Wraps content.
  package init(_ json: CanonicalJSON) { self.json = json }

  /// The text of a field, nil when it is left out.
  package func text(_ name: String) -> String? { json[name]?.text }

  /// A person in a form that can be compared: small letters, without what stands around it.
  package func person(_ name: String) -> String? {
    text(name)?.lowercased().trimmingSpaces
  }

  /// The day of a field; of a moment, its day.
  package func day(_ name: String) -> CivilDay? {
    text(name).flatMap { CivilDay($0) ?? Moment($0)?.day }
  }

  /// The moment of a field.
  package func moment(_ name: String) -> Moment? { text(name).flatMap { Moment($0) } }

  /// The number of a field.
  package func number(_ name: String) -> Int? {
    guard case .number(let number)? = json[name] else { return nil }
    return Int(number)
  }

  /// The entries of a list of entries.
  package func list(_ name: String) -> [RecordContent] {
    guard case .array(let items)? = json[name] else { return [] }
    return items.map(RecordContent.init)
  }

  /// The texts of a list of texts.
  package func texts(_ name: String) -> [String] {
    guard case .array(let items)? = json[name] else { return [] }
    return items.compactMap(\.text)
  }

  /// The content of a group.
  package func group(_ name: String) -> RecordContent? { json[name].map(RecordContent.init) }
}

extension String {
  fileprivate var trimmingSpaces: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
