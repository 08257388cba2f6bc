import ReadinessModel

/// What the repository itself hints of rules that only the git host can show.
struct HostTable: Codable, Hashable, Sendable {
  /// Branch protection kept as a reviewed file.
  var protectionFiles: [SourceLocation]
  /// Where a reader would look for the rules.
  var home: [SourceLocation]

  /// Picks the hints out of everything that was collected.
  init(_ facts: RepositoryFacts, readsProtectionFiles: Bool = true) {
    protectionFiles = readsProtectionFiles ? facts.delivery.value?.protectionFiles ?? [] : []
    home = facts.pipelineHome
  }
}

extension Check {
  /// Says that only the git host can tell, and names the file that states the intention.
  static func needsHost(_ question: String, _ table: HostTable) -> [Finding] {
    let file = table.protectionFiles.first
    let intention = file.map { "; \(quoted($0.file)) states an intention only" } ?? ""
    return cannotSee(
      "Not assessed: \(question) needs GitHub access\(intention)",
      at: table.protectionFiles.isEmpty ? table.home : table.protectionFiles,
      lookedFor: "the answer of the git host",
      next: "Connect the git host, or attest the setting."
    )
  }
}
