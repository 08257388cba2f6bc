/// One field of a record that people keep.
package struct RecordField: Sendable {
  /// What a field holds.
  package indirect enum Content: Sendable {
    /// Any text.
    case text
    /// A person, by name or address.
    case person
    /// A day, `YYYY-MM-DD`; not in the future unless it says so.
    case day(mayLieAhead: Bool)
    /// A moment, as RFC 3339 has it; not in the future.
    case moment
    /// A whole number, not negative.
    case number
    /// The identifier of a control.
    case control
    /// One of several words.
    case choice([String])
    /// A list of texts.
    case texts
    /// A list of entries, each with fields of its own.
    case list([RecordField])
    /// Fields that belong together.
    case group([RecordField])
  }

  /// Its name in the file.
  package let name: String
  /// What it holds.
  package let content: Content
  /// Whether a record without it is refused.
  package let isRequired: Bool
  /// What it is for, in a few words.
  package let about: String

  /// A field that a record cannot be without.
  package static func required(
    _ name: String,
    _ content: Content,
    _ about: String
  ) -> RecordField {
    RecordField(name: name, content: content, isRequired: true, about: about)
  }

  /// A field that may be left out.
  package static func optional(
    _ name: String,
    _ content: Content,
    _ about: String
  ) -> RecordField {
    RecordField(name: name, content: content, isRequired: false, about: about)
  }
}

/// A kind of record that people keep: its fields, and what must be true of them together.
package struct RecordKind: Sendable {
  /// Its name, as the record's `kind` has it.
  package let name: String
  /// What it is, in a sentence.
  package let about: String
  /// The control it shows to work, unless the record names others.
  package let control: String?
  /// The field with the day or moment it speaks of.
  package let dateField: String
  /// Its fields, in the order of a draft.
  package let fields: [RecordField]
  /// What is wrong with a record whose fields are each as they should be, in sentences.
  package let problems: @Sendable (RecordContent) -> [RecordProblem]

  /// The kinds there are.
  package static let all = [
    accessReview, attestation, deletion, incident, recoveryDrill, training, vendorReview,
  ]

  /// The kind of a name.
  package static func named(_ name: String) -> RecordKind? { all.first { $0.name == name } }
}

/// What is wrong with a record, and at which of its fields.
package struct RecordProblem: Hashable, Sendable {
  /// The field.
  package var field: String
  /// What is wrong, in a sentence.
  package var message: String

  /// Creates a problem.
  package init(_ field: String, _ message: String) {
    self.field = field
    self.message = message
  }
}
