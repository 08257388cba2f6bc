package import ReadinessModel

/// What container build files and compose files show.
package struct ContainerFacts: Sendable, Hashable {
  /// Container build files, sorted by path.
  package var images: [ContainerImage]
  /// Services of compose files, in order.
  package var services: [ComposeService]
}

/// Reads container build files and compose files.
package enum ContainersCollector {
  /// Collects the facts; a file that cannot be read is recorded.
  package static func collect(_ files: RepositoryFiles) -> Collected<ContainerFacts> {
    var images: [ContainerImage] = []
    var services: [ComposeService] = []
    var skipped: [SkippedFile] = []
    for file in files.files {
      if isBuildFile(file.path) {
        guard file.bytes.count < 1_000_000 else {
          let reason = "larger than a container build file can honestly be"
          skipped.append(SkippedFile(file: file.path, reason: reason, mattersFor: ["containers"]))
          continue
        }
        if let image = BuildFile(file).image { images.append(image) }
      } else if isComposeFile(file.path) {
        do throws(ConfigurationFailure) {
          guard let root = try YAMLReader.read(file) else { continue }
          services += ComposeReader(file: file, root: root, files: files).services()
        } catch {
          skipped.append(error.skipped(mattersFor: ["containers"]))
        }
      }
    }
    return Collected(ContainerFacts(images: images, services: services), skipped: skipped)
  }

  /// Whether a path is that of a container build file.
  package static func isBuildFile(_ path: String) -> Bool {
    let name = PathText.name(of: path).lowercased()
    guard !name.hasSuffix(".dockerignore"), !name.hasSuffix(".md"), !name.hasSuffix(".sh") else {
      return false
    }
    return name == "dockerfile" || name == "containerfile" || name.hasPrefix("dockerfile.")
      || name.hasSuffix(".dockerfile") || name.hasSuffix(".containerfile")
  }

  /// Whether a path is that of a compose file.
  package static func isComposeFile(_ path: String) -> Bool {
    let name = PathText.name(of: path).lowercased()
    guard name.hasSuffix(".yml") || name.hasSuffix(".yaml") else { return false }
    return ["docker-compose.", "docker-compose-", "compose.", "compose-"].contains {
      name.hasPrefix($0)
    }
  }
}
