/// The value of one configuration attribute, with what is known about where it comes from.
///
/// A provider's default is kept apart from a value somebody wrote, because an auditor treats them
/// differently, and an unknown value is never guessed.
package enum Setting<Value: Codable & Hashable & Sendable>: Hashable, Sendable {
  /// Somebody wrote this value, at the place given.
  case set(Value, at: SourceLocation?)
  /// Nobody wrote a value; the provider's documented default applies (nil: it has none).
  case unset(providerDefault: Value?)
  /// The value cannot be known from the repository, because of the reason given.
  case unknown(because: String)

  /// The value in force, written or by default; nil when unknown or without default.
  package var effective: Value? {
    switch self {
    case .set(let value, _): value
    case .unset(let value): value
    case .unknown: nil
    }
  }

  /// Where the value was written, nil when nobody wrote it or it is unknown.
  package var location: SourceLocation? {
    guard case .set(_, let location) = self else { return nil }
    return location
  }

  /// Whether somebody wrote the value.
  package var isWritten: Bool {
    guard case .set = self else { return false }
    return true
  }

  /// Why the value is unknown, nil when it is known.
  package var unknownReason: String? {
    guard case .unknown(let reason) = self else { return nil }
    return reason
  }
}

extension Setting: Codable {
  private enum CodingKeys: String, CodingKey {
    case value
    case at
    case providerDefault
    case unknown
  }

  /// Reads `{"value", "at"}`, `{"providerDefault"}` or `{"unknown": "reason"}`.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let reason = try container.decodeIfPresent(String.self, forKey: .unknown) {
      self = .unknown(because: reason)
    } else if let value = try container.decodeIfPresent(Value.self, forKey: .value) {
      self = .set(value, at: try container.decodeIfPresent(SourceLocation.self, forKey: .at))
    } else {
      let value = try container.decodeIfPresent(Value.self, forKey: .providerDefault)
      self = .unset(providerDefault: value)
    }
  }

  /// Writes `{"value", "at"}`, `{"providerDefault"}` or `{"unknown": "reason"}`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .set(let value, let location):
      try container.encode(value, forKey: .value)
      try container.encodeIfPresent(location, forKey: .at)
    case .unset(let value):
      try container.encode(value, forKey: .providerDefault)
    case .unknown(let reason):
      try container.encode(reason, forKey: .unknown)
    }
  }
}
