/// A version of three numbers, as semantic versioning has them.
struct VersionNumber: Hashable, Comparable, CustomStringConvertible {
  private let numbers: [Int]

  /// Creates a version from its text, with or without a leading `v`; nil when it is none.
  init?(_ text: String) {
    let parts = (text.hasPrefix("v") ? text.dropFirst() : text[...])
      .split(separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    guard
      parts.count == 3, numbers.count == 3, numbers.allSatisfy({ (0..<1_000_000).contains($0) })
    else { return nil }
    self.numbers = numbers
  }

  private init(numbers: [Int]) { self.numbers = numbers }

  /// The version without a prefix.
  var description: String { numbers.map(String.init).joined(separator: ".") }

  /// Versions between this one and a later one that differs in its last number only, at most 20.
  ///
  /// Who begins a new minor or major version need not have used up the numbers before it.
  func skipped(before later: VersionNumber) -> [VersionNumber] {
    guard numbers[0] == later.numbers[0], numbers[1] == later.numbers[1] else { return [] }
    let first = numbers[2] + 1
    guard first < later.numbers[2] else { return [] }
    return (first..<min(later.numbers[2], first + 20)).map {
      VersionNumber(numbers: [numbers[0], numbers[1], $0])
    }
  }

  static func < (left: Self, right: Self) -> Bool {
    left.numbers.lexicographicallyPrecedes(right.numbers)
  }
}
