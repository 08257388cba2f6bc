/// The type a variable asks for.
indirect enum TypeConstraint: Hashable, Sendable {
  case any
  case string
  case number
  case bool
  case list(TypeConstraint)
  case set(TypeConstraint)
  case map(TypeConstraint)
  case tuple([TypeConstraint])
  case object([String: Member])

  /// One attribute of an object type.
  struct Member: Hashable, Sendable {
    var type: TypeConstraint
    var isOptional: Bool
    var defaultValue: Expression?
  }

  /// Reads a type expression, nil when it is none.
  init?(_ expression: Expression, depth: Int = 0) {
    guard depth < 40 else { return nil }
    switch expression {
    case .variable(let name): self.init(keyword: name)
    case .template: self.init(keyword: expression.plainText ?? "")
    case .call(let name, let arguments, false): self.init(name, arguments, depth: depth + 1)
    default: return nil
    }
  }

  private init?(keyword: String) {
    switch keyword {
    case "any": self = .any
    case "string": self = .string
    case "number": self = .number
    case "bool": self = .bool
    case "list": self = .list(.any)
    case "map": self = .map(.any)
    case "set": self = .set(.any)
    default: return nil
    }
  }

  private init?(_ name: String, _ arguments: [Expression], depth: Int) {
    guard arguments.count == 1 else { return nil }
    switch (name, arguments[0]) {
    case ("tuple", .tuple(let items)):
      let types = items.compactMap { TypeConstraint($0, depth: depth) }
      guard types.count == items.count else { return nil }
      self = .tuple(types)
    case ("object", .object(let items)):
      var members: [String: Member] = [:]
      for item in items {
        guard let key = item.key.plainText, let member = Self.member(item.value, depth: depth)
        else { return nil }
        members[key] = member
      }
      self = .object(members)
    default:
      guard let element = TypeConstraint(arguments[0], depth: depth) else { return nil }
      switch name {
      case "list": self = .list(element)
      case "set": self = .set(element)
      case "map": self = .map(element)
      default: return nil
      }
    }
  }

  private static func member(_ expression: Expression, depth: Int) -> Member? {
    guard case .call("optional", let arguments, false) = expression, let first = arguments.first
    else {
      return TypeConstraint(expression, depth: depth)
        .map { Member(type: $0, isOptional: false, defaultValue: nil) }
    }
    return TypeConstraint(first, depth: depth).map {
      Member(
        type: $0,
        isOptional: true,
        defaultValue: arguments.count > 1 ? arguments[1] : nil
      )
    }
  }
}
