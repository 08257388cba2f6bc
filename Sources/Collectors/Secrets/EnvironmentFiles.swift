package import ReadinessModel

/// Finds environment files that hold values and are part of the repository.
package enum EnvironmentFiles {
  /// Finds the first value of each such file; examples and templates are left out.
  package static func locations(in files: RepositoryFiles) -> [SourceLocation] {
    files.files.compactMap { file in
      isEnvironmentFile(file.path) ? firstValue(of: file) : nil
    }
  }

  /// Whether a path names an environment file that is not meant as an example.
  package static func isEnvironmentFile(_ path: String) -> Bool {
    let name = PathText.name(of: path).lowercased()
    guard name == ".env" || name.hasPrefix(".env.") || name.hasSuffix(".env") else { return false }
    let context = SecretContext(path: path)
    return context != .example && context != .documentation
  }

  private static func firstValue(of file: RepositoryFile) -> SourceLocation? {
    var offset = 0
    for line in file.bytes.split(separator: 10, omittingEmptySubsequences: false) {
      defer { offset += line.count + 1 }
      let text = line.drop { $0 == 32 || $0 == 9 }
      guard text.first != UInt8(ascii: "#"), let sign = text.firstIndex(of: UInt8(ascii: "="))
      else { continue }
      let value = text[(sign + 1)...].filter { $0 > 32 && $0 != 34 && $0 != 39 }
      guard sign > text.startIndex, let first = value.first, first != UInt8(ascii: "#") else {
        continue
      }
      return file.location(atByte: offset + (text.startIndex - line.startIndex))
    }
    return nil
  }
}
