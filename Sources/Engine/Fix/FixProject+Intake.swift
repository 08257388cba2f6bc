import Collectors
import Fixers
import ReadinessModel

extension FixProject {
  /// What fixers see of files in memory.
  init(
    _ intake: RepositoryIntake,
    facts: RepositoryFacts,
    library: ScriptLibrary = ScriptLibrary()
  ) {
    let contents = Dictionary(
      intake.files.files.map { ($0.path, $0.bytes) },
      uniquingKeysWith: { first, _ in first }
    )
    self.init(
      facts: facts,
      files: ProjectFiles(contents, otherPaths: intake.files.paths),
      library: library
    )
  }
}
