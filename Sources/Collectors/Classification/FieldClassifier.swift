package import ReadinessModel

/// What a field holds, as far as its name, type and surroundings say.
package struct FieldClassification: Hashable, Sendable {
  /// Fides data category key, nil when none was recognised.
  package var category: String?
  /// How much harm disclosure does.
  package var sensitivity: Sensitivity
  /// How sure the classification is.
  package var confidence: Confidence
  /// How the field is protected, nil when nothing says that it is.
  package var protection: String?
  /// The class the project itself declares, nil when it declares none.
  package var declaredClass: String?

  /// Nothing recognised.
  static let nothing = FieldClassification(
    category: nil,
    sensitivity: .noneRecognised,
    confidence: .medium,
    protection: nil,
    declaredClass: nil
  )
}

/// Classifies fields by their names in context; it never sees values.
package enum FieldClassifier {
  /// Classifies one field.
  ///
  /// `remarks` are the annotations, options and comments that belong to the field, as written;
  /// `protection` is what of them was found to protect it, nil where all of them are believed.
  package static func classify(
    field: String,
    type: String,
    record: String,
    remarks: [String] = [],
    protectedBy protection: [String]? = nil
  ) -> FieldClassification {
    classify(
      field: field,
      type: type,
      subject: RecordSubject(record),
      remarks: remarks,
      protectedBy: protection
    )
  }

  /// Classifies one field of a record whose subject is known.
  static func classify(
    field: String,
    type: String,
    subject: RecordSubject,
    remarks: [String],
    protectedBy protection: [String]? = nil
  ) -> FieldClassification {
    let texts = remarks.map(LowerText.init)
    let declared = DeclaredClass.find(in: texts)
    let name = FieldName(field)
    let entry = meaning(of: name, type: type, subject: subject)
    guard entry != nil || declared != nil else { return .nothing }
    let found =
      protection.map { FieldProtection.find(in: $0.map(LowerText.init), type: "") }
      ?? FieldProtection.find(in: texts, type: type)
    let sensitivity: Sensitivity
    if let entry {
      sensitivity = SensitivityScale.sensitivity(of: entry.category)
    } else {
      sensitivity = declared.map(DeclaredClass.sensitivity) ?? .noneRecognised
    }
    return FieldClassification(
      category: declared.flatMap(DeclaredClass.category) ?? entry?.category,
      sensitivity: sensitivity,
      confidence: declared != nil ? .high : confidence(name, entry, subject),
      protection: found ?? name.protection,
      declaredClass: declared
    )
  }

  private static func meaning(
    of name: FieldName,
    type: String,
    subject: RecordSubject
  ) -> LexiconEntry? {
    let kind = FieldKind(type: type)
    guard kind != .relation else { return nil }
    for words in [name.words, name.words.filter { !$0.allSatisfy(\.isNumber) }] {
      for length in stride(from: min(words.count, 5), through: 1, by: -1) {
        let phrase = words.suffix(length).joined(separator: " ")
        guard let entries = Lexicon.index[phrase] else { continue }
        let before = words.dropLast(length)
        // A longer phrase that is harmless settles the matter for the shorter ones in it.
        if NegativeContexts.apply(to: phrase, after: before) { return nil }
        for entry in entries where subject.allows(entry.subject) && kind.allows(entry) {
          return entry
        }
      }
    }
    return nil
  }

  private static func confidence(
    _ name: FieldName,
    _ entry: LexiconEntry?,
    _ subject: RecordSubject
  ) -> Confidence {
    guard let entry else { return .medium }
    if subject.isBusiness, !subject.isPerson, entry.category?.hasPrefix("user.contact") == true {
      return .low
    }
    return subject.isPerson || entry.subject != .anything || name.words.count > 1 ? .high : .medium
  }
}

/// A field's name without the words that say how it is kept.
struct FieldName: Hashable, Sendable {
  /// The words that say what the field is.
  let words: [String]
  /// The protection that the name speaks of.
  let protection: String?

  init(_ name: String) {
    var words = NameNormalisation.words(of: name)
    var protection: String?
    while let last = words.last, words.count > 1, !Lexicon.isKnown(words) {
      if let kind = Self.protectionEndings[last] {
        protection = protection ?? kind
      } else if !Self.endings.contains(last), !last.allSatisfy(\.isNumber) {
        break
      }
      words.removeLast()
    }
    while let first = words.first, words.count > 1, let kind = Self.protectionBeginnings[first] {
      protection = protection ?? kind
      words.removeFirst()
    }
    if protection == nil { protection = words.compactMap { Self.protectionWords[$0] }.first }
    if words.suffix(2) == ["last", "4"] || words.suffix(2) == ["last", "four"] {
      protection = "masked"
    }
    if words.suffix(2) == ["card", "token"] || words.suffix(2) == ["payment", "token"] {
      protection = "tokenised"
    }
    self.words = words
    self.protection = protection
  }

  private static let endings: Set<String> = [
    "normalized", "normalised", "lower", "lowercase", "canonical", "raw", "plain", "value", "text",
    "string", "str", "primary", "secondary", "alternate", "alternative", "alt", "one", "two", "old",
    "new", "previous", "current", "as", "base", "list", "array", "history",
  ]
  private static let protectionEndings: [String: String] = [
    "encrypted": "encrypted", "enc": "encrypted", "cipher": "encrypted",
    "ciphertext": "encrypted", "encryption": "encrypted", "ct": "encrypted", "hash": "hashed",
    "hashed": "hashed", "digest": "hashed", "sha": "hashed", "bidx": "hashed", "hmac": "hashed",
    "masked": "masked", "redacted": "masked", "obfuscated": "masked", "tokenized": "tokenised",
    "tokenised": "tokenised",
  ]
  private static let protectionBeginnings: [String: String] = [
    "encrypted": "encrypted", "enc": "encrypted", "hashed": "hashed", "masked": "masked",
    "redacted": "masked", "tokenized": "tokenised", "crypted": "hashed",
  ]
  private static let protectionWords: [String: String] = [
    "hash": "hashed", "hashed": "hashed", "digest": "hashed", "encrypted": "encrypted",
    "crypted": "hashed",
  ]
}

/// What values a field's type admits, as far as it matters here.
enum FieldKind: Hashable, Sendable {
  case boolean
  case date
  case relation
  case other

  /// Judges a declared type.
  init(type: String) {
    let lower = type.lowercased()
    if lower.hasPrefix("bool") || lower == "bit" || lower == "tinyint(1)" {
      self = .boolean
    } else if lower.hasPrefix("date") || lower.hasPrefix("timestamp") {
      self = .date
    } else if lower.hasPrefix("relation") {
      self = .relation
    } else {
      self = .other
    }
  }

  /// Whether the type admits what the entry means.
  func allows(_ entry: LexiconEntry) -> Bool {
    switch self {
    case .boolean: entry.allowsBoolean
    case .relation: false
    case .date:
      Self.dateCategories.contains(entry.category ?? "") || entry.allowsBoolean
        || entry.names.contains { $0.hasSuffix("date") || $0.hasSuffix("at") }
    case .other: true
    }
  }

  private static let dateCategories: Set<String> = [
    "user.demographic.date_of_birth", "user.behavior", "user.financial.credit_card",
    "user.demographic.marital_status", "user.workplace",
  ]
}
