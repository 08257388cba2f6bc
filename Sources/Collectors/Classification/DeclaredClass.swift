import ReadinessModel

/// Finds the class a project declares for a field in an annotation or a comment.
enum DeclaredClass {
  /// Finds the class, in lower case; nil when none is declared.
  static func find(in remarks: [String]) -> String? {
    for remark in remarks {
      if let named = value(after: markers, in: remark) { return named }
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
  private static func value(after markers: [String], in remark: String) -> String? {
    let lower = remark.lowercased()
    for marker in markers {
      guard let range = lower.firstRange(of: marker) else { continue }
      let rest = lower[range.upperBound...].drop { " \t:=(\"'`".contains($0) }
      let word = rest.prefix { $0.isLetter || $0.isNumber || "._-".contains($0) }
      let trimmed = word.drop { $0 == "." }
      if !trimmed.isEmpty, trimmed.count <= 60 { return String(trimmed) }
    }
    return nil
  }

  /// Reads a bare tag such as `@pii` or `@Sensitive()`.
  private static func tag(in remark: String) -> String? {
    let lower = remark.lowercased()
    for part in lower.split(separator: "@", omittingEmptySubsequences: false).dropFirst() {
      let word = part.prefix { $0.isLetter || $0 == "-" || $0 == "_" }
      if tags.contains(String(word)) { return String(word) }
    }
    return nil
  }

  private static let markers = [
    "@classification", "@classified", "@dataclass", "@data_class", "@data-class",
    "@data_category", "@datacategory", "@sensitivity", "fides_data_category", "data_categories:",
    "data classification:", "data class:", "classification:", "sensitivity:", "classification=",
  ]
  private static let tags: Set<String> = [
    "pii", "phi", "pci", "spii", "personal", "sensitive", "confidential", "restricted", "gdpr",
    "personal-data", "personal_data", "secret",
  ]
}
