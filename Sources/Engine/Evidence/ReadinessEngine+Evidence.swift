package import ReadinessModel

extension ReadinessEngine {
  /// The controls that names stand for: identifiers, labels in use, criteria; and what to tell of it.
  package func controls(named names: [String]) throws -> (ids: [ControlID], notes: [String]) {
    let selection = try Selection(options: ScanOptions(controls: names), catalog: catalog)
    return (selection.profile.controls.map(\.id), selection.notes)
  }
}
