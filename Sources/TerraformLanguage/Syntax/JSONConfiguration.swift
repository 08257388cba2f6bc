/// Reads the JSON syntax of the configuration language.
///
/// JSON does not tell blocks from arguments, so only the blocks Terraform itself defines are read as
/// blocks; inside a resource every member is an argument, and readers of blocks look there too.
struct JSONConfiguration {
  private let bytes: [UInt8]
  private let file: String
  private let lines: LineIndex
  private var result = ConfigurationFile()

  /// Parses a configuration file.
  static func parse(_ bytes: [UInt8], file: String) -> ConfigurationFile {
    var reader = JSONConfiguration(bytes: bytes, file: file, lines: LineIndex(bytes))
    reader.read()
    return reader.result
  }

  /// Parses a file of variable values.
  static func parseVariables(_ bytes: [UInt8], file: String) -> ConfigurationFile {
    var reader = JSONConfiguration(bytes: bytes, file: file, lines: LineIndex(bytes))
    if case .object(let members)? = reader.document() {
      for member in members {
        reader.result.body.attributes[member.key] = reader.attribute(member, isTemplate: false)
      }
    }
    return reader.result
  }

  private mutating func document() -> JSONNode? {
    do throws(JSONReader.Failure) {
      return try JSONReader.read(bytes)
    } catch {
      result.problems.append(
        SyntaxProblem(message: error.message, location: location(error.offset, error.offset))
      )
      return nil
    }
  }

  /// Labels of the blocks that Terraform defines.
  private static let labels = [
    "resource": 2, "data": 2, "ephemeral": 2, "module": 1, "variable": 1, "output": 1,
    "provider": 1, "locals": 0, "terraform": 0, "check": 1, "moved": 0, "import": 0, "removed": 0,
  ]

  private mutating func read() {
    guard let document = document() else { return }
    for members in Self.objects(document) {
      for member in members where member.key != "//" {
        guard let count = Self.labels[member.key] else { continue }
        addBlocks(member.key, labels: [], missing: count, member.node, member.offset, member.end)
      }
    }
  }

  /// The members of an object, or of each object in an array.
  private static func objects(_ node: JSONNode) -> [[JSONNode.Member]] {
    switch node {
    case .object(let members): [members]
    case .array(let elements):
      elements.compactMap {
        guard case .object(let members) = $0.node else { return nil }
        return members
      }
    default: []
    }
  }

  private mutating func addBlocks(
    _ type: String,
    labels: [String],
    missing: Int,
    _ node: JSONNode,
    _ offset: Int,
    _ end: Int
  ) {
    for members in Self.objects(node) {
      if missing > 0 {
        for member in members where member.key != "//" {
          addBlocks(
            type,
            labels: labels + [member.key],
            missing: missing - 1,
            member.node,
            member.offset,
            member.end
          )
        }
        continue
      }
      var body = ConfigurationBody()
      for member in members where member.key != "//" {
        if type == "terraform", member.key == "backend" || member.key == "cloud" {
          body.blocks.append(
            ConfigurationBlock(
              type: member.key,
              labels: [],
              body: ConfigurationBody(),
              location: location(member.offset, member.end)
            )
          )
        } else if member.key == "dynamic" {
          body.blocks += dynamicBlocks(member.node)
        } else {
          body.attributes[member.key] = attribute(
            member,
            isTemplate: type != "variable" || member.key == "default"
          )
        }
      }
      result.body.blocks.append(
        ConfigurationBlock(type: type, labels: labels, body: body, location: location(offset, end))
      )
    }
  }

  private mutating func dynamicBlocks(_ node: JSONNode) -> [ConfigurationBlock] {
    var blocks: [ConfigurationBlock] = []
    for members in Self.objects(node) {
      for member in members {
        for inner in Self.objects(member.node) {
          blocks.append(dynamicBlock(member, inner))
        }
      }
    }
    return blocks
  }

  private mutating func dynamicBlock(
    _ member: JSONNode.Member,
    _ inner: [JSONNode.Member]
  ) -> ConfigurationBlock {
    var body = ConfigurationBody()
    let place = location(member.offset, member.end)
    for part in inner where part.key != "content" {
      body.attributes[part.key] = attribute(part, isTemplate: true)
    }
    for part in inner where part.key == "content" {
      for content in Self.objects(part.node) {
        var contentBody = ConfigurationBody()
        for item in content {
          contentBody.attributes[item.key] = attribute(item, isTemplate: true)
        }
        body.blocks.append(
          ConfigurationBlock(type: "content", labels: [], body: contentBody, location: place)
        )
      }
    }
    return ConfigurationBlock(type: "dynamic", labels: [member.key], body: body, location: place)
  }

  // MARK: - Expressions

  private mutating func attribute(
    _ member: JSONNode.Member,
    isTemplate: Bool
  ) -> ConfigurationAttribute {
    let place = location(member.offset, member.end)
    var expression = expression(member.node, isTemplate: isTemplate, at: place)
    // Types, references and iterators are names written as text.
    if ["type", "provider", "iterator"].contains(member.key), case .string(let text) = member.node,
      let name = bareExpression(text)
    {
      expression = name
    }
    return ConfigurationAttribute(name: member.key, expression: expression, location: place)
  }

  private func bareExpression(_ text: String) -> Expression? {
    guard text.utf8.first?.startsIdentifier == true else { return nil }
    var parser = HCLParser(Array(text.utf8), file: file)
    guard let expression = try? parser.parseExpression(), parser.offset == parser.end else {
      return nil
    }
    switch expression {
    case .variable, .attribute, .call: return expression
    default: return nil
    }
  }

  private mutating func expression(
    _ node: JSONNode,
    isTemplate: Bool,
    at place: ConfigurationLocation
  ) -> Expression {
    switch node {
    case .null: return .literal(.null)
    case .bool(let bool): return .literal(.bool(bool))
    case .number(let number): return .literal(.number(number))
    case .string(let text): return template(text, isTemplate: isTemplate, at: place)
    case .array(let elements):
      var items: [Expression] = []
      for element in elements {
        items.append(expression(element.node, isTemplate: isTemplate, at: place))
      }
      return .tuple(items)
    case .object(let members):
      var items: [Expression.ObjectItem] = []
      for member in members {
        items.append(
          Expression.ObjectItem(
            key: template(member.key, isTemplate: isTemplate, at: place),
            value: expression(member.node, isTemplate: isTemplate, at: place)
          )
        )
      }
      return .object(items)
    }
  }

  private mutating func template(
    _ text: String,
    isTemplate: Bool,
    at place: ConfigurationLocation
  ) -> Expression {
    guard isTemplate else { return .text(text) }
    do throws(SyntaxProblem) {
      return try HCLParser.parseTemplate(text, file: file)
    } catch {
      result.problems.append(SyntaxProblem(message: error.message, location: place))
      return .text(text)
    }
  }

  private func location(_ start: Int, _ end: Int) -> ConfigurationLocation {
    ConfigurationLocation(
      file: file,
      line: lines.line(of: start),
      column: lines.column(of: min(start, bytes.count), in: bytes),
      endLine: lines.line(of: max(start, end - 1))
    )
  }
}
