/// A JSON value that has exactly one text, as RFC 8785 (JSON Canonicalization Scheme) has it.
///
/// What is hashed and signed has to be the same bytes for everybody, so records are written in this
/// form: no white space, members sorted by the UTF-16 code units of their names, numbers as
/// ECMAScript writes them, and only those characters escaped that have to be.
package enum CanonicalJSON: Hashable, Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A finite number.
  case number(Double)
  /// A text.
  case string(String)
  /// A list.
  case array([CanonicalJSON])
  /// Members in canonical order; made by `object(of:)`.
  case object([Member])

  /// A name and its value.
  package struct Member: Hashable, Sendable {
    /// The name.
    package let name: String
    /// The value.
    package let value: CanonicalJSON

    /// Creates a member.
    package init(name: String, value: CanonicalJSON) {
      self.name = name
      self.value = value
    }
  }

  /// Creates an object; members are put in order, and those without a value left out.
  package static func object(of members: [String: CanonicalJSON?]) -> CanonicalJSON {
    let present = members.compactMap { name, value in
      value.map { Member(name: name, value: $0) }
    }
    return .object(present.sorted { precedes($0.name, $1.name) })
  }

  /// Creates an object from members that are in canonical order but for those without a value.
  static func object(inOrder members: KeyValuePairs<String, CanonicalJSON?>) -> CanonicalJSON {
    var present: [Member] = []
    present.reserveCapacity(members.count)
    for (name, value) in members {
      if let value { present.append(Member(name: name, value: value)) }
    }
    return .object(present)
  }

  /// Creates an object of texts; nil when there are none.
  package static func texts(_ texts: [String: String]) -> CanonicalJSON? {
    texts.isEmpty ? nil : object(of: texts.mapValues { .string($0) })
  }

  /// The value of a member, nil when there is none of this name.
  package subscript(name: String) -> CanonicalJSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// The text, when it is one.
  package var text: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// Whether one name comes before another: by UTF-16 code units, which is not by scalar value.
  static func precedes(_ left: String, _ right: String) -> Bool {
    let quick = left.utf8.withContiguousStorageIfAvailable { left in
      right.utf8.withContiguousStorageIfAvailable { right -> Bool? in
        for index in 0..<min(left.count, right.count) where left[index] != right[index] {
          // The two orders differ only among characters from U+E000 on, which begin so in UTF-8.
          return max(left[index], right[index]) < 0xEE ? left[index] < right[index] : nil
        }
        return left.count < right.count
      }
    }
    return quick.flatMap { $0 }.flatMap { $0 } ?? left.utf16.lexicographicallyPrecedes(right.utf16)
  }
}

// MARK: - Writing

extension CanonicalJSON {
  /// The value's one and only text, in UTF-8.
  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(512)
    write(into: &bytes)
    return bytes
  }

  // The depth of a value is limited where values are read; those we build have a depth of four.
  private func write(into bytes: inout [UInt8]) {
    switch self {
    case .null: bytes += "null".utf8
    case .bool(let flag): bytes += (flag ? "true" : "false").utf8
    case .number(let number): bytes += Self.text(of: number).utf8
    case .string(let text): Self.write(text, into: &bytes)
    case .array(let values):
      bytes.append(0x5B)
      for (index, value) in values.enumerated() {
        if index > 0 { bytes.append(0x2C) }
        value.write(into: &bytes)
      }
      bytes.append(0x5D)
    case .object(let members):
      bytes.append(0x7B)
      for (index, member) in members.enumerated() {
        if index > 0 { bytes.append(0x2C) }
        Self.write(member.name, into: &bytes)
        bytes.append(0x3A)
        member.value.write(into: &bytes)
      }
      bytes.append(0x7D)
    }
  }

  private static let hexadecimal = Array("0123456789abcdef".utf8)

  private static func write(_ text: String, into bytes: inout [UInt8]) {
    bytes.append(0x22)
    defer { bytes.append(0x22) }
    // Most texts have nothing to escape.
    let isWritten = text.utf8.withContiguousStorageIfAvailable { plain in
      guard plain.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }) else { return false }
      bytes.append(contentsOf: plain)
      return true
    }
    if isWritten == true { return }
    for byte in text.utf8 {
      switch byte {
      case 0x22, 0x5C: bytes += [0x5C, byte]
      case 0x08: bytes += [0x5C, 0x62]
      case 0x09: bytes += [0x5C, 0x74]
      case 0x0A: bytes += [0x5C, 0x6E]
      case 0x0C: bytes += [0x5C, 0x66]
      case 0x0D: bytes += [0x5C, 0x72]
      case ..<0x20:
        bytes += [0x5C, 0x75, 0x30, 0x30, hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
      default: bytes.append(byte)
      }
    }
  }

  /// The number as ECMAScript writes it (ECMA-262, Number::toString).
  ///
  /// Swift and ECMAScript agree on the digits, the fewest that are read back as the same number;
  /// only where the point and the exponent stand differs.
  static func text(of number: Double) -> String {
    guard number.isFinite else { return "null" }
    if let whole = Int(exactly: number), whole.magnitude < 1 << 53 { return "\(whole)" }
    let (digits, point) = decimal(number.magnitude)
    let sign = number < 0 ? "-" : ""
    let count = digits.count
    switch point {
    case count...21 where point >= count:
      return sign + digits + String(repeating: "0", count: point - count)
    case 1...21:
      return sign + digits.prefix(point) + "." + digits.dropFirst(point)
    case -5...0:
      return sign + "0." + String(repeating: "0", count: -point) + digits
    default:
      let exponent = point - 1
      let mantissa = count == 1 ? digits : digits.prefix(1) + "." + digits.dropFirst()
      return sign + mantissa + "e" + (exponent < 0 ? "-" : "+") + "\(exponent.magnitude)"
    }
  }

  /// The digits of a positive number, and how many of them stand before the point.
  private static func decimal(_ number: Double) -> (digits: String, point: Int) {
    let parts = number.description.split(separator: "e")
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let halves = (parts.first ?? "0").split(separator: ".", omittingEmptySubsequences: false)
    let whole = halves.first ?? "0"
    let fraction = halves.count > 1 ? halves[1] : ""
    let all = whole + fraction
    let zeros = all.prefix { $0 == "0" }.count
    var digits = String(all.dropFirst(zeros))
    while digits.last == "0" { digits.removeLast() }
    return (digits, whole.count - zeros + exponent)
  }
}
