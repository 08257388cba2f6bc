import Checks
import Collectors
import ReadinessModel

/// Files that a change leaves with more errors of syntax than they had: what stands around an error is
/// read by guess, and a guess is no sight.
struct SyntaxDamage {
  let sides: ReviewSides
  let map: ChangeMap

  private static let bytesAtMost = 2_000_000

  func drifts() -> [Drift] {
    map.files.compactMap { file in
      guard let path = file.newPath, let new = sides.head.files[path],
        new.bytes.count <= Self.bytesAtMost
      else { return nil }
      let errors = SyntaxErrors.count(in: new.bytes, path: path)
      guard errors > 0 else { return nil }
      let known = file.oldPath.flatMap { old in
        sides.base.files[old].map { SyntaxErrors.count(in: $0.bytes, path: old) }
      }
      guard errors > known ?? 0 else { return nil }
      let place = SourceLocation(file: path, line: (file.hunks.first?.new.lowerBound ?? 0) + 1)
      return Drift(
        kind: .notSeen,
        severity: .medium,
        subject: "syntax \(path)",
        name: path.count > 80 ? path.prefix(79) + "…" : path,
        title: "Leaves {} with an error of syntax",
        detail: "What stands around it could be read by guess only",
        location: place,
        brought: [place],
        suggestion: "Mend the syntax; whatever runs this file will ask for it too."
      )
    }
  }
}
