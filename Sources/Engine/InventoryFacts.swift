import Collectors
import ReadinessModel

/// Counts what a repository is made of.
enum InventoryFacts {
  static func of(_ intake: RepositoryIntake, manifests: PackageManifests, commit: String?)
    -> Inventory
  {
    var languages: [String: Int] = [:]
    var lines = 0
    for file in intake.files.files {
      guard let language = SourceKind.language(ofPath: file.path) else { continue }
      languages[language, default: 0] += 1
      if !prose.contains(language) { lines += file.lines.lineCount }
    }
    return Inventory(
      files: intake.walked.count,
      bytes: intake.walked.reduce(0) { $0 + $1.size },
      sourceLines: lines,
      languages: languages,
      frameworks: frameworks(in: manifests),
      packages: manifests.packages,
      skipped: (intake.skipped + manifests.skipped).sorted { $0.file < $1.file },
      commit: commit,
      exclusions: intake.configuration.exclusions.map {
        SkippedFile(file: $0.path, reason: $0.reason)
      }
    )
  }

  private static let prose: Set<String> = [
    "markdown", "restructuredtext", "asciidoc", "text", "csv",
  ]

  private static let frameworksByPackage = [
    "express": "express", "@nestjs/core": "nestjs", "fastify": "fastify", "next": "nextjs",
    "koa": "koa", "hono": "hono",
  ]

  private static func frameworks(in manifests: PackageManifests) -> [String] {
    let names = manifests.all.flatMap(\.dependencies).compactMap { frameworksByPackage[$0.name] }
    return Set(names).sorted()
  }
}
