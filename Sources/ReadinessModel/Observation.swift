/// What is known about one kind of fact: what was seen, or why nothing could be.
package enum Observation<Value: Codable & Hashable & Sendable>: Hashable, Sendable {
  /// The facts that were seen; an empty list means "looked for, and none there".
  case observed(Value)
  /// Nothing can be said, because of the reason given.
  case notObservable(reason: String)

  /// The facts, nil when they could not be observed.
  package var value: Value? {
    guard case .observed(let value) = self else { return nil }
    return value
  }
}

extension Observation: Codable {
  private enum CodingKeys: String, CodingKey {
    case observed
    case notObservable
  }

  /// Reads `{"observed": …}` or `{"notObservable": "reason"}`.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let reason = try container.decodeIfPresent(String.self, forKey: .notObservable) {
      self = .notObservable(reason: reason)
    } else {
      self = .observed(try container.decode(Value.self, forKey: .observed))
    }
  }

  /// Writes `{"observed": …}` or `{"notObservable": "reason"}`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .observed(let value): try container.encode(value, forKey: .observed)
    case .notObservable(let reason): try container.encode(reason, forKey: .notObservable)
    }
  }
}
