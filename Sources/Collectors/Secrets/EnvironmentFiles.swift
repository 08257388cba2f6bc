package import ReadinessModel

/// Finds environment files that hold values and are part of the repository.
package enum EnvironmentFiles {
  /// Finds the first value of each such file; examples and templates are left out.
  package static func locations(in files: RepositoryFiles) -> [SourceLocation] {
    files.files.compactMap { file in
      guard isEnvironmentFile(file.path) else { return nil }
      let values = values(of: file)
      return isTemplate(values) ? nil : values.first?.location
    }
  }

  /// Whether a path names an environment file that is not meant as an example.
  package static func isEnvironmentFile(_ path: String) -> Bool {
    let name = PathText.name(of: path).lowercased()
    guard name == ".env" || name.hasPrefix(".env.") || name.hasSuffix(".env") else { return false }
    let context = SecretContext(path: path)
    return context != .example && context != .documentation
  }

  /// A setting that is not empty.
  private struct Value {
    let name: String
    let text: String
    let location: SourceLocation
  }

  private static func values(of file: RepositoryFile) -> [Value] {
    var offset = 0
    return file.bytes.split(separator: 10, omittingEmptySubsequences: false).compactMap { line in
      defer { offset += line.count + 1 }
      let text = line.drop { $0 == 32 || $0 == 9 }
      guard text.first != UInt8(ascii: "#"), let sign = text.firstIndex(of: UInt8(ascii: "="))
      else { return nil }
      let value = text[(sign + 1)...].filter { $0 > 32 && $0 != 34 && $0 != 39 }
      guard sign > text.startIndex, let first = value.first, first != UInt8(ascii: "#") else {
        return nil
      }
      return Value(
        name: String(decoding: text[..<sign], as: UTF8.self),
        text: String(decoding: value, as: UTF8.self),
        location: file.location(atByte: offset + (text.startIndex - line.startIndex))
      )
    }
  }

  /// Whether values are for somebody to fill in: one says so, and no other could be a secret.
  private static func isTemplate(_ values: [Value]) -> Bool {
    values.contains { isToBeFilledIn($0.text) }
      && values.allSatisfy { isToBeFilledIn($0.text) || !couldBeSecret($0) }
  }

  private static func isToBeFilledIn(_ value: String) -> Bool {
    let value = passwordInAddress(value) ?? value
    return value.hasPrefix("<") && value.hasSuffix(">") || SecretJudgement.isPlaceholder(value)
  }

  private static func couldBeSecret(_ value: Value) -> Bool {
    if let password = passwordInAddress(value.text) {
      return !SecretJudgement.isTemplate(password)
    }
    // What is put together from other values is as harmless as they are.
    if SecretJudgement.isTemplate(value.text) { return false }
    let words = NameWords(value.name).words
    return words.contains { secretWords.contains($0) || $0.hasPrefix("passw") }
      || SecretJudgement.looksRandom(value.text)
  }

  private static func passwordInAddress(_ value: String) -> String? {
    guard let scheme = value.firstRange(of: "://") else { return nil }
    let rest = value[scheme.upperBound...]
    guard let at = rest.lastIndex(of: "@"), let colon = rest[..<at].firstIndex(of: ":") else {
      return nil
    }
    return String(rest[rest.index(after: colon)..<at])
  }

  private static let secretWords: Set<String> = [
    "secret", "token", "key", "keys", "credential", "credentials", "pass", "pwd", "passphrase",
    "salt", "pin", "dsn", "signature", "cert", "certificate", "seed", "mnemonic",
  ]
}
