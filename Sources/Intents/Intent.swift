/// What a request in words is understood as: one command.
package struct Intent: Hashable, Sendable {
  /// What a command does to the world.
  package enum Effect: String, Hashable, Sendable, CaseIterable {
    /// It looks.
    case looks
    /// It makes a file of its own.
    case makesFile = "makes-file"
    /// It proposes a change, and makes it only when told to.
    case proposesChange = "proposes-change"
    /// It changes files at once.
    case changes
  }

  /// The command and its arguments, without the program's name.
  package var arguments: [String]
  /// What it does.
  package var effect: Effect

  /// Creates a value from its parts.
  package init(_ arguments: [String], effect: Effect = .looks) {
    self.arguments = arguments
    self.effect = effect
  }

  /// The command as it is typed into a shell.
  package var command: String {
    (["auditwright"] + arguments).map(Self.quoted).joined(separator: " ")
  }

  private static func quoted(_ argument: String) -> String {
    let isPlain = argument.unicodeScalars.allSatisfy { scalar in
      scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
        || "-_.,:/=@".unicodeScalars.contains(scalar)
    }
    guard !isPlain || argument.isEmpty else { return argument }
    return "'"
      + argument.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: #"'\''"#) + "'"
  }
}

/// Why a request was not understood, and what comes near it.
package struct UnreadRequest: Error, Hashable, Sendable {
  /// Why, as a sentence.
  package var reason: String
  /// Requests that would be understood.
  package var examples: [String]
}

/// Names that a request may use beside plain words.
package struct IntentVocabulary: Hashable, Sendable {
  /// Identifiers and labels of controls, criteria and checks, as a command takes them.
  package var names: [String]

  /// Creates a vocabulary.
  package init(names: [String]) { self.names = names }
}
