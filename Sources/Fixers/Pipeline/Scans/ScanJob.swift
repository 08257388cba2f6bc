import ReadinessModel

/// One scan that every pull request should get.
enum ScanJob: CaseIterable {
  case source
  case dependencies
  case secrets
  case infrastructure

  /// Whether a repository needs a scan.
  enum Need {
    case needed
    case notNeeded
    case impossible(FixRefusal)
  }

  /// Steps that count as this scan.
  func kinds(in project: FixProject) -> Set<ActivityKind> {
    switch self {
    case .source: [.staticAnalysis]
    case .dependencies: [.dependencyScan]
    case .secrets: [.secretScan]
    case .infrastructure:
      Self.roots(project).isEmpty ? [.infrastructureScan, .containerScan] : [.infrastructureScan]
    }
  }

  /// What is scanned, for a title.
  var subject: String {
    switch self {
    case .source: "source"
    case .dependencies: "dependencies"
    case .secrets: "secrets"
    case .infrastructure: "infrastructure code"
    }
  }

  /// Where accepted findings are written down.
  var accepting: String {
    switch self {
    case .source: "source: a comment `nosemgrep: RULE` on the line"
    case .dependencies: "dependencies: id, reason and ignoreUntil in osv-scanner.toml"
    case .secrets: "secrets: the fingerprint in .gitleaksignore, once the secret was changed"
    case .infrastructure: "infrastructure code: a comment `checkov:skip=ID:reason` in the resource"
    }
  }

  func need(in project: FixProject) -> Need {
    switch self {
    case .source, .secrets: return .needed
    case .infrastructure:
      let hasContainers = project.facts.infrastructure.value?.containers.isEmpty == false
      return Self.roots(project).isEmpty && !hasContainers ? .notNeeded : .needed
    case .dependencies:
      let manifests = project.facts.application.value?.manifests ?? []
      guard !manifests.isEmpty else { return .notNeeded }
      guard manifests.contains(where: { $0.lockfile != nil }) else {
        return .impossible(
          FixRefusal(
            subject: "a scan of the dependencies",
            reason: "no lock file says which versions are used",
            location: manifests.first?.manifest,
            next: "Commit the lock file, and run this again."
          )
        )
      }
      return .needed
    }
  }

  /// The job as text.
  func text(in project: FixProject) -> String {
    switch self {
    case .source: return PipelineTemplate.render(PackageResources.pipeline_scan_source_yml)
    case .dependencies:
      return PipelineTemplate.render(PackageResources.pipeline_scan_dependencies_yml)
    case .secrets: return PipelineTemplate.render(PackageResources.pipeline_scan_secrets_yml)
    case .infrastructure:
      let folders = Self.folders(Self.roots(project))
      return PipelineTemplate.render(
        PackageResources.pipeline_scan_infrastructure_yml,
        [
          "frameworks": folders.isEmpty ? "dockerfile" : "terraform",
          "folders": (folders.isEmpty ? ["."] : folders)
            .map { "--directory \(ShellWord.quoted($0.isEmpty ? "." : $0))" }
            .joined(separator: " "),
        ]
      )
    }
  }

  private static func roots(_ project: FixProject) -> [String] {
    project.facts.infrastructure.value?.roots ?? []
  }

  /// Folders without those that lie in another one.
  private static func folders(_ roots: [String]) -> [String] {
    let roots = Set(roots.map { $0 == "." ? "" : $0 }).sorted()
    let outer = roots.filter { root in
      !roots.contains { $0 != root && ($0.isEmpty || root.hasPrefix($0 + "/")) }
    }
    // A long list is one folder above all of them.
    return outer.count > 5 ? [""] : outer
  }
}

/// Texts as a shell takes them for one word.
enum ShellWord {
  /// The text, in quotes where it needs them.
  static func quoted(_ text: String) -> String {
    let plain = text.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || [0x2D, 0x2E, 0x2F, 0x5F].contains(byte)
    }
    guard !plain || text.isEmpty else { return text }
    return "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
