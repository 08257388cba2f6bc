import Foundation
import Testing

@Suite("What the documents say of the repository is true")
struct DocumentationTests {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let documents = [
    "README.md", "ARCHITECTURE.md", "GLOSSARY.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md",
    "Documentation/Package.md", "Documentation/Review.md", "Documentation/Testing.md",
    "Documentation/ThreatModel.md",
  ]

  @Test("Every path a document names exists", arguments: documents)
  func pathsExist(document: String) throws {
    let text = try Self.text(of: document)
    let missing = Self.paths(in: text, of: document).filter { path in
      !FileManager.default.fileExists(atPath: Self.root.appending(path: path).path)
    }
    #expect(missing.isEmpty, "\(document) names \(missing.joined(separator: ", "))")
  }

  @Test("The table of targets names every target of the package, with what it imports")
  func targetsAreDescribed() throws {
    let described = Self.describedTargets(in: try Self.text(of: "ARCHITECTURE.md"))
    let declared = Self.declaredTargets(in: try Self.text(of: "Package.swift"))
    #expect(!declared.isEmpty)
    #expect(Set(described.keys) == Set(declared.keys))
    for (name, imports) in declared {
      #expect(described[name] == imports, "the line of \(name) in ARCHITECTURE.md")
    }
  }

  @Test("Every command of the Makefile that a document names exists", arguments: documents)
  func makeTargetsExist(document: String) throws {
    let makefile = try Self.text(of: "Makefile")
    for match in try Self.text(of: document).matches(of: /(?:`|\n)make ([a-z]+)/) {
      #expect(makefile.contains("\n\(match.1):"), "\(document) names make \(match.1)")
    }
  }

  // MARK: - Reading the documents

  private static func text(of path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// Targets of links, and words in code that start at a folder or file of the root.
  private static func paths(in text: String, of document: String) -> [String] {
    let folder = document.split(separator: "/").dropLast().joined(separator: "/")
    let links = text.matches(of: /\]\(([^)#:]+)\)/).map { match in
      folder.isEmpty ? String(match.1) : "\(folder)/\(match.1)"
    }
    let words = text.matches(of: /`([A-Za-z0-9_.+@\/-]+)`/).map { String($0.1) }
    let roots = /^(Sources|Tests|Scripts|Documentation|Examples|\.ci|\.github)\//
    let files = /^(Makefile|LICENSE|Package\.swift|[A-Z]+\.md)$/
    return links + words.filter { $0.contains(roots) || $0.contains(files) }
  }

  /// The rows of the table of targets: name, and what it may import.
  private static func describedTargets(in text: String) -> [String: Set<String>] {
    var targets: [String: Set<String>] = [:]
    for line in text.split(separator: "\n") {
      guard let row = line.wholeMatch(of: /\| (?:\d|dev) \| `(\w+)` \|.*\| ([^|]+) \|/) else {
        continue
      }
      let imports = row.2.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      targets[String(row.1)] = Set(imports).subtracting(["—"])
    }
    return targets
  }

  /// The targets of the manifest that are not tests, with their dependencies.
  private static func declaredTargets(in manifest: String) -> [String: Set<String>] {
    var targets: [String: Set<String>] = [:]
    let blocks = manifest.split(
      separator: /\.(?=(?:target|executableTarget|testTarget|systemLibrary)\()/
    )
    for block in blocks where !block.hasPrefix("testTarget") {
      guard let name = block.firstMatch(of: /^\w+\(\s*name: "(\w+)"/) else { continue }
      let dependencies = block.firstMatch(of: /dependencies: \[((?:[^\[\]])*)\]/)?.1 ?? ""
      let packages = dependencies.matches(of: /package: "([\w-]+)(?:\.swift)?"/).map {
        String($0.1)
      }
      let siblings = dependencies.replacing(/\.product\([^)]*\)/, with: "")
        .matches(of: /"(\w+)"/).map { String($0.1) }
      targets[String(name.1)] = Set(packages + siblings)
    }
    return targets
  }
}
