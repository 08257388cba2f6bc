import Collectors
import ReadinessModel
import TextPatterns

/// Quotes lines of files that were read, with secrets masked; nothing is read from disk.
///
/// What may be shown is decided for a whole file: where it cannot be told whether a secret is in it,
/// nothing of it is quoted.
struct ExcerptReader {
  private static let charactersAtMost = 160
  private static let bytesAtMost = 1 << 20
  private static let mask = "****"

  private let scanner: PrefilterScanner?
  /// Files of which nothing is quoted, because everything in them may be secret.
  private let closed: Set<String>
  /// Text in quotes that is known to be secret, by file.
  private var literals: [String: Set<String>] = [:]

  init(prefilter: Prefilter?, closed: Set<String>) {
    scanner = try? prefilter?.scanner()
    self.closed = closed
  }

  /// Masks whatever stands in quotes near a place, wherever it stands in the file.
  mutating func maskLiterals(near place: SourceLocation, of bytes: [UInt8]?) {
    guard let bytes, bytes.count <= Self.bytesAtMost else { return }
    let lines = Self.split(bytes)
    let first = max(0, place.line - 1)
    let last = min(lines.count, max(place.endLine ?? place.line, place.line + 12))
    guard first < last else { return }
    for line in lines[first..<last] {
      literals[place.file, default: []].formUnion(Self.quoted(in: line).map { String($0) })
    }
  }

  /// The lines of a file, safe to quote; nil when nothing of it may be.
  func lines(of file: String, _ bytes: [UInt8]) -> [String]? {
    guard !closed.contains(file), bytes.count <= Self.bytesAtMost, let scanner,
      !SourceKind.isBinary(bytes), let reading = try? scanner.read(bytes)
    else { return nil }
    let (ranges, isTruncated) = SecretScanner.ranges(
      in: RepositoryFile(path: file, bytes: bytes),
      reading: reading
    )
    guard !isTruncated else { return nil }
    let secret = literals[file] ?? []
    var isKey = false
    return Self.split(Self.masked(bytes, ranges)).map { line in
      // The body of a key is of no use to a reader, however much of it was recognised.
      if line.contains("-----END") { isKey = false }
      if isKey { return Self.mask }
      if line.contains("-----BEGIN"), !line.contains("-----END") { isKey = true }
      return Self.shown(Self.withoutRandomText(Self.masked(line, secret)))
    }
  }

  // MARK: - Masking

  /// The bytes with a mask for each range; line breaks stay, so that numbers of lines do.
  private static func masked(_ bytes: [UInt8], _ ranges: [Range<Int>]) -> [UInt8] {
    guard !ranges.isEmpty else { return bytes }
    var result: [UInt8] = []
    var position = 0
    for range in ranges where range.lowerBound >= position {
      result += bytes[position..<range.lowerBound]
      result += mask.utf8
      for byte in bytes[range] where byte == 0x0A { result += [byte] + Array(mask.utf8) }
      position = range.upperBound
    }
    return result + bytes[position...]
  }

  /// A line with what is known to be secret masked, and with whatever is given to a secret's name.
  private static func masked(_ line: String, _ secret: Set<String>) -> String {
    var result = ""
    var rest = line[...]
    for text in quoted(in: line) {
      let before = line[rest.startIndex..<text.startIndex]
      result += before
      result +=
        secret.contains(String(text)) || isGivenToSecret(line[..<text.startIndex])
        ? mask[...] : text
      rest = line[text.endIndex...]
    }
    return result + rest
  }

  /// A line with long runs of letters of both cases and digits masked, which nobody writes by hand.
  private static func withoutRandomText(_ line: String) -> String {
    let shortest = 28
    guard line.utf8.count >= shortest else { return line }
    var result = ""
    var run = ""
    func end() {
      let isRandom =
        run.count >= shortest && run.contains(where: \.isNumber)
        && run.contains(where: \.isUppercase) && run.contains(where: \.isLowercase)
      result += isRandom ? mask : run
      run = ""
    }
    for character in line {
      if character.isASCII, character.isLetter || character.isNumber || "+=_-".contains(character) {
        run.append(character)
      } else {
        end()
        result.append(character)
      }
    }
    end()
    return result
  }

  private static let names = [
    "secret", "passw", "passphrase", "token", "apikey", "api_key", "api-key", "credential",
    "privatekey", "private_key",
  ]

  /// Whether text ends by giving a value to something that is called a secret.
  private static func isGivenToSecret(_ before: Substring) -> Bool {
    let trimmed = before.dropLast().reversed().drop { $0 == " " }
    guard let mark = trimmed.first, "=:|?,".contains(mark) else { return false }
    let text = before.lowercased()
    return names.contains { text.contains($0) }
  }

  /// What stands between quotes of one line.
  private static func quoted(in line: String) -> [Substring] {
    var result: [Substring] = []
    var open: (mark: Character, start: String.Index)?
    var isEscaped = false
    for index in line.indices {
      let character = line[index]
      if isEscaped {
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if let (mark, start) = open {
        guard character == mark else { continue }
        if start < index { result.append(line[start..<index]) }
        open = nil
      } else if character == "'" || character == "\"" || character == "`" {
        open = (character, line.index(after: index))
      }
    }
    return result
  }

  // MARK: - Lines

  private static func split(_ bytes: [UInt8]) -> [String] {
    bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      // A line may be of any length; what is cut off is not looked at either.
      let kept = line.prefix(charactersAtMost * 8)
      let text = kept.last == 0x0D ? kept.dropLast() : kept
      return String(decoding: text, as: UTF8.self)
    }
  }

  private static func shown(_ line: String) -> String {
    let text = line.replacing("\t", with: "  ")
    return text.count <= charactersAtMost ? text : text.prefix(charactersAtMost) + " …"
  }
}
