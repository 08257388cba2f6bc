import ArgumentParser
import Engine
import Foundation
import ReadinessModel
import Reports

/// Has a language model propose a change for one gap, and proves it.
struct Propose: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Have a language model propose a change for a gap that no fixer closes.",
    discussion: """
      The model is the one that OPENAI_BASE_URL or ANTHROPIC_API_KEY, and AUDITWRIGHT_MODEL, name. What it \
      would be sent is shown first: the finding and lines around it, without secrets and personal data. It \
      answers with edits of the files that were shown. They are made in memory, parsed and scanned: the gap \
      has to be gone, and nothing else may stand worse. What a scan cannot see, a person has to: read the patch.

      Nothing is written without --apply and a yes to exactly the patch that was shown, and \
      'auditwright fix --undo' takes it back.

      Examples:
        auditwright propose SEC-2                                the worst gap of a control
        auditwright propose tenants-are-isolated --at src/routes/notes.ts
        auditwright propose object-routes-check-ownership --at "GET /api/files/{id}" --apply
        auditwright propose --apply --digest 3f9c0d52b7a1e684    what a preview showed

      Exit codes: 0 done; 2 wrong usage, nothing sent, or an answer that cannot be used; 3 the proposal \
      was not proven; 70 a defect.
      """
  )

  @Argument(help: "A control, criterion, label or check with a gap.")
  var name: String?

  @Option(
    help: ArgumentHelp(
      "Which gap, where there are several: a file, a file and line, or a subject.",
      valueName: "place"
    )
  )
  var at: String?

  @Option(name: .customLong("in"), help: "Folder of the repository.", completion: .directory)
  var path = "."

  @Option(help: ArgumentHelp("Send what was shown under this digest.", valueName: "digest"))
  var send: String?

  @Flag(help: "Write the change, after a yes to it.")
  var apply = false

  @Option(help: ArgumentHelp("Write what a preview showed under this digest.", valueName: "digest"))
  var digest: String?

  @Option(help: ArgumentHelp("Create this branch for the change.", valueName: "name"))
  var branch: String?

  @Flag(name: .customLong("allow-dirty"), help: "Write even if files are not committed.")
  var allowDirty = false

  @Option(help: "Profile of controls.")
  var profile = "startup"

  @Option(help: "Format of the output.")
  var format = Fix.Format.text

  @Flag(name: .shortAndLong, help: "Show no progress.")
  var quiet = false

  @OptionGroup var output: OutputOptions

  mutating func validate() throws {
    if digest != nil, !apply { throw ValidationError("--digest goes with --apply.") }
    if digest != nil, name != nil || at != nil || send != nil {
      throw ValidationError("--apply --digest writes what was shown, and takes nothing else.")
    }
    if name == nil, digest == nil {
      throw ValidationError("Name a control or check with a gap, as 'auditwright scan' shows them.")
    }
    if branch != nil, !apply { throw ValidationError("--branch goes with --apply.") }
  }

  func run() throws {
    let progress = ProgressLine(isQuiet: quiet)
    defer { progress.clear() }
    var context = RunContext.current()
    context.progress = { progress.show($0) }
    let engine = try ReadinessEngine(context: context)
    if let digest { return try write(digest, engine, progress) }
    // A small machine takes minutes for a whole answer.
    let desk = try ModelConsent.desk(secondsAtMost: 600)
    let gap = GapName(name ?? "", at: at, profile: profile)
    let draft = try engine.draftProposal(for: gap, in: path, desk: desk)
    progress.clear()
    try ModelConsent.agree(to: draft.question, given: send, byLine: true)
    Terminal.writeError("Waiting for \(SafeText.line(draft.question.host)) …\n")
    let proposal = try engine.proposal(to: draft, from: desk)
    let report = try engine.previewProposal(proposal, in: path)
    progress.clear()
    try show(report)
    guard report.problems.isEmpty else { throw ExitCode(ProgramExit.nothingAssessed) }
    guard apply, let digest = report.proposal?.digest else { return }
    guard ModelConsent.yes("Write exactly this?") else {
      throw EngineFailure.model(
        problem: "nothing was written",
        next: "To write exactly this: auditwright propose --apply --digest \(digest)"
      )
    }
    try write(digest, engine, progress)
  }

  private func write(
    _ digest: String,
    _ engine: ReadinessEngine,
    _ progress: ProgressLine
  ) throws {
    let application = FixApplication(allowsDirtyTree: allowDirty, branch: branch)
    let report = try engine.applyProposal(digest, to: path, application: application)
    progress.clear()
    try show(report)
    if !report.isApplied { throw ExitCode(ProgramExit.nothingAssessed) }
  }

  private func show(_ report: FixReport) throws {
    switch format {
    case .text:
      let text = FixFormat(width: output.width, isColored: output.isColored).render(report)
      try output.write(text)
    case .json: try output.write(try FixFile.text(report))
    }
  }
}
