import Assessment
import EvidenceLedger
import Foundation
package import ReadinessModel

/// The deploy trail of a repository: what the pipeline recorded of each deployment.
package struct DeployTrail: Sendable {
  private let place: LedgerPlace
  private let repository: String
  private let context: RunContext

  /// The trail in a repository's ledger.
  package init(of repository: String, context: RunContext) {
    place = LedgerPlace(repository: repository)
    self.repository = repository
    self.context = context
  }

  /// The deployments recorded, oldest first.
  package func records() throws -> [DeployRecord] {
    try place.archive().facts.deployments.sorted { ($0.finishedAt, $0.id) < ($1.finishedAt, $1.id) }
  }

  /// Records a deployment, and returns the record's identifier.
  ///
  /// Whether its commit is on `branch` is asked of git where the record does not say.
  package func record(
    _ deployment: DeployRecord,
    branch: String?,
    actor: String?
  ) throws -> EvidenceID {
    try check(deployment)
    var deployment = deployment
    if deployment.isOnProtectedBranch == nil, let branch {
      deployment.isOnProtectedBranch = GitHistory(folder: repository)
        .contains(deployment.commit, in: branch)
    }
    return try append(deployment, actor: actor)
  }

  /// Records that somebody looked at an emergency afterwards.
  package func review(
    _ version: String,
    in environment: String,
    by reviewer: String,
    actor: String?
  ) throws -> EvidenceID {
    let matching = try records().filter {
      $0.version == version && $0.environment == environment
    }
    guard var deployment = matching.last else {
      throw EngineFailure.record(
        problem: "no deployment of \(version) to \(environment) was recorded",
        next: "See auditwright deploy list."
      )
    }
    guard var emergency = deployment.emergency else {
      throw EngineFailure.record(
        problem: "\(version) in \(environment) was no emergency",
        next: "Only deployments recorded with --emergency are reviewed afterwards."
      )
    }
    guard reviewer.lowercased() != deployment.deployer.lowercased() else {
      throw EngineFailure.record(
        problem: "\(reviewer) deployed \(version) and cannot be the one who reviews it",
        next: "Have somebody else look at it."
      )
    }
    emergency.reviewedBy = reviewer
    emergency.reviewedAt = context.clock()
    deployment.emergency = emergency
    return try append(deployment, actor: actor)
  }

  private func append(_ deployment: DeployRecord, actor: String?) throws -> EvidenceID {
    let ledger = try place.open()
    defer { try? ledger.close() }
    let drafting = EvidenceDrafting(ledger: ledger, now: context.clock(), actor: actor)
    let records = try ledger.append([try drafting.draft(deployment)], clock: context.clock)
    _ = try place.sign(ledger, context)
    guard let record = records.first else { throw EngineFailure.broken("nothing was recorded") }
    return record.id
  }

  /// What a record of a deployment cannot be without.
  private func check(_ deployment: DeployRecord) throws {
    let texts = [
      ("a version", deployment.version), ("a commit", deployment.commit),
      ("an environment", deployment.environment), ("a deployer", deployment.deployer),
    ]
    for (name, text) in texts where !text.contains(where: { !$0.isWhitespace }) {
      throw EngineFailure.record(
        problem: "a deployment needs \(name)",
        next: "See auditwright deploy record --help."
      )
    }
    let isHash =
      (7...64).contains(deployment.commit.utf8.count)
      && deployment.commit.allSatisfy(\.isHexDigit)
    guard isHash else {
      throw EngineFailure.record(
        problem: "'\(deployment.commit)' is no commit",
        next: "Give the full hash, for example $(git rev-parse HEAD)."
      )
    }
    if deployment.finishedAt > context.clock().adding(seconds: 300) {
      throw EngineFailure.record(
        problem: "the deployment ended in the future, at \(deployment.finishedAt)",
        next: "Give the time in UTC, or with its offset."
      )
    }
  }
}
