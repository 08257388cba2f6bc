package import TextPatterns

/// Says from a file's bytes, read once, which extractors could find anything in it.
///
/// The same pass finds the anchors of the rules for secrets. A value is shared by all threads;
/// each thread asks it for a scanner.
package struct Prefilter: Sendable {
  private let database: PatternDatabase

  /// Compiles the patterns, which takes a moment; see `init(restoring:)`.
  package init() throws(PatternFailure) {
    database = try PatternDatabase(compiling: Self.patterns)
  }

  /// Restores the compiled patterns from the bytes `cacheBytes()` gave to this program.
  package init(restoring bytes: [UInt8]) throws(PatternFailure) {
    database = try PatternDatabase(restoring: bytes, patterns: Self.patterns)
  }

  /// The bytes to store under `cacheKey`.
  package func cacheBytes() throws(PatternFailure) -> [UInt8] { try database.serialized() }

  /// A name for the stored bytes; it changes with the patterns and with the matcher.
  package static var cacheKey: String { PatternDatabase.cacheKey(for: patterns) }

  /// Creates a scanner for one thread.
  package func scanner() throws(PatternFailure) -> PrefilterScanner {
    PrefilterScanner(try PatternScanner(database))
  }

  private static let patterns: [TextPattern] =
    PrefilterTable.rows.enumerated().map { index, row in
      TextPattern(
        id: UInt32(index),
        syntax: row.syntax,
        ignoresCase: row.ignoresCase,
        onlyFirst: true,
        reportsStart: false
      )
    } + SecretRules.patterns
}

/// What one pass over a file's bytes says.
package struct PrefilterReading: Hashable, Sendable {
  /// Which extractors could find anything.
  package var hints: ExtractorHint
  /// Where the rules for secrets have to look.
  package var secretAnchors: [PatternMatch]
  /// Whether the file has more anchors than were kept.
  package var isTruncated: Bool

  /// Creates a reading from its parts.
  package init(
    hints: ExtractorHint,
    secretAnchors: [PatternMatch] = [],
    isTruncated: Bool = false
  ) {
    self.hints = hints
    self.secretAnchors = secretAnchors
    self.isTruncated = isTruncated
  }
}

/// Reads files for one thread.
package final class PrefilterScanner {
  private let scanner: PatternScanner

  /// Most anchors kept of one pattern in one file.
  private static let limit = 2_000

  init(_ scanner: PatternScanner) {
    self.scanner = scanner
  }

  /// Reads a file's bytes once.
  package func read(_ bytes: [UInt8]) throws(PatternFailure) -> PrefilterReading {
    let scan = try scanner.scan(bytes, limit: Self.limit)
    var reading = PrefilterReading(hints: [], isTruncated: !scan.truncated.isEmpty)
    for match in scan.matches {
      let row = Int(match.id)
      if row < PrefilterTable.rows.count {
        reading.hints.formUnion(PrefilterTable.rows[row].hints)
      } else {
        reading.secretAnchors.append(match)
      }
    }
    if !reading.secretAnchors.isEmpty { reading.hints.insert(.secrets) }
    return reading
  }
}
