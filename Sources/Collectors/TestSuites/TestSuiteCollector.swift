package import ReadinessModel

/// Finds the test suites of the repository: one for each framework and package.
package enum TestSuiteCollector {
  /// Collects the facts.
  package static func collect(_ files: RepositoryFiles) -> Collected<[TestSuite]> {
    collect(files.files.compactMap(TestFile.init), files: files, manifests: PackageManifests(files))
  }

  /// Joins test files, each read by itself, into suites.
  package static func collect(
    _ testFiles: [TestFile],
    files: RepositoryFiles,
    manifests: PackageManifests
  ) -> Collected<[TestSuite]> {
    var suites: [String: TestSuite] = [:]
    for file in testFiles.sorted(by: { $0.path < $1.path }) {
      let package = manifests.manifest(governing: file.path)?.folder ?? ""
      let framework = file.framework ?? framework(of: file.path, manifests: manifests, files: files)
      let key = package + "\u{0}" + framework
      let first = SourceLocation(file: file.path, line: 1)
      var suite =
        suites[key]
        ?? TestSuite(
          framework: framework,
          package: package,
          files: 0,
          cases: 0,
          skipped: [],
          denials: [],
          location: configuration(of: framework, package: package, files: files) ?? first
        )
      suite.files += 1
      suite.cases += file.cases
      suite.skipped += file.skipped
      suite.denials += file.denials
      suites[key] = suite
    }
    let sorted = suites.values.sorted { ($0.package, $0.framework) < ($1.package, $1.framework) }
    return Collected(
      sorted.map { suite in
        var suite = suite
        suite.skipped.sort()
        suite.denials.sort()
        return suite
      }
    )
  }

  private static let frameworks: [(name: String, packages: [String])] = [
    ("vitest", ["vitest"]),
    ("jest", ["jest", "ts-jest", "react-scripts", "jest-cli", "@swc/jest", "jest-expo"]),
    ("mocha", ["mocha"]),
    ("ava", ["ava"]),
    ("tap", ["tap", "@tapjs/core"]),
    ("jasmine", ["jasmine", "jasmine-core"]),
    ("uvu", ["uvu"]),
  ]

  /// Judges by the file's place, then by the packages its manifest, or the root's, depends on.
  private static func framework(
    of path: String,
    manifests: PackageManifests,
    files: RepositoryFiles
  ) -> String {
    if path.contains(".cy.") || path.hasPrefix("cypress/") || path.contains("/cypress/") {
      return "cypress"
    }
    let near = manifests.manifest(governing: path)
    for manifest in [near, manifests.manifest(in: "")].compactMap({ $0 }) {
      let configured = frameworks.first {
        configuration(of: $0.name, package: manifest.folder, files: files) != nil
      }
      if let configured { return configured.name }
      for framework in frameworks
      where framework.packages.contains(where: { manifest.dependency($0) != nil }) {
        return framework.name
      }
      let scripts = manifest.scripts.filter { $0.key.contains("test") }.values.joined(
        separator: " "
      )
      if scripts.contains("bun test") { return "bun" }
      if scripts.contains("--test") { return "node:test" }
    }
    return "unknown"
  }

  private static func configuration(
    of framework: String,
    package: String,
    files: RepositoryFiles
  ) -> SourceLocation? {
    let prefix = package.isEmpty ? "" : package + "/"
    let names: [String] =
      switch framework {
      case "mocha":
        [".mocharc.json", ".mocharc.js", ".mocharc.cjs", ".mocharc.yml", ".mocharc.yaml"]
      case "cypress": ["cypress.config.ts", "cypress.config.js", "cypress.json"]
      case "jest", "vitest", "playwright", "ava":
        ["ts", "js", "mts", "mjs", "cjs", "json"].map { "\(framework).config.\($0)" }
      default: []
      }
    return names.first { files.contains(path: prefix + $0) }
      .map { SourceLocation(file: prefix + $0, line: 1) }
  }
}
