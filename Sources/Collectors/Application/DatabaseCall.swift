package import ReadinessModel

/// A statement of a program that calls functions of the database.
package struct DatabaseCall: Hashable, Sendable, Codable {
  /// The functions, without their schemas and in lower case.
  package var functions: [String]
  /// The schedule on which the program itself runs it, nil when it shows none.
  package var schedule: String?
  /// The statement.
  package var location: SourceLocation

  /// What a statement calls, nil when it is none or calls nothing.
  static func functions(in text: String) -> [String]? {
    guard text.utf8.count < 20_000 else { return nil }
    let opening = text.drop { $0.isWhitespace }.prefix { $0.isLetter }.lowercased()
    guard ["select", "call", "with"].contains(opening) else { return nil }
    var names: [String] = []
    for part in text.split(separator: "(", omittingEmptySubsequences: false).dropLast().prefix(200)
    {
      let name = part.reversed().prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
      guard !name.isEmpty else { continue }
      names.append(String(name.reversed()).lowercased())
    }
    return names.isEmpty ? nil : names
  }

  /// The jobs that statements are, where what they call drops what is past its time.
  package static func jobs(_ calls: [DatabaseCall], _ expiries: [StoredExpiry]) -> [PurgeJob] {
    guard !expiries.isEmpty else { return [] }
    return calls.flatMap { call in
      expiries.filter { call.functions.contains($0.function) }.compactMap { expiry in
        expiry.table.map { table in
          PurgeJob(
            target: table,
            schedule: call.schedule,
            ageDays: expiry.ageDays,
            writesLog: expiry.writesLog,
            location: call.location
          )
        }
      }
    }
  }
}
