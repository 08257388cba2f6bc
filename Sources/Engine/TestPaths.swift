import Collectors

/// Tells test code by its path, the way test runners find it.
enum TestPaths {
  private static let folders: Set<Substring> = [
    "test", "tests", "__tests__", "__mocks__", "spec", "e2e", "cypress", "playwright",
  ]

  /// Whether a file is run by a test runner, or helps one.
  static func isTest(_ path: String) -> Bool {
    let name = PathText.name(of: path)
    if name.contains(".test.") || name.contains(".spec.") || name.contains(".e2e-") { return true }
    return path.split(separator: "/").dropLast().contains { folders.contains($0) }
  }
}
