/// Tables, and what else can be wider than the page.
enum PageTable {
  /// A table with a head; the first cell of a row names it.
  static func node(_ head: [String], rows: [[HTMLNode]], named name: String? = nil) -> HTMLNode {
    let lines = rows.map { cells in
      Tag.tr(
        cells.enumerated().map { index, cell in
          index == 0 ? Tag.th(["scope": "row"], [cell]) : Tag.td([cell])
        }
      )
    }
    return node(head, lines: lines, named: name)
  }

  /// A table with a head, its rows given as elements.
  static func node(_ head: [String], lines: [HTMLNode], named name: String? = nil) -> HTMLNode {
    scroll(
      named: name ?? head.joined(separator: ", "),
      [
        Tag.table([
          Tag.thead([Tag.tr(head.map { Tag.th(["scope": "col"], $0) })]), Tag.tbody(lines),
        ])
      ]
    )
  }

  /// A place that scrolls sideways where its content does not fit, also by the keyboard.
  static func scroll(named name: String, _ content: [HTMLNode]) -> HTMLNode {
    Tag.div(["class": "scroll", "tabindex": "0", "role": "group", "aria-label": name], content)
  }
}
