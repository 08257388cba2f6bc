/// Why a use case could not be carried out: what happened, where, and what to do next.
package enum EngineFailure: Error, Hashable, Sendable {
  /// The folder cannot be opened.
  case unreadableRepository(path: String, reason: String)
  /// The file of facts cannot be read.
  case unreadableFacts(path: String, reason: String)
  /// The configuration is not what it should be.
  case configuration(file: String, line: Int?, problem: String, next: String)
  /// There is no profile of this name.
  case unknownProfile(String, known: [String])
  /// There is no control, criterion, check or label of this name.
  case unknownName(String, near: [String])
  /// A file to be written is there already.
  case alreadyThere(path: String)
  /// A file could not be written.
  case unwritable(path: String, reason: String)
  /// Something is wrong with Auditwright itself.
  case broken(String)
}

extension EngineFailure: CustomStringConvertible {
  /// What happened, and where.
  package var description: String {
    switch self {
    case .unreadableRepository(let path, let reason): "cannot read \(path): \(reason)"
    case .unreadableFacts(let path, let reason): "cannot read the facts in \(path): \(reason)"
    case .configuration(let file, let line, let problem, _):
      line.map { "\(file):\($0): \(problem)" } ?? "\(file): \(problem)"
    case .unknownProfile(let name, _): "there is no profile '\(name)'"
    case .unknownName(let name, _):
      "there is no control, criterion, check or label '\(name)'"
    case .alreadyThere(let path): "\(path) is there already"
    case .unwritable(let path, let reason): "cannot write \(path): \(reason)"
    case .broken(let what): what
    }
  }

  /// What to do next.
  package var next: String {
    switch self {
    case .unreadableRepository: "Give the folder of a repository, for example: auditwright scan ."
    case .unreadableFacts: "Write the file anew: auditwright facts . --output facts.json"
    case .configuration(_, _, _, let next): next
    case .unknownProfile(_, let known): "Known profiles: \(known.joined(separator: ", "))."
    case .unknownName(_, let near):
      near.isEmpty
        ? "See auditwright explain for the list." : "Did you mean \(near.joined(separator: ", "))?"
    case .alreadyThere: "Edit the file, or remove it first to have it written anew."
    case .unwritable: "Choose another place, or see whether the folder is there and writable."
    case .broken: "This is a defect of Auditwright; please report it with the command you ran."
    }
  }
}
