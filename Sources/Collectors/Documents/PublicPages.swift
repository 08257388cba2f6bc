internal import ReadinessModel

/// Finds what the repository says to the outside: a status page, and whom to tell of a weakness.
enum PublicPages {
  /// A link to, or the settings of, a status page of the project's own.
  static func statusPage(_ files: RepositoryFiles) -> SourceLocation? {
    for path in [".upptimerc.yml", ".upptimerc.yaml"] {
      if let file = files[path] { return file.start }
    }
    let candidates = files.files.filter { file in
      ProseDocument.isProse(file.path) && file.bytes.count < 500_000 && !isForeign(file.path)
    }
    // What stands nearer to the root speaks for the project as a whole.
    let ordered = candidates.sorted {
      ($0.path.utf8.count { $0 == 0x2F }, $0.path) < ($1.path.utf8.count { $0 == 0x2F }, $1.path)
    }
    for file in ordered {
      if let location = statusLink(in: file) { return location }
    }
    return nil
  }

  private static func statusLink(in file: RepositoryFile) -> SourceLocation? {
    let hosted = [
      ".statuspage.io", ".instatus.com", ".betteruptime.com", ".status.page", ".statuspal.io",
      ".openstatus.dev",
      ".hund.io", ".sorryapp.com", ".freshstatus.io", ".betterstack.com/status",
    ]
    let lines = file.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, bytes) in lines.enumerated() where bytes.contains(UInt8(ascii: ":")) {
      let line = String(decoding: bytes, as: UTF8.self)
      guard let scheme = line.firstRange(of: "://") else { continue }
      let lower = line.lowercased()
      let host = line[scheme.upperBound...].lowercased().prefix {
        $0.isLetter || $0.isNumber || $0 == "-" || $0 == "."
      }
      let isHosted = hosted.contains { String(host).hasSuffix($0) }
      let isOwn =
        host.hasPrefix("status.") && VendorDirectory.vendor(ofHost: String(host)) == nil
        && lower.replacing(host, with: "").contains("status") && !host.hasSuffix("example.com")
      if isHosted || isOwn { return file.lines.location(ofLine: index + 1) }
    }
    return nil
  }

  /// The line of SECURITY.md or security.txt that names a contact.
  static func securityContact(_ files: RepositoryFiles) -> SourceLocation? {
    let places = [
      "SECURITY.md", ".github/SECURITY.md", "docs/SECURITY.md", "SECURITY.rst", "SECURITY.txt",
    ]
    let known =
      files.named("security.txt")
      + places.flatMap { path in
        files.files.filter { $0.path.lowercased() == path.lowercased() }
      }
    for file in known where !isForeign(file.path) {
      let lines = file.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      for (index, line) in lines.enumerated() {
        guard isContact(line), !Placeholders.isPlaceholder(String(line.prefix(400))) else {
          continue
        }
        return file.lines.location(ofLine: index + 1)
      }
    }
    return nil
  }

  private static func isContact(_ line: Substring) -> Bool {
    let lower = line.lowercased()
    if lower.contains("security/advisories") || lower.contains("private vulnerability reporting") {
      return true
    }
    if lower.contains("hackerone.com") || lower.contains("bugcrowd.com")
      || lower.hasPrefix("contact:")
    {
      return true
    }
    guard let at = lower.firstIndex(of: "@"), at != lower.startIndex else { return false }
    let before = lower[lower.index(before: at)]
    let domain = lower[lower.index(after: at)...].prefix {
      $0.isLetter || $0.isNumber || $0 == "." || $0 == "-"
    }
    return (before.isLetter || before.isNumber) && domain.contains(".")
      && !domain.hasPrefix("example.")
  }

  private static func isForeign(_ path: String) -> Bool {
    let folders: Set = [
      "node_modules", "fixtures", "__fixtures__", "testdata", "vendor", "third_party", "examples",
    ]
    return path.lowercased().split(separator: "/").dropLast().contains {
      folders.contains(String($0))
    }
  }
}
