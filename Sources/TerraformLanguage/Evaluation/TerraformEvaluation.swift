/// The entry to this module: files in, evaluated configurations out.
package enum TerraformEvaluation {
  /// Whether a file may be of use: configurations, values of variables, and what they may read.
  package static func reads(_ path: String) -> Bool {
    ConfigurationStore.isConfiguration(path) || path.hasSuffix(".tfvars")
      || path.hasSuffix(".tfvars.json") || path.hasSuffix(".tftpl") || path.hasSuffix(".tpl")
  }

  /// Evaluates every root configuration among the files.
  ///
  /// - Parameter files: Paths relative to the repository's root, and their bytes.
  package static func evaluate(
    _ files: [String: [UInt8]],
    limits: EvaluationLimits = EvaluationLimits()
  ) -> EvaluatedProject {
    let store = ConfigurationStore(files)
    var result = EvaluatedProject()
    var remaining = limits
    let roots = findRoots(store)
    for directory in roots.prefix(limits.roots) {
      guard let configuration = store.module(directory) else { continue }
      let evaluator = Evaluator(store: store, limits: remaining, root: directory)
      let values = VariableFiles(store: store, directory: directory)
      for problem in values.problems {
        evaluator.record(".", problem.message, problem.location)
      }
      let module = ModuleInstance(
        configuration: configuration,
        address: "",
        ancestry: [directory],
        pathFromRoot: ".",
        uncertainty: nil,
        providers: [:],
        input: values.input
      )
      result.roots.append(evaluator.evaluateRoot(module))
      result.unresolved += evaluator.unresolved
      remaining.steps = max(10_000, remaining.steps - evaluator.steps)
    }
    for directory in roots.dropFirst(limits.roots) {
      result.unresolved.append(
        UnresolvedBlock(
          address: directory,
          reason: "there are more than \(limits.roots) root configurations",
          location: ConfigurationLocation(file: directory, line: 1)
        )
      )
    }
    result.unresolved = Array(Set(result.unresolved)).sorted {
      ($0.location.file, $0.location.line, $0.address, $0.reason)
        < ($1.location.file, $1.location.line, $1.address, $1.reason)
    }
    return result
  }

  /// Finds the folders nobody calls as a module, and those that say where their state is kept.
  ///
  /// Folders that only call one another in a circle have no entry; the first of them stands for it.
  private static func findRoots(_ store: ConfigurationStore) -> [String] {
    var calls: [String: Set<String>] = [:]
    var called: Set<String> = []
    var roots: [String] = []
    for directory in store.directories {
      guard let configuration = store.module(directory) else { continue }
      for call in configuration.calls.values {
        guard let source = call.body.attributes["source"]?.expression.plainText,
          source.hasPrefix("."), let target = RepositoryPath.join(directory, source),
          target != directory
        else { continue }
        calls[directory, default: []].insert(target)
        called.insert(target)
      }
    }
    var reached: Set<String> = []
    for directory in store.directories
    where !called.contains(directory) || store.module(directory)?.hasBackend == true {
      roots.append(directory)
      reach(directory, calls, &reached)
    }
    for directory in store.directories where !reached.contains(directory) {
      roots.append(directory)
      reach(directory, calls, &reached)
    }
    return roots.sorted()
  }

  private static func reach(
    _ start: String,
    _ calls: [String: Set<String>],
    _ reached: inout Set<String>
  ) {
    var pending = [start]
    while let next = pending.popLast() {
      if reached.insert(next).inserted { pending += calls[next] ?? [] }
    }
  }
}
