/// What kind of file a secret stands in.
package enum SecretContext: String, Hashable, Sendable, CaseIterable {
  /// Code that runs.
  case source
  /// Settings that are read when it runs.
  case configuration
  /// Tests and their data.
  case test
  /// Examples, samples and templates of settings.
  case example
  /// Text for people.
  case documentation

  /// Judges a file by its path.
  package init(path: String) {
    let components = path.lowercased().split(separator: "/").map(String.init)
    let name = components.last ?? ""
    let folders = Set(components.dropLast())
    let fileExtension = PathText.fileExtension(of: path)
    if !folders.isDisjoint(with: Self.testFolders) || Self.isTest(name) {
      self = .test
    } else if !folders.isDisjoint(with: Self.exampleFolders) || Self.isExample(name) {
      self = .example
    } else if Self.documentExtensions.contains(fileExtension)
      || !folders.isDisjoint(with: ["docs", "doc", "documentation"])
    {
      self = .documentation
    } else if Self.configurationExtensions.contains(fileExtension) || name.hasPrefix(".")
      || name.hasPrefix("dockerfile")
    {
      self = .configuration
    } else {
      self = .source
    }
  }

  /// Whether values in the file are commonly written without quotes.
  package static func hasBareValues(path: String) -> Bool {
    let name = PathText.name(of: path).lowercased()
    return name.hasPrefix(".env") || name.hasSuffix(".env")
      || bareExtensions.contains(PathText.fileExtension(of: path))
  }

  /// Whether the file lists hashes, or was made by a program, so that random text means nothing.
  package static func isGenerated(path: String) -> Bool {
    let name = PathText.name(of: path).lowercased()
    return generatedNames.contains(name) || name.hasSuffix(".lock") || name.hasSuffix(".min.js")
      || name.hasSuffix(".min.css") || name.hasSuffix(".map") || name.hasSuffix(".snap")
      || name.hasSuffix(".svg") || name.hasSuffix(".sum")
  }

  private static func isTest(_ name: String) -> Bool {
    let parts = name.split(whereSeparator: { $0 == "." || $0 == "-" || $0 == "_" })
    return parts.dropLast(parts.count > 1 ? 1 : 0).contains { testParts.contains(String($0)) }
  }

  private static func isExample(_ name: String) -> Bool {
    let parts = name.split(whereSeparator: { $0 == "." || $0 == "-" || $0 == "_" })
    let isSettings = name.hasPrefix(".") || name.contains(".env")
    return parts.contains { part in
      exampleParts.contains(String(part)) || isSettings && templateParts.contains(String(part))
    }
  }

  private static let testFolders: Set<String> = [
    "test", "tests", "__tests__", "spec", "specs", "__mocks__", "mocks", "mock", "fixtures",
    "__fixtures__", "fixture", "testdata", "test-data", "e2e", "cypress", "playwright", "testing",
    "test-utils", "__snapshots__", "integration-tests", "unit-tests",
  ]
  private static let testParts: Set<String> = [
    "test", "tests", "spec", "specs", "e2e", "mock", "mocks", "fixture", "fixtures", "stories",
  ]
  private static let exampleFolders: Set<String> = [
    "example", "examples", "sample", "samples", "demo", "demos",
  ]
  private static let exampleParts: Set<String> = ["example", "examples", "sample", "samples"]
  private static let templateParts: Set<String> = [
    "template", "tmpl", "dist", "defaults", "schema",
  ]
  private static let documentExtensions: Set<String> = ["md", "mdx", "rst", "adoc", "txt", "html"]
  private static let configurationExtensions: Set<String> = [
    "yml", "yaml", "json", "jsonc", "json5", "toml", "ini", "cfg", "conf", "config", "properties",
    "tf", "tfvars", "hcl", "xml", "plist", "env", "pem", "key", "ppk", "gradle",
  ]
  private static let bareExtensions: Set<String> = [
    "env", "properties", "ini", "cfg", "conf", "yml", "yaml", "toml",
  ]
  private static let generatedNames: Set<String> = [
    "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock",
    "composer.lock", "poetry.lock", "cargo.lock", "gemfile.lock", "go.sum", ".terraform.lock.hcl",
    "packages.lock.json", "pubspec.lock", "uv.lock", "deno.lock",
  ]
}
