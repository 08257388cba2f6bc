import ArgumentParser
import Engine
import ReadinessModel

/// Options of every command that works with a ledger.
struct EvidencePlaceOptions: ParsableArguments {
  @Option(help: "Folder of the repository whose evidence it is.", completion: .directory)
  var repository = "."

  func desk(key: String? = nil) throws -> EvidenceDesk {
    try Self.desk(of: repository, key: key)
  }

  static func desk(of repository: String, key: String?) throws -> EvidenceDesk {
    var context = RunContext.current()
    if let key { context.signer.keyFile = key }
    return try EvidenceDesk(repository: repository, context: context)
  }
}

/// How commands sign.
struct EvidenceKeyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Sign with the private key in FILE; by default the one that belongs to the repository's public "
        + "key, or that AUDITWRIGHT_KEY_FILE names.",
      valueName: "file"
    ),
    completion: .file()
  )
  var key: String?
}

/// Forms in which evidence is printed.
enum EvidenceFormatName: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
}

extension EvidenceID: ExpressibleByArgument {
  /// Reads an identifier from an argument.
  package init?(argument: String) { self.init(argument) }
}

extension Moment: ExpressibleByArgument {
  /// Reads a moment, or the first of a day, from an argument.
  package init?(argument: String) {
    if let day = CivilDay(argument) {
      self.init(startOf: day)
    } else {
      self.init(argument)
    }
  }
}

extension PackageKind: ExpressibleByArgument {}
