package import ReadinessModel

/// Encrypts data stores at rest, with a key of the company's own where a new one is made.
///
/// Encryption of most stores can only be chosen when they are made: Terraform would replace one that
/// exists, and lose what is in it. Such an edit waits for a person to say what is true of the store.
package enum EncryptDataStores: Fixer {
  package static let title = "Encrypt every data store at rest"
  package static let aliases = ["encryption", "encryption-at-rest", "infrastructure"]
  package static let controls: [ControlID] = ["SEC-4"]
  package static let checks: [CheckID] = [
    "data-stores-are-encrypted-at-rest", "encryption-keys-rotate",
  ]
  package static let decisions = [existing]

  static let existing = FixDecision(
    id: "existing-stores",
    question: "Terraform replaces a store whose encryption is switched on, and loses its data. What"
      + " holds for these stores: already-encrypted (in the account, only the code does not say"
      + " so), new (never applied), or migrate (moved to an encrypted copy first)? One word for"
      + " all, or address=word for each, with commas between."
  )

  package static func objection(to answer: String, of decision: FixDecision.ID) -> String? {
    guard decision == existing.id, StoreHistory.answers(answer) == nil else { return nil }
    return "'\(answer)' is neither already-encrypted, new or migrate nor a list of address=word"
  }

  package static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    guard let terraform = TerraformProject.of(project) else {
      return .withoutTerraform("encryption at rest")
    }
    var plan = EncryptionPlan(terraform, answer: answers[existing].flatMap(StoreHistory.answers))
    plan.rotateKeys()
    plan.encryptTopics()
    plan.encryptStores()
    return plan.proposal
  }
}
