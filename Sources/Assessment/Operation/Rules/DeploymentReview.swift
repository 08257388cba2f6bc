import ReadinessModel

/// Judges one deployment of the trail.
struct DeploymentReview {
  /// Whether a commit is on the protected branch, as far as is known.
  enum Placement: Hashable {
    case onBranch
    case elsewhere
    case unknown(String)
  }

  let record: DeployRecord
  let placement: Placement
  /// Accounts that wrote what the deployment brought, in small letters.
  let authors: Set<String>

  /// What was not as it should be.
  var deviations: [Deviation] {
    guard record.status != .failure else { return [] }
    return [provenance, approval, emergency].compactMap { $0 }
  }

  /// Why it cannot be judged, in sentences.
  var doubts: [String] {
    guard case .unknown(let reason) = placement else { return [] }
    return ["Whether \(label) came from the protected branch is not known: \(reason)"]
  }

  private var label: String { "\(record.version) in \(record.environment)" }

  private var provenance: Deviation? {
    guard placement == .elsewhere else { return nil }
    return deviation(
      .unreviewedDeployment,
      "\(label) was deployed from \(record.commit.prefix(12)), which is not on the protected branch"
    )
  }

  private var approval: Deviation? {
    guard record.emergency == nil else { return nil }
    guard let approver = record.approver?.lowercased(), !approver.isEmpty else {
      return deviation(.unapprovedDeployment, "\(label) was deployed without an approval")
    }
    if let approved = record.approvedAt, approved > record.finishedAt {
      return deviation(.unapprovedDeployment, "\(label) was approved only after it was deployed")
    }
    if approver == record.deployer.lowercased() {
      return deviation(
        .unapprovedDeployment,
        "\(label) was approved by \(record.deployer), who deployed it"
      )
    }
    guard authors.count == 1, authors.contains(approver) else { return nil }
    return deviation(
      .unapprovedDeployment,
      "\(label) was approved by \(record.approver ?? ""), who alone wrote what it brought"
    )
  }

  private var emergency: Deviation? {
    guard let emergency = record.emergency else { return nil }
    guard let reviewer = emergency.reviewedBy?.lowercased(), emergency.reviewedAt != nil else {
      return deviation(
        .unreviewedEmergency,
        "\(label) was an emergency and nobody reviewed it since"
      )
    }
    guard reviewer == record.deployer.lowercased() else { return nil }
    return deviation(
      .unreviewedEmergency,
      "\(label) was an emergency and was reviewed by \(record.deployer), who deployed it"
    )
  }

  private func deviation(_ kind: Deviation.Kind, _ message: String) -> Deviation {
    Deviation(
      kind: kind,
      controls: ["CHG-2"],
      subject: label,
      from: record.finishedAt,
      to: record.finishedAt,
      actor: record.deployer,
      message: message,
      evidence: [record.id]
    )
  }
}
