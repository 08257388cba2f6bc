internal import CVectorscan

/// A place where a pattern matched.
package struct PatternMatch: Hashable, Sendable {
  /// Number of the pattern.
  package var id: UInt32
  /// Offset of the first byte, nil when the pattern does not ask for it.
  package var start: Int?
  /// Offset past the last byte.
  package var end: Int

  /// Creates a match from its parts.
  package init(id: UInt32, start: Int?, end: Int) {
    self.id = id
    self.start = start
    self.end = end
  }
}

/// What one pass over a buffer found.
package struct PatternScan: Hashable, Sendable {
  /// The matches, ordered by end; an expression may report several ends for one start.
  package var matches: [PatternMatch]
  /// Numbers of patterns that matched more often than the limit, sorted; the rest of their
  /// matches is missing.
  package var truncated: [UInt32]
}

/// Looks for a database's patterns; one per thread, reused from buffer to buffer.
package final class PatternScanner {
  private let database: PatternDatabase
  private let scratch: OpaquePointer
  private let collector: MatchCollector

  /// Creates a scanner with its own working memory.
  package init(_ database: PatternDatabase) throws(PatternFailure) {
    var scratch: OpaquePointer?
    let code = hs_alloc_scratch(database.database, &scratch)
    guard code == HS_SUCCESS, let scratch else { throw .matcher(code: code) }
    self.database = database
    self.scratch = scratch
    collector = MatchCollector(database.patterns)
  }

  deinit { _ = hs_free_scratch(scratch) }

  /// Finds all matches in a buffer, at most `limit` of each pattern.
  package func scan(
    _ bytes: UnsafeRawBufferPointer,
    limit: Int = 10_000
  ) throws(PatternFailure) -> PatternScan {
    guard bytes.count <= Int(UInt32.max) else { throw .bufferTooLarge }
    guard let base = bytes.baseAddress, !bytes.isEmpty else {
      return PatternScan(matches: [], truncated: [])
    }
    collector.begin(limit: limit)
    let code = hs_scan(
      database.database,
      base.assumingMemoryBound(to: CChar.self),
      UInt32(bytes.count),
      0,
      scratch,
      { place, start, end, _, context in
        guard let context else { return 1 }
        Unmanaged<MatchCollector>.fromOpaque(context).takeUnretainedValue()
          .add(place: Int(place), start: Int(clamping: start), end: Int(clamping: end))
        return 0
      },
      Unmanaged.passUnretained(collector).toOpaque()
    )
    guard code == HS_SUCCESS else { throw .matcher(code: code) }
    return collector.finish()
  }

  /// Finds all matches in an array of bytes, at most `limit` of each pattern.
  package func scan(_ bytes: [UInt8], limit: Int = 10_000) throws(PatternFailure) -> PatternScan {
    // A typed throw cannot leave the closure, so its result carries the failure out.
    let result = bytes.withUnsafeBytes { buffer -> Result<PatternScan, PatternFailure> in
      do throws(PatternFailure) {
        return .success(try scan(buffer, limit: limit))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }
}

/// Gathers the matches of one pass.
private final class MatchCollector {
  private let ids: [UInt32]
  private let lengths: [Int?]
  private let reportsStart: [Bool]
  private var counts: [Int]
  private var matches: [PatternMatch] = []
  private var limit = 0

  init(_ patterns: [TextPattern]) {
    ids = patterns.map(\.id)
    lengths = patterns.map(\.fixedLength)
    reportsStart = patterns.map(\.reportsStart)
    counts = Array(repeating: 0, count: patterns.count)
  }

  func begin(limit: Int) {
    self.limit = limit
    matches.removeAll(keepingCapacity: true)
    for place in counts.indices { counts[place] = 0 }
  }

  func add(place: Int, start: Int, end: Int) {
    counts[place] += 1
    guard counts[place] <= limit else { return }
    let first = lengths[place].map { end - $0 } ?? (reportsStart[place] ? start : nil)
    matches.append(PatternMatch(id: ids[place], start: first, end: end))
  }

  func finish() -> PatternScan {
    let truncated = counts.indices.filter { counts[$0] > limit }.map { ids[$0] }.sorted()
    return PatternScan(matches: matches, truncated: truncated)
  }
}
