/// Where a runner gets the auditwright program from.
enum AuditwrightSource: Hashable {
  /// Built from a commit of a repository of the git host.
  case commit(repository: String, commit: String)
  /// Downloaded, and checked against a digest.
  case binary(url: String, digest: String)

  static let decision = FixDecision(
    id: "auditwright-source",
    question:
      "Where does the pipeline get auditwright from: OWNER/NAME@COMMIT to build it from that"
      + " commit, or https://…#sha256=DIGEST to download it?"
  )

  /// Reads an answer; nil for one that pins nothing.
  init?(_ answer: String) {
    if answer.hasPrefix("https://"), let mark = answer.firstRange(of: "#sha256=") {
      let url = String(answer[..<mark.lowerBound])
      let digest = String(answer[mark.upperBound...]).lowercased()
      let isSafe = url.utf8.allSatisfy { (0x21...0x7E).contains($0) && !Self.odd.contains($0) }
      guard digest.utf8.count == 64, digest.allSatisfy(\.isHexDigit), isSafe else { return nil }
      self = .binary(url: url, digest: digest)
      return
    }
    let parts = answer.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, parts[1].utf8.count == 40, parts[1].allSatisfy(\.isHexDigit) else {
      return nil
    }
    let names = parts[0].split(separator: "/", omittingEmptySubsequences: false)
    let isName = names.allSatisfy { name in
      !name.isEmpty
        && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
    }
    guard names.count == 2, isName else { return nil }
    self = .commit(repository: parts[0], commit: parts[1].lowercased())
  }

  /// Bytes that mean something to YAML or a shell.
  private static let odd = Set("\"'`$\\{}<>|".utf8)

  /// The action that sets the program up.
  static let action = ".github/actions/auditwright/action.yml"
  /// The script that brings the evidence and carries it back.
  static let script = ".github/scripts/evidence.sh"

  /// The branch that keeps the evidence.
  static let branch = FixDecision(
    id: "evidence-branch",
    question: "Which branch keeps the trail of deployments and weekly checks? Whoever may read the"
      + " repository may read it.",
    standard: "auditwright-evidence"
  )

  /// The files that every workflow with auditwright needs and a project lacks.
  func files(in project: FixProject, branch: String) -> [SourceEdit] {
    var edits: [SourceEdit] = []
    if !project.files.contains(Self.action) {
      edits.append(.create(path: Self.action, text: action))
    }
    if !project.files.contains(Self.script) {
      let text = PipelineTemplate.render(
        PackageResources.pipeline_evidence_sh,
        ["branch": branch]
      )
      edits.append(.create(path: Self.script, text: text))
    }
    return edits
  }

  private var action: String {
    switch self {
    case .commit(let repository, let commit):
      PipelineTemplate.render(
        PackageResources.pipeline_auditwright_source_yml,
        ["repository": repository, "commit": commit]
      )
    case .binary(let url, let digest):
      PipelineTemplate.render(
        PackageResources.pipeline_auditwright_binary_yml,
        ["url": url, "digest": digest]
      )
    }
  }

  /// Why an answer to one of the decisions about the pipeline cannot be used.
  static func objection(to answer: String, of decision: FixDecision.ID) -> String? {
    switch decision {
    case Self.decision.id:
      return AuditwrightSource(answer) == nil
        ? "'\(answer)' pins nothing: give OWNER/NAME@ and a full commit, or"
          + " https://…#sha256= and a digest" : nil
    case branch.id, GitHostPlan.releaseBranch.id:
      let isPlain =
        answer.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/._-".contains($0)) }
        && answer.first?.isLetter == true && !answer.contains("..") && !answer.hasSuffix("/")
        && !answer.hasSuffix(".lock") && answer.count <= 100
      return isPlain ? nil : "'\(answer)' is no plain name of a branch"
    default: return nil
    }
  }
}
