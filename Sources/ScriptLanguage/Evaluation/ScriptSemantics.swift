/// What a client of the evaluator adds: the meaning of things outside the program.
///
/// Every method may answer nil for "not mine", and the evaluator falls back on what holds for
/// anything unknown.
package protocol ScriptSemantics: AnyObject {
  /// Gives the value of a call to something outside the program, or the value it throws.
  func call(_ call: ScriptCall, in evaluator: ScriptEvaluator) throws -> ScriptValue?

  /// Gives the value of a property of something outside the program.
  func property(
    _ name: String,
    of object: ScriptValue,
    at place: ScriptPlace,
    in evaluator: ScriptEvaluator
  ) -> ScriptValue?

  /// Notes an assignment to a property of something outside the program; true when it was kept.
  func assign(
    _ value: ScriptValue,
    to name: String,
    of object: ScriptValue,
    at place: ScriptPlace,
    in evaluator: ScriptEvaluator
  ) -> Bool

  /// Notes that a function of the program is about to be called; a value replaces the call.
  func enter(
    _ function: ScriptFunction,
    call: ScriptCall,
    in evaluator: ScriptEvaluator
  ) throws -> ScriptValue?

  /// Notes a class of the program, when its definition has been evaluated.
  func define(_ type: ScriptClass, in evaluator: ScriptEvaluator)

  /// Decides whether two values are equal where that takes knowledge from outside the program.
  func equal(_ left: ScriptValue, _ right: ScriptValue) -> Bool?

  /// Gives the value of a global name.
  func global(_ name: String, in evaluator: ScriptEvaluator) -> ScriptValue?

  /// Gives the value of an import that is not in the repository.
  func external(_ module: String, name: String, in evaluator: ScriptEvaluator) -> ScriptValue?

  /// Gives the error that a call to something outside the program hands its callback; nil where that
  /// is told by what the call was given.
  ///
  /// - Parameter isGivenNothing: Whether something the call was given is absent.
  func failure(of call: ScriptCall, isGivenNothing: Bool) -> ScriptValue?

  /// Notes that the program waits for a value.
  func awaited(_ value: ScriptValue, in evaluator: ScriptEvaluator)
  /// Notes that a value is used as a key.
  func lookedUp(_ key: ScriptValue, in object: ScriptValue)

  /// Notes that from here on code runs only where a function returned rather than threw, and what
  /// all of that depended on.
  func goesOn(under marks: ScriptMarks, at place: ScriptPlace, in evaluator: ScriptEvaluator)

  /// For whom calls are imagined, as a number; nil while each call must be followed.
  var viewpoint: Int? { get }

  /// Begins to note what happens in a call, so that it can be noted again; nil when it cannot.
  func beginNotes() -> (any ScriptNotes)?

  /// Ends what `beginNotes` began; nil when what happened may not happen again.
  ///
  /// - Parameter conditions: How many undecided tests stood around the call.
  func endNotes(_ notes: (any ScriptNotes)?, below conditions: Int) -> (any ScriptNotes)?

  /// Notes once more what happened in an equal call.
  func repeatNotes(_ notes: any ScriptNotes, in evaluator: ScriptEvaluator)
  /// Runs the code at the top of a module, which belongs to nothing that is being followed.
  func loading(_ work: () -> Void)
}

extension ScriptSemantics {
  /// Every call is followed unless the client says otherwise.
  package var viewpoint: Int? { nil }

  /// Nothing is noted.
  package func beginNotes() -> (any ScriptNotes)? { nil }

  /// Nothing was noted.
  package func endNotes(
    _ notes: (any ScriptNotes)?,
    below conditions: Int
  ) -> (any ScriptNotes)? { nil }

  /// Nothing is noted.
  package func repeatNotes(_ notes: any ScriptNotes, in evaluator: ScriptEvaluator) {}
}

extension ScriptSemantics {
  /// Where code runs makes no difference unless the client says so.
  package func loading(_ work: () -> Void) { work() }

  /// Nothing follows from it unless the client says so.
  package func goesOn(
    under marks: ScriptMarks,
    at place: ScriptPlace,
    in evaluator: ScriptEvaluator
  ) {}
}

extension ScriptSemantics {
  /// Waiting changes nothing unless the client says so.
  package func awaited(_ value: ScriptValue, in evaluator: ScriptEvaluator) {}

  /// Notes nothing.
  package func lookedUp(_ key: ScriptValue, in object: ScriptValue) {}
}

extension ScriptSemantics {
  /// An error is there where something the call was given is absent, unless the client says otherwise.
  package func failure(of call: ScriptCall, isGivenNothing: Bool) -> ScriptValue? { nil }
}

extension ScriptSemantics {
  package func define(_ type: ScriptClass, in evaluator: ScriptEvaluator) {}
}

/// Where programs come from.
package protocol ScriptSource: AnyObject {
  /// Finds the file an import means, nil when it is not in the repository.
  func resolve(_ specifier: String, from path: String) -> String?
  /// Compiles a file, nil when it cannot be.
  func program(at path: String) -> ScriptProgram?
  /// Lists the names of the files directly inside a folder of the repository, sorted.
  func files(in folder: String) -> [String]
}

/// A value thrown by the program.
///
/// Unchecked because an error must be sendable and a value is not: a throw never leaves the
/// evaluator, and an evaluator never leaves its thread.
package struct ScriptThrow: Error, @unchecked Sendable {
  /// What was thrown.
  package let value: ScriptValue
  /// Where.
  package let place: ScriptPlace?
  /// Undecided tests it depended on when it left the code they guard.
  package var conditions: [ScriptCondition] = []

  /// Creates a throw.
  package init(_ value: ScriptValue, at place: ScriptPlace?) {
    self.value = value
    self.place = place
  }
}

/// The evaluation reached its bound.
package struct ScriptExhausted: Error {
  /// Creates the error.
  package init() {}
}

/// A test that decides whether the code being evaluated runs.
package struct ScriptCondition {
  /// The test's value.
  package let test: ScriptValue
  /// Whether the code runs when the test is truthy.
  package let whenTrue: Bool
  /// Where the test is.
  package let place: ScriptPlace

  /// Creates a condition.
  package init(test: ScriptValue, whenTrue: Bool, place: ScriptPlace) {
    self.test = test
    self.whenTrue = whenTrue
    self.place = place
  }
}
