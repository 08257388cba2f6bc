/// Why a use case could not be carried out: what happened, where, and what to do next.
package enum EngineFailure: Error, Hashable, Sendable {
  /// The folder cannot be opened.
  case unreadableRepository(path: String, reason: String)
  /// The file of facts cannot be read.
  case unreadableFacts(path: String, reason: String)
  /// The file of an assessment cannot be read.
  case unreadableAssessment(path: String, reason: String)
  /// A page cannot be printed.
  case unprintable(reason: String)
  /// Two assessments cannot be compared.
  case incomparable(reason: String)
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
  /// There is no fix, control, criterion or label of this name.
  case unknownFix(String, near: [String], known: [String])
  /// No fixer serves what was asked for.
  case noFixer(String, known: [String])
  /// There is no decision of this name.
  case unknownDecision(String, known: [String])
  /// The decision does not take this answer.
  case unknownAnswer(String, decision: String, known: [String])
  /// An answer to a decision that cannot be used.
  case unusableAnswer(decision: String, problem: String, isKept: Bool)
  /// The work tree has changes that are not committed.
  case dirtyTree(files: [String])
  /// Files are not as they were expected to be.
  case changedMeanwhile(files: [String])
  /// No fix was applied that could be taken back.
  case nothingToUndo
  /// Git could not do what was asked.
  case git(String)
  /// GitHub could not be asked, or refused.
  case gitHub(problem: String, next: String)
  /// The ledger of evidence could not be opened, read or written.
  case evidence(problem: String, next: String)
  /// Something cannot be recorded as it was given.
  case record(problem: String, next: String)
  /// A path that does not stay inside the repository.
  case outside(path: String)
  /// Nobody waits for the answer any more.
  case cancelled
  /// A language model could not be asked, or gave no answer that can be used.
  case model(problem: String, next: String)
  /// A change cannot be reviewed.
  case review(problem: String, next: String)
  /// Something is wrong with Auditwright itself.
  case broken(String)
}

extension EngineFailure: CustomStringConvertible {
  /// What happened, and where.
  package var description: String {
    switch self {
    case .unreadableRepository(let path, let reason): "cannot read \(path): \(reason)"
    case .unreadableFacts(let path, let reason): "cannot read the facts in \(path): \(reason)"
    case .unreadableAssessment(let path, let reason):
      "cannot read the assessment in \(path): \(reason)"
    case .unprintable(let reason): "cannot print the report: \(reason)"
    case .incomparable(let reason): "the two cannot be compared: \(reason)"
    case .configuration(let file, let line, let problem, _):
      line.map { "\(file):\($0): \(problem)" } ?? "\(file): \(problem)"
    case .unknownProfile(let name, _): "there is no profile '\(name)'"
    case .unknownName(let name, _):
      "there is no control, criterion, check or label '\(name)'"
    case .unknownFix(let name, _, _): "there is no fix, control, criterion or label '\(name)'"
    case .alreadyThere(let path): "\(path) is there already"
    case .unwritable(let path, let reason): "cannot write \(path): \(reason)"
    case .noFixer(let name, _): "nothing can be fixed automatically for '\(name)'"
    case .unknownDecision(let name, _): "there is no decision '\(name)'"
    case .unknownAnswer(let answer, let decision, _):
      "'\(answer)' is no answer to the decision '\(decision)'"
    case .unusableAnswer(let decision, let problem, _): "\(decision): \(problem)"
    case .dirtyTree(let files):
      "\(Self.some(files)) changed since the last commit, so a fix could not be told from your work"
    case .changedMeanwhile(let files):
      "\(Self.some(files)) changed meanwhile; nothing was written"
    case .nothingToUndo: "there is no fix to take back"
    case .git(let reason): "git: \(reason)"
    case .gitHub(let problem, _), .evidence(let problem, _), .record(let problem, _),
      .model(let problem, _), .review(let problem, _):
      problem
    case .outside(let path): "\(path) is not a path inside the repository"
    case .cancelled: "the request was cancelled; nothing was written"
    case .broken(let what): what
    }
  }

  private static func some(_ files: [String]) -> String {
    let shown = files.prefix(3).joined(separator: ", ")
    return files.count > 3 ? "\(shown) and \(files.count - 3) more" : shown
  }

  /// What to do next.
  package var next: String {
    switch self {
    case .unreadableRepository: "Give the folder of a repository; . is the one you are in."
    case .unreadableFacts: "Write the file anew: auditwright facts . --output facts.json"
    case .unreadableAssessment:
      "Write the file anew: auditwright scan . --format json --output scan.json"
    case .unprintable:
      "Install Chromium, or write --format html and print it from a browser."
    case .incomparable: "Assess both against the same controls, with the same options."
    case .configuration(_, _, _, let next): next
    case .unknownProfile(_, let known): "Known profiles: \(known.joined(separator: ", "))."
    case .unknownName(_, let near):
      near.isEmpty
        ? "See auditwright explain for the list." : "Did you mean \(near.joined(separator: ", "))?"
    case .unknownFix(_, let near, let known):
      near.isEmpty
        ? "What can be fixed: \(known.joined(separator: ", "))."
        : "Did you mean \(near.joined(separator: ", "))?"
    case .alreadyThere: "Edit the file, or remove it first to have it written anew."
    case .unwritable: "Choose another place, or see whether the folder is there and writable."
    case .noFixer(_, let known):
      known.isEmpty ? "" : "What can be fixed: \(known.joined(separator: ", "))."
    case .unknownDecision(_, let known):
      known.isEmpty ? "No fixer asks for a decision." : "Known: \(known.joined(separator: ", "))."
    case .unknownAnswer(_, _, let known): "Known answers: \(known.joined(separator: ", "))."
    case .unusableAnswer(let decision, _, let isKept):
      isKept
        ? "Correct \(decision) under decisions in auditwright.yml, or answer it again."
        : "Answer it again: --decide \(decision)=…"
    case .dirtyTree: "Commit or stash the changes first, or give --allow-dirty."
    case .changedMeanwhile: "Look at the files, then run the command again."
    case .nothingToUndo: "Only what 'auditwright fix --apply' wrote can be taken back."
    case .git: "See what git says in this folder, then run the command again."
    case .gitHub(_, let next), .evidence(_, let next), .record(_, let next), .model(_, let next),
      .review(_, let next):
      next
    case .outside:
      "Give a path relative to the repository's folder, without .. and through no link."
    case .cancelled: "Ask again."
    case .broken: "This is a defect of Auditwright; please report it with the command you ran."
    }
  }
}
