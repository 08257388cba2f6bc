import SyntaxTrees

/// The names of the grammar that lowering tells apart.
enum ScriptSyntax: String, CaseIterable {
  case abstractClass = "abstract_class_declaration"
  case accessibility = "accessibility_modifier"
  case arguments
  case array
  case arrayPattern = "array_pattern"
  case arrow = "arrow_function"
  case asExpression = "as_expression"
  case assignment = "assignment_expression"
  case assignmentPattern = "assignment_pattern"
  case augmented = "augmented_assignment_expression"
  case await = "await_expression"
  case binary = "binary_expression"
  case breakStatement = "break_statement"
  case call = "call_expression"
  case catchClause = "catch_clause"
  case `class`
  case classBody = "class_body"
  case classDeclaration = "class_declaration"
  case classHeritage = "class_heritage"
  case classStaticBlock = "class_static_block"
  case computedName = "computed_property_name"
  case `continue` = "continue_statement"
  case decorator
  case doStatement = "do_statement"
  case elseClause = "else_clause"
  case enumAssignment = "enum_assignment"
  case enumBody = "enum_body"
  case enumDeclaration = "enum_declaration"
  case escape = "escape_sequence"
  case exportClause = "export_clause"
  case exportSpecifier = "export_specifier"
  case exportStatement = "export_statement"
  case expressionStatement = "expression_statement"
  case extendsClause = "extends_clause"
  case fieldDefinition = "field_definition"
  case finallyClause = "finally_clause"
  case forIn = "for_in_statement"
  case forStatement = "for_statement"
  case functionDeclaration = "function_declaration"
  case functionExpression = "function_expression"
  case generator = "generator_function"
  case generatorDeclaration = "generator_function_declaration"
  case identifier
  case ifStatement = "if_statement"
  case `import`
  case importAlias = "import_alias"
  case importClause = "import_clause"
  case importRequire = "import_require_clause"
  case importSpecifier = "import_specifier"
  case importStatement = "import_statement"
  case instantiation = "instantiation_expression"
  case internalModule = "internal_module"
  case labeled = "labeled_statement"
  case lexicalDeclaration = "lexical_declaration"
  case member = "member_expression"
  case metaProperty = "meta_property"
  case method = "method_definition"
  case module
  case namedImports = "named_imports"
  case namespaceExport = "namespace_export"
  case namespaceImport = "namespace_import"
  case newExpression = "new_expression"
  case nonNull = "non_null_expression"
  case null
  case number
  case object
  case objectAssignmentPattern = "object_assignment_pattern"
  case objectPattern = "object_pattern"
  case optionalParameter = "optional_parameter"
  case pair
  case pairPattern = "pair_pattern"
  case parenthesized = "parenthesized_expression"
  case privateName = "private_property_identifier"
  case program
  case propertyName = "property_identifier"
  case publicField = "public_field_definition"
  case regex
  case requiredParameter = "required_parameter"
  case restPattern = "rest_pattern"
  case `return` = "return_statement"
  case satisfies = "satisfies_expression"
  case sequence = "sequence_expression"
  case shorthand = "shorthand_property_identifier"
  case shorthandPattern = "shorthand_property_identifier_pattern"
  case spread = "spread_element"
  case statementBlock = "statement_block"
  case string
  case stringFragment = "string_fragment"
  case subscriptExpression = "subscript_expression"
  case superclass = "super"
  case switchBody = "switch_body"
  case switchCase = "switch_case"
  case switchDefault = "switch_default"
  case switchStatement = "switch_statement"
  case templateString = "template_string"
  case templateSubstitution = "template_substitution"
  case ternary = "ternary_expression"
  case this
  case throwStatement = "throw_statement"
  case tryStatement = "try_statement"
  case typeAssertion = "type_assertion"
  case unary = "unary_expression"
  case undefined
  case update = "update_expression"
  case variableDeclaration = "variable_declaration"
  case variableDeclarator = "variable_declarator"
  case whileStatement = "while_statement"
  case yield = "yield_expression"
  case trueLiteral = "true"
  case falseLiteral = "false"
}

/// What lowering asks of a grammar, looked up once per language.
struct ScriptGrammar: Sendable {
  let kinds: [ScriptSyntax?]
  let comments: Set<UInt16>
  private let fields: [String: UInt16]

  init(_ language: SyntaxLanguage) {
    let vocabulary = SyntaxVocabulary.of(language)
    kinds = vocabulary.kinds.map(ScriptSyntax.init(rawValue:))
    comments = vocabulary.symbols(named: "comment")
    var fields: [String: UInt16] = [:]
    for (index, name) in vocabulary.fields.enumerated() where !name.isEmpty {
      fields[name] = UInt16(index)
    }
    self.fields = fields
  }

  func field(_ name: String) -> UInt16 { fields[name] ?? .max }

  static func of(_ language: SyntaxLanguage) -> ScriptGrammar {
    switch language {
    case .typescript: typescript
    case .tsx: tsx
    default: javascript
    }
  }

  private static let typescript = ScriptGrammar(.typescript)
  private static let tsx = ScriptGrammar(.tsx)
  private static let javascript = ScriptGrammar(.javascript)
}
