import ArgumentParser

/// Keeps evidence, and tells how far it reaches.
struct Evidence: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Keep evidence, and see how far it reaches.",
    subcommands: [
      EvidenceWindows.self, EvidenceDeviations.self, EvidencePopulations.self, EvidenceSample.self,
    ]
  )
}
