import TerraformLanguage
import Testing

/// Evaluates texts as the files of a repository.
func evaluate(
  _ files: [String: String],
  limits: EvaluationLimits = EvaluationLimits()
) -> EvaluatedProject {
  TerraformEvaluation.evaluate(files.mapValues { Array($0.utf8) }, limits: limits)
}

/// Evaluates one text as `main.tf`.
func evaluate(main text: String) -> EvaluatedProject { evaluate(["main.tf": text]) }

extension EvaluatedProject {
  /// The output of the only root configuration.
  func output(_ name: String) throws -> Value {
    try #require(roots.first?.outputs[name], "no output \(name)")
  }

  /// The instance at an address.
  func instance(_ address: String) throws -> ResourceInstance {
    let all = roots.flatMap(\.instances)
    return try #require(all.first { $0.address == address }, "no instance \(address)")
  }

  /// Addresses of all instances.
  var addresses: [String] { roots.flatMap(\.instances).map(\.address) }

  /// Every reason something is unresolved.
  var reasons: [String] { unresolved.map(\.reason) }
}
