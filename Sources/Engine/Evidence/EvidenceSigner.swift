import Foundation

/// Who signs evidence, and where the private keys are.
package struct EvidenceSigner: Hashable, Sendable {
  /// The folder of the user's own private keys, outside of every repository; nil for none.
  package var keyFolder: String?
  /// A file with the private key to use, whatever the folder holds.
  package var keyFile: String?
  /// The name of the person or job that runs the program.
  package var actor: String?

  /// Creates a value from its parts.
  package init(keyFolder: String? = nil, keyFile: String? = nil, actor: String? = nil) {
    self.keyFolder = keyFolder
    self.keyFile = keyFile
    self.actor = actor
  }

  /// What the environment says, by the XDG Base Directory Specification.
  ///
  /// `AUDITWRIGHT_KEY_FILE` names a file, as a pipeline would that gets its key from a store of
  /// secrets. In GitHub Actions the actor is the one who set the job off.
  package static func current(_ environment: [String: String]) -> EvidenceSigner {
    let named = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 + "/.config" : nil }
    let actors = ["GITHUB_ACTOR", "GITLAB_USER_LOGIN", "USER", "LOGNAME"].compactMap {
      environment[$0]
    }
    return EvidenceSigner(
      keyFolder: (named ?? home).map { $0 + "/auditwright/keys" },
      keyFile: environment["AUDITWRIGHT_KEY_FILE"].flatMap { $0.isEmpty ? nil : $0 },
      actor: actors.first { !$0.isEmpty }
    )
  }
}
