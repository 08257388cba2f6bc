import Foundation

/// Message digests that functions of the language give.
enum Digest {
  /// Gives the digest a function name asks for, nil for another name.
  static func text(_ name: String, of bytes: [UInt8]) -> String? {
    switch name {
    case "md5": hex(md5(bytes))
    case "sha1": hex(sha1(bytes))
    case "sha256": hex(sha256(bytes))
    case "sha512": hex(sha512(bytes))
    case "base64sha256": Base64.encode(sha256(bytes))
    case "base64sha512": Base64.encode(sha512(bytes))
    default: nil
    }
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private static func padded(_ bytes: [UInt8], block: Int, bigEndian: Bool) -> [UInt8] {
    let lengthBytes = block / 8
    var result = bytes
    result.append(0x80)
    while result.count % block != block - lengthBytes { result.append(0) }
    let bits = UInt64(bytes.count) * 8
    result += Array(repeating: 0, count: lengthBytes - 8)
    let length = (0..<8).map { UInt8(truncatingIfNeeded: bits >> UInt64(8 * $0)) }
    return result + (bigEndian ? length.reversed() : length)
  }

  private static func bigEndian<Word: FixedWidthInteger>(_ words: [Word]) -> [UInt8] {
    words.flatMap { word in
      (0..<Word.bitWidth / 8).reversed().map { UInt8(truncatingIfNeeded: word >> Word(8 * $0)) }
    }
  }

  private static func word<Word: FixedWidthInteger>(
    _ bytes: ArraySlice<UInt8>,
    as type: Word.Type
  ) -> Word {
    bytes.reduce(0) { $0 << 8 | Word($1) }
  }

  // MARK: - MD5

  private static let md5Shifts: [UInt32] = [
    7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21,
  ]

  /// The integer parts of 2³² · |sin(i + 1)|.
  private static let md5Table: [UInt32] = (0..<64).map {
    UInt32(abs(sin(Double($0 + 1))) * 4_294_967_296)
  }

  static func md5(_ bytes: [UInt8]) -> [UInt8] {
    var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476]
    let message = padded(bytes, block: 64, bigEndian: false)
    for start in stride(from: 0, to: message.count, by: 64) {
      let words = (0..<16).map { index in
        word(
          ArraySlice(message[(start + index * 4)..<(start + index * 4 + 4)].reversed()),
          as: UInt32.self
        )
      }
      var (a, b, c, d) = (state[0], state[1], state[2], state[3])
      for round in 0..<64 {
        let mix: UInt32
        let pick: Int
        switch round / 16 {
        case 0: (mix, pick) = ((b & c) | (~b & d), round)
        case 1: (mix, pick) = ((d & b) | (~d & c), (5 * round + 1) % 16)
        case 2: (mix, pick) = (b ^ c ^ d, (3 * round + 5) % 16)
        default: (mix, pick) = (c ^ (b | ~d), (7 * round) % 16)
        }
        let sum = a &+ mix &+ md5Table[round] &+ words[pick]
        let shift = md5Shifts[round / 16 * 4 + round % 4]
        (a, d, c, b) = (d, c, b, b &+ (sum << shift | sum >> (32 - shift)))
      }
      state = [state[0] &+ a, state[1] &+ b, state[2] &+ c, state[3] &+ d]
    }
    return bigEndian(state.map(\.byteSwapped))
  }

  // MARK: - SHA-1

  static func sha1(_ bytes: [UInt8]) -> [UInt8] {
    var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
    let message = padded(bytes, block: 64, bigEndian: true)
    let rotate = { (value: UInt32, bits: UInt32) in value << bits | value >> (32 - bits) }
    for start in stride(from: 0, to: message.count, by: 64) {
      var words = (0..<16).map { index in
        word(message[(start + index * 4)..<(start + index * 4 + 4)], as: UInt32.self)
      }
      for index in 16..<80 {
        let mixed = words[index - 3] ^ words[index - 8] ^ words[index - 14] ^ words[index - 16]
        words.append(rotate(mixed, 1))
      }
      var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
      for round in 0..<80 {
        let (mix, constant): (UInt32, UInt32) =
          switch round / 20 {
          case 0: ((b & c) | (~b & d), 0x5A82_7999)
          case 1: (b ^ c ^ d, 0x6ED9_EBA1)
          case 2: ((b & c) | (b & d) | (c & d), 0x8F1B_BCDC)
          default: (b ^ c ^ d, 0xCA62_C1D6)
          }
        let next = rotate(a, 5) &+ mix &+ e &+ constant &+ words[round]
        (e, d, c, b, a) = (d, c, rotate(b, 30), a, next)
      }
      for (index, value) in [a, b, c, d, e].enumerated() { state[index] &+= value }
    }
    return bigEndian(state)
  }

  // MARK: - SHA-2

  static func sha256(_ bytes: [UInt8]) -> [UInt8] {
    let initial = SHA2Tables.squareRoots.map { UInt32(truncatingIfNeeded: $0 >> 32) }
    let constants = SHA2Tables.cubeRoots.prefix(64).map { UInt32(truncatingIfNeeded: $0 >> 32) }
    return sha2(
      bytes,
      initial,
      Array(constants),
      shifts: [(2, 13, 22), (6, 11, 25), (7, 18, 3), (17, 19, 10)]
    )
  }

  static func sha512(_ bytes: [UInt8]) -> [UInt8] {
    sha2(
      bytes,
      SHA2Tables.squareRoots,
      SHA2Tables.cubeRoots,
      shifts: [(28, 34, 39), (14, 18, 41), (1, 8, 7), (19, 61, 6)]
    )
  }

  private static func sha2<Word: FixedWidthInteger>(
    _ bytes: [UInt8],
    _ initial: [Word],
    _ constants: [Word],
    shifts: [(Int, Int, Int)]
  ) -> [UInt8] {
    var state = initial
    let size = Word.bitWidth / 8
    let message = padded(bytes, block: size * 16, bigEndian: true)
    let turn = { (value: Word, bits: Int) in
      value >> Word(bits) | value << Word(Word.bitWidth - bits)
    }
    let spin = { (value: Word, by: (Int, Int, Int)) in
      turn(value, by.0) ^ turn(value, by.1) ^ turn(value, by.2)
    }
    let slide = { (value: Word, by: (Int, Int, Int)) in
      turn(value, by.0) ^ turn(value, by.1) ^ (value >> Word(by.2))
    }
    for start in stride(from: 0, to: message.count, by: size * 16) {
      var words = (0..<16).map { index in
        word(message[(start + index * size)..<(start + (index + 1) * size)], as: Word.self)
      }
      for index in 16..<constants.count {
        let (first, second) = (
          slide(words[index - 15], shifts[2]), slide(words[index - 2], shifts[3])
        )
        words.append(words[index - 16] &+ first &+ words[index - 7] &+ second)
      }
      var work = state
      for round in 0..<constants.count {
        let choice = (work[4] & work[5]) ^ (~work[4] & work[6])
        let one = work[7] &+ spin(work[4], shifts[1]) &+ choice &+ constants[round] &+ words[round]
        let majority = (work[0] & work[1]) ^ (work[0] & work[2]) ^ (work[1] & work[2])
        let two = spin(work[0], shifts[0]) &+ majority
        work = [
          one &+ two, work[0], work[1], work[2], work[3] &+ one, work[4], work[5], work[6],
        ]
      }
      for index in 0..<8 { state[index] &+= work[index] }
    }
    return bigEndian(state)
  }
}

/// The constants of SHA-2: fractions of the roots of the first primes, to 64 bits.
private enum SHA2Tables {
  static let squareRoots = primes.prefix(8).map { fraction(of: $0, root: 2) }
  static let cubeRoots = primes.map { fraction(of: $0, root: 3) }

  private static let primes: [UInt64] = {
    var found: [UInt64] = []
    var candidate: UInt64 = 2
    while found.count < 80 {
      if found.allSatisfy({ candidate % $0 != 0 }) { found.append(candidate) }
      candidate += 1
    }
    return found
  }()

  /// The first 64 bits after the point of a root, found bit by bit.
  private static func fraction(of prime: UInt64, root: Int) -> UInt64 {
    var whole: UInt64 = 1
    while power(whole + 1, root) <= prime { whole += 1 }
    var bits: UInt64 = 0
    for position in (0..<64).reversed() {
      let trial = bits | 1 << UInt64(position)
      if isBelow(whole: whole, fraction: trial, prime: prime, root: root) { bits = trial }
    }
    return bits
  }

  private static func power(_ base: UInt64, _ exponent: Int) -> UInt64 {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }

  /// Whether `(whole + fraction / 2⁶⁴)^root <= prime`, in exact arithmetic on 32-bit digits.
  private static func isBelow(whole: UInt64, fraction: UInt64, prime: UInt64, root: Int) -> Bool {
    let number = [fraction & 0xFFFF_FFFF, fraction >> 32, whole]
    var product: [UInt64] = [1]
    for _ in 0..<root { product = multiply(product, number) }
    // Two digits follow the point for each factor.
    let high = product.dropFirst(2 * root).reversed().reduce(UInt64(0)) { $0 << 32 | $1 }
    return high < prime
  }

  private static func multiply(_ left: [UInt64], _ right: [UInt64]) -> [UInt64] {
    var result = [UInt64](repeating: 0, count: left.count + right.count)
    for (i, a) in left.enumerated() {
      var carry: UInt64 = 0
      for (j, b) in right.enumerated() {
        let sum = result[i + j] + a * b + carry
        result[i + j] = sum & 0xFFFF_FFFF
        carry = sum >> 32
      }
      result[i + right.count] += carry
    }
    return result
  }
}
