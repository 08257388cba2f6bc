import Collectors
import Foundation
import ReadinessModel
import TextPatterns

/// Secrets in the commits that a clone has, read from git's objects: nothing is checked out or run.
///
/// What is read is bounded, and what was not read is told; values are compared by their digest, which
/// is kept in memory only.
struct SecretHistory {
  /// How far a history is followed.
  struct Limits {
    var commits = 20_000
    var listedBytes = 96 << 20
    var versions = 60_000
    var bytes = 512 << 20
    var bytesAtOnce = 32 << 20
    var seconds = 60
    /// Secrets whose commit is looked for.
    var traced = 50
  }

  /// A secret that a commit holds.
  struct Trace: Sendable {
    var secret: HardCodedSecret
    /// The newest version of the file that holds it.
    var object: String
    /// Versions of files that hold it.
    var versions: Int
    /// The commit that brought that version and its day; nil when it was not found.
    var commit: (hash: String, day: String)?
  }

  /// What was found.
  struct Outcome: Sendable {
    var reading: HistoryReading
    /// Secrets by the digest of their value, in the order in which they were met: newest first.
    var traces: [(digest: ContentDigest, trace: Trace)] = []
  }

  let root: String
  let prefilter: Prefilter
  /// What the project wants left out.
  let exclusions: [String]
  let context: RunContext
  var limits = Limits()

  /// Looks through the history; says why when there is none to look through.
  func read() throws -> Outcome {
    guard let tree = GitTree(root: root) else {
      return Self.unseen("the folder is in no git work tree that git can read")
    }
    do {
      return try read(tree)
    } catch EngineFailure.cancelled {
      throw EngineFailure.cancelled
    } catch {
      return Self.unseen("git could not list its commits")
    }
  }

  private static func unseen(_ reason: String) -> Outcome {
    Outcome(reading: HistoryReading(extent: .none, reasons: [reason]))
  }

  private func read(_ tree: GitTree) throws -> Outcome {
    var reading = HistoryReading(extent: .whole)
    reading.commits = try commits(tree)
    guard reading.commits > 0 else { return Self.unseen("there is no commit yet") }
    if reading.commits >= limits.commits {
      reading.reasons.append("only the newest \(limits.commits) commits were looked at")
    }
    if tree.isShallow {
      reading.reasons.append(
        "the clone is shallow: earlier commits are not in it (git fetch --unshallow)"
      )
    }
    try context.begin("Looking through \(reading.commits) commits for secrets")
    let paths = try paths(tree, &reading)
    let wanted = try sized(paths, tree, &reading)
    var traces = try search(wanted, GitObjects(tree: tree), &reading)
    try date(&traces, tree)
    if !reading.reasons.isEmpty { reading.extent = .part }
    return Outcome(reading: reading, traces: traces)
  }

  // MARK: - Listing

  private func commits(_ tree: GitTree) throws -> Int {
    let (data, _) = try tree.bounded(
      ["rev-list", "--count", "--max-count=\(limits.commits)", "--all"] + head(tree),
      seconds: limits.seconds,
      bytes: 1_000
    )
    let text = String(decoding: data, as: UTF8.self)
    return text.split(separator: "\n").first.flatMap { Int($0) } ?? 0
  }

  /// The commit that is checked out, which may be on no branch.
  private func head(_ tree: GitTree) -> [String] {
    tree.commit("HEAD^{commit}").map { [$0] } ?? []
  }

  /// Contents by hash with a path each, as a walk from the newest commit meets them.
  private func paths(
    _ tree: GitTree,
    _ reading: inout HistoryReading
  ) throws -> [(object: String, path: String)] {
    let prefix = try tree.run(["rev-parse", "--show-prefix"]).trimmingSuffix("\n")
    // Of a folder inside a repository, no commit on a side branch may be left out.
    let within = prefix.isEmpty ? [] : ["--full-history"]
    let arguments =
      ["rev-list", "--objects", "--missing=allow-any", "--max-count=\(limits.commits)"] + within
      + ["--all"] + head(tree) + (prefix.isEmpty ? [] : ["--", "."])
    let (data, isWhole) = try tree.bounded(
      arguments,
      seconds: limits.seconds,
      bytes: limits.listedBytes
    )
    var lines = data.split(separator: 0x0A)
    if !isWhole {
      reading.reasons.append("the history is too long to be listed whole")
      lines = lines.dropLast()
    }
    var listed: [(object: String, path: String)] = []
    for line in lines {
      guard let space = line.firstIndex(of: 0x20),
        let path = String(validating: line[line.index(after: space)...], as: UTF8.self),
        path.hasPrefix(prefix), path.count > prefix.count
      else { continue }
      let object = String(decoding: line[..<space], as: UTF8.self)
      listed.append((object, String(path.dropFirst(prefix.count))))
    }
    let authored = authored(Set(listed.map(\.path)))
    return listed.filter { authored.contains($0.path) }
  }

  /// Paths that a scan would look at, were the file there today.
  private func authored(_ paths: Set<String>) -> Set<String> {
    let entries = paths.map { TreeEntry(path: $0, mode: "100644", object: "", size: 0) }
    let files = TreeListing.list(entries, excluding: exclusions).files
    return Set(files.filter { $0.origin == .authored }.map(\.path))
      .filter { path in
        let context = SecretContext(path: path)
        return (context == .source || context == .configuration)
          && !SecretContext.isGenerated(path: path)
      }
  }

  private func sized(
    _ listed: [(object: String, path: String)],
    _ tree: GitTree,
    _ reading: inout HistoryReading
  ) throws -> [TreeEntry] {
    guard !listed.isEmpty else { return [] }
    let question = Data(listed.map { $0.object + "\n" }.joined().utf8)
    let answer = try tree.bytes(["cat-file", "--batch-check"], input: question)
    let lines = String(decoding: answer, as: UTF8.self).split(separator: "\n")
    var wanted: [TreeEntry] = []
    var (total, missing) = (0, 0)
    for (item, line) in zip(listed, lines) {
      let words = line.split(separator: " ")
      if words.last == "missing" { missing += 1 }
      guard words.count == 3, words[1] == "blob", let size = Int(words[2]), size > 0,
        size <= WalkLimits().bytesPerFile
      else { continue }
      guard wanted.count < limits.versions, total + size <= limits.bytes else {
        reading.reasons.append(
          "only the newest \(wanted.count) versions of files were looked through"
        )
        break
      }
      total += size
      wanted.append(TreeEntry(path: item.path, mode: "100644", object: item.object, size: size))
    }
    if missing > 0 {
      reading.reasons.append("the clone lacks the content of \(missing) versions of files")
    }
    reading.versions = wanted.count
    return wanted
  }

  // MARK: - Looking

  private func search(
    _ wanted: [TreeEntry],
    _ objects: GitObjects,
    _ reading: inout HistoryReading
  ) throws -> [(digest: ContentDigest, trace: Trace)] {
    var traces: [(digest: ContentDigest, trace: Trace)] = []
    var places: [ContentDigest: Int] = [:]
    for batch in batches(of: wanted) {
      try context.proceed()
      let contents = try objects.contents(of: batch)
      let parts = stride(from: 0, to: batch.count, by: 64).map {
        Array(batch[$0..<min($0 + 64, batch.count)])
      }
      let found = try LargeStack.map(parts, jobs: context.jobs) { [prefilter] part in
        Self.secrets(in: part, contents, prefilter)
      }
      for (digest, secret, object) in found.joined() {
        if let place = places[digest] {
          traces[place].trace.versions += 1
        } else {
          places[digest] = traces.count
          traces.append((digest, Trace(secret: secret, object: object, versions: 1)))
        }
      }
    }
    return traces
  }

  private func batches(of wanted: [TreeEntry]) -> [[TreeEntry]] {
    var result: [[TreeEntry]] = []
    var size = limits.bytesAtOnce
    for entry in wanted {
      if size + entry.size > limits.bytesAtOnce {
        result.append([])
        size = 0
      }
      result[result.count - 1].append(entry)
      size += entry.size
    }
    return result
  }

  private static func secrets(
    in entries: [TreeEntry],
    _ contents: [String: [UInt8]],
    _ prefilter: Prefilter
  ) -> [(ContentDigest, HardCodedSecret, String)] {
    guard let scanner = try? prefilter.scanner() else { return [] }
    return entries.flatMap { entry in
      guard let bytes = contents[entry.object] else {
        return [] as [(ContentDigest, HardCodedSecret, String)]
      }
      return values(in: RepositoryFile(path: entry.path, bytes: bytes), scanner)
        .filter { $0.1.isOfTheProduct }.map { ($0.0, $0.1, entry.object) }
    }
  }

  /// The secrets of a file with the digest of each value.
  static func values(
    in file: RepositoryFile,
    _ scanner: PrefilterScanner
  ) -> [(ContentDigest, HardCodedSecret)] {
    guard !SourceKind.isBinary(file.bytes), let reading = try? scanner.read(file.bytes) else {
      return []
    }
    return SecretScanner.located(in: file, reading: reading).map { range, secret in
      (ContentDigest(of: Array(file.bytes[range])), secret)
    }
  }

  // MARK: - Dating

  /// Finds the commits that brought the versions, for a bounded number of secrets.
  private func date(
    _ traces: inout [(digest: ContentDigest, trace: Trace)],
    _ tree: GitTree
  ) throws {
    let wanted = traces.prefix(limits.traced).map(\.trace.object)
    guard !wanted.isEmpty else { return }
    let (data, isWhole) = try tree.bounded(
      [
        "log", "--all", "--max-count=\(limits.commits)", "--no-textconv", "--no-ext-diff",
        "--no-renames", "-m", "--raw", "--no-abbrev", "--format=@%H %cs",
      ] + Set(wanted).sorted().map { "--find-object=\($0)" } + head(tree),
      seconds: limits.seconds,
      bytes: limits.listedBytes
    )
    guard isWhole else { return }
    var brought: [String: (hash: String, day: String)] = [:]
    var commit: (hash: String, day: String)?
    for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: " ", maxSplits: 4)
      if line.hasPrefix("@"), words.count == 2 {
        commit = (String(words[0].dropFirst()), String(words[1]))
      } else if line.hasPrefix(":"), words.count == 5 {
        // Newest first, so that the last one said is the commit that brought it.
        brought[String(words[3])] = commit
      }
    }
    for index in traces.indices { traces[index].trace.commit = brought[traces[index].trace.object] }
  }
}

extension HardCodedSecret {
  /// Whether it stands in what is run, and is more than a guess.
  var isOfTheProduct: Bool {
    ["source", "configuration"].contains(context) && confidence != .low
  }
}

extension String {
  /// The text without an ending, where it has that one.
  fileprivate func trimmingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}
