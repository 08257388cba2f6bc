/// The identifier of a record of evidence: `EV-1` for a ledger's first record, and so on.
///
/// It says where in its ledger the record stands, so that no two can share it, and a proof of the
/// position is a proof of the identifier.
package struct EvidenceID: Hashable, Sendable, CustomStringConvertible {
  /// The record's position in its ledger, from 0.
  package let index: Int

  /// Creates the identifier of the record at a position.
  package init(index: Int) { self.index = index }

  /// Creates an identifier from its text, nil when it is none.
  package init?(_ text: String) {
    guard text.utf8.count <= 20, text.hasPrefix("EV-"), let number = Int(text.dropFirst(3)),
      number > 0, text == "EV-\(number)"
    else { return nil }
    index = number - 1
  }

  /// The identifier's text.
  package var description: String { "EV-\(index + 1)" }
}

extension EvidenceID: Comparable {
  /// Orders identifiers by position.
  package static func < (left: Self, right: Self) -> Bool { left.index < right.index }
}

extension EvidenceID: Codable {
  /// Reads an identifier from its text.
  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let identifier = EvidenceID(text) else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: decoder.codingPath,
          debugDescription: "no identifier of evidence: \(text)"
        )
      )
    }
    self = identifier
  }

  /// Writes the identifier as its text.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
