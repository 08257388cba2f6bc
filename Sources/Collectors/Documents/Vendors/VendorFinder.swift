internal import ReadinessModel

/// Finds the vendors that dependencies, providers, actions and hosts show to be in use.
struct VendorFinder {
  private static let mostPlaces = 10
  private static let sources = [
    "ts", "tsx", "js", "jsx", "mts", "mjs", "cjs", "py", "go", "rb", "java", "kt", "php", "env",
    "yml", "yaml", "toml",
  ]

  let files: RepositoryFiles
  let manifests: PackageManifests

  func vendors() -> [DerivedVendor] {
    var found: [String: [String: Set<SourceLocation>]] = [:]
    func add(_ vendor: String?, _ via: String, _ place: SourceLocation) {
      guard let vendor else { return }
      found[vendor, default: [:]][via, default: []].insert(place)
    }
    for manifest in manifests.all where !Self.isElsewhere(manifest.path) {
      for dependency in manifest.dependencies where dependency.isRuntime {
        add(VendorDirectory.vendor(ofPackage: dependency.name), "sdk", dependency.location)
      }
    }
    for (name, place) in providers() {
      add(VendorDirectory.vendor(ofProvider: name), "infrastructure", place)
    }
    for (name, place) in actions() { add(VendorDirectory.vendor(ofAction: name), "action", place) }
    for (vendor, place) in hosts() { add(vendor, "host", place) }
    return found.sorted { $0.key < $1.key }.flatMap { vendor, uses in
      uses.sorted { $0.key < $1.key }.map { via, places in
        DerivedVendor(
          name: vendor,
          via: via,
          evidence: Array(places.sorted().prefix(Self.mostPlaces)),
          category: VendorDirectory.category(of: vendor)
        )
      }
    }
  }

  // MARK: - Infrastructure

  /// Providers by their blocks, and by the first word of the types of resources.
  private func providers() -> [(String, SourceLocation)] {
    var found: [(String, SourceLocation)] = []
    for file in files.withExtension("tf")
    where file.bytes.count < 1_000_000 && !Self.isElsewhere(file.path) {
      var seen: Set<String> = []
      for (index, line) in file.text.split(
        omittingEmptySubsequences: false,
        whereSeparator: \.isNewline
      ).enumerated() {
        let text = line.drop { $0 == " " || $0 == "\t" }
        guard text.hasPrefix("provider \"") || text.hasPrefix("resource \"") else { continue }
        let name = text.drop { $0 != "\"" }.dropFirst().prefix { $0 != "\"" }
        let provider = text.hasPrefix("resource") ? String(name.prefix { $0 != "_" }) : String(name)
        guard seen.insert(provider).inserted else { continue }
        found.append((provider, SourceLocation(file: file.path, line: index + 1)))
      }
    }
    return found
  }

  private func actions() -> [(String, SourceLocation)] {
    var found: [(String, SourceLocation)] = []
    let own = files.files.filter {
      $0.path.hasPrefix(".github/") && ["yml", "yaml"].contains($0.fileExtension)
    }
    for file in own {
      for (index, line) in file.text.split(
        omittingEmptySubsequences: false,
        whereSeparator: \.isNewline
      ).enumerated() {
        let text = line.drop { " \t-".contains($0) }
        guard text.hasPrefix("uses:") else { continue }
        let name = text.dropFirst(5).filter { !" \"'".contains($0) }.prefix {
          $0 != "@" && $0 != "#"
        }
        if !name.hasPrefix(".") {
          found.append((String(name), SourceLocation(file: file.path, line: index + 1)))
        }
      }
    }
    return found
  }

  // MARK: - Hosts

  /// Addresses of known services in source and settings; tests and texts show no use.
  private func hosts() -> [(String, SourceLocation)] {
    var found: [(String, SourceLocation)] = []
    var counts: [String: Int] = [:]
    for file in files.withExtensions(Self.sources) {
      guard file.bytes.count < 1_000_000, !Self.isElsewhere(file.path),
        !TestFile.isTestPath(file.path),
        !file.path.hasPrefix(".github/")
      else { continue }
      for (host, offset) in Self.hosts(in: file.bytes) {
        guard let vendor = VendorDirectory.vendor(ofHost: host), counts[vendor, default: 0] < 50,
          !Self.isPublicPage(host), !Self.isComment(file, offset)
        else { continue }
        counts[vendor, default: 0] += 1
        found.append((vendor, file.location(atByte: offset)))
      }
    }
    return found
  }

  /// Pages that code links to and calls nothing of.
  private static func isPublicPage(_ host: String) -> Bool {
    [
      "docs.", "www.", "developer.", "developers.", "help.", "support.", "blog.", "learn.",
      "fonts.", "status.",
    ]
    .contains { host.hasPrefix($0) }
  }

  private static func isComment(_ file: RepositoryFile, _ offset: Int) -> Bool {
    var start = offset
    while start > 0, file.bytes[start - 1] != 0x0A, offset - start < 2_000 { start -= 1 }
    let line = String(decoding: file.bytes[start..<offset], as: UTF8.self).trimmingBlanks
    return ["//", "*", "/*", "#", "<!--"].contains { line.hasPrefix($0) } || line.contains(" // ")
  }

  /// Hosts behind `https://`, with their offsets.
  static func hosts(in bytes: [UInt8]) -> [(host: String, offset: Int)] {
    var found: [(host: String, offset: Int)] = []
    let colon = UInt8(ascii: ":")
    var index = 0
    bytes.withUnsafeBufferPointer { text in
      while index + 3 < text.count {
        guard text[index] == colon, text[index + 1] == UInt8(ascii: "/"),
          text[index + 2] == UInt8(ascii: "/")
        else {
          index += 1
          continue
        }
        let scheme =
          index >= 5 && text[index - 1] == UInt8(ascii: "s") && text[index - 2] == UInt8(ascii: "p")
        index += 3
        guard scheme else { continue }
        let start = index
        while index < text.count, Self.isHostByte(text[index]), index - start < 200 { index += 1 }
        if index - start > 3, found.count < 2_000 {
          found.append((String(decoding: text[start..<index], as: UTF8.self).lowercased(), start))
        }
      }
    }
    return found
  }

  private static func isHostByte(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
      || (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
      || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  private static func isElsewhere(_ path: String) -> Bool {
    let folders: Set = [
      "node_modules", "fixtures", "__fixtures__", "testdata", "vendor", "third_party", "dist",
      "examples", "docs",
    ]
    return path.lowercased().split(separator: "/").dropLast().contains {
      folders.contains(String($0))
    }
  }
}
