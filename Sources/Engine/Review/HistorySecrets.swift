import Checks
import Collectors
import Foundation
import ReadinessModel
import TextPatterns

/// Secrets that commits of a change brought and later ones took away: they stay in its history.
struct HistorySecrets {
  let sides: ReviewSides
  let prefilter: Prefilter?
  /// Secrets that either side has, told already or not new.
  let known: [HardCodedSecret]

  private static let mostBlobs = 5_000
  private static let mostBytes = 100_000_000

  /// Looks through every version of a file that the change's commits hold and neither side does.
  func drifts() throws -> [Drift] {
    guard sides.baseCommit != sides.tip else { return [] }
    let tree = sides.objects.tree
    let prefix =
      (try? tree.run(["rev-parse", "--show-prefix"])).map { String($0.dropLast()) } ?? ""
    let listed = try tree.run([
      "rev-list", "--objects", "\(sides.baseCommit)..\(sides.tip)",
    ])
    let present = Set(sides.baseHashes.values).union(sides.headHashes.values)
    var paths: [String: String] = [:]
    for line in listed.split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, parts[1].hasPrefix(prefix), !present.contains(String(parts[0])) else {
        continue
      }
      paths[String(parts[0])] = String(parts[1].dropFirst(prefix.count))
    }
    let (wanted, isWhole) = try sizes(of: paths)
    let contents = try sides.objects.contents(of: wanted)
    let found = wanted.flatMap { entry in
      contents[entry.object].map { secrets(in: $0, at: entry.path) } ?? []
    }
    return news(found) + (isWhole ? [] : [notWhole])
  }

  private func sizes(of paths: [String: String]) throws -> (wanted: [TreeEntry], isWhole: Bool) {
    guard !paths.isEmpty else { return ([], true) }
    let names = paths.keys.sorted()
    let question = Data(names.map { $0 + "\n" }.joined().utf8)
    let answer = try sides.objects.tree.bytes(["cat-file", "--batch-check"], input: question)
    var wanted: [TreeEntry] = []
    var total = 0
    for line in String(decoding: answer, as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      guard words.count == 3, words[1] == "blob", let size = Int(words[2]),
        size <= WalkLimits().bytesPerFile, let path = paths[words[0]]
      else { continue }
      total += size
      guard wanted.count < Self.mostBlobs, total <= Self.mostBytes else { return (wanted, false) }
      wanted.append(TreeEntry(path: path, mode: "100644", object: words[0], size: size))
    }
    return (wanted, true)
  }

  private func secrets(in bytes: [UInt8], at path: String) -> [HardCodedSecret] {
    guard !SourceKind.isBinary(bytes), let scanner = try? prefilter?.scanner(),
      let reading = try? scanner.read(bytes)
    else { return [] }
    let file = RepositoryFile(path: path, bytes: bytes)
    return SecretScanner.scan(file, reading: reading).secrets.filter {
      ["source", "configuration"].contains($0.context) && $0.confidence != .low
    }
  }

  private func news(_ found: [HardCodedSecret]) -> [Drift] {
    let there = Set(sides.base.files.paths)
    var seen = Set(known.map { "history \($0.rule) \($0.redacted)" })
    return found.sorted { $0.location < $1.location }.compactMap { secret in
      let subject = "history \(secret.rule) \(secret.redacted)"
      guard seen.insert(subject).inserted else { return nil }
      let version = there.contains(secret.location.file) ? "an earlier version of " : ""
      return Drift(
        kind: .secretAdded,
        severity: .critical,
        confidence: secret.confidence,
        check: "source-holds-no-secrets",
        subject: subject,
        name: secret.title,
        title: "Leaves a secret in the history of the change: {} (\(secret.redacted)), in"
          + " \(version)\(secret.location.file)",
        detail: "A later commit took it away; whoever fetches the branch has it all the same",
        location: secret.location,
        suggestion:
          "Replace the secret at its issuer, then take it out of the commits before they are"
          + " merged."
      )
    }
  }

  private var notWhole: Drift {
    Drift(
      kind: .notSeen,
      severity: .medium,
      subject: "history",
      name: "the history",
      title: "Has more versions of files in its history than are looked through for secrets",
      suggestion: "Look through the history with a scanner for secrets before it is merged."
    )
  }
}
