import ReadinessModel

/// Every vendor in use is in a register that gives its owner, its tier and the data it gets.
///
/// ## Why it matters
/// A vendor that nobody lists is one that nobody has looked at.
///
/// ## What is inspected
/// The vendor register, beside the vendors that libraries, infrastructure code, actions and
/// addresses show to be in use.
///
/// ## What this cannot show
/// Vendors that leave no trace in the repository, such as payroll.
enum VendorsAreRegistered: Check {
  static let severity = Severity.medium

  static func subject(in facts: RepositoryFacts) -> Observation<VendorTable> {
    VendorTable.observed(in: facts)
  }

  static func evaluate(_ table: VendorTable) -> [Finding] {
    guard let register = table.register else { return withoutRegister(table) }
    let missing = table.unregistered
    let items = missing.map { unregistered($0, missing.count, table.derived.count) }
    let incomplete = register.entries.compactMap { entry -> Finding? in
      let gaps = [
        entry.owner == nil ? "owner" : nil, entry.tier == nil ? "tier" : nil,
        entry.dataShared == nil ? "data shared" : nil,
      ].compactMap { $0 }
      guard !gaps.isEmpty else { return nil }
      return finding(
        .doesNotHold,
        "The register does not give the \(listed(gaps)) of \(quoted(entry.name))",
        at: [entry.location],
        severity: .low,
        resource: entry.name,
        next: "Fill the entry in."
      )
    }
    return eachItem(items + incomplete) {
      guard !register.entries.isEmpty else {
        return absent(
          "The vendor register is empty",
          belongs: [register.location],
          lookedFor: "entries of vendors",
          next: "List the vendors in use."
        )
      }
      let seen = table.derived.count
      return holds(
        "The register lists \(counted(register.entries.count, "vendor")), "
          + (seen == 0 ? "and none other was seen" : "every one of the \(seen) seen among them"),
        at: [register.location]
      )
    }
  }

  private static func withoutRegister(_ table: VendorTable) -> [Finding] {
    guard !table.derived.isEmpty else {
      guard table.sawFiles else { return cannotSee("No file was read") }
      return absent(
        "There is no vendor register",
        belongs: table.home,
        lookedFor: "vendors.yml or another register of vendors",
        next: "List the vendors in use with their owner, tier and the data they get."
      )
    }
    return eachItem(
      table.derived.map { unregistered($0, table.derived.count, table.derived.count) }
    ) { [] }
  }

  private static func unregistered(
    _ vendor: DerivedVendor,
    _ missing: Int,
    _ all: Int
  ) -> Finding {
    finding(
      .doesNotHold,
      "\(quoted(vendor.name)) is in use and in no register; \(missing) of \(counted(all, "vendor"))"
        + " \(verb(missing, "is", "are")) not registered",
      at: Array(vendor.evidence.prefix(3)),
      resource: vendor.name,
      lookedFor: "an entry in vendors.yml or another register of vendors",
      next: "Register it with its owner, tier and the data it gets."
    )
  }
}
