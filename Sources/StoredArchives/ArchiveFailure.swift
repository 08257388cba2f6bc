/// Why a zip file could not be written or is not one that may be relied on.
package enum ArchiveFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The name of an entry leads somewhere else, or could on some system.
  case unsafeName(String)
  /// Two entries have one name, on systems that take large and small letters for the same.
  case duplicateName(String)
  /// Entries do not come in the order of their names.
  case unsorted(String)
  /// It would be larger than a zip file without extensions can be.
  case tooLarge(String)
  /// It is not written in the one way it can be written in.
  case malformed(String)
  /// The content of an entry is not what its header says.
  case wrongContent(String)
  /// The system could not read or write.
  case system(String)

  /// What is wrong.
  package var description: String {
    switch self {
    case .unsafeName(let name): "the entry '\(name)' has a name that no entry may have"
    case .duplicateName(let name): "the entry '\(name)' is there twice"
    case .unsorted(let name): "the entry '\(name)' stands out of order"
    case .tooLarge(let what): "it would be too large for a zip file: \(what)"
    case .malformed(let what): "it is no zip file as Auditwright writes it: \(what)"
    case .wrongContent(let name): "the entry '\(name)' is damaged"
    case .system(let what): what
    }
  }
}
