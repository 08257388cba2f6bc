package import ReadinessModel

/// What one test file holds.
package struct TestFile: Sendable, Hashable, Codable {
  /// Path of the file.
  package var path: String
  /// Framework the file imports, nil when it relies on globals.
  package var framework: String?
  /// Number of test cases.
  package var cases: Int
  /// Cases and groups that are skipped, and those whose focus skips all others.
  package var skipped: [SourceLocation]
  /// Cases that assert that access is refused.
  package var denials: [SourceLocation]

  /// Reads a file; nil when it is no test file or holds no test.
  package init?(_ file: RepositoryFile) {
    guard Self.isTestPath(file.path) else { return nil }
    var scanner = TestScanner(file)
    scanner.scan()
    guard scanner.cases > 0 || !scanner.skipped.isEmpty else { return nil }
    path = file.path
    framework = scanner.framework
    cases = scanner.cases
    skipped = scanner.skipped
    denials = scanner.denials
  }

  /// Whether a path is that of a JavaScript or TypeScript test file.
  package static func isTestPath(_ path: String) -> Bool {
    let lower = path.lowercased()
    let kinds = ["ts", "tsx", "js", "jsx", "mts", "cts", "mjs", "cjs"]
    guard kinds.contains(PathText.fileExtension(of: lower)), !lower.hasSuffix(".d.ts") else {
      return false
    }
    let name = PathText.name(of: lower)
    let marks = [
      ".test.", ".spec.", ".cy.", ".e2e.", ".e2e-spec.", "-test.", "_test.", "-spec.",
      ".integration.",
    ]
    if marks.contains(where: name.holds) { return true }
    let folders: Set = ["__tests__", "test", "tests", "spec", "e2e", "cypress"]
    return path.split(separator: "/").dropLast().contains { folders.contains($0.lowercased()) }
  }
}
