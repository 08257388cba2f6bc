import ReadinessModel

/// Every manifest of dependencies has a lock file beside it or at its workspace's root.
///
/// ## Why it matters
/// Without one each build may take other code than the one that was reviewed and tested.
///
/// ## What is inspected
/// Manifests of dependencies and the lock file that covers each. Container files have none and are
/// left out.
///
/// ## What this cannot show
/// Whether builds use the lock file.
enum DependenciesAreLocked: Check {
  static let severity = Severity.medium

  /// The manifests, and the workspace's folders.
  struct Subject: Codable, Hashable, Sendable {
    var manifests: [DependencyManifest]
    var workspace: [String]
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    facts.application.map { application in
      Subject(
        manifests: application.manifests,
        workspace: facts.inventory.packages.map(\.path)
      )
    }
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    let scored = subject.manifests.filter { !["docker", "github-actions"].contains($0.ecosystem) }
    guard !scored.isEmpty else { return cannotSee("No manifest of dependencies was found") }
    let locked = Set(scored.filter { $0.lockfile != nil }.map { folder(of: $0.manifest.file) })
    let members = Set(subject.workspace)
    let items = scored.filter { manifest in
      guard manifest.lockfile == nil else { return false }
      let place = folder(of: manifest.manifest.file)
      return !(members.contains(place) && locked.contains(""))
    }.map { manifest in
      finding(
        .doesNotHold,
        "\(quoted(manifest.manifest.file)) has no lock file",
        at: [manifest.manifest],
        resource: manifest.manifest.file,
        lookedFor:
          "a lock file of \(quoted(manifest.ecosystem)) beside it or at the workspace's root",
        next: "Commit the lock file and install from it in the pipeline."
      )
    }
    return eachItem(items) {
      holds(
        "\(all(scored.count, "manifest")) of dependencies \(verb(scored.count, "is", "are")) locked"
          + " (\(listed(Set(scored.compactMap(\.lockfile)).sorted())))",
        at: scored.map(\.manifest)
      )
    }
  }

  private static func folder(of file: String) -> String {
    file.split(separator: "/").dropLast().joined(separator: "/")
  }
}
