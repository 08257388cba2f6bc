/// A moment in UTC, to the second.
///
/// It is written as RFC 3339 asks, `2026-02-17T14:23:01Z`, and needs neither clock, locale nor time
/// zone to be read, written and compared.
package struct Moment: Hashable, Sendable, CustomStringConvertible {
  /// Seconds since 1 January 1970, 00:00 UTC, without leap seconds.
  package let secondsSince1970: Int

  /// Creates a moment from its distance to 1 January 1970, 00:00 UTC.
  package init(secondsSince1970: Int) { self.secondsSince1970 = secondsSince1970 }

  /// Creates the first moment of a day.
  package init(startOf day: CivilDay) { secondsSince1970 = day.number * 86_400 }

  /// Creates a moment from an RFC 3339 text, nil when it is none.
  ///
  /// Fractions of a second are dropped, offsets are taken into account, and a leap second counts as
  /// the last second of its minute.
  package init?(_ text: String) {
    if let seconds = Self.seconds(inOwnForm: text) {
      secondsSince1970 = seconds
      return
    }
    let bytes = Array(text.utf8.prefix(64))
    guard
      bytes.count >= 20, bytes.count == text.utf8.count,
      let day = CivilDay(String(decoding: bytes[0..<10], as: UTF8.self)),
      bytes[10] == 0x54 || bytes[10] == 0x74 || bytes[10] == 0x20,
      let time = Self.clock(bytes[11..<19]), time.hour < 24, time.minute < 60, time.second < 61,
      let offset = Self.offset(in: Self.withoutFraction(bytes[19...]))
    else { return nil }
    secondsSince1970 =
      day.number * 86_400 + time.hour * 3600 + time.minute * 60 + min(time.second, 59) - offset
  }

  /// The day in UTC.
  package var day: CivilDay { CivilDay(secondsSince1970: secondsSince1970) }

  /// The moment so many seconds later.
  package func adding(seconds: Int) -> Moment {
    Moment(secondsSince1970: secondsSince1970 + seconds)
  }

  /// The moment as `YYYY-MM-DDThh:mm:ssZ`.
  package var description: String {
    let day = day
    let seconds = secondsSince1970 - day.number * 86_400
    if (0...9999).contains(day.year) { return Self.ownForm(of: day, seconds) }
    return "\(day)T\(Self.two(seconds / 3600)):\(Self.two(seconds / 60 % 60)):"
      + "\(Self.two(seconds % 60))Z"
  }

  // A ledger holds millions of moments, nearly all in the form of `description`: that form is read
  // and written digit by digit.

  private static func seconds(inOwnForm text: String) -> Int? {
    let seconds = text.utf8.withContiguousStorageIfAvailable { bytes -> Int? in
      guard bytes.count == 20, bytes[4] == 0x2D, bytes[7] == 0x2D, bytes[10] == 0x54,
        bytes[13] == 0x3A, bytes[16] == 0x3A, bytes[19] == 0x5A,
        let century = number(bytes[0], bytes[1]), let year = number(bytes[2], bytes[3]),
        let month = number(bytes[5], bytes[6]), let date = number(bytes[8], bytes[9]),
        let hour = number(bytes[11], bytes[12]), hour < 24,
        let minute = number(bytes[14], bytes[15]), minute < 60,
        let second = number(bytes[17], bytes[18]), second < 60,
        let day = CivilDay(validating: century * 100 + year, month: month, day: date)
      else { return nil }
      return day.number * 86_400 + hour * 3600 + minute * 60 + second
    }
    return seconds.flatMap { $0 }
  }

  private static func number(_ tens: UInt8, _ ones: UInt8) -> Int? {
    guard (0x30...0x39).contains(tens), (0x30...0x39).contains(ones) else { return nil }
    return Int(tens - 0x30) * 10 + Int(ones - 0x30)
  }

  private static func ownForm(of day: CivilDay, _ seconds: Int) -> String {
    String(unsafeUninitializedCapacity: 20) { bytes in
      func put(_ number: Int, at index: Int, before separator: Unicode.Scalar? = nil) {
        bytes[index] = UInt8(0x30 + number / 10)
        bytes[index + 1] = UInt8(0x30 + number % 10)
        if let separator { bytes[index + 2] = UInt8(ascii: separator) }
      }
      put(day.year / 100, at: 0)
      put(day.year % 100, at: 2, before: "-")
      put(day.month, at: 5, before: "-")
      put(day.day, at: 8, before: "T")
      put(seconds / 3600, at: 11, before: ":")
      put(seconds / 60 % 60, at: 14, before: ":")
      put(seconds % 60, at: 17, before: "Z")
      return 20
    }
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func clock(_ bytes: ArraySlice<UInt8>) -> (hour: Int, minute: Int, second: Int)? {
    let parts = bytes.split(separator: 0x3A, omittingEmptySubsequences: false)
    let numbers = parts.compactMap(number)
    guard parts.count == 3, numbers.count == 3 else { return nil }
    return (numbers[0], numbers[1], numbers[2])
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard digits.count == 2, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
  }

  private static func withoutFraction(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard bytes.first == 0x2E else { return bytes }
    let rest = bytes.dropFirst().drop { (0x30...0x39).contains($0) }
    return rest.count < bytes.count - 1 ? rest : bytes
  }

  private static func offset(in bytes: ArraySlice<UInt8>) -> Int? {
    if bytes.elementsEqual([0x5A]) || bytes.elementsEqual([0x7A]) { return 0 }
    guard let sign = bytes.first, sign == 0x2B || sign == 0x2D, bytes.count == 6 else { return nil }
    let parts = bytes.dropFirst().split(separator: 0x3A, omittingEmptySubsequences: false)
    let numbers = parts.compactMap(number)
    guard parts.count == 2, numbers.count == 2, numbers[0] < 24, numbers[1] < 60 else { return nil }
    return (numbers[0] * 3600 + numbers[1] * 60) * (sign == 0x2D ? -1 : 1)
  }
}

extension Moment: Comparable {
  /// Orders moments by time.
  package static func < (left: Self, right: Self) -> Bool {
    left.secondsSince1970 < right.secondsSince1970
  }
}

extension Moment: Codable {
  /// Reads a moment from its RFC 3339 text.
  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let moment = Moment(text) else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: decoder.codingPath,
          debugDescription: "no moment: \(text)"
        )
      )
    }
    self = moment
  }

  /// Writes the moment as its RFC 3339 text.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
