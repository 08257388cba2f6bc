import ReadinessModel
import SyntaxTrees

/// Reads models that TypeScript and JavaScript declare.
struct ScriptModels {
  let file: RepositoryFile
  var result: FileDataModels
  /// Whether the file names the library that `new Schema` could belong to.
  lazy var mentionsMongoose: Bool = {
    let needle = Array("mongoose".utf8)
    return file.bytes.firstRange(of: needle) != nil
  }()
  /// Names of variables that hold schemas, with the places of their records.
  var schemaVariables: [String: [Int]] = [:]

  /// Reads a file.
  static func read(_ file: RepositoryFile, parser: SyntaxParser?) -> FileDataModels {
    var reader = ScriptModels(file: file, result: FileDataModels(file: file.path))
    guard let parser = parser ?? SyntaxParser() else {
      reader.result.trouble = "memory is short"
      return reader.result
    }
    do throws(SyntaxFailure) {
      let tree = try parser.parse(file.bytes, as: language(of: file))
      ScriptSyntax.nodes(of: tree) { reader.visit($0) }
      let isWhole = mayDefineValues(file)
      if isWhole || StoredWrites.mayOccur(in: file) {
        reader.result.values = values(in: tree, whole: isWhole)
      }
    } catch {
      reader.result.trouble = "not parsed: \(error)"
    }
    return reader.result
  }

  private static func language(of file: RepositoryFile) -> SyntaxLanguage {
    switch file.fileExtension {
    case "ts", "mts", "cts": .typescript
    case "tsx": .tsx
    default: .javascript
    }
  }

  private mutating func visit(_ node: SyntaxNode) {
    switch node.kind {
    case "class_declaration", "abstract_class_declaration", "class": readDecoratedClass(node)
    case "new_expression": readSchema(node)
    case "call_expression":
      // Mongoose takes its constructor without `new` too.
      if ScriptSyntax.calledName(node) == "Schema" { readSchema(node) }
      readTable(node)
      readSequelize(node)
      readSchemaUse(node)
      readMigrationCall(node)
    case "string", "template_string": readEmbeddedSQL(node)
    default: break
    }
  }

  /// A field declared by a property of an object literal.
  func field(
    _ name: String,
    type: String,
    pair: SyntaxNode,
    code: [SyntaxNode] = []
  ) -> StoredRecord.Field {
    StoredRecord.Field(
      name: name,
      type: String(type.prefix(120)),
      remarks: ScriptSyntax.comments(around: pair) + code.flatMap(Self.innerComments),
      code: code.map(Self.code),
      location: location(pair)
    )
  }

  /// The place of a node.
  func location(_ node: SyntaxNode) -> SourceLocation {
    file.location(atByte: node.range.lowerBound)
  }

  /// The name of the variable a value is assigned to, nil when there is none.
  static func variableName(for node: SyntaxNode) -> String? {
    var place = node
    for _ in 0..<8 {
      guard let parent = place.parent else { return nil }
      switch parent.kind {
      case "variable_declarator": return parent.child("name")?.text
      case "assignment_expression": return parent.child("left").flatMap(ScriptSyntax.lastName)
      case "as_expression", "parenthesized_expression", "satisfies_expression", "await_expression",
        "member_expression", "call_expression":
        place = parent
      default: return nil
      }
    }
    return nil
  }
}
