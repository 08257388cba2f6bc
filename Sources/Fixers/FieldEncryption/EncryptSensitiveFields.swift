package import ReadinessModel

/// Encrypts sensitive fields where they are stored, through what the mapper itself offers.
///
/// Transformers of TypeORM and extensions of Prisma's client are written; what other libraries need is
/// shown only. A field that queries look for, sort by or name in SQL is left as it is: they would
/// find nothing any more.
package enum EncryptSensitiveFields: Fixer {
  package static let title = "Encrypt sensitive fields where they are stored"
  package static let aliases = ["field-encryption"]
  package static let controls: [ControlID] = ["CNF-2"]
  package static let checks: [CheckID] = ["sensitive-fields-are-protected"]
  package static let decisions = [chosen, plaintext]
  package static let readsFindings = true

  static let chosen = FixDecision(
    id: "encrypted-fields",
    question: "Which fields are encrypted besides those that are sensitive for certain"
      + " (Model.field, Model.field)?",
    standard: "as-found"
  )

  static let plaintext = FixDecision(
    id: "unencrypted-rows",
    question: "What happens to rows from before, which are not encrypted yet?",
    choices: [
      .init(
        "accepted",
        "They are read while FIELD_ENCRYPTION_PLAINTEXT is accepted, until the job has encrypted them."
      ),
      .init(
        "refused",
        "They are never read: the tables are empty, or are encrypted while all stands."
      ),
    ],
    standard: "accepted"
  )

  package static func objection(to answer: String, of decision: FixDecision.ID) -> String? {
    guard decision == chosen.id, answer != chosen.standard else { return nil }
    let names = answer.split(separator: ",").map { $0.filter { !$0.isWhitespace } }
    let isRead = !names.isEmpty && names.allSatisfy { $0.split(separator: ".").count == 2 }
    return isRead ? nil : "'\(answer)' does not name fields as in Customer.taxId"
  }

  package static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    var proposal = FixProposal()
    let wanted = WantedFields(project, answers)
    proposal.refusals += wanted.refusals
    let mapped = wanted.fields.filter { ["typeorm", "prisma"].contains($0.model.mapper) }
    let others = wanted.fields.filter { !["typeorm", "prisma"].contains($0.model.mapper) }
    if !mapped.isEmpty {
      do throws(FixObstacle) {
        let part = try FieldEncryptionProposal(project, mapped, answers).proposal()
        proposal.changes += part.changes
        proposal.refusals += part.refusals
        proposal.followUps += part.followUps
      } catch {
        proposal.refusals.append(error.refusal)
      }
    }
    if !others.isEmpty { proposal.changes.append(ShownEncryption.change(others, project, answers)) }
    return proposal
  }
}

/// A field that is to be encrypted, with its model.
struct WantedField {
  let model: DataModel
  let field: DataField

  /// The name it is bound to: what was written as one field cannot be read as another.
  var name: String { "\(model.name).\(field.name)" }
}

/// The fields that are to be encrypted, as the check found them or somebody named them.
struct WantedFields {
  private(set) var fields: [WantedField] = []
  private(set) var refusals: [FixRefusal] = []

  init(_ project: FixProject, _ answers: FixAnswers) {
    let check = EncryptSensitiveFields.checks
    let findings = project.findings.map(\.finding).filter { check.contains($0.check) }
    let answer = answers[EncryptSensitiveFields.chosen] ?? ""
    let named = Set(
      answer.split(separator: ",").map { $0.filter { !$0.isWhitespace }.lowercased() }
    )
    let certain = Set(findings.filter { $0.outcome == .doesNotHold }.compactMap(\.resource))
    let doubtful = Set(findings.filter { $0.outcome == .unconfirmed }.compactMap(\.resource))
    for model in project.facts.data.value?.models ?? [] {
      for field in model.fields where field.protection == nil {
        let wanted = WantedField(model: model, field: field)
        let isNamed = named.contains(wanted.name.lowercased())
        if isNamed || certain.contains(wanted.name) {
          if let refusal = Self.refusal(wanted) {
            refusals.append(refusal)
          } else {
            fields.append(wanted)
          }
        } else if doubtful.contains(wanted.name) {
          refusals.append(Self.doubt(wanted))
        }
      }
    }
  }

  /// What is not to be encrypted, because something else is right for it.
  private static func refusal(_ wanted: WantedField) -> FixRefusal? {
    let plain = wanted.field.name.lowercased().filter { $0.isLetter || $0.isNumber }
    guard wanted.field.sensitivity == .credential else { return nil }
    if ["password", "passwd", "passphrase", "pin"].contains(where: plain.hasSuffix) {
      return FixRefusal(
        subject: wanted.name,
        reason: "a password is to be hashed, so that nobody can read it back",
        location: wanted.field.location,
        next: "Store what argon2 or bcrypt makes of it, and compare with that."
      )
    }
    return nil
  }

  private static func doubt(_ wanted: WantedField) -> FixRefusal {
    FixRefusal(
      subject: wanted.name,
      reason: "whether it is sensitive is not certain",
      location: wanted.field.location,
      next: "Give it a class in the data inventory, or encrypt it with --decide"
        + " encrypted-fields=\(wanted.name)."
    )
  }
}
