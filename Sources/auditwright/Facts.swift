import ArgumentParser
import Engine

/// Writes the facts of a repository.
struct Facts: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write what was seen in a repository, without an opinion on it.",
    discussion: """
      Example:
        auditwright facts --output facts.json && auditwright scan --facts facts.json
      """
  )

  @OptionGroup var source: SourceOptions
  @OptionGroup var github: GitHubOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let facts = try source.withEngine(github: github) { try $0.facts(from: source.source) }
    try output.write(try FactsFile.text(facts))
  }
}
