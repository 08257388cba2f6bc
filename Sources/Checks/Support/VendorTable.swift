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

  /// The register's entry for a vendor, nil when it has none.
  func entry(for vendor: DerivedVendor) -> VendorEntry? {
    register?.entries.first { isSame($0.name, vendor.name) }
  }

  /// Whether two names mean one vendor: by spelling, as words of one another, or by initials.
  private func isSame(_ left: String, _ right: String) -> Bool {
    let (a, b) = (words(left), words(right))
    guard !a.isEmpty, !b.isEmpty else { return false }
    return a.joined() == b.joined() || Set(a).isSubset(of: b) || Set(b).isSubset(of: a)
      || (a.count > 1 && String(a.compactMap(\.first)) == b.joined())
      || (b.count > 1 && String(b.compactMap(\.first)) == a.joined())
  }

  private func words(_ name: String) -> [String] {
    let legal: Set<String> = ["inc", "llc", "ltd", "gmbh", "corp", "co", "com", "io"]
    return name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
      .filter { !legal.contains($0) }
  }
}
