import ArgumentParser
import Engine
import Reports

/// Makes and shows the keys that checkpoints are signed with.
struct Key: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make and show the keys that evidence is signed with.",
    discussion: """
      The private key stays with the person or the pipeline that signs; the public one is kept in the \
      repository, so that anybody can check.

      Examples:
        auditwright key init
        auditwright key init --output /run/secrets/evidence.key
        auditwright key show
      """,
    subcommands: [KeyInit.self, KeyShow.self]
  )
}

/// Makes a key.
struct KeyInit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make a private key, outside of the repository unless told otherwise.",
    discussion: """
      The file is readable by you alone and never takes the place of another. Keep a copy where you \
      keep other secrets: without it nothing more can be signed, though all that was signed stays \
      valid.

      Examples:
        auditwright key init
        auditwright key init --name acme/evidence-ci --output evidence.key
        auditwright key init --person sarah
      """
  )

  @OptionGroup var place: EvidencePlaceOptions

  @Option(help: "Name of the key; by default that of the repository's ledger.")
  var name: String?

  @Option(help: "Make the key of a person, who signs records with it; see auditwright attest.")
  var person: String?

  @Option(
    name: .shortAndLong,
    help: "Write the private key to FILE; by default into your own folder for settings.",
    completion: .file()
  )
  var output: String?

  mutating func validate() throws {
    if name != nil, person != nil { throw ValidationError("Give --name or --person, not both.") }
  }

  func run() throws {
    if let person { return try makeKey(for: person) }
    let made = try place.desk().makeKey(name: name, output: output)
    Terminal.write("\(made.key)\n")
    Terminal.writeError(
      "The private key is in \(made.file); nobody else may have it. The line above is the public "
        + "key. It is in .auditwright/keys as well; commit it, and give it to your auditor.\n"
    )
  }
}

extension KeyInit {
  fileprivate func makeKey(for person: String) throws {
    let engine = try ReadinessEngine(context: .current())
    let made = try engine.recordDesk(of: place.repository).makeKey(for: person, output: output)
    Terminal.write("\(made.key)\n")
    Terminal.writeError(
      "The private key is in \(SafeText.line(made.file)); it is yours alone. The public key is in "
        + ".auditwright/people as well: commit it, so that others can see who may sign.\n"
    )
  }
}

/// Shows the public keys.
struct KeyShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print the public keys of the repository's ledger.",
    discussion: """
      Example:
        auditwright key show
        auditwright key show --pem > acme.pem
      """
  )

  @OptionGroup var place: EvidencePlaceOptions

  @Flag(help: "Print them as PEM, for programs that check DSSE envelopes.")
  var pem = false

  func run() throws {
    let keys = try place.desk().publicKeys()
    guard !keys.isEmpty else {
      throw EngineFailure.record(
        problem: "there is no key yet",
        next: "Make one: auditwright key init"
      )
    }
    if pem { return Terminal.write(try place.desk().publicKeysAsPEM()) }
    for key in keys { Terminal.write(key + "\n") }
  }
}
