import Assessment
import Catalog
import EvidenceLedger
import Foundation
import MerkleLog
package import ReadinessModel
import Reports
import StoredArchives

/// What a package is made from.
package struct PackageOptions: Sendable {
  /// What it is for.
  package var kind: PackageKind
  /// What the report in it is made from.
  package var report: ReportOptions

  /// Creates options; by default the package is for the auditor alone.
  package init(kind: PackageKind = .raw, report: ReportOptions = ReportOptions()) {
    self.kind = kind
    self.report = report
  }
}

/// A package that was written.
package struct PackageReceipt: Sendable {
  /// What it holds.
  package var manifest: PackageManifest
  /// What verifying it found.
  package var report: PackageReport
  /// What it does not hold.
  package var gaps: [PackageGap]
  /// What was taken out.
  package var redactions: [PackageRedaction]
}

extension ReadinessEngine {
  /// Writes an auditor's package of a repository, and verifies it before it gets its name.
  ///
  /// The same repository and ledger give the same bytes on the same day: what depends on the time is
  /// judged as of the last record, or the beginning of the day when that is later.
  package func writePackage(
    of repository: String,
    to path: String,
    options: PackageOptions = PackageOptions()
  ) throws -> PackageReceipt {
    do {
      let place = LedgerPlace(repository: repository)
      guard let key = try place.signingKey(context) else { throw Self.noPackageKey }
      return try withSealedLedger(of: place) { ledger in
        let engine = try settled(by: ledger?.ledger)
        let source = try engine.packageSource(of: repository, place, ledger, options)
        context.progress(.stage("Writing the package"))
        return try PackageAssembly(source: source, kind: options.kind, key: key).write(to: path)
      }
    } catch let failure as ArchiveFailure {
      throw EngineFailure.unwritable(path: path, reason: "\(failure)")
    } catch {
      throw EngineFailure(reporting: error) ?? error
    }
  }

  private static let noPackageKey = EngineFailure.record(
    problem: "there is no private key to sign the package with",
    next: "Make one: auditwright key init; or name it with --key or AUDITWRIGHT_KEY_FILE."
  )

  private typealias Sealed = (ledger: Ledger, sealed: SealedLedger)

  private func withSealedLedger<Value>(
    of place: LedgerPlace,
    _ work: (Sealed?) throws -> Value
  ) throws -> Value {
    let file = URL(filePath: place.path).appending(path: "ledger.db").path(percentEncoded: false)
    guard FileManager.default.fileExists(atPath: file) else { return try work(nil) }
    let ledger = try Ledger.open(at: place.path, mode: .reading)
    defer { try? ledger.close() }
    if let problem = ledger.verify().problems.first {
      throw EngineFailure.evidence(
        problem: "the ledger in \(place.path) does not fit, and no package is made of it:"
          + " \(problem.message)",
        next: "See auditwright evidence verify."
      )
    }
    return try work(try ledger.sealed().map { (ledger, $0) })
  }

  /// An engine whose clock stands still, so that the same input gives the same package.
  private func settled(by ledger: Ledger?) throws -> ReadinessEngine {
    var context = context
    guard let day = CivilDay(context.today) else { return self }
    var moment = Moment(startOf: day)
    if let ledger, case let size = try ledger.size(), size > 0,
      let last = try ledger.record(EvidenceID(index: size - 1))
    {
      // A record of another day is no reason to judge as of that day.
      let end = Moment(startOf: day.adding(days: 1)).adding(seconds: -1)
      moment = max(moment, min(last.receivedAt, end))
    }
    let standing = moment
    context.clock = { standing }
    return try ReadinessEngine(context: context)
  }

  private func packageSource(
    of repository: String,
    _ place: LedgerPlace,
    _ ledger: Sealed?,
    _ options: PackageOptions
  ) throws -> PackageSource {
    let planned = try plan(.repository(path: repository), options: options.report.plan)
    let source = FactSource.repository(path: repository)
    let report = try report(of: planned, from: source, options: options.report)
    let operation = report.operation
    let drawn = try operation.flatMap { try $0.engagement == nil ? nil : self.samples(of: $0) }
    return PackageSource(
      path: repository,
      report: report,
      facts: planned.scan.facts,
      operation: operation,
      samples: drawn ?? [],
      archive: try place.archive(),
      ledger: ledger,
      keys: try Ledger.publicKeys(at: place.path),
      people: try PeopleKeys(of: place).keys()
    )
  }
}
