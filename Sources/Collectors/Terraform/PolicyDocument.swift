import ReadinessModel
import TerraformLanguage

/// A policy of AWS, as far as it is known.
struct PolicyDocument {
  var statements: [PolicyStatement]

  /// Reads a policy written as JSON or as a value to be encoded; nil when it is none.
  init?(_ value: Value) {
    guard let entries = value.entries, let written = entries["Statement"] else { return nil }
    let list = written.elements ?? [written]
    statements = list.compactMap { PolicyStatement($0) }
    guard statements.count == list.count else { return nil }
  }

  init(statements: [PolicyStatement]) { self.statements = statements }

  /// Whether anybody at all may use what the policy protects.
  func allowsAnybody(at place: SourceLocation) -> Setting<Bool> {
    var unknown: String?
    for statement in statements where statement.allows && !statement.narrowsCaller {
      if statement.namesEverybody {
        guard let reason = statement.unknownCondition else { return .set(true, at: place) }
        unknown = unknown ?? reason
      }
      unknown = unknown ?? statement.unknownPrincipal
    }
    return unknown.map { .unknown(because: $0) } ?? .set(false, at: place)
  }
}

/// One statement of a policy.
struct PolicyStatement {
  var identifier = ""
  var allows = true
  var actions: [Value] = []
  var exceptActions: [Value] = []
  var resources: [Value] = []
  var exceptResources: [Value] = []
  /// Principals by kind; nil when the statement names none.
  var principals: [(kind: String, identifiers: [Value])]?
  var exceptPrincipals = false
  /// Conditions: operator, key, values.
  var conditions: [(test: String, key: String, values: [Value])] = []
  /// Why there may be conditions that are not seen, nil when there are none.
  var unknownCondition: String?

  init() {}

  /// Reads a statement of a JSON policy.
  init?(_ value: Value) {
    guard let entries = value.entries, let effect = entries["Effect"]?.text else { return nil }
    identifier = entries["Sid"]?.text ?? ""
    allows = effect == "Allow"
    actions = Self.list(entries["Action"])
    exceptActions = Self.list(entries["NotAction"])
    resources = Self.list(entries["Resource"])
    exceptResources = Self.list(entries["NotResource"])
    exceptPrincipals = entries["NotPrincipal"] != nil
    if let principal = entries["Principal"] {
      if let kinds = principal.entries {
        principals = kinds.keys.sorted().map { ($0, Self.list(kinds[$0])) }
      } else {
        principals = [("AWS", Self.list(principal))]
      }
    }
    unknownCondition = entries["Condition"]?.unknown?.reason
    for (test, keys) in (entries["Condition"]?.entries ?? [:]).sorted(by: { $0.key < $1.key }) {
      unknownCondition = unknownCondition ?? keys.unknown?.reason
      for (key, values) in (keys.entries ?? [:]).sorted(by: { $0.key < $1.key }) {
        conditions.append((test, key, Self.list(values)))
      }
    }
  }

  private static func list(_ value: Value?) -> [Value] {
    guard let value, !value.isNull else { return [] }
    return value.elements ?? [value]
  }

  // MARK: - Principals

  /// Whether the statement is about everybody.
  var namesEverybody: Bool {
    if exceptPrincipals { return true }
    return (principals ?? []).contains { kind, identifiers in
      (kind == "AWS" || kind == "*") && identifiers.contains(.string("*"))
    }
  }

  /// Why a principal is not known, when it could be everybody.
  var unknownPrincipal: String? {
    for (kind, identifiers) in principals ?? [] where kind == "AWS" || kind == "*" {
      for identifier in identifiers {
        // What a resource of the configuration is called is never everybody.
        if let unknown = identifier.unknown, unknown.references.isEmpty { return unknown.reason }
      }
    }
    return nil
  }

  /// Keys of conditions that tie a request to known accounts, organisations or networks.
  private static let callerKeys: Set<String> = [
    "aws:sourcearn", "aws:sourceaccount", "aws:sourceorgid", "aws:principalorgid",
    "aws:principalarn", "aws:principalaccount", "aws:principalorgpaths", "aws:sourcevpc",
    "aws:sourcevpce", "aws:sourceip", "aws:vpcsourceip", "aws:sourceowner", "kms:calleraccount",
    "aws:userid", "aws:username", "kms:viaservice", "lambda:functionurlauthtype",
    "sns:endpoint", "aws:federatedprovider",
  ]

  /// Whether a condition leaves only callers that are known.
  var narrowsCaller: Bool {
    conditions.contains { test, key, values in
      let test = test.lowercased()
      guard !test.contains("not"), !test.hasSuffix("ifexists"), !test.hasPrefix("null"),
        Self.callerKeys.contains(key.lowercased())
      else { return false }
      return !values.contains { $0.text == "*" || $0.text == "0.0.0.0/0" || $0.text == "::/0" }
    }
  }

  /// Whether the statement denies everybody's requests without TLS.
  var deniesPlainTransport: Bool {
    guard !allows, namesEverybody, actions.contains(where: Self.coversService("s3")) else {
      return false
    }
    return conditions.contains { test, key, values in
      key.lowercased() == "aws:securetransport" && test.lowercased().hasPrefix("bool")
        && values.contains { $0.text?.lowercased() == "false" || $0 == .bool(false) }
    }
  }

  // MARK: - Patterns

  /// Whether an action pattern covers every action of a service.
  static func coversService(_ service: String) -> (Value) -> Bool {
    { value in
      guard let pattern = value.text?.lowercased() else { return false }
      return pattern.isAllStars || pattern == "*:*" || pattern == "\(service):*"
    }
  }

  /// Whether a value is the pattern for everything.
  static func isEverything(_ value: Value) -> Bool {
    guard let pattern = value.text else { return false }
    return pattern.isAllStars || pattern == "*:*"
      || (pattern.hasPrefix("arn:") && pattern.dropFirst(4).allSatisfy { $0 == "*" || $0 == ":" })
  }
}

extension String {
  fileprivate var isAllStars: Bool { !isEmpty && allSatisfy { $0 == "*" } }
}
