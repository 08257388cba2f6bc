/// A company whose service a product may use, and the signs by which code shows it.
package struct KnownVendor: Sendable, Hashable {
  /// Name of the company or service.
  package var name: String
  /// Names of packages; a `*` at the end stands for any rest.
  package var packages: [String]
  /// Domains of its interfaces.
  package var hosts: [String]
  /// Terraform providers.
  package var providers: [String]
  /// Owners of GitHub actions.
  package var actions: [String]

  init(
    _ name: String,
    packages: [String] = [],
    hosts: [String] = [],
    providers: [String] = [],
    actions: [String] = []
  ) {
    self.name = name
    self.packages = packages
    self.hosts = hosts
    self.providers = providers
    self.actions = actions
  }
}

/// The vendors that packages, hosts, providers and actions are known to stand for.
package enum VendorDirectory {
  /// All rows of the directory.
  package static let all =
    cloudVendors + dataVendors + communicationVendors + operationsVendors + businessVendors

  /// The vendor behind a package, nil when it is unknown or nobody's service.
  package static func vendor(ofPackage name: String) -> String? {
    if let exact = byPackage[name] { return exact }
    return prefixes.first { name.hasPrefix($0.prefix) }?.vendor
  }

  /// The vendor behind a host or one of its subdomains.
  package static func vendor(ofHost host: String) -> String? {
    var rest = host.lowercased()[...]
    while true {
      if let vendor = byHost[String(rest)] { return vendor }
      guard let dot = rest.firstIndex(of: ".") else { return nil }
      rest = rest[rest.index(after: dot)...]
    }
  }

  /// The vendor behind a Terraform provider.
  package static func vendor(ofProvider name: String) -> String? { byProvider[name] }

  /// The vendor behind an action, by its owner.
  package static func vendor(ofAction name: String) -> String? {
    guard let owner = name.split(separator: "/").first else { return nil }
    return byAction[owner.lowercased()]
  }

  /// What a vendor is for, nil when it is unknown.
  package static func category(of vendor: String) -> String? { categories[vendor] }

  private static let categories: [String: String] = {
    var table: [String: String] = [:]
    let groups = [
      (cloudVendors, "platform"), (dataVendors, "data"), (communicationVendors, "communication"),
      (operationsVendors, "operations"), (businessVendors, "business"),
    ]
    for (vendors, category) in groups { for vendor in vendors { table[vendor.name] = category } }
    return table
  }()

  private static let byPackage = table(\.packages) { !$0.hasSuffix("*") }
  private static let byHost = table(\.hosts)
  private static let byProvider = table(\.providers)
  private static let byAction = table(\.actions)

  private static let prefixes: [(prefix: String, vendor: String)] = all.flatMap { vendor in
    vendor.packages.filter { $0.hasSuffix("*") }.map { (String($0.dropLast()), vendor.name) }
  }.sorted { ($0.prefix.count, $1.prefix) > ($1.prefix.count, $0.prefix) }

  private static func table(
    _ signs: (KnownVendor) -> [String],
    where isIncluded: (String) -> Bool = { _ in true }
  ) -> [String: String] {
    var table: [String: String] = [:]
    for vendor in all {
      for sign in signs(vendor) where isIncluded(sign) { table[sign] = vendor.name }
    }
    return table
  }
}
