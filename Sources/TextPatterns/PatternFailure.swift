/// Why patterns could not be compiled, restored or looked for.
package enum PatternFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The set is empty, or a pattern in it is.
  case emptyPattern
  /// Two patterns bear one number.
  case duplicateIdentifier(UInt32)
  /// The matcher refuses a pattern, for the reason it gives.
  case rejected(pattern: UInt32?, reason: String)
  /// The stored bytes belong to other patterns, another matcher or another processor.
  case staleCache
  /// The buffer is longer than the matcher can count.
  case bufferTooLarge
  /// Memory is short, or the matcher failed in a way it does not explain.
  case matcher(code: Int32)

  /// What happened and what to do.
  package var description: String {
    switch self {
    case .emptyPattern: "the pattern set is empty, or holds an empty pattern"
    case .duplicateIdentifier(let id): "two patterns have the number \(id)"
    case .rejected(let pattern?, let reason): "pattern \(pattern) is refused: \(reason)"
    case .rejected(nil, let reason): "the pattern set is refused: \(reason)"
    case .staleCache: "the stored pattern database is of another version; compile it again"
    case .bufferTooLarge: "the buffer is longer than 4 GiB"
    case .matcher(let code): "the pattern matcher failed with code \(code)"
    }
  }
}
