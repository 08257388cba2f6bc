import ReadinessModel

/// The vendor register, beside the vendors that code shows to be in use.
struct VendorTable: Codable, Hashable, Sendable {
  /// The register, nil when there is none.
  var register: VendorRegister?
  /// Vendors in use.
  var derived: [DerivedVendor]
  /// The day of the assessment.
  var assessedOn: String
  /// Whether any file was read.
  var sawFiles: Bool
  /// Where a missing register belongs.
  var home: [SourceLocation]

  /// Picks the vendors out of everything that was collected.
  static func observed(in facts: RepositoryFacts) -> Observation<VendorTable> {
    .observed(
      VendorTable(
        register: facts.documents.vendorRegister,
        derived: facts.documents.derivedVendors,
        assessedOn: facts.assessedOn,
        sawFiles: facts.inventory.files > 0,
        home: facts.rootManifest
      )
    )
  }

  /// Vendors in use that the register does not list.
  var unregistered: [DerivedVendor] {
    let names = VendorNames(register?.entries.map(\.name) ?? [])
    return derived.filter { !names.contains($0.name) }
  }
}

/// Names of vendors, met under any spelling, as words of one another, or by initials.
private struct VendorNames {
  private var joined: Set<String> = []
  private var initials: Set<String> = []
  private var byWord: [String: [Set<String>]] = [:]

  /// Most names looked at for one word they share, because a register is not endless.
  private static let namesAtMost = 50

  init(_ names: [String]) {
    for name in names {
      let words = Self.words(name)
      guard !words.isEmpty else { continue }
      joined.insert(words.joined())
      if words.count > 1 { initials.insert(String(words.compactMap(\.first))) }
      for word in Set(words) where (byWord[word]?.count ?? 0) < Self.namesAtMost {
        byWord[word, default: []].append(Set(words))
      }
    }
  }

  func contains(_ name: String) -> Bool {
    let words = Self.words(name)
    guard !words.isEmpty else { return false }
    let joinedName = words.joined()
    if joined.contains(joinedName) || initials.contains(joinedName) { return true }
    if words.count > 1, joined.contains(String(words.compactMap(\.first))) { return true }
    return words.flatMap { byWord[$0] ?? [] }.contains { other in
      other.isSubset(of: words) || other.isSuperset(of: words)
    }
  }

  private static func words(_ name: String) -> [String] {
    let legal: Set<String> = ["inc", "llc", "ltd", "gmbh", "corp", "co", "com", "io"]
    return name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
      .filter { !legal.contains($0) }
  }
}
