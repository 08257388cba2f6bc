import Crypto
import EvidenceLedger
import Foundation
import MerkleLog
import ReadinessModel
import Reports
import StoredArchives

/// Puts a package together: all files, their list, its signature, and the zip file of them.
struct PackageAssembly {
  /// The list of files.
  static let manifestName = "manifest.json"
  /// The signature of that list.
  static let signatureName = "manifest.dsse.json"
  /// The type of what is said about a package.
  static let predicateType = "urn:auditwright:evidence-package:v1"

  let source: PackageSource
  let kind: PackageKind
  let key: NoteSigningKey

  private var assessment: ReadinessAssessment { source.report.assessment }

  /// Writes the package; it gets its name when it was verified.
  func write(to path: String) throws -> PackageReceipt {
    var draft = PackageDraft(kind: kind, personal: try personalData(), criteria: criteria)
    try PackageReports(source: source, key: key).add(to: &draft)
    try PackageLedger(source: source).add(to: &draft, signedBy: key)
    try PackageOperation(source: source).add(to: &draft)
    try PackageConfigurations(source: source, mask: SecretMask()).add(to: &draft)
    try PackageFacts(source: source).add(to: &draft)
    addWhatIsUnknown(to: &draft)
    let manifest = try finish(&draft)
    let writer = try StoredArchiveWriter(path: path, day: try day)
    try write(draft, manifest, with: writer)
    let report = PackageVerifier(keys: [key.verifier(.ed25519)])
      .verify(try ArchiveBytes(file: writer.temporaryPath))
    guard report.holds else {
      throw EngineFailure.broken(
        "the package does not verify: \(report.problems.first?.message ?? "nobody signed it")"
      )
    }
    try writer.publish(isPrivate: kind == .raw)
    return PackageReceipt(
      manifest: manifest,
      report: report,
      gaps: draft.gaps,
      redactions: draft.redactions
    )
  }

  private var day: ArchiveDay {
    get throws {
      guard let day = CivilDay(assessment.assessedOn) else {
        throw EngineFailure.broken("'\(assessment.assessedOn)' is no day")
      }
      return ArchiveDay(year: day.year, month: day.month, day: day.day)
    }
  }

  private var criteria: [ControlID: [CriterionID]] {
    Dictionary(assessment.controls.map { ($0.id, $0.criteria) }) { first, _ in first }
  }

  /// What has to be recognised as a person, from everything that names people.
  private func personalData() throws -> PersonalData {
    guard kind == .redacted else { return PersonalData(words: []) }
    let encoder = JSONEncoder()
    let json = { (value: any Encodable) in try CanonicalJSON(reading: encoder.encode(value)) }
    let words = try FrameworkWords.of([
      json(source.report.framework), json(source.report.profile), json(source.report.descriptions),
    ])
    let personal = PersonalData(words: words)
    // The account that owns the repository is a company's; it names no person.
    var others: Set<String> = [assessment.repository.lowercased()]
    if let host = source.facts.host.value ?? source.archive.lastHost {
      others.insert(host.repository.owner.lowercased())
    }
    personal.learn(from: try json(source.facts), except: others)
    personal.learn(from: try json(source.archive.facts), except: others)
    if let host = source.archive.lastHost { personal.learn(from: try json(host), except: others) }
    if let operation = source.operation {
      personal.learn(from: try json(operation), except: others)
    }
    for entry in source.facts.delivery.value?.codeOwners?.entries ?? [] {
      for owner in entry.owners where !owner.contains("/") { personal.learn(owner) }
    }
    if let (ledger, sealed) = source.ledger {
      try ledger.forEachRecord(before: sealed.last.checkpoint.size) { _, leaf in
        let record = try CanonicalJSON(reading: leaf)
        personal.learn(from: record, except: others)
      }
    }
    return personal
  }

  /// What the assessment could not see, and what only people can show.
  private func addWhatIsUnknown(to draft: inout PackageDraft) {
    for subject in assessment.notSeen {
      draft.lack(PackageGap(subject: subject, reason: "the scan could not see it"))
    }
    for skipped in source.facts.inventory.skipped where !skipped.mattersFor.isEmpty {
      draft.lack(
        PackageGap(
          subject: skipped.file,
          reason: "\(skipped.reason); it might show \(skipped.mattersFor.joined(separator: ", "))"
        )
      )
    }
    let attested = Set(source.attested)
    for control in assessment.controls
    where control.design == .needsAttestation && !attested.contains(control.id) {
      draft.lack(
        PackageGap(
          subject: "A statement of a person about \(control.id) \(control.title)",
          reason: control.reason,
          next: "Draft one: auditwright attest --draft attestation",
          controls: [control.id]
        )
      )
    }
    for criterion in assessment.criteria where criterion.coverage == .people {
      let documents = (criterion.documents ?? []).map(\.file)
      draft.lack(
        PackageGap(
          subject: "\(criterion.criterion.rawValue) \(criterion.title)",
          reason: "only documents and people can show it, and no scan"
            + (documents.isEmpty
              ? ""
              : "; these documents say that they serve it: \(documents.joined(separator: ", "))")
        )
      )
    }
  }

  // MARK: - The list of files and its signature

  private func finish(_ draft: inout PackageDraft) throws -> PackageManifest {
    var manifest = PackageManifest(
      kind: kind,
      repository: assessment.repository,
      commit: assessment.commit,
      profile: assessment.profile,
      assessedOn: assessment.assessedOn,
      toolVersion: assessment.toolVersion,
      engagement: source.operation?.engagement,
      ledger: source.ledger.map { ledger, sealed in
        PackageManifest.LedgerHead(
          origin: sealed.last.checkpoint.origin,
          size: sealed.last.checkpoint.size,
          root: sealed.last.checkpoint.root.base64
        )
      }
    )
    let gaps = draft.gaps
    draft.add(
      "not-collected.json",
      about: "What could not be collected and why, as data",
      raw: PackageContent(try PackageJSON.text(gaps))
    )
    draft.add(
      "not-collected.md",
      about: "What could not be collected, and why",
      raw: PackageContent(PackageTexts.gaps(gaps))
    )
    draft.add(
      "redactions.json",
      about: "What was taken out of which file, with the digest of the file before",
      raw: PackageContent(try PackageJSON.text(draft.redactions))
    )
    draft.add(
      "README.md",
      about: "How to read and to verify this package",
      raw: PackageContent(PackageTexts.guide(manifest))
    )
    draft.add(
      "verify.py",
      about: "Verifies this package with Python 3.8 alone",
      raw: PackageContent(PackageTexts.verifier)
    )
    manifest.files = draft.sorted.map(\.file)
    draft.add(
      "index.csv",
      about: "Every file by control and criterion, as a table",
      raw: PackageContent(PackageTables.index(manifest.files))
    )
    let shown =
      try draft.isRedacted ? draft.personal.redacted(assessment) ?? assessment : assessment
    let page = PackageIndexFormat(
      manifest,
      assessment: shown,
      gaps: draft.gaps,
      redactions: draft.redactions
    )
    draft.add(
      "index.html",
      about: "Every file by control and criterion, with a search",
      raw: PackageContent(page.render())
    )
    manifest.files = draft.sorted.map(\.file)
    return manifest
  }

  private func write(
    _ draft: PackageDraft,
    _ manifest: PackageManifest,
    with writer: StoredArchiveWriter
  ) throws {
    let list = PackageContent(try PackageJSON.text(manifest))
    let signature = PackageContent(try signature(of: list))
    let own = [(Self.manifestName, list), (Self.signatureName, signature)]
    let all = (draft.sorted.map { ($0.file.path, $0.content) } + own).sorted {
      $0.0.utf8.lexicographicallyPrecedes($1.0.utf8)
    }
    for (name, content) in all {
      var hash = SHA256()
      try writer.add(name) { write in
        try content.parts { part in
          hash.update(data: part)
          try write(part)
        }
      }
      // Something may have changed a file between the time it was described and now.
      guard PackageContent.hexadecimal(hash.finalize()) == content.sha256 else {
        throw EngineFailure.changedMeanwhile(files: [name])
      }
    }
    try writer.finish()
  }

  /// An in-toto statement about the manifest, in an envelope.
  private func signature(of list: PackageContent) throws -> String {
    let digest = CanonicalJSON.object(of: ["sha256": .string(list.sha256)])
    let subject = CanonicalJSON.object(of: [
      "name": .string(Self.manifestName), "digest": digest,
    ])
    let predicate = CanonicalJSON.object(of: [
      "kind": .string(kind.rawValue), "assessedOn": .string(assessment.assessedOn),
      "tool": .string("auditwright \(assessment.toolVersion)"),
    ])
    let statement = CanonicalJSON.object(of: [
      "_type": .string("https://in-toto.io/Statement/v1"), "subject": .array([subject]),
      "predicateType": .string(Self.predicateType), "predicate": predicate,
    ])
    return try PackageReports.envelope(String(decoding: statement.bytes, as: UTF8.self), key)
  }
}

/// Words of the framework, which cannot be told from names.
enum FrameworkWords {
  static func of(_ values: [CanonicalJSON]) throws -> Set<String> {
    var words: Set<String> = []
    for value in values { collect(value, into: &words) }
    for value in DesignStatus.allCases { words.insert(value.rawValue) }
    for value in Outcome.allCases { words.insert(value.rawValue) }
    for value in Severity.allCases { words.insert(value.rawValue) }
    for value in Confidence.allCases { words.insert(value.rawValue) }
    return words
  }

  private static func collect(_ value: CanonicalJSON, into words: inout Set<String>) {
    switch value {
    case .object(let members):
      for member in members {
        words.insert(member.name.lowercased())
        collect(member.value, into: &words)
      }
    case .array(let values): for value in values { collect(value, into: &words) }
    case .string(let text):
      let parts = text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "-" }
      for part in parts { words.insert(String(part)) }
      words.insert(text.lowercased())
    case .null, .bool, .number: return
    }
  }
}

extension PackageSource {
  /// Controls that a record by a person speaks of.
  var attested: [ControlID] {
    archive.observations.filter { $0.basis == .operation }.map(\.control)
  }
}
