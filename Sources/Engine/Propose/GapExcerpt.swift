import Checks
import Collectors
import ReadinessModel

/// What a model is shown of a gap: the finding and the lines around it, redacted and bounded.
///
/// It follows from the finding and the files alone, so that it can be made again when the answer is placed.
struct GapExcerpt: Sendable {
  /// One file of which lines are shown.
  struct Shown: Sendable {
    var file: RepositoryFile
    var source: RedactedSource
    /// Lines that are shown, counted from 0, in order and apart from each other.
    var ranges: [Range<Int>]
  }

  /// The files, by path.
  let shown: [String: Shown]
  /// What is said of them, as a text.
  let text: String

  private static let filesAtMost = 4
  private static let linesAround = (before: 25, after: 45)
  private static let linesOfImports = 30
  private static let linesOfFile = 160
  private static let bytesAtMost = 16_000
  private static let bytesOfFile = 500_000

  /// Shows the places of a finding; `others` are places at which the same check holds.
  init(_ finding: Finding, facts: RepositoryFacts, files: RepositoryFiles, others: [SourceLocation])
  {
    let secrets = Dictionary(
      grouping: (facts.application.value?.secrets ?? []).map(\.location),
      by: \.file
    )
    var lines: [String: [Int]] = [:]
    var order: [String] = []
    for place in finding.locations + others
    where ProposablePath.objection(to: place.file) == nil {
      guard files[place.file] != nil, Redactor.redact(place.file) == place.file else { continue }
      if lines[place.file] == nil {
        guard order.count < Self.filesAtMost else { continue }
        order.append(place.file)
      }
      lines[place.file, default: []].append(place.line)
    }
    var shown: [String: Shown] = [:]
    var parts: [String] = []
    var room = Self.bytesAtMost
    for path in order {
      guard let file = files[path], file.bytes.count <= Self.bytesOfFile,
        String(validating: file.bytes, as: UTF8.self) != nil
      else {
        continue
      }
      let known = Set(
        (secrets[path] ?? []).flatMap { $0.line...max($0.line, $0.endLine ?? 0) }
      )
      let source = RedactedSource(file, secrets: known)
      let ranges = Self.ranges(around: lines[path] ?? [], of: source.count)
      let part = Self.part(path, source, ranges)
      guard part.utf8.count <= room else { continue }
      room -= part.utf8.count
      parts.append(part)
      shown[path] = Shown(file: file, source: source, ranges: ranges)
    }
    self.shown = shown
    text = ([Self.head(finding)] + parts).joined(separator: "\n\n")
  }

  private static func head(_ finding: Finding) -> String {
    let check = CheckRunner.description(of: finding.check)
    let places = finding.locations.prefix(6).map { "\($0.file):\($0.line)" }
    let lines: [(String, String?)] = [
      ("Check", check?.statement), ("Why it matters", check?.whyItMatters),
      ("What the scan looks at", check?.inspected), ("Finding", finding.message),
      ("Subject", finding.resource), ("Looked for", finding.lookedFor),
      ("Advice", finding.nextStep), ("Places", places.joined(separator: ", ")),
    ]
    return Redactor.redact(
      lines.compactMap { name, text in text.map { "\(name): \($0.prefix(1_200))" } }
        .joined(separator: "\n")
    )
  }

  /// The lines around places, and those at the beginning, where a file brings in what it uses.
  private static func ranges(around lines: [Int], of count: Int) -> [Range<Int>] {
    let around = lines.map { line in
      max(0, line - 1 - linesAround.before)..<max(0, min(count, line + linesAround.after))
    }
    var ranges: [Range<Int>] = []
    var left = linesOfFile
    for range in ([0..<min(count, linesOfImports)] + around).sorted(by: {
      $0.lowerBound < $1.lowerBound
    }) where left > 0 {
      let start = max(range.lowerBound, ranges.last?.upperBound ?? 0)
      guard start < range.upperBound else { continue }
      let end = min(range.upperBound, start + left)
      left -= end - start
      if let last = ranges.last, last.upperBound == start {
        ranges[ranges.count - 1] = last.lowerBound..<end
      } else {
        ranges.append(start..<end)
      }
    }
    return ranges
  }

  private static func part(
    _ path: String,
    _ source: RedactedSource,
    _ ranges: [Range<Int>]
  ) -> String {
    ranges.map { range in
      "FILE \(path), lines \(range.lowerBound + 1) to \(range.upperBound) of"
        + " \(source.count)\n" + source.lines[range].joined(separator: "\n")
    }.joined(separator: "\n\n")
  }
}
