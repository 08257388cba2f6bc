import Assessment
import Collectors
import ReadinessModel
import TextPatterns

/// What became of the secrets of a repository: in its files, in its history, or in both.
struct SecretFates {
  /// The check that looks for secrets in the files as they are.
  static let check: CheckID = "source-holds-no-secrets"
  /// The part that only a look into the history can tell.
  static let historyOnly = "history-only"

  /// Digests of the values in the files, by place.
  private let present: [SourceLocation: ContentDigest]
  private let history: SecretHistory.Outcome

  /// Compares what the files hold with what the history holds.
  init(
    secrets: [HardCodedSecret],
    files: RepositoryFiles,
    prefilter: Prefilter?,
    history: SecretHistory.Outcome
  ) {
    self.history = history
    guard let scanner = try? prefilter?.scanner() else {
      present = [:]
      return
    }
    var present: [SourceLocation: ContentDigest] = [:]
    for path in Set(secrets.map(\.location.file)).sorted() {
      guard let file = files[path] else { continue }
      for (digest, secret) in SecretHistory.values(in: file, scanner) {
        present[secret.location] = digest
      }
    }
    self.present = present
  }

  /// Tells of each secret in the files whether the history has it, and of those that only it has.
  func tell(in audit: inout SecurityAudit, _ auditor: SecurityAuditor) {
    audit.history = history.reading
    let known = Dictionary(
      history.traces.map { ($0.digest, $0.trace) },
      uniquingKeysWith: { first, _ in first }
    )
    for index in audit.entries.indices where audit.entries[index].check == Self.check {
      tell(in: &audit.entries[index], known)
    }
    let here = Set(present.values)
    let gone = history.traces.filter { !here.contains($0.digest) }.map(\.trace)
    guard !gone.isEmpty, let weakness = auditor.weakness(of: Self.check, aspect: Self.historyOnly)
    else { return }
    var entry = auditor.entry(
      weakness,
      severity: .high,
      isCertain: true,
      places: gone.map(Self.place),
      count: gone.count,
      controls: audit.entries.first { $0.check == Self.check }?.controls ?? ["SEC-4"]
    )
    entry.bearsOnControls = false
    let controls = entry.controls.map(\.rawValue).joined(separator: ", ")
    entry.notes.append(
      "\(controls) judges the files as they are, so its status does not rest on this. Whether a secret"
        + " was changed since cannot be seen here."
    )
    audit.entries = auditor.numbered(audit.entries + [entry])
  }

  private func tell(
    in entry: inout SecurityEntry,
    _ known: [ContentDigest: SecretHistory.Trace]
  ) {
    var count = 0
    for index in entry.places.indices {
      guard let place = entry.places[index].location, let digest = present[place],
        let trace = known[digest]
      else { continue }
      count += 1
      let versions = "\(trace.versions) \(trace.versions == 1 ? "version" : "versions") of files"
      entry.places[index].message += "; the git history has it in \(versions)"
    }
    guard history.reading.extent != .none else { return }
    let total = entry.places.count
    let part = history.reading.extent == .part ? " Only a part of the history could be read." : ""
    if count == 0 {
      entry.notes.append(
        history.reading.extent == .whole
          ? "The git history does not have \(total == 1 ? "it" : "them"): take it out before it is"
            + " committed, and change it if anybody else had the file."
          : "What could be seen of the git history does not have \(total == 1 ? "it" : "them"); change"
            + " it all the same."
      )
    } else {
      entry.notes.append(
        (total == 1
          ? "It is in the git history as well:"
          : "\(count) of \(total) are in the git history as well:")
          + " change each at its issuer; to take it out of the files is not enough.\(part)"
      )
    }
  }

  private static func place(_ trace: SecretHistory.Trace) -> SecurityPlace {
    let secret = trace.secret
    let commit =
      trace.commit.map { ", in commit \($0.hash.prefix(12)) (\($0.day))" } ?? ", in a commit"
    return SecurityPlace(
      location: secret.location,
      subject: secret.rule,
      message:
        "\(secret.title) (\(secret.redacted)) stood in \(secret.location.file)\(commit) of the git history",
      commit: trace.commit?.hash
    )
  }

  /// Says of every secret that it has to be changed, where nothing of its history could be seen.
  static func addNotes(to audit: inout SecurityAudit) {
    for index in audit.entries.indices {
      let entry = audit.entries[index]
      if entry.check == check, audit.history?.extent == HistoryReading.Extent.none {
        audit.entries[index].notes.append(
          "Whether the git history has it could not be seen; change it at its issuer in any case."
        )
      }
      if entry.aspect == "written-secret", entry.isCertain {
        audit.entries[index].notes.append(
          "What was ever committed stays in the git history: change the secret, and do not only move it."
        )
      }
    }
    guard let history = audit.history, history.extent != .whole else { return }
    let what =
      history.extent == .none
      ? "Secrets in the git history" : "Secrets in the whole of the git history"
    audit.notSeen.append("\(what): \(history.reasons.joined(separator: "; "))")
  }
}
