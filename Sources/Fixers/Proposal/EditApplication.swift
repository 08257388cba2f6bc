/// Why edits cannot be made together.
package enum EditConflict: Error, Hashable, Sendable {
  /// A file to be written is there already.
  case alreadyThere(String)
  /// A file to be edited is not there.
  case missing(String)
  /// Two edits touch the same bytes, or one reaches past the end.
  case overlapping(String)
}

extension EditConflict: CustomStringConvertible {
  /// What is in the way.
  package var description: String {
    switch self {
    case .alreadyThere(let path): "\(path) is there already"
    case .missing(let path): "\(path) cannot be read"
    case .overlapping(let path): "two edits of \(path) touch the same place"
    }
  }
}

/// Makes edits in memory.
package enum EditApplication {
  /// The new content of every file that edits touch.
  ///
  /// Insertions at one place are made in the order given.
  package static func apply(
    _ edits: [SourceEdit],
    to files: ProjectFiles
  ) throws(EditConflict) -> [String: [UInt8]] {
    var results: [String: [UInt8]] = [:]
    var replacements: [String: [(range: Range<Int>, text: String)]] = [:]
    for edit in edits {
      switch edit {
      case .create(let path, let text):
        guard !files.contains(path), results[path] == nil else { throw .alreadyThere(path) }
        results[path] = Array(text.utf8)
      case .replace(let path, let range, let text):
        replacements[path, default: []].append((range, text))
      }
    }
    for (path, edits) in replacements {
      guard let bytes = files.bytes(of: path) else { throw .missing(path) }
      results[path] = try replace(edits, in: bytes, path: path)
    }
    return results
  }

  private static func replace(
    _ edits: [(range: Range<Int>, text: String)],
    in bytes: [UInt8],
    path: String
  ) throws(EditConflict) -> [UInt8] {
    let ordered = edits.enumerated().sorted { left, right in
      (left.element.range.lowerBound, left.element.range.upperBound, left.offset)
        < (right.element.range.lowerBound, right.element.range.upperBound, right.offset)
    }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 1_000)
    var done = 0
    for (_, edit) in ordered {
      guard edit.range.lowerBound >= done, edit.range.upperBound <= bytes.count else {
        throw .overlapping(path)
      }
      result += bytes[done..<edit.range.lowerBound]
      result += edit.text.utf8
      done = edit.range.upperBound
    }
    return result + bytes[done...]
  }
}
