package import ReadinessModel

/// Registers every vendor the repository shows to be in use.
package enum RegisterVendors: Fixer {
  package static let title = "Register the vendors that the repository shows to be in use"
  package static let aliases = ["documents", "vendors"]
  package static let controls: [ControlID] = ["SEC-8"]
  package static let checks: [CheckID] = ["vendors-are-registered"]
  package static let decisions: [FixDecision] = []

  package static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    guard !project.facts.documents.derivedVendors.isEmpty else {
      return .refusing(
        "the vendor register",
        because: "no library, provider, action or address of a known vendor was found",
        next: "List the vendors by hand, with their owner, tier and the data they get."
      )
    }
    let own = DocumentLibrary.register("vendors", for: project)
    if let register = project.facts.documents.vendorRegister, !own.isWritten(register.location.file)
    {
      return .refusing(
        register.location.file,
        because: "it registers vendors already",
        at: register.location,
        next: "Add to it what the scan of vendors-are-registered says is missing."
      )
    }
    return own.proposal { _ in VendorRegisterText.lines(for: project, answers) }
  }
}
