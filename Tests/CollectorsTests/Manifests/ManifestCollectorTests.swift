import Collectors
import ReadinessModel
import Testing

@Suite("Manifests are found with the lock files that cover them")
struct ManifestCollectorTests {
  private func locks(_ files: [String: String]) -> [String: String?] {
    let found = ManifestCollector.collect(repository(files)).facts
    return Dictionary(uniqueKeysWithValues: found.map { ($0.manifest.file, $0.lockfile) })
  }

  @Test("The lock file of a workspace covers its members, and no one else")
  func coversMembers() {
    let found = locks([
      "package.json": #"{"workspaces":["apps/*"]}"#,
      "bun.lock": "{}",
      "apps/web/package.json": #"{"dependencies":{"a":"1"}}"#,
      "tools/package.json": #"{"dependencies":{"a":"1"}}"#,
      "empty/package.json": "{}",
      "test/fixtures/package.json": #"{"dependencies":{"a":"1"}}"#,
    ])
    #expect(
      found == [
        "package.json": "bun.lock", "apps/web/package.json": "bun.lock", "tools/package.json": nil,
      ]
    )
  }

  @Test("Other ecosystems have theirs")
  func knowsEcosystems() {
    let found = locks([
      "api/pyproject.toml": "[project]\ndependencies = ['flask']\n", "api/uv.lock": "",
      "tool/pyproject.toml": "[tool.ruff]\n",
      "requirements.txt": "flask==3.0\n# c\n", "requirements-dev.txt": "pytest\n",
      "go.mod": "module x\nrequire y v1\n", "Cargo.toml": "", "crates/a/Cargo.toml": "",
      "Cargo.lock": "",
    ])
    #expect(
      found == [
        "api/pyproject.toml": "api/uv.lock", "requirements.txt": "requirements.txt",
        "requirements-dev.txt": nil, "go.mod": nil, "Cargo.toml": "Cargo.lock",
        "crates/a/Cargo.toml": "Cargo.lock",
      ]
    )
  }
}
