package import ReadinessModel

/// Names who must review changes, of the whole repository and of what protects it.
package enum NameCodeOwners: Fixer {
  package static let title = "Name who must review changes"
  package static let aliases = ["pipeline", "code-owners", "codeowners"]
  package static let controls: [ControlID] = ["CHG-2"]
  package static let checks: [CheckID] = ["code-owners-are-declared"]
  package static let decisions = [owners]

  static let owners = FixDecision(
    id: "code-owners",
    question: "Who owns the code: accounts or teams such as @acme/engineering, with blanks between"
      + " several?"
  )

  package static func objection(to answer: String, of decision: FixDecision.ID) -> String? {
    guard decision == owners.id else { return nil }
    let names = answer.split(separator: " ").map(String.init)
    let odd = names.first { !isOwner($0) }
    if let odd { return "'\(odd)' is no account, team or address, such as @acme/engineering" }
    return names.isEmpty ? "it names nobody" : nil
  }

  package static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    guard PipelineHost.obstacle(in: project, "owners of the code") == nil,
      let delivery = project.facts.delivery.value
    else { return FixProposal() }
    let names = answers[owners] ?? "@OWNER"
    guard let present = delivery.codeOwners else {
      return FixProposal(
        changes: [
          change([.create(path: ".github/CODEOWNERS", text: text(names, project))])
        ],
        followUps: answers.settles(owners)
          ? [
            "Ask for a review by owners in the ruleset of the default branch, once every owner can"
              + " review: require_code_owner_review."
          ] : []
      )
    }
    let everything: Set<String> = ["*", "**", "/", "/*", "/**"]
    let isWhole = present.entries.contains {
      everything.contains($0.pattern) && !$0.owners.isEmpty
    }
    guard !isWhole, let bytes = project.files.bytes(of: present.location.file) else {
      return FixProposal()
    }
    // The last line that matches counts, so what is for everything comes first.
    let lines = YAMLLines(bytes)
    let start = lines.firstBusy(from: 0) ?? lines.count
    let edit = SourceEdit.insert(
      path: present.location.file,
      at: lines.start(start),
      text: "* \(names)\(lines.newline)"
    )
    return FixProposal(changes: [change([edit])])
  }

  private static func change(_ edits: [SourceEdit]) -> FixChange {
    FixChange(
      title: "Name owners for the whole repository",
      reason: "A review counts when it comes from somebody who knows the code.",
      applicability: .needsDecision(owners.id),
      edits: edits
    )
  }

  private static func text(_ names: String, _ project: FixProject) -> String {
    var sensitive = ["/.github/"]
    for root in project.facts.infrastructure.value?.roots ?? [] where !root.isEmpty && root != "." {
      sensitive.append("/\(root.replacing(" ", with: "\\ "))/")
    }
    for migration in project.facts.delivery.value?.schemaMigrations ?? [] {
      let folder = ProjectPath.folder(of: migration.file)
      if !folder.isEmpty { sensitive.append("/\(folder.replacing(" ", with: "\\ "))/") }
    }
    let width = (sensitive.map(\.count).max() ?? 0) + 1
    let rows = Array(Set(sensitive)).sorted().map { path in
      path + String(repeating: " ", count: width - path.count) + names
    }
    return """
      # Who must review changes. The last line that matches a file counts.
      *\(String(repeating: " ", count: width - 1))\(names)

      # What decides how changes reach production.
      \(rows.joined(separator: "\n"))

      """
  }

  private static func isOwner(_ name: String) -> Bool {
    let allowed: (Character) -> Bool = {
      $0.isASCII && ($0.isLetter || $0.isNumber || "._-/@+".contains($0))
    }
    guard name.allSatisfy(allowed) else { return false }
    if name.hasPrefix("@") {
      let parts = name.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
      return (1...2).contains(parts.count) && parts.allSatisfy { !$0.isEmpty && !$0.contains("@") }
    }
    let parts = name.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".")
  }
}
