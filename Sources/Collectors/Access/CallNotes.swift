import ScriptLanguage

/// What an imagined call noted while one function was followed.
final class CallNotes: ScriptNotes {
  private let scene: Scene
  private let starts: (effects: Int, decisions: Int, openings: Int, declarations: Int)
  private let outer: (route: Bool, moment: Bool)

  private var effects: [Effect] = []
  private var decisions: [LibraryDecision] = []
  private var openings: [GuardOpening] = []
  private var declarations: [RouteDeclaration] = []

  /// Begins to note.
  init(_ scene: Scene) {
    self.scene = scene
    starts = (
      scene.effects.count, scene.libraryDecisions.count, scene.openings.count,
      scene.declarations.count
    )
    outer = (scene.dependsOnRoute, scene.dependsOnMoment)
    scene.dependsOnRoute = false
    scene.dependsOnMoment = false
  }

  /// Ends noting; false when what happened holds for this route or this moment only.
  func end(below conditions: Int) -> Bool {
    let isOfRoute = scene.dependsOnRoute
    let isOfMoment = scene.dependsOnMoment
    scene.dependsOnRoute = outer.route || isOfRoute
    scene.dependsOnMoment = outer.moment || isOfMoment
    guard !isOfRoute, !isOfMoment, !scene.isFull else { return false }
    effects = scene.effects.dropFirst(starts.effects).map { effect in
      effect.under(Array(effect.conditions.dropFirst(conditions)))
    }
    decisions = Array(scene.libraryDecisions.dropFirst(starts.decisions))
    openings = Array(scene.openings.dropFirst(starts.openings))
    declarations = Array(scene.declarations.dropFirst(starts.declarations))
    return true
  }

  /// Notes everything again, in another imagined call and under other conditions.
  func repeated(in scene: Scene, under conditions: [ScriptCondition]) {
    for effect in effects where !scene.isFull {
      scene.effects.append(effect.under(conditions + effect.conditions))
    }
    scene.libraryDecisions += decisions
    scene.openings += openings
    scene.declarations += declarations
  }
}

extension AccessSemantics {
  var viewpoint: Int? {
    guard let scene else { return nil }
    return scene.caller.viewpoint << 2 | (scene.ignoresDeclarations ? 1 : 0)
      | (scene.isAtHandler ? 2 : 0)
  }

  func beginNotes() -> (any ScriptNotes)? { scene.map { CallNotes($0) } }

  func endNotes(_ notes: (any ScriptNotes)?, below conditions: Int) -> (any ScriptNotes)? {
    guard let notes = notes as? CallNotes, notes.end(below: conditions) else { return nil }
    return notes
  }

  /// What a module does when it is first reached is done once, for no call in particular.
  func loading(_ work: () -> Void) {
    let outer = scene
    scene = nil
    defer { scene = outer }
    work()
  }

  func repeatNotes(_ notes: any ScriptNotes, in evaluator: ScriptEvaluator) {
    guard let notes = notes as? CallNotes, let scene else { return }
    notes.repeated(in: scene, under: evaluator.conditions)
  }
}
