import ArgumentParser
import Engine
import Foundation
import ReadinessModel
import Reports

/// Enters a record that people keep.
struct Attest: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Check, sign and enter a record by people: a review, a drill, an incident, a statement.",
    discussion: """
      Kinds: \(RecordKind.all.map(\.name).joined(separator: ", ")).

      Examples:
        auditwright attest --draft access-review > reviews/2026-q1.yml
        auditwright attest --check reviews/2026-q1.yml
        auditwright key init --person sarah
        auditwright attest reviews/2026-q1.yml

      Anybody, a program too, may draft and check. Only a person signs, at a terminal, by typing \
      their name. Ends with 1 when something is wrong with the record.
      """
  )

  @Argument(help: "The record, in YAML.", completion: .file(extensions: ["yml", "yaml"]))
  var file: String?

  @Option(help: ArgumentHelp("Write a record of this kind to fill in.", valueName: "kind"))
  var draft: String?

  @Flag(help: "Say what is wrong with the record, and enter nothing.")
  var check = false

  @Option(help: "Sign with the private key in FILE.", completion: .file())
  var key: String?

  @Option(help: "Folder of the repository.", completion: .directory)
  var repository = "."

  @Option(help: "Profile of controls.")
  var profile = "startup"

  mutating func validate() throws {
    if let draft, RecordKind.named(draft) == nil {
      let known = RecordKind.all.map(\.name).joined(separator: ", ")
      throw ValidationError("There is no kind '\(draft)'. Known: \(known).")
    }
    if (file == nil) == (draft == nil) {
      throw ValidationError("Give a record, or --draft with a kind.")
    }
  }

  func run() throws {
    if let kind = draft.flatMap(RecordKind.named) {
      Terminal.write(RecordDraft(of: kind).text)
      return
    }
    guard let file else { return }
    var context = RunContext.current()
    if let key { context.signer.keyFile = key }
    let engine = try ReadinessEngine(context: context)
    let desk = try engine.recordDesk(of: repository, profile: profile)
    let reading = try desk.read(file)
    for problem in reading.problems {
      let line = "\(file):\(problem.line): \(problem.message)"
      Terminal.writeError(SafeText.line(line) + "\n")
    }
    guard reading.problems.isEmpty else { throw ExitCode(ProgramExit.thresholdMet) }
    if check {
      Terminal.write("Nothing is wrong with \(SafeText.line(file)).\n")
      return
    }
    try confirm(reading, try desk.person())
    let id = try desk.sign(reading, from: file)
    Terminal.write("\(id) \(SafeText.line(file))\n")
  }

  /// Lets the person read what they sign, and type their name.
  private func confirm(_ reading: RecordReader.Reading, _ person: String?) throws {
    guard let person else {
      throw EngineFailure.record(
        problem: "there is no key of a person to sign with",
        next: "Make one: auditwright key init --person NAME; or name it with --key."
      )
    }
    guard Terminal.asks else {
      throw EngineFailure.record(
        problem: "only a person at a terminal can sign",
        next: "Run the command yourself; programs may use --draft and --check."
      )
    }
    let text = String(decoding: reading.content.json.bytes, as: UTF8.self)
    Terminal.writeError(SafeText.line(text) + "\n\n")
    let name = SafeText.line(person)
    Terminal.writeError("By typing your name you state that this is true.\nSign as \(name): ")
    guard readLine()?.trimmingCharacters(in: .whitespaces) == person else {
      throw EngineFailure.record(
        problem: "that is not \(person); nothing was signed",
        next: "Use your own key: auditwright key init --person NAME"
      )
    }
  }
}
