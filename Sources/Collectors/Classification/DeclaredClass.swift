import ReadinessModel

/// Finds the class a project declares for a field in an annotation or a comment.
enum DeclaredClass {
  /// Finds the class, in lower case; nil when none is declared.
  static func find(in remarks: [LowerText]) -> String? {
    for remark in remarks {
      if let named = value(in: remark) { return named }
      if let tag = tag(in: remark) { return tag }
    }
    return nil
  }

  /// The Fides key a declared class names, nil when it is a class of another scheme.
  static func category(_ declared: String) -> String? {
    declared.hasPrefix("user.") || declared.hasPrefix("system.") ? declared : nil
  }

  /// What a declared class says of the harm.
  static func sensitivity(_ declared: String) -> Sensitivity {
    if let category = category(declared) { return SensitivityScale.sensitivity(of: category) }
    switch declared {
    case "pii", "personal", "gdpr", "personal-data", "personal_data": return .personal
    case "phi", "sensitive", "special", "spii", "pci", "highly-sensitive", "health":
      return .sensitive
    case "secret", "credential", "credentials": return .credential
    case "confidential", "restricted", "highly-confidential", "private": return .confidential
    default: return .noneRecognised
    }
  }

  /// Reads the word that follows a marker such as `@classification` or `data class:`.
  private static func value(in remark: LowerText) -> String? {
    for marker in markers {
      guard let range = remark.range(of: marker) else { continue }
      var start = range.upperBound
      while start < remark.bytes.count, fillers.contains(remark.bytes[start]) { start += 1 }
      let word = remark.word(at: start) {
        LowerText.isLetter($0) || "0123456789._-".utf8.contains($0)
      }
      if !word.isEmpty, word.utf8.count <= 60 { return word }
    }
    return nil
  }

  /// Reads a bare tag such as `@pii` or `@Sensitive()`.
  private static func tag(in remark: LowerText) -> String? {
    var start = 0
    while let place = remark.bytes[start...].firstIndex(of: UInt8(ascii: "@")) {
      let word = remark.word(at: place + 1) { LowerText.isLetter($0) || $0 == 45 || $0 == 95 }
      if tags.contains(word) { return word }
      start = place + 1
    }
    return nil
  }

  private static let fillers = Set(" \t:=(\"'`.".utf8)
  private static let markers = names.map { Array($0.utf8) }
  private static let names = [
    "@classification", "@classified", "@dataclass", "@data_class", "@data-class",
    "@data_category", "@datacategory", "@sensitivity", "fides_data_category", "data_categories:",
    "data classification:", "data class:", "classification:", "sensitivity:", "classification=",
  ]
  private static let tags: Set<String> = [
    "pii", "phi", "pci", "spii", "personal", "sensitive", "confidential", "restricted", "gdpr",
    "personal-data", "personal_data", "secret",
  ]
}
