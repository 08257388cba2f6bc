import ReadinessModel
import TerraformLanguage

/// How the value of a `policy` attribute becomes a document.
extension TerraformGraph {
  /// Reads the policy a value holds; nil when it is not known.
  func policyDocument(_ value: Value?) -> PolicyDocument? { policyDocument(value, depth: 0) }

  private func policyDocument(_ value: Value?, depth: Int) -> PolicyDocument? {
    guard let value, depth < 12 else { return nil }
    switch value {
    case .string(let text): return Value(json: text).flatMap { PolicyDocument($0) }
    case .object: return PolicyDocument(value)
    case .unknown(let unknown):
      if let reference = unknown.attribute, let source = byAddress[reference.address] {
        guard source.isData, source.type == "aws_iam_policy_document" else { return nil }
        return generated(source, depth: depth + 1)
      }
      switch unknown.shape {
      case .json(let value): return PolicyDocument(value)
      case .text(let pieces): return PolicyDocument(pieces: pieces)
      default: return nil
      }
    default: return nil
    }
  }

  // MARK: - aws_iam_policy_document

  /// Merges the documents a data source names with its own statements.
  ///
  /// A statement replaces an earlier one of the same `sid`; sources come first, overrides last.
  private func generated(_ source: ResourceInstance, depth: Int) -> PolicyDocument? {
    let body = source.body
    guard source.uncertainty == nil, body.uncertainBlocks["statement"] == nil else { return nil }
    var statements: [PolicyStatement] = []
    for name in ["source_json", "source_policy_documents"] {
      guard let more = documents(body.value(name), depth: depth) else { return nil }
      statements += more
    }
    for block in body.blocks("statement") {
      guard let statement = PolicyStatement(block: block.body) else { return nil }
      Self.merge(statement, into: &statements)
    }
    for name in ["override_json", "override_policy_documents"] {
      guard let more = documents(body.value(name), depth: depth) else { return nil }
      for statement in more { Self.merge(statement, into: &statements) }
    }
    return PolicyDocument(statements: statements)
  }

  private func documents(_ value: Value?, depth: Int) -> [PolicyStatement]? {
    guard let value else { return [] }
    var result: [PolicyStatement] = []
    for part in value.elements ?? [value] where part != .string("") {
      guard let document = policyDocument(part, depth: depth) else { return nil }
      result += document.statements
    }
    return result
  }

  private static func merge(_ statement: PolicyStatement, into statements: inout [PolicyStatement])
  {
    if !statement.identifier.isEmpty,
      let position = statements.firstIndex(where: { $0.identifier == statement.identifier })
    {
      statements[position] = statement
    } else {
      statements.append(statement)
    }
  }
}

extension PolicyStatement {
  /// Reads a `statement` block; nil when its effect is not known.
  fileprivate init?(block: EvaluatedBody) {
    self.init()
    guard let effect = block.string("effect", default: "Allow").effective else { return nil }
    identifier = block.value("sid")?.text ?? ""
    allows = effect == "Allow"
    let list = { (name: String) -> [Value] in
      block.value(name).map { $0.elements ?? [$0] } ?? []
    }
    actions = list("actions")
    exceptActions = list("not_actions")
    resources = list("resources")
    exceptResources = list("not_resources")
    let named = block.blocks("principals").map { principal in
      (
        kind: principal.body.value("type")?.text ?? "?",
        identifiers: principal.body.value("identifiers").map { $0.elements ?? [$0] } ?? []
      )
    }
    principals = named.isEmpty ? nil : named
    exceptPrincipals = !block.blocks("not_principals").isEmpty
    conditions = block.blocks("condition").map { condition in
      (
        test: condition.body.value("test")?.text ?? "?",
        key: condition.body.value("variable")?.text ?? "?",
        values: condition.body.value("values").map { $0.elements ?? [$0] } ?? []
      )
    }
    // A condition that may or may not be there narrows nothing for certain.
    if let unknown = block.uncertainBlocks["condition"] {
      conditions = []
      unknownCondition = unknown.reason
    }
    if block.uncertainBlocks["principals"] != nil { return nil }
  }
}

extension PolicyDocument {
  /// Reads JSON text with unknown pieces: each stands for itself inside its string.
  fileprivate init?(pieces: [Value]) {
    var text = ""
    var unknowns: [UnknownValue] = []
    for piece in pieces {
      if let known = piece.text {
        text += known
      } else if let unknown = piece.unknown {
        text += "\u{FFFC}\(unknowns.count)\u{FFFC}"
        unknowns.append(unknown)
      }
    }
    guard let value = Value(json: text) else { return nil }
    self.init(value.restoring(unknowns))
  }
}

extension Value {
  /// Puts unknown values back where markers stand for them.
  fileprivate func restoring(_ unknowns: [UnknownValue]) -> Value {
    switch self {
    case .string(let text):
      let parts = text.split(separator: "\u{FFFC}", omittingEmptySubsequences: false)
      guard parts.count > 1 else { return self }
      let found = parts.compactMap { Int($0) }.compactMap {
        unknowns.indices.contains($0) ? unknowns[$0] : nil
      }
      guard let first = found.first else { return self }
      let isWhole = parts.count == 3 && parts[0].isEmpty && parts[2].isEmpty
      if isWhole { return .unknown(first) }
      return .unknown(
        UnknownValue(
          reason: first.reason,
          references: found.flatMap(\.references),
          shape: .text([self])
        )
      )
    case .list(let list): return .tuple(list.elements.map { $0.restoring(unknowns) })
    case .object(let object): return .object(object.entries.mapValues { $0.restoring(unknowns) })
    default: return self
    }
  }
}
