import Catalog
import Checks
import ReadinessModel

/// Names that somebody may have meant.
enum NearNames {
  static func of(
    _ name: String,
    in profile: ControlProfile,
    _ catalog: ReadinessCatalog
  ) -> [String] {
    let known =
      profile.controls.map(\.id.rawValue) + profile.controls.flatMap { $0.aliases.map(\.label) }
      + catalog.framework.criteria.map(\.id.rawValue)
      + profile.controls.flatMap { $0.everTestedBy + $0.supportedBy }.map(\.rawValue)
    return of(name, among: known)
  }

  /// The names nearest to what was written: beginnings of names first, then misspellings.
  static func of(_ name: String, among known: [String]) -> [String] {
    let written = String(name.lowercased().prefix(80))
    let wanted = Array(written)
    var seen: Set<String> = []
    return known.filter { seen.insert($0).inserted }
      .map { known in
        let lower = known.lowercased()
        let isBeginning = wanted.count > 2 && lower.hasPrefix(written)
        return (isBeginning ? 0 : distance(wanted, Array(lower)), known)
      }
      .filter { $0.0 <= max(1, wanted.count / 4) }
      .sorted { $0 < $1 }
      .prefix(3)
      .map(\.1)
  }

  /// Counts the changes that turn one text into the other.
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var previous = Array(0...right.count)
    for (row, character) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        let change = previous[column] + (character == other ? 0 : 1)
        current.append(min(change, previous[column + 1] + 1, current[column] + 1))
      }
      previous = current
    }
    return previous[right.count]
  }
}
