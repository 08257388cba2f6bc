/// The catalogue that is part of the program.
package enum BuiltInCatalog {
  /// Identifier of the profile used when none is named.
  package static let defaultProfile = "startup"

  /// Loads the catalogue from the bytes built into the program.
  package static func load() throws(CatalogFailure) -> ReadinessCatalog {
    try CatalogLoader(files: files).load(
      framework: "tsc-2017",
      profiles: [defaultProfile],
      remedies: ["remedies"],
      weaknesses: "weaknesses"
    )
  }

  private static let files: [String: [UInt8]] = [
    "tsc-2017": PackageResources.tsc_2017_yml,
    "cc1": PackageResources.cc1_yml,
    "cc2": PackageResources.cc2_yml,
    "cc3": PackageResources.cc3_yml,
    "cc4": PackageResources.cc4_yml,
    "cc5": PackageResources.cc5_yml,
    "cc6": PackageResources.cc6_yml,
    "cc7": PackageResources.cc7_yml,
    "cc8": PackageResources.cc8_yml,
    "cc9": PackageResources.cc9_yml,
    "a1": PackageResources.a1_yml,
    "c1": PackageResources.c1_yml,
    "pi1": PackageResources.pi1_yml,
    "p": PackageResources.p_yml,
    "startup": PackageResources.startup_yml,
    "startup-security": PackageResources.startup_security_yml,
    "startup-availability": PackageResources.startup_availability_yml,
    "startup-confidentiality": PackageResources.startup_confidentiality_yml,
    "startup-change": PackageResources.startup_change_yml,
    "remedies": PackageResources.remedies_yml,
    "weaknesses": PackageResources.weaknesses_yml,
  ]
}
