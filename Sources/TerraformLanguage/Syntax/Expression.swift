/// An expression of the configuration language, before evaluation.
package indirect enum Expression: Hashable, Sendable {
  /// A number, truth value or null.
  case literal(Literal)
  /// Text with interpolations and directives; one without any is a plain string.
  case template([TemplatePart])
  /// The first name of a reference: a variable in scope.
  case variable(String)
  /// `source.name`
  case attribute(Expression, String)
  /// `source[key]`
  case index(Expression, Expression)
  /// `source[*]…` or `source.*…`; the second expression holds `splatItem` where each item goes.
  case splat(Expression, Expression)
  /// The item a splat is at.
  case splatItem
  /// `name(arguments)`, the last one spread when it is followed by `...`.
  case call(String, [Expression], spreadsLast: Bool)
  /// `condition ? first : second`
  case conditional(Expression, Expression, Expression)
  /// `-operand` or `!operand`
  case unary(UnaryOperator, Expression)
  /// `left operator right`
  case binary(BinaryOperator, Expression, Expression)
  /// `[a, b]`
  case tuple([Expression])
  /// `{ key = value }`
  case object([ObjectItem])
  /// `[for …]` or `{for …}`
  case loop(ForLoop)

  /// A value written as itself.
  package enum Literal: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
  }

  /// An operator before one operand.
  package enum UnaryOperator: Hashable, Sendable {
    case negate
    case not
  }

  /// An operator between two operands.
  package enum BinaryOperator: Hashable, Sendable {
    case or, and, equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    case add, subtract, multiply, divide, remainder
  }

  /// One entry of an object constructor.
  package struct ObjectItem: Hashable, Sendable {
    var key: Expression
    var value: Expression
  }

  /// A `for` expression; with a key it builds an object, without one a tuple.
  package struct ForLoop: Hashable, Sendable {
    var keyName: String?
    var valueName: String
    var source: Expression
    var key: Expression?
    var value: Expression
    var condition: Expression?
    var groups: Bool
  }

  /// A piece of a template.
  package indirect enum TemplatePart: Hashable, Sendable {
    case literal(String)
    case interpolation(Expression)
    case conditional(Expression, then: [TemplatePart], otherwise: [TemplatePart])
    case loop(key: String?, value: String, source: Expression, body: [TemplatePart])
  }

  /// The text of a template without interpolations, nil for anything else.
  package var plainText: String? {
    guard case .template(let parts) = self else { return nil }
    if parts.isEmpty { return "" }
    guard parts.count == 1, case .literal(let text) = parts[0] else { return nil }
    return text
  }

  /// Builds an expression for plain text.
  package static func text(_ text: String) -> Expression {
    .template(text.isEmpty ? [] : [.literal(text)])
  }
}
