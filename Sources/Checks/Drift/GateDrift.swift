import ReadinessModel

/// What stands before pages, which are no routes: changes of its code are told of the file.
struct GateDrift {
  private let pair: FactPair

  init(_ pair: FactPair) { self.pair = pair }

  /// - Parameter told: What was told of routes, which the same code may stand before too.
  func drifts(told: [Drift]) -> [Drift] {
    let now = Dictionary(
      gates(pair.after).map { ($0.name, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    let files = Set(told.flatMap { $0.lost + $0.brought }.map(\.file))
    return gates(pair.before).compactMap { was in
      let path = pair.map.path(ofOld: was.name)
      // A framework that calls the file otherwise finds it under its other name.
      let other = path.flatMap { now[$0] } ?? (now.count == 1 ? now.values.first : nil)
      guard other?.digest != was.digest, !files.contains(was.name),
        !files.contains(other?.name ?? "")
      else { return nil }
      return Drift(
        kind: .guardChanged,
        severity: .medium,
        subject: "gate \(was.name)",
        name: quoted(other?.name ?? was.name),
        title: other == nil
          ? "Takes away {}, which ran before pages and routes"
          : "Changes what {} does before pages and routes",
        detail: "Pages are no routes, so which of them it bears on is not told",
        location: other?.places.first,
        lost: was.places,
        brought: other?.places ?? [],
        suggestion: "Have somebody confirm who may see these pages now."
      )
    }
  }

  /// Guards that no route refers to.
  private func gates(_ facts: RepositoryFacts) -> [RouteGuard] {
    guard let application = facts.application.value else { return [] }
    let used = Set(application.routes.flatMap { $0.guards ?? [] })
    return (application.guards ?? []).filter { !used.contains($0.digest) && $0.isModule }
  }
}

extension RouteGuard {
  /// Whether it is a whole file, which goes by its path.
  fileprivate var isModule: Bool {
    [".ts", ".tsx", ".js", ".jsx", ".mjs"].contains { name.hasSuffix($0) }
      && places.contains { $0.file == name }
  }
}
