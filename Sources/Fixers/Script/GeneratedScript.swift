/// Turns generated TypeScript into a file of a project.
enum GeneratedScript {
  /// Rewrites the text in the language, module system and style of the project.
  ///
  /// The text is TypeScript with `import` and `export`, semicolons, single quotes, two spaces and
  /// line feeds.
  static func finish(_ text: String, path: String, _ style: ScriptStyle) -> String {
    var result = text
    if !style.isTypeScript {
      result = TypeErasure.apply(to: result)
      if style.usesRequire { result = CommonModule.apply(to: result) }
    }
    return ScriptRestyling.apply(style, to: result, path: path)
  }
}
