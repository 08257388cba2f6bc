/// A piece of a page.
///
/// Text becomes part of a page only through here, and is escaped on the way, whatever it holds: what
/// would end an element or an attribute, and characters that hide or reorder what a reader sees.
indirect enum HTMLNode: Sendable {
  /// Text, shown as it is.
  case text(String)
  /// An element with its attributes and content.
  case element(String, [HTMLAttribute], [HTMLNode])
  /// Pieces one after another.
  case group([HTMLNode])
  /// Text of the page's own style sheet and program, and data that was made safe for its place.
  case raw(String)

  /// Nothing.
  static let none = HTMLNode.group([])

  private static let voidElements: Set<String> = ["meta", "br", "input", "link", "hr"]

  /// The piece as HTML.
  var rendered: String {
    var text = ""
    render(into: &text)
    return text
  }

  private func render(into result: inout String) {
    switch self {
    case .text(let text): result += Self.escaped(text)
    case .raw(let text): result += text
    case .group(let nodes): for node in nodes { node.render(into: &result) }
    case .element(let name, let attributes, let content):
      result += "<\(name)"
      for attribute in attributes {
        result += " \(attribute.name)"
        if let value = attribute.value { result += "=\"\(Self.escaped(value))\"" }
      }
      result += ">"
      // Elements of a drawing end like any other: left open, one would hold the next.
      if Self.voidElements.contains(name) { return }
      for node in content { node.render(into: &result) }
      result += "</\(name)>"
    }
  }

  /// Text with nothing in it that a browser would act on.
  private static func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      case _ where SafeText.isUnsafe(scalar): result += SafeText.line(String(scalar))
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension HTMLNode {
  /// A sentence of our own, in which what stands between backticks is code.
  static func sentence(_ text: String) -> HTMLNode {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    guard parts.count > 2 else { return .text(text) }
    return .group(
      parts.enumerated().map { index, part in
        index.isMultiple(of: 2) || index == parts.count - 1
          ? .text(String(part)) : Tag.code(String(part))
      }
    )
  }
}

/// An attribute of an element.
struct HTMLAttribute: Sendable {
  /// Its name.
  var name: String
  /// Its value, nil for one that only is there.
  var value: String?
}

/// Makes elements: `Tag.p("text")`.
@dynamicMemberLookup
enum Tag {
  static subscript(dynamicMember name: String) -> TagMaker { TagMaker(name: name) }
}

/// Makes elements of one name.
struct TagMaker: Sendable {
  let name: String

  /// An element that holds pieces.
  func callAsFunction(
    _ attributes: KeyValuePairs<String, String?>,
    _ content: [HTMLNode] = []
  ) -> HTMLNode {
    let attributes = attributes.compactMap { name, value in
      value.map { HTMLAttribute(name: name, value: Self.flags.contains(name) ? nil : $0) }
    }
    return .element(name, attributes, content)
  }

  /// An element that holds text.
  func callAsFunction(_ attributes: KeyValuePairs<String, String?>, _ text: String) -> HTMLNode {
    callAsFunction(attributes, [.text(text)])
  }

  /// An element without attributes that holds pieces.
  func callAsFunction(_ content: [HTMLNode]) -> HTMLNode { callAsFunction([:], content) }

  /// An element without attributes that holds text.
  func callAsFunction(_ text: String) -> HTMLNode { callAsFunction([:], [.text(text)]) }

  private static let flags: Set<String> = ["open", "hidden", "checked", "disabled", "selected"]
}
