import ReadinessModel
import TerraformLanguage

extension EvaluatedBody {
  /// Reads a truth value.
  func bool(_ name: String, default standard: Bool?) -> Setting<Bool> {
    setting(name, default: standard) { value in
      switch value {
      case .bool(let bool): bool
      case .string("true"), .string("1"): true
      case .string("false"), .string("0"): false
      default: nil
      }
    }
  }

  /// Reads a whole number.
  func int(_ name: String, default standard: Int?) -> Setting<Int> {
    setting(name, default: standard) { value in
      switch value {
      case .number(let number) where number == number.rounded() && abs(number) < 1e12: Int(number)
      case .string(let text): Int(text)
      default: nil
      }
    }
  }

  /// Reads text.
  func string(_ name: String, default standard: String?) -> Setting<String> {
    setting(name, default: standard) { $0.text }
  }

  /// Whether an attribute is written at all: with a value, with none, or unknown which.
  ///
  /// What a resource will be called is not known before it exists, but it is something.
  func isWritten(_ name: String) -> Setting<Bool> {
    if let attribute = attributes[name], attribute.value.unknown?.attribute != nil {
      return .set(true, at: SourceLocation(attribute.location))
    }
    return setting(name, default: false) { $0 == .string("") ? false : true }
  }

  /// Reads an attribute; a value of a wrong kind is unknown.
  func setting<Result>(
    _ name: String,
    default standard: Result?,
    _ read: (Value) -> Result?
  ) -> Setting<Result> {
    guard let attribute = attributes[name] else { return .unset(providerDefault: standard) }
    return attribute.value.setting(
      at: SourceLocation(attribute.location),
      default: standard,
      read
    )
  }
}

extension Value {
  /// Turns a value into a setting.
  ///
  /// When one of several values holds and all of them come to the same, that is what holds.
  func setting<Result: Codable & Hashable & Sendable>(
    at location: SourceLocation,
    default standard: Result?,
    _ read: (Value) -> Result?
  ) -> Setting<Result> {
    switch self {
    case .null: return .unset(providerDefault: standard)
    case .unknown(let unknown):
      if case .oneOf(let choices) = unknown.shape {
        let settings = Set(
          choices.map { $0.setting(at: location, default: standard, read).effective }
        )
        if settings.count == 1, let only = settings.first, let value = only {
          return .set(value, at: location)
        }
      }
      return .unknown(because: unknown.reason)
    case .resource(let reference):
      return .unknown(because: "\(reference.address) is known only after apply")
    default:
      return read(self).map { .set($0, at: location) }
        ?? .unknown(because: "the value is of an unexpected kind")
    }
  }
}

extension Setting {
  /// Turns the value, keeping what is known about it.
  func map<Result>(_ turn: (Value) -> Result) -> Setting<Result> {
    switch self {
    case .set(let value, let location): .set(turn(value), at: location)
    case .unset(let value): .unset(providerDefault: value.map(turn))
    case .unknown(let reason): .unknown(because: reason)
    }
  }

  /// Replaces what holds when nothing is written.
  func or(_ other: @autoclosure () -> Setting<Value>) -> Setting<Value> {
    if case .unset = self { return other() }
    return self
  }
}

extension Setting<Bool> {
  /// Joins settings that must all hold; of those that fail the written one tells most.
  static func all(_ settings: [Setting<Bool>]) -> Setting<Bool> {
    join(settings, decisive: false)
  }

  /// Joins settings of which one is enough.
  static func any(_ settings: [Setting<Bool>]) -> Setting<Bool> {
    join(settings, decisive: true)
  }

  private static func join(_ settings: [Setting<Bool>], decisive: Bool) -> Setting<Bool> {
    let deciding = settings.filter { $0.effective == decisive }
    if let written = deciding.first(where: \.isWritten) ?? deciding.first { return written }
    if let unknown = settings.first(where: { $0.unknownReason != nil }) { return unknown }
    if let open = settings.first(where: { $0.effective == nil }) { return open }
    return settings.first(where: \.isWritten) ?? settings.first ?? .unset(providerDefault: nil)
  }

  /// Doubts a setting that nothing certain decides.
  func doubting(_ reason: String?) -> Setting<Bool> {
    guard let reason, !isWritten else { return self }
    return .unknown(because: reason)
  }
}
