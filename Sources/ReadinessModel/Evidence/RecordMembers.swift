/// The members of a JSON object, taken one by one until none is left.
///
/// A member that nobody takes is an error at the end, so that nothing is lost in reading.
struct RecordMembers {
  private var members: [CanonicalJSON.Member?]

  init(_ json: CanonicalJSON) throws {
    guard case .object(let members) = json else {
      throw EvidenceRecordFailure("an object is missing")
    }
    self.members = members
  }

  mutating func takeOptional(_ name: String) -> CanonicalJSON? {
    guard let index = members.firstIndex(where: { $0?.name == name }) else { return nil }
    defer { members[index] = nil }
    return members[index]?.value
  }

  mutating func take(_ name: String) throws -> CanonicalJSON {
    guard let value = takeOptional(name) else {
      throw EvidenceRecordFailure("'\(name)' is missing")
    }
    return value
  }

  mutating func takeText(_ name: String) throws -> String { try take(name).needText() }

  mutating func takeOptionalText(_ name: String) throws -> String? {
    try takeOptional(name)?.needText()
  }

  mutating func takeMoment(_ name: String) throws -> Moment {
    let text = try takeText(name)
    guard let moment = Moment(text) else {
      throw EvidenceRecordFailure("'\(name)' is no moment: \(text)")
    }
    return moment
  }

  mutating func takeArray(_ name: String) throws -> [CanonicalJSON] {
    guard let value = takeOptional(name) else { return [] }
    guard case .array(let values) = value else {
      throw EvidenceRecordFailure("'\(name)' is no list")
    }
    return values
  }

  mutating func takeTexts(_ name: String) throws -> [String: String] {
    guard let value = takeOptional(name) else { return [:] }
    guard case .object(let members) = value else {
      throw EvidenceRecordFailure("'\(name)' is no object")
    }
    var texts: [String: String] = [:]
    for member in members { texts[member.name] = try member.value.needText() }
    return texts
  }

  func end() throws {
    guard let left = members.lazy.compactMap({ $0 }).first else { return }
    throw EvidenceRecordFailure("'\(left.name)' is unknown to this program")
  }
}

extension CanonicalJSON {
  func needText() throws -> String {
    guard let text else { throw EvidenceRecordFailure("a text is missing") }
    return text
  }

  func needCount() throws -> Int {
    guard case .number(let number) = self, let count = Int(exactly: number), count >= 0 else {
      throw EvidenceRecordFailure("a number is missing")
    }
    return count
  }
}
