import Collectors
import Crypto
import Foundation
import ReadinessModel
import Reports
import StoredArchives

/// Files of the repository that controls rest on: configurations and documents, with digest and commit.
struct PackageConfigurations {
  private static let endings: Set<String> = [
    "tf", "tfvars", "hcl", "yml", "yaml", "toml", "json", "conf", "cfg", "ini", "sql", "rego",
  ]
  private static let names: Set<String> = ["dockerfile", "containerfile", "codeowners", "makefile"]

  let source: PackageSource
  let mask: SecretMask

  /// A file of the repository as the index of a folder tells of it.
  private struct Entry: Codable {
    var file: String
    var commit: String?
    var gitBlob: String
    var sha256: String
    var bytes: Int
    var controls: [ControlID]
    var package: String
    var secretsMasked: Bool
  }

  func add(to draft: inout PackageDraft) throws {
    try add(configurations, in: "configurations", "Configuration", to: &draft)
    try add(documents, in: "documents", "Document", to: &draft)
    let register = source.facts.documents.documents
    if register.isEmpty {
      draft.lack(
        PackageGap(
          subject: "Policies, plans and runbooks",
          reason: "no document of that kind is in the repository",
          next: "Draft them: auditwright fix documents"
        )
      )
    } else {
      draft.addText(
        "documents/register.csv",
        about: "Documents with owner, approver, version and days of review, as they say themselves",
        PackageTables.documents(register)
      )
      try draft.addJSON(
        "documents/register.json",
        about: "The same, with sections and marks to fill in",
        register
      )
    }
  }

  private var configurations: [String] {
    let facts = source.facts
    var files = Set(facts.delivery.value?.workflows.map(\.path) ?? [])
    files.formUnion(facts.delivery.value?.updateTools.map(\.location.file) ?? [])
    files.formUnion(facts.delivery.value?.protectionFiles.map(\.file) ?? [])
    if let owners = facts.delivery.value?.codeOwners { files.insert(owners.location.file) }
    files.formUnion(facts.infrastructure.value?.containers.map(\.location.file) ?? [])
    files.formUnion(facts.infrastructure.value?.composeServices.map(\.location.file) ?? [])
    if let inventory = facts.documents.dataInventory { files.insert(inventory.location.file) }
    if let risks = facts.documents.riskRegister { files.insert(risks.location.file) }
    if let vendors = facts.documents.vendorRegister { files.insert(vendors.location.file) }
    let cited =
      source.report.assessment.findings.flatMap(\.finding.locations)
      + source.report.assessment.controls.flatMap(\.keyLocations)
    files.formUnion(cited.map(\.file).filter(Self.isConfiguration))
    files.insert(InitialConfiguration.fileName)
    return files.subtracting(documents).sorted()
  }

  private var documents: [String] {
    let facts = source.facts.documents
    let places =
      facts.documents.map(\.location) + facts.drills.map(\.location)
      + facts.accessReviews.map(\.location) + facts.incidents
      + [facts.securityContact].compactMap { $0 }
    return Set(places.map(\.file)).sorted()
  }

  private static func isConfiguration(_ path: String) -> Bool {
    let name = PathText.name(of: path).lowercased()
    return Self.endings.contains(PathText.fileExtension(of: path))
      || Self.names.contains { name == $0 || name.hasPrefix($0 + ".") }
  }

  private func add(
    _ files: [String],
    in folder: String,
    _ word: String,
    to draft: inout PackageDraft
  ) throws {
    var entries: [Entry] = []
    for file in files {
      guard let bytes = source.bytes(of: file) else {
        if file != InitialConfiguration.fileName {
          draft.lack(
            PackageGap(
              subject: file,
              reason: "it could not be read from the repository",
              controls: source.controls(citing: file)
            )
          )
        }
        continue
      }
      if let entry = add(bytes, of: file, in: folder, word, to: &draft) { entries.append(entry) }
    }
    guard !entries.isEmpty else { return }
    try draft.addJSON(
      "\(folder)/files.json",
      about: "Where each of these files stood: commit, SHA-256, and git's own name for its content",
      entries
    )
  }

  private func add(
    _ bytes: [UInt8],
    of file: String,
    in folder: String,
    _ word: String,
    to draft: inout PackageDraft
  ) -> Entry? {
    let raw = PackageContent(bytes)
    let controls = source.controls(citing: file)
    let path = "\(folder)/\(ArchiveName.escaped(file))"
    var content = raw
    var isMasked = false
    switch mask.mask(bytes, path: file) {
    case .clean: break
    case .masked(let masked):
      (content, isMasked) = (PackageContent(masked), true)
      draft.maskSecrets(in: path, raw: raw)
    case .unknown:
      let reason = "It could not be told whether it holds a secret"
      draft.leaveOut(path, what: "the whole file", reason: reason, raw: raw)
      return nil
    }
    let name = draft.add(
      path,
      about: "\(word) \(file)" + (isMasked ? ", secrets masked" : ""),
      controls: controls,
      source: source.report.assessment.commit.map { "\(file) at \($0.prefix(12))" } ?? file,
      raw: content,
      shared: .nothing(
        what: "the whole file",
        reason: "\(word)s are for the auditor; the digest says which one it is"
      )
    )
    return Entry(
      file: file,
      commit: source.report.assessment.commit,
      gitBlob: Self.gitBlob(bytes),
      sha256: raw.sha256,
      bytes: bytes.count,
      controls: controls,
      package: name,
      secretsMasked: isMasked
    )
  }

  /// Git's name for content: equal to `git rev-parse COMMIT:FILE` when the file is as committed.
  private static func gitBlob(_ bytes: [UInt8]) -> String {
    var hash = Insecure.SHA1()
    hash.update(data: Array("blob \(bytes.count)".utf8) + [0])
    hash.update(data: bytes)
    return PackageContent.hexadecimal(hash.finalize())
  }
}
