extension PureFunction {
  static let times: [String: PureFunction] = [
    "timecmp": PureFunction(2...2) { (a) throws(EvaluationFailure) in
      let (first, second) = (try moment(try a.string(0)), try moment(try a.string(1)))
      return .number(first.seconds < second.seconds ? -1 : first.seconds > second.seconds ? 1 : 0)
    },
    "timeadd": PureFunction(2...2) { (a) throws(EvaluationFailure) in
      var moment = try moment(try a.string(0))
      moment.seconds += try Moment.duration(try a.string(1))
      return .string(moment.description)
    },
    "formatdate": PureFunction(2...2) { (a) throws(EvaluationFailure) in
      .string(try moment(try a.string(1)).formatted(try a.string(0)))
    },
  ]

  private static func moment(_ text: String) throws(EvaluationFailure) -> Moment {
    guard let moment = Moment(text) else { throw EvaluationFailure("not a time stamp") }
    return moment
  }
}

/// A time stamp of RFC 3339.
struct Moment {
  /// Seconds since the beginning of 1970, in UTC.
  var seconds: Int
  /// Seconds the written time is ahead of UTC.
  var zone: Int

  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes.count <= 40 else { return nil }
    let number = { (range: Range<Int>) in
      Int(String(decoding: bytes[range], as: UTF8.self))
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
      bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"), bytes[10] == UInt8(ascii: "T"),
      (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 60
    else { return nil }
    var rest = bytes[19...]
    if rest.first == UInt8(ascii: ".") { rest = rest.dropFirst().drop(while: \.isDigit) }
    zone = 0
    if rest != [UInt8(ascii: "Z")] {
      guard rest.count == 6, let hours = number(rest.startIndex + 1..<rest.startIndex + 3),
        let minutes = number(rest.startIndex + 4..<rest.startIndex + 6)
      else { return nil }
      zone = (hours * 60 + minutes) * (rest.first == UInt8(ascii: "-") ? -60 : 60)
    }
    let time = hour * 3_600 + minute * 60 + second
    seconds = Self.days(year, month, day) * 86_400 + time - zone
  }

  /// Days from the beginning of 1970, by the Gregorian calendar.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private var date: (year: Int, month: Int, day: Int, time: Int) {
    let local = seconds + zone
    let days = Int((Double(local) / 86_400).rounded(.down))
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let number = month < 10 ? month + 3 : month - 9
    return (
      yearOfEra + era * 400 + (number <= 2 ? 1 : 0), number,
      dayOfYear - (153 * month + 2) / 5 + 1, local - days * 86_400
    )
  }

  /// Reads a duration such as `1h30m`.
  static func duration(_ text: String) throws(EvaluationFailure) -> Int {
    var rest = text[...]
    let isNegative = rest.hasPrefix("-")
    if isNegative { rest = rest.dropFirst() }
    var total = 0.0
    let units: [(String, Double)] = [
      ("ms", 0.001), ("us", 0.000_001), ("ns", 0.000_000_001), ("h", 3_600), ("m", 60), ("s", 1),
    ]
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isNumber || $0 == "." }
      rest = rest.dropFirst(digits.count)
      guard let number = Double(digits), number < 1e9,
        let unit = units.first(where: { rest.hasPrefix($0.0) })
      else { throw EvaluationFailure("not a duration") }
      rest = rest.dropFirst(unit.0.count)
      total += number * unit.1
    }
    return Int(isNegative ? -total : total)
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  private static let weekdays = [
    "Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday",
  ]

  /// Writes the time by a pattern such as `DD MMM YYYY hh:mm`.
  func formatted(_ pattern: String) throws(EvaluationFailure) -> String {
    var result = ""
    var rest = pattern[...]
    while let first = rest.first {
      if first == "'" {
        rest = rest.dropFirst()
        let quoted = rest.prefix { $0 != "'" }
        result += quoted
        rest = rest.dropFirst(quoted.count + 1)
        continue
      }
      guard first.isASCII, first.isLetter else {
        result.append(first)
        rest = rest.dropFirst()
        continue
      }
      let token = rest.prefix { $0 == first }
      rest = rest.dropFirst(token.count)
      result += try field(String(token))
    }
    return result
  }

  private func field(_ token: String) throws(EvaluationFailure) -> String {
    let date = date
    let padded = { (number: Int, width: Int) in
      String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
    }
    let (hour, minute, second) = (date.time / 3_600, date.time / 60 % 60, date.time % 60)
    let weekday = Self.weekdays[((seconds + zone) / 86_400 % 7 + 7) % 7]
    switch token {
    case "YYYY": return padded(date.year, 4)
    case "YY": return padded(date.year % 100, 2)
    case "MMMM": return Self.months[date.month - 1]
    case "MMM": return String(Self.months[date.month - 1].prefix(3))
    case "MM": return padded(date.month, 2)
    case "M": return String(date.month)
    case "DD": return padded(date.day, 2)
    case "D": return String(date.day)
    case "EEEE": return weekday
    case "EEE": return String(weekday.prefix(3))
    case "hh": return padded(hour, 2)
    case "h": return String(hour)
    case "HH": return padded((hour + 11) % 12 + 1, 2)
    case "H": return String((hour + 11) % 12 + 1)
    case "AA": return hour < 12 ? "AM" : "PM"
    case "aa": return hour < 12 ? "am" : "pm"
    case "mm": return padded(minute, 2)
    case "m": return String(minute)
    case "ss": return padded(second, 2)
    case "s": return String(second)
    case "Z": return zone == 0 ? "Z" : zoneText(":")
    case "ZZZZ": return zoneText("")
    case "ZZZ": return zone == 0 ? "UTC" : zoneText("")
    case "ZZZZZ": return zoneText(":")
    default: throw EvaluationFailure("formatdate does not know \(token)")
    }
  }

  private func zoneText(_ separator: String) -> String {
    let minutes = abs(zone) / 60
    let pad = { (number: Int) in (number < 10 ? "0" : "") + String(number) }
    return (zone < 0 ? "-" : "+") + pad(minutes / 60) + separator + pad(minutes % 60)
  }
}

extension Moment: CustomStringConvertible {
  var description: String {
    (try? formatted("YYYY-MM-DD'T'hh:mm:ssZ")) ?? ""
  }
}
