import Foundation
import ReadinessModel
import Reports

/// A package while it is put together: files in both kinds, what is missing, and what was taken out.
struct PackageDraft {
  /// What a redacted package has in the place of a file.
  enum Shared {
    /// The same, because it holds nothing of anybody.
    case same
    /// Another content.
    case instead(PackageContent, what: [String])
    /// Nothing, with the reason.
    case nothing(what: String, reason: String)
  }

  static let standardReason = "A redacted package may be seen by others than the auditor"

  let kind: PackageKind
  let personal: PersonalData
  private(set) var files: [String: (file: PackageFile, content: PackageContent)] = [:]
  private(set) var redactions: [PackageRedaction] = []
  private(set) var gaps: [PackageGap] = []
  private var names: Set<String> = []
  /// Criteria of each control.
  let criteria: [ControlID: [CriterionID]]

  init(kind: PackageKind, personal: PersonalData, criteria: [ControlID: [CriterionID]]) {
    self.kind = kind
    self.personal = personal
    self.criteria = criteria
  }

  /// Whether personal data is taken out.
  var isRedacted: Bool { kind == .redacted }

  // MARK: - Adding

  /// Notes that something is missing.
  mutating func lack(_ gap: PackageGap) {
    var gap = gap
    if isRedacted {
      gap.subject = personal.text(gap.subject)
      gap.reason = personal.text(gap.reason)
    }
    if !gaps.contains(gap) { gaps.append(gap) }
  }

  /// Adds a file; gives the name it has got.
  @discardableResult
  mutating func add(
    _ path: String,
    about: String,
    controls: [ControlID] = [],
    records: [EvidenceID] = [],
    source: String? = nil,
    raw: PackageContent,
    shared: Shared = .same
  ) -> String {
    let path = free(path)
    var content = raw
    if isRedacted {
      switch shared {
      case .same: break
      case .instead(let other, let what):
        if other.sha256 != raw.sha256 { redact(path, what, false, raw) }
        content = other
      case .nothing(let what, let reason):
        redact(path, [what], true, raw, reason)
        return path
      }
    }
    insert(path, about, controls, records, source, content)
    return path
  }

  /// Adds text that may name people; they are taken out of a redacted package.
  mutating func addText(
    _ path: String,
    about: String,
    controls: [ControlID] = [],
    source: String? = nil,
    _ text: String
  ) {
    let raw = PackageContent(text)
    guard isRedacted else {
      add(path, about: about, controls: controls, source: source, raw: raw)
      return
    }
    _ = personal.takeParts()
    let other = PackageContent(personal.text(text))
    let what = personal.takeParts().map(\.rawValue)
    add(
      path,
      about: about,
      controls: controls,
      source: source,
      raw: raw,
      shared: .instead(other, what: what)
    )
  }

  /// Adds a value as JSON; people are taken out of a redacted package.
  mutating func addJSON(
    _ path: String,
    about: String,
    controls: [ControlID] = [],
    records: [EvidenceID] = [],
    source: String? = nil,
    _ value: some Encodable
  ) throws {
    let raw = PackageContent(try PackageJSON.text(value))
    var shared = Shared.same
    if isRedacted {
      _ = personal.takeParts()
      let json = try CanonicalJSON(reading: JSONEncoder().encode(value))
      let other = PackageContent(try PackageJSON.text(personal.redacted(json)))
      shared = .instead(other, what: personal.takeParts().map(\.rawValue))
    }
    add(
      path,
      about: about,
      controls: controls,
      records: records,
      source: source,
      raw: raw,
      shared: shared
    )
  }

  /// Tells that a secret was masked, in either kind.
  mutating func maskSecrets(in path: String, raw: PackageContent) {
    redactions.append(
      PackageRedaction(
        path: isRedacted ? personal.text(path) : path,
        what: ["secrets"],
        reason: "A secret is in no package",
        isLeftOut: false,
        rawSHA256: raw.sha256,
        rawBytes: raw.size
      )
    )
  }

  /// Leaves a file out of either kind.
  mutating func leaveOut(_ path: String, what: String, reason: String, raw: PackageContent) {
    redact(free(path), [what], true, raw, reason)
  }

  private mutating func redact(
    _ path: String,
    _ what: [String],
    _ isLeftOut: Bool,
    _ raw: PackageContent,
    _ reason: String = Self.standardReason
  ) {
    redactions.append(
      PackageRedaction(
        path: isRedacted ? personal.text(path) : path,
        what: what.isEmpty ? ["code and texts of files"] : what,
        reason: reason,
        isLeftOut: isLeftOut,
        rawSHA256: raw.sha256,
        rawBytes: raw.size
      )
    )
  }

  private mutating func insert(
    _ path: String,
    _ about: String,
    _ controls: [ControlID],
    _ records: [EvidenceID],
    _ source: String?,
    _ content: PackageContent
  ) {
    let controls = Array(Set(controls)).sorted()
    let file = PackageFile(
      path: path,
      sha256: content.sha256,
      bytes: content.size,
      about: isRedacted ? personal.text(about) : about,
      controls: controls,
      criteria: Array(Set(controls.flatMap { criteria[$0] ?? [] })).sorted(),
      records: records.sorted(),
      source: source.map { isRedacted ? personal.text($0) : $0 }
    )
    files[path] = (file, content)
  }

  /// A name that no file has on any system.
  private mutating func free(_ path: String) -> String {
    var name = path
    var number = 2
    while !names.insert(name.lowercased()).inserted {
      name = "\(path)~\(number)"
      number += 1
    }
    return name
  }

  /// The files by name, as bytes order them.
  var sorted: [(file: PackageFile, content: PackageContent)] {
    files.values.sorted { $0.file.path.utf8.lexicographicallyPrecedes($1.file.path.utf8) }
  }
}

/// JSON in a package: the same order of names every time.
enum PackageJSON {
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return SafeText.json(String(decoding: try encoder.encode(value), as: UTF8.self)) + "\n"
  }
}
