/// The kind of a lowered node, with what its parts stand for.
///
/// Parts are written as (text; first, second, third; list; decorators). Types, parentheses and
/// other syntax that never changes a value are gone.
package enum ScriptKind: UInt8, Sendable {
  /// Something that is not modelled; its list holds the expressions inside it.
  case opaque

  // Expressions.
  case identifier  // text: name
  case this
  case superclass
  case string  // text: value
  case number  // text: as written
  case boolean  // text: `true` or `false`
  case null
  case undefined
  case regularExpression  // text: as written
  case template  // list: strings and expressions in turn
  case array  // list: elements
  case object  // list: properties and spreads
  case property  // text: key unless computed; first: value; second: computed key
  case spread  // first: expression
  case function  // text: name or empty; first: body; list: parameters
  case classExpression  // text: name or empty; first: superclass; list: members
  case call  // first: callee; list: arguments
  case new  // first: callee; list: arguments
  case member  // text: property; first: object
  case index  // first: object; second: index
  case unary  // text: operator; first: operand
  case binary  // text: operator; first, second: operands
  case assign  // text: operator; first: target; second: value
  case conditional  // first: test; second: then; third: else
  case await  // first: expression
  case yield  // first: expression
  case sequence  // list: expressions
  case dynamicImport  // list: arguments

  // Patterns.
  case objectPattern  // list: properties (first: target) and rests
  case arrayPattern  // list: targets, opaque for a hole
  case defaultPattern  // first: target; second: default
  case restPattern  // first: target
  case parameter  // text: type name or empty; first: target

  // Statements.
  case block  // list: statements
  case variable  // text: `const`, `let` or `var`; list: declarators
  case declarator  // text: type name or empty; first: target; second: value
  case returnStatement  // first: value
  case throwStatement  // first: value
  case ifStatement  // first: test; second: then; third: else
  case loop  // first: test; second: body; third: update; list: initialiser
  case forEach  // text: `of` or `in`; first: target; second: collection; third: body
  case tryStatement  // first: block; second: catch; third: finally
  case catchClause  // first: target; second: body
  case switchStatement  // first: value; list: cases
  case switchCase  // first: test, absent for the default; list: statements
  case breakStatement
  case continueStatement
  case importDeclaration  // text: source; list: specifiers
  case importSpecifier  // text: imported name, `*` for all, `default`; first: local identifier
  case exportNames  // text: source or empty; list: specifiers
  case exportSpecifier  // text: exported name; first: local identifier
  case exportAll  // text: source; first: namespace identifier
  case exportDefault  // first: value
  case exportDeclaration  // first: declaration
  case exportAssignment  // first: value

  // Members of a class.
  case method  // text: name unless computed; first: function; second: computed name
  case field  // text: name unless computed; first: value; second: computed name
  case staticBlock  // first: body
}

/// Marks on a lowered node.
package struct ScriptFlags: OptionSet, Sendable {
  /// The marks as bits.
  package let rawValue: UInt16

  /// Creates marks from bits.
  package init(rawValue: UInt16) { self.rawValue = rawValue }

  /// An `async` function.
  package static let isAsync = ScriptFlags(rawValue: 1)
  /// An arrow function, which keeps the surrounding `this`.
  package static let isArrow = ScriptFlags(rawValue: 2)
  /// A generator function.
  package static let isGenerator = ScriptFlags(rawValue: 4)
  /// A function or class that binds its name in the surrounding scope.
  package static let isDeclaration = ScriptFlags(rawValue: 8)
  /// A `static` member.
  package static let isStatic = ScriptFlags(rawValue: 16)
  /// A getter.
  package static let isGetter = ScriptFlags(rawValue: 32)
  /// A setter.
  package static let isSetter = ScriptFlags(rawValue: 64)
  /// An optional chain.
  package static let isOptional = ScriptFlags(rawValue: 128)
  /// A constructor parameter that declares a field.
  package static let declaresField = ScriptFlags(rawValue: 256)
  /// An import or export of types only.
  package static let isTypeOnly = ScriptFlags(rawValue: 512)
  /// A private or protected member.
  package static let isPrivate = ScriptFlags(rawValue: 1024)
}

/// Position of a node in its program; negative for "none".
package typealias ScriptNodeID = Int32

/// One lowered node; plain memory, so that a program can be cached as bytes.
package struct ScriptNode: Sendable {
  /// What the node is.
  package var kind: ScriptKind
  /// Marks.
  package var flags: ScriptFlags = []
  /// Index into the program's strings, -1 for none.
  package var text: Int32 = -1
  /// First part.
  package var first: ScriptNodeID = -1
  /// Second part.
  package var second: ScriptNodeID = -1
  /// Third part.
  package var third: ScriptNodeID = -1
  /// Start of the list in the program's lists.
  package var listStart: Int32 = 0
  /// Length of the list.
  package var listCount: Int32 = 0
  /// Start of the decorators in the program's lists.
  package var decoratorStart: Int32 = 0
  /// Number of decorators.
  package var decoratorCount: Int32 = 0
  /// 1-based line.
  package var line: UInt32 = 0
  /// 1-based byte column.
  package var column: UInt32 = 0
  /// 1-based last line.
  package var endLine: UInt32 = 0
}
