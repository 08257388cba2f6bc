import ReadinessModel
import Yams

/// Reads catalogue files into a catalogue.
package struct CatalogLoader: Sendable {
  private let files: [String: [UInt8]]

  /// Creates a loader over files, by name without folder and extension.
  package init(files: [String: [UInt8]]) { self.files = files }

  /// Loads the framework and the profile, and refuses data that contradicts itself.
  package func load(
    framework: String,
    profiles: [String],
    remedies: [String] = [],
    weaknesses: String? = nil
  ) throws(CatalogFailure) -> ReadinessCatalog {
    let catalog = ReadinessCatalog(
      framework: try loadFramework(framework),
      profiles: try profiles.map { name throws(CatalogFailure) in
        try loadProfile(name, in: framework)
      },
      remedies: try remedies.map { name throws(CatalogFailure) in
        let file: RemediesFile = try decode(name)
        return file.remedies.map(Remedy.init)
      }.flatMap { $0 },
      weaknesses: try loadWeaknesses(weaknesses)
    )
    let problems = catalog.problems()
    guard problems.isEmpty else { throw .inconsistent(problems) }
    return catalog
  }

  private func loadWeaknesses(_ name: String?) throws(CatalogFailure) -> WeaknessIndex {
    guard let name else { return WeaknessIndex() }
    let file: WeaknessesFile = try decode(name)
    return WeaknessIndex(file)
  }

  private func loadFramework(_ name: String) throws(CatalogFailure) -> Framework {
    let head: FrameworkFile = try decode(name)
    var criteria: [Criterion] = []
    for family in head.families {
      let file: FamilyFile = try decode(family)
      criteria += file.criteria.map { Criterion($0, category: file.category, family: file.family) }
    }
    return Framework(id: head.id, title: head.title, version: head.version, criteria: criteria)
  }

  private func loadProfile(
    _ name: String,
    in framework: String
  ) throws(CatalogFailure) -> ControlProfile {
    let head: ProfileFile = try decode(name)
    guard head.framework == framework else {
      throw .malformed(file: name, reason: "the framework \(head.framework) is not \(framework)")
    }
    var controls: [Control] = []
    for controlsName in head.controls {
      let file: ControlsFile = try decode(controlsName)
      for entry in file.controls {
        controls.append(try Control(entry, category: file.category, file: controlsName))
      }
    }
    let scope = try loadFramework(framework).criteria.filter {
      head.categories.contains($0.category)
    }
    return ControlProfile(
      id: head.id,
      title: head.title,
      criteriaInScope: scope.map(\.id),
      controls: controls
    )
  }

  private func decode<File: Decodable>(_ name: String) throws(CatalogFailure) -> File {
    guard let bytes = files[name] else { throw .missing(file: "\(name).yml") }
    do {
      return try YAMLDecoder().decode(File.self, from: String(decoding: bytes, as: UTF8.self))
    } catch {
      throw .malformed(file: "\(name).yml", reason: "\(error)")
    }
  }
}

extension Criterion {
  init(_ entry: FamilyFile.Entry, category: String, family: String) {
    self.init(
      id: CriterionID(rawValue: entry.id),
      category: category,
      family: family,
      title: entry.title,
      summary: entry.summary,
      reach: entry.reach,
      repositoryShows: entry.repositoryShows,
      peopleShow: entry.peopleShow,
      oftenMistakenFor: entry.oftenMistakenFor
    )
  }
}
