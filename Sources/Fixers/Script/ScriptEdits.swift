package import SyntaxTrees

/// Edits of scripts that several fixers make.
package enum ScriptEdits {
  /// Brings names of another file in, after the imports that sort before it.
  ///
  /// What `require` gives is there only from then on: it is brought in before the place where it is
  /// used first.
  package static func importing(
    _ names: [String],
    from target: String,
    in source: ScriptSource,
    _ project: ScriptStyle,
    before use: Int? = nil
  ) -> SourceEdit {
    let style = ScriptStyle(source)
    let path = importPath(from: source.path, to: target, project)
    let list = "{ \(names.joined(separator: ", ")) }"
    let quoted = "\(style.quote)\(path)\(style.quote)"
    let end = style.usesSemicolons ? ";" : ""
    let all = source.imports
    let usesRequire = all.isEmpty ? project.usesRequire : style.usesRequire
    let imports = all.filter { module in
      !usesRequire || module.statement.range.upperBound <= use ?? source.bytes.count
    }
    let text =
      usesRequire
      ? "const \(list) = require(\(quoted))\(end)" : "import \(list) from \(quoted)\(end)"
    guard let last = imports.last else {
      let start = source.statements.first?.range.lowerBound ?? source.bytes.count
      let directive = source.statements.first.map { isDirective($0) } ?? false
      if directive, let first = source.statements.first {
        return .insert(
          path: source.path,
          at: first.range.upperBound,
          text: style.newline + text
        )
      }
      return .insert(
        path: source.path,
        at: start,
        text: text + style.newline + style.newline
      )
    }
    let before = imports.last { $0.source.hasPrefix(".") && $0.source <= path }
    let place = before ?? imports.last { !$0.source.hasPrefix(".") } ?? last
    return .insert(
      path: source.path,
      at: source.end(of: place.statement),
      text: style.newline + text
    )
  }

  /// Adds an element at the end of a list.
  package static func appending(
    _ text: String,
    to list: SyntaxNode,
    in source: ScriptSource
  ) -> [SourceEdit] {
    let style = ScriptStyle(source)
    let path = source.path
    guard let last = list.namedChildren.last(where: { $0.kind != "comment" }) else {
      return [.insert(path: path, at: list.range.lowerBound + 1, text: text)]
    }
    let isOnOwnLine = last.endLine < list.endLine
    let comma = list.children.first {
      $0.kind == "," && $0.range.lowerBound >= last.range.upperBound
    }
    let indent = source.indentation(at: last.range.lowerBound)
    let gap = isOnOwnLine ? style.newline + indent : " "
    guard let comma else {
      return [
        .insert(path: path, at: last.range.upperBound, text: ","),
        .insert(path: path, at: source.end(of: last), text: gap + text),
      ]
    }
    return [
      .insert(path: path, at: source.end(of: comma), text: gap + text + (isOnOwnLine ? "," : ""))
    ]
  }

  /// Adds a property at the beginning of an object.
  package static func adding(
    _ text: String,
    to object: SyntaxNode,
    in source: ScriptSource
  ) -> SourceEdit {
    let start = object.range.lowerBound + 1
    guard let first = object.namedChildren.first else {
      return .insert(path: source.path, at: start, text: " \(text) ")
    }
    guard first.line > object.line else {
      return .insert(path: source.path, at: first.range.lowerBound, text: "\(text), ")
    }
    let indent = source.indentation(at: first.range.lowerBound)
    let newline = ScriptStyle(source).newline
    return .insert(path: source.path, at: start, text: "\(newline)\(indent)\(text),")
  }

  /// The path of a file as another one imports it.
  package static func importPath(
    from source: String,
    to target: String,
    _ style: ScriptStyle
  ) -> String {
    let path = ProjectPath.relative(from: ProjectPath.folder(of: source), to: target)
    let bare = path.dropLast(ProjectPath.fileExtension(of: path).count + 1)
    return bare + (style.importEnding.map { ".\($0)" } ?? "")
  }

  private static func isDirective(_ statement: SyntaxNode) -> Bool {
    statement.kind == "expression_statement" && statement.namedChildren.first?.kind == "string"
  }
}
