import Catalog
import ReadinessModel

/// The part of a profile that somebody asked for.
struct Selection {
  private(set) var profile: ControlProfile
  private(set) var notes: [String] = []

  init(options: ScanOptions, catalog: ReadinessCatalog) throws {
    guard let whole = catalog.profile(options.profile) else {
      throw EngineFailure.unknownProfile(options.profile, known: catalog.profiles.map(\.id))
    }
    profile = whole
    if !options.focus.isEmpty { focus(options.focus, catalog) }
    if !options.controls.isEmpty { try select(options.controls, in: whole, catalog) }
  }

  private mutating func focus(_ categories: [FocusCategory], _ catalog: ReadinessCatalog) {
    let controls = categories.reduce(into: Set()) { $0.formUnion($1.controls) }
    let names = Set(categories.map(\.rawValue))
    let criteria = catalog.framework.criteria.filter { names.contains($0.category) }.map(\.id)
    profile.controls.removeAll { !controls.contains($0.category) }
    profile.criteriaInScope.removeAll { !criteria.contains($0) }
  }

  private mutating func select(
    _ names: [String],
    in whole: ControlProfile,
    _ catalog: ReadinessCatalog
  ) throws {
    var wanted: Set<ControlID> = []
    for name in names {
      let (controls, newNotes) = try Self.controls(named: name, in: whole, catalog)
      wanted.formUnion(controls.map(\.id))
      for note in newNotes where !notes.contains(note) { notes.append(note) }
    }
    profile.controls.removeAll { !wanted.contains($0.id) }
    let criteria = Set(profile.controls.flatMap(\.primaryCriteria))
    profile.criteriaInScope.removeAll { !criteria.contains($0) }
  }

  /// Finds controls by identifier, then by label in common use, then by criterion.
  static func controls(
    named name: String,
    in profile: ControlProfile,
    _ catalog: ReadinessCatalog
  ) throws -> (controls: [Control], notes: [String]) {
    if let control = profile.control(name) { return ([control], []) }
    let called = profile.controls(called: name)
    if !called.isEmpty {
      let notes = called.map { control, alias in
        "\(alias.label) stands for \(control.id) (\(control.title)). \(alias.note)"
      }
      return (called.map(\.control), notes)
    }
    if let criterion = catalog.criterion(name) {
      let controls = profile.controls(addressing: criterion.id)
      if !controls.isEmpty { return (controls, []) }
    }
    throw EngineFailure.unknownName(name, near: NearNames.of(name, in: profile, catalog))
  }
}
