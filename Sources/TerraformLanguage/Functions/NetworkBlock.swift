/// An IPv4 or IPv6 address.
package struct NetworkAddress: Hashable, Sendable {
  /// The address as a number.
  package var bits: UInt128
  /// 32 or 128.
  package var width: Int

  init(bits: UInt128, width: Int) {
    self.bits = bits
    self.width = width
  }

  /// Reads an address, nil when it is none.
  package init?(_ text: some StringProtocol) {
    let parsed = text.contains(":") ? Self.version6(text) : Self.version4(text)
    guard let parsed else { return nil }
    self = parsed
  }

  private static func version4(_ text: some StringProtocol) -> NetworkAddress? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var bits: UInt128 = 0
    for part in parts {
      guard part.utf8.count <= 3, part.utf8.allSatisfy(\.isDigit), let byte = UInt8(part) else {
        return nil
      }
      bits = bits << 8 | UInt128(byte)
    }
    return NetworkAddress(bits: bits, width: 32)
  }

  private static func version6(_ text: some StringProtocol) -> NetworkAddress? {
    guard text.utf8.count <= 45 else { return nil }
    let halves = String(text).split(separator: "::", omittingEmptySubsequences: false)
    guard halves.count <= 2, let head = groups(halves[0]) else { return nil }
    var all = head
    if halves.count == 2 {
      guard let tail = groups(halves[1]), head.count + tail.count < 8 else { return nil }
      all += Array(repeating: 0, count: 8 - head.count - tail.count) + tail
    }
    guard all.count == 8 else { return nil }
    return NetworkAddress(bits: all.reduce(0) { $0 << 16 | UInt128($1) }, width: 128)
  }

  private static func groups(_ text: Substring) -> [UInt16]? {
    if text.isEmpty { return [] }
    var result: [UInt16] = []
    for part in text.split(separator: ":", omittingEmptySubsequences: false) {
      if part.contains(".") {
        guard let inner = version4(part) else { return nil }
        result += [
          UInt16(truncatingIfNeeded: inner.bits >> 16), UInt16(truncatingIfNeeded: inner.bits),
        ]
      } else {
        guard part.utf8.count <= 4, let group = UInt16(part, radix: 16) else { return nil }
        result.append(group)
      }
    }
    return result
  }
}

extension NetworkAddress: CustomStringConvertible {
  /// The address as it is usually written.
  package var description: String {
    if width == 32 {
      return [24, 16, 8, 0].map { String(UInt8(truncatingIfNeeded: bits >> UInt128($0))) }
        .joined(separator: ".")
    }
    let groups = (0..<8).map { UInt16(truncatingIfNeeded: bits >> UInt128((7 - $0) * 16)) }
    var longest = 0..<0
    var start = 0
    while start < 8 {
      var end = start
      while end < 8, groups[end] == 0 { end += 1 }
      if end - start > longest.count, end - start > 1 { longest = start..<end }
      start = max(end, start + 1)
    }
    let text = { (part: ArraySlice<UInt16>) in
      part.map { String($0, radix: 16) }.joined(separator: ":")
    }
    if longest.isEmpty { return text(groups[...]) }
    return text(groups[..<longest.lowerBound]) + "::" + text(groups[longest.upperBound...])
  }
}

/// A range of addresses that share a prefix.
package struct NetworkBlock: Hashable, Sendable {
  /// The first address.
  package var address: NetworkAddress
  /// Length of the prefix.
  package var prefix: Int

  init(address: NetworkAddress, prefix: Int) {
    self.address = address
    self.prefix = prefix
  }

  /// Reads a block such as `10.0.0.0/8`, nil when it is none.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let address = NetworkAddress(parts[0]), parts[1].utf8.count <= 3,
      parts[1].utf8.allSatisfy(\.isDigit), let prefix = Int(parts[1]), prefix <= address.width
    else { return nil }
    let first = address.bits & Self.mask(prefix, of: address.width)
    self.init(address: NetworkAddress(bits: first, width: address.width), prefix: prefix)
  }

  static func mask(_ prefix: Int, of width: Int) -> UInt128 {
    let all: UInt128 = width == 128 ? .max : (1 << UInt128(width)) - 1
    return prefix == 0 ? 0 : all << UInt128(width - prefix) & all
  }

  /// The last address, as a number.
  package var last: UInt128 {
    address.bits
      | (Self.mask(address.width, of: address.width) ^ Self.mask(prefix, of: address.width))
  }

  func contains(_ bits: UInt128) -> Bool { bits >= address.bits && bits <= last }

  func host(_ number: Int) -> NetworkAddress? {
    let magnitude = UInt128(number.magnitude)
    guard magnitude <= last - address.bits + (number < 0 ? 1 : 0) else { return nil }
    let bits = number < 0 ? last - (magnitude - 1) : address.bits + magnitude
    return NetworkAddress(bits: bits, width: address.width)
  }

  func subnet(adding bits: Int, number: Int) -> NetworkBlock? {
    let length = prefix + bits
    guard bits >= 0, bits <= 128, length <= address.width, number >= 0,
      bits >= 63 || number < 1 << bits
    else { return nil }
    let shift = UInt128(address.width - length)
    let start = address.bits | (shift >= 128 ? 0 : UInt128(number) << shift)
    return NetworkBlock(address: NetworkAddress(bits: start, width: address.width), prefix: length)
  }
}

extension NetworkBlock: CustomStringConvertible {
  /// The block as it is usually written.
  package var description: String { "\(address)/\(prefix)" }
}
